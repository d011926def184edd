import type { ApprovalPath, StepId } from "#shared/access/model.ts";
import type { Gate } from "#shared/approvals/model.ts";
import { type GivenApproval, gatesFor, pathFor } from "#shared/approvals/policy.ts";
import type { AssetDetail, RevisionSummary } from "#shared/assets/model.ts";
import type { ActBody, AssetHistory, JournalRow } from "#shared/audit/model.ts";

export interface HeldApproval {
  readonly step: StepId;
  readonly label: string;
  readonly state: Gate["state"];
  readonly by: string | null;
  readonly at: string | null;
}

/** How an asset stood at one moment. */
export interface Standing {
  readonly tenure: AssetHistory["tenures"][number] | undefined;
  readonly revision: RevisionSummary | undefined;
  /** The approvals that its path asks for, as they stood for that revision. */
  readonly approvals: readonly HeldApproval[];
  readonly ownerSigned: { readonly by: string | null; readonly at: string } | undefined;
  /** The release in which it was live, by environment. */
  readonly live: readonly { readonly environment: string; readonly release: number; readonly at: string }[];
}

export interface AsOfQuestion {
  readonly detail: Pick<AssetDetail, "kind" | "tier" | "revisions">;
  readonly history: AssetHistory;
  /** The journal’s entries of approvals that concern the asset. */
  readonly given: readonly JournalRow[];
  readonly asset: string;
  readonly paths: readonly ApprovalPath[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Who owned an asset at a moment, in which revision it stood, and which approvals held for exactly that one. */
export function standingAt(question: AsOfQuestion): Standing {
  const { detail, history, at } = question;
  const by = (instant: string): boolean => Date.parse(instant) <= at;
  const revision = detail.revisions.filter((one) => by(one.at)).toSorted((a, b) => b.number - a.number)[0];
  const tenure = history.tenures.findLast((one) => by(one.from));
  const signed = history.marks.findLast(
    (mark) => mark.lane === "own" && by(mark.at) && mark.revision === revision?.digest,
  );
  return {
    tenure,
    revision,
    approvals: revision ? approvalsAt(question, revision, by) : [],
    ownerSigned: signed && { by: signed.by, at: signed.at },
    live: liveAt(history, by),
  };
}

function approvalsAt(
  { detail, given, asset, paths }: AsOfQuestion,
  revision: RevisionSummary,
  by: (instant: string) => boolean,
): HeldApproval[] {
  const rows = given
    .filter((entry) => entry.act === "approval.given" && by(entry.at))
    .toSorted((a, b) => a.sequence - b.sequence)
    .map((entry) => ({ entry, body: entry.body as ActBody<"approval.given"> }));
  const approvals = rows.map(({ body }): GivenApproval => ({
    step: body.step,
    parts: Object.fromEntries(
      body.parts.filter((part) => part.asset === asset).map((part) => [part.part, part.digest]),
    ),
  }));
  const gates = gatesFor({ revision, steps: pathFor({ paths: [...paths] }, detail), approvals });
  return gates.flatMap(({ step, state }) => {
    if (!step) return [];
    const last = rows.findLast(({ body }) => body.step === step.id);
    const who = state === "missing" ? undefined : last?.entry;
    return [{ step: step.id, label: step.label, state, by: who?.actor ?? null, at: who?.at ?? null }];
  });
}

/** “Release 3, production-eu” as number and environment. */
export function releaseOf(label: string): { release: number; environment: string } | undefined {
  const match = /^Release (\d+), (.+)$/.exec(label);
  return match ? { release: Number(match[1]), environment: match[2]! } : undefined;
}

function liveAt(history: AssetHistory, by: (instant: string) => boolean): Standing["live"] {
  const latest = new Map<string, Standing["live"][number]>();
  for (const mark of history.marks) {
    const found = mark.lane === "release" && by(mark.at) ? releaseOf(mark.label) : undefined;
    if (found) latest.set(found.environment, { ...found, at: mark.at });
  }
  return [...latest.values()];
}
