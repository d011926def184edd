import type { PolicyDocument } from "#shared/access/model.ts";
import { allGiven, gatesFor, pathFor } from "#shared/approvals/policy.ts";
import type { Gate } from "#shared/approvals/model.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { ReadDb } from "../db/database.ts";
import { getRevision, type Revision } from "../assets/store.ts";
import { type ApprovalRow, asGiven, listApprovals } from "./store.ts";

/** The gates of one revision under the policy in force, with who opened each. */
export function revisionGates(db: ReadDb, policy: PolicyDocument, revision: Revision): Gate[] {
  const rows = listApprovals(db, revision.asset);
  const gates = gatesFor({ revision, steps: pathFor(policy, revision.identity), approvals: asGiven(rows) });
  return gates.flatMap(({ step, state, missingParts }) => {
    if (!step) return [];
    const given = rows.findLast(
      (row) => row.step === step.id && (state === "void" || revision.parts[row.part] === row.digest),
    );
    const { by, at } = state === "missing" ? { by: null, at: null } : whoGave(given);
    return [{ step: step.id, label: step.label, role: step.role, state, by, at, missing: [...missingParts] }];
  });
}

const whoGave = (row: ApprovalRow | undefined) => ({ by: row?.member ?? null, at: row?.at ?? null });

/** Revisions known to be approved, by policy and digest. Approvals are never taken back, so that what is approved stays so. */
const approved = new Set<string>();
const mostApproved = 200_000;

/** Whether a revision's path is complete. A part that no step covers keeps it open for ever. */
export function isApproved(db: ReadDb, policy: PolicyDocument, digest: Digest): boolean {
  const key = `${policy.workspace} ${policy.version} ${digest}`;
  if (approved.has(key)) return true;
  const revision = getRevision(db, digest);
  const steps = pathFor(policy, revision.identity);
  const approvals = asGiven(listApprovals(db, revision.asset));
  if (!allGiven(gatesFor({ revision, steps, approvals }))) return false;
  if (approved.size >= mostApproved) approved.clear();
  approved.add(key);
  return true;
}
