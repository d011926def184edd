import type { Gate, RequestDetail, RequestItem, RequestSummary } from "#shared/approvals/model.ts";
import type { ActBody } from "#shared/audit/model.ts";
import { roleLabels } from "#shared/access/model.ts";
import { holdsRole } from "#shared/access/policy.ts";
import type { RequestId } from "#shared/kernel/ids.ts";
import { getAssetRow, getRevision, identityOf, type Revision } from "../assets/store.ts";
import { entriesOfRequest } from "../audit/store.ts";
import type { ReadContext } from "../context.ts";
import { revisionGates } from "./gates.ts";
import { type ItemRow, listApprovals, listItems, type RequestRow } from "./store.ts";

/** One request as a list shows it. */
export function requestSummary(context: ReadContext, row: RequestRow): RequestSummary {
  const revisions = listItems(context.db, row.id).map((item) => getRevision(context.db, item.revision));
  return summarize(context, row, revisions);
}

/** One request whole: every revision beside the one it replaces, its gates, and what happened to it. */
export function requestDetail(context: ReadContext, row: RequestRow): RequestDetail {
  const items = listItems(context.db, row.id).map((item) => requestItem(context, item));
  return { ...requestSummary(context, row), note: row.note, items, events: requestEvents(context, row.id) };
}

function requestItem(context: ReadContext, item: ItemRow): RequestItem {
  const { db } = context;
  const asset = getAssetRow(db, item.asset);
  const revision = getRevision(db, item.revision);
  const before = item.before ? getRevision(db, item.before) : null;
  return {
    asset: item.asset,
    ...identityOf(asset),
    owner: asset.owner,
    revision: item.revision,
    revisionNumber: revision.number,
    author: revision.author,
    before: before ? { digest: before.digest, number: before.number, body: before.body } : null,
    body: revision.body,
    gates: requestGates(context, item.request, revision),
  };
}

/**
 * The gates of one revision as its request shows them. Void is what was approved in this request and edited since;
 * that an older revision had the approval says nothing about this one.
 */
function requestGates({ db, policy }: ReadContext, request: RequestId, revision: Revision): Gate[] {
  const here = new Set(
    listApprovals(db, revision.asset)
      .filter((row) => row.request === request)
      .map((row) => row.step),
  );
  return revisionGates(db, policy, revision).map((gate) =>
    gate.state === "void" && !here.has(gate.step) ? { ...gate, state: "missing", by: null, at: null } : gate,
  );
}

function summarize(context: ReadContext, row: RequestRow, revisions: readonly Revision[]): RequestSummary {
  const gates = combine(revisions.map((revision) => requestGates(context, row.id, revision)));
  const waiting = row.status === "open" ? gates.find((gate) => gate.state !== "given") : undefined;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    author: row.author,
    status: row.status,
    openedAt: row.opened_at,
    assets: revisions.length,
    gates,
    waitingFor: waiting?.step ?? null,
    mine: waiting !== undefined && mayGive(context, waiting, row, revisions),
  };
}

/** Whether whoever asks holds the step's role for every asset, and wrote none of it. */
const mayGive = (
  { me, policy }: ReadContext,
  { role }: Gate,
  row: RequestRow,
  revisions: readonly Revision[],
): boolean =>
  row.author !== me.id &&
  revisions.every(
    ({ author, identity }) => author !== me.id && holdsRole(policy.grants, me.id, [role], identity.scope),
  );

const rank = { given: 0, missing: 1, void: 2 } as const;

/** The gates of the whole request: a step is given when it is given for every asset that needs it, void when it is void for one. */
function combine(gatesByItem: readonly (readonly Gate[])[]): Gate[] {
  const combined = new Map<Gate["step"], Gate>();
  for (const gate of gatesByItem.flat()) {
    const known = combined.get(gate.step);
    if (!known) combined.set(gate.step, gate);
    else
      combined.set(gate.step, {
        ...(rank[gate.state] > rank[known.state] ? gate : known),
        missing: [...new Set([...known.missing, ...gate.missing])],
      });
  }
  const order: Gate["step"][] = ["brand", "legal"];
  return order.flatMap((step) => combined.get(step) ?? []);
}

function requestEvents({ db }: ReadContext, request: RequestId): RequestDetail["events"] {
  return entriesOfRequest(db, request).map(({ at, actor, act, body }) => ({
    at,
    by: actor!,
    act,
    text: eventText(act, body),
  }));
}

function eventText(act: string, body: Record<string, unknown>): string {
  if (act === "request.opened") return "Sent for review";
  if (act === "request.followed") return "Revised during review";
  if (act === "approval.given")
    return `Approved as ${roleLabels[(body as ActBody<"approval.given">).step === "brand" ? "brandApprover" : "legalApprover"]}`;
  const { status, reason } = body as ActBody<"request.closed">;
  return status === "sentBack" ? `Sent back: “${reason}”` : "Withdrawn";
}
