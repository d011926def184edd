import { holdsRole, type Permission, permissions, refusal } from "#shared/access/policy.ts";
import type { Grant, Member } from "#shared/access/model.ts";
import type { Gate, RequestDetail } from "#shared/approvals/model.ts";
import { commonScope } from "#shared/approvals/policy.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { listed } from "#renderer/app/words.ts";

/** Who looks at a request, among whom. */
export interface Viewer {
  readonly me: Member | undefined;
  readonly members: readonly Member[];
  readonly grants: readonly Grant[];
  nameOf(id: string): string;
}

/** What a person may do with a request. A reason stands where they may not: it says why, and who could. */
export interface Turn {
  /** The step that concerns this person: theirs where they hold one, else the one that is waited for. */
  readonly gate: Gate | undefined;
  readonly approveRefusal: string | undefined;
  readonly sendBackRefusal: string | undefined;
  readonly withdrawRefusal: string | undefined;
}

/** Asks the same rules as the gate behind every call, so that no button promises what would be refused. */
export function turnOf(request: RequestDetail, viewer: Viewer): Turn {
  const gate = gateFor(request, viewer);
  const closed = request.status === "open" ? undefined : "It is closed. A change needs a request of its own.";
  return {
    gate,
    approveRefusal: closed ?? (gate ? refusedApproval(request, gate, viewer) : "Every approval has been given."),
    sendBackRefusal: closed ?? refused(permissions["approvals.sendBack"], request, viewer),
    withdrawRefusal:
      closed ??
      (request.author === viewer.me?.id
        ? undefined
        : `Only ${viewer.nameOf(request.author)}, who sent it, can withdraw it.`),
  };
}

const scopeOf = (request: RequestDetail) => commonScope(request.items.map((item) => item.scope));

function gateFor(request: RequestDetail, { me, grants }: Viewer): Gate | undefined {
  const open = request.gates.filter((gate) => gate.state !== "given");
  const mine = me && open.find((gate) => holdsRole(grants, me.id, [gate.role], scopeOf(request)));
  return mine ?? open.find((gate) => gate.step === request.waitingFor) ?? open[0];
}

function refused(permission: Permission, request: RequestDetail, viewer: Viewer, gate?: Gate): string | undefined {
  const subject = { scope: scopeOf(request), ...(gate ? { stepRole: gate.role } : {}) };
  return refusal(permission, subject, viewer.me ?? null, viewer.members, viewer.grants)?.message;
}

function refusedApproval(request: RequestDetail, gate: Gate, viewer: Viewer): string | undefined {
  const byRole = refused(permissions["approvals.approve"], request, viewer, gate);
  if (byRole !== undefined) return byRole;
  const own = ownWork(request, viewer.me?.id);
  if (own !== undefined) return `${own} Nobody approves their own work. ${couldSay(approvers(request, gate, viewer))}`;
  const earlier = request.gates.slice(0, request.gates.indexOf(gate)).find((one) => one.state !== "given");
  if (earlier) return `${earlier.label} comes first. ${couldSay(approvers(request, earlier, viewer))}`;
  return undefined;
}

function ownWork(request: RequestDetail, me: MemberId | undefined): string | undefined {
  const written = request.items.find((item) => item.author === me);
  if (written) return `You wrote revision ${written.revisionNumber} of ${written.name}.`;
  return request.author === me ? "You sent this for review." : undefined;
}

/** The people who may give a step of a request: they hold its role for all of it, and wrote none of it. */
export function approvers(request: RequestDetail, gate: Gate, { members, grants }: Viewer): Member[] {
  const scope = scopeOf(request);
  return members.filter(
    (member) =>
      member.active && ownWork(request, member.id) === undefined && holdsRole(grants, member.id, [gate.role], scope),
  );
}

const couldSay = (people: readonly Member[]): string =>
  people.length === 0
    ? "Nobody else can do it yet; an administrator can give somebody the role."
    : `${listed(
        people.map((one) => one.name),
        { most: 3, last: "or" },
      )} can do it.`;
