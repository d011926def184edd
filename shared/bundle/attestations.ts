import { holdsRole } from "../access/policy.ts";
import type { StepId } from "../access/model.ts";
import { gatesFor, pathFor, type StepGate } from "../approvals/policy.ts";
import type { Identity } from "../assets/model.ts";
import { type CoveredPart, coveredParts, type RevisionDigests } from "../assets/parts.ts";
import type { Digest } from "../kernel/crypto.ts";
import type { AssetId, MemberId } from "../kernel/ids.ts";
import type { ApproveStatement, OwnStatement } from "./model.ts";
import type { PolicyVersion } from "./policy-chain.ts";
import type { CountedStatement } from "./reader.ts";
import { partName } from "./statements.ts";

interface Owned {
  /** The subject's name: what the signer was shown. */
  readonly name: string;
  readonly by: MemberId;
}

interface PartApproval extends Owned {
  readonly step: StepId;
  readonly policy: PolicyVersion;
}

/**
 * What people have attested, by the hex of the digest: who owned which revision, who approved which part. A digest belongs to one
 * asset and part by construction; their names are held too, because they are what the signer was shown.
 */
export interface Attestations {
  readonly owned: ReadonlyMap<string, readonly Owned[]>;
  readonly approved: ReadonlyMap<string, readonly PartApproval[]>;
}

const hexOf = (digest: Digest): string => digest.slice("sha256:".length);

/** Sorts statements by what they are about. */
export function gather(statements: readonly CountedStatement<OwnStatement | ApproveStatement>[]): Attestations {
  const owned = new Map<string, Owned[]>();
  const approved = new Map<string, PartApproval[]>();
  for (const { statement, member: by, policy } of statements) {
    const isOwn = statement.predicateType === "urn:imprimatur:own:v1";
    for (const { name, digest } of statement.subject) {
      if (isOwn) append(owned, digest.sha256, { name, by });
      else append(approved, digest.sha256, { name, by, step: statement.predicate.step, policy });
    }
  }
  return { owned, approved };
}

/** Whether the member has signed, as owner, exactly this revision. */
export const hasOwned = (attestations: Attestations, owner: MemberId, asset: AssetId, revision: Digest): boolean =>
  attestations.owned.get(hexOf(revision))?.some((one) => one.by === owner && one.name === asset) ?? false;

/**
 * The gates of one revision, by the newest policy's path. An approval counts when its giver held the step's role, in a scope that
 * reaches the asset, in the policy that the approval names.
 */
export function gatesOf(
  newest: PolicyVersion,
  attestations: Attestations,
  asset: AssetId,
  identity: Identity,
  revision: RevisionDigests,
): StepGate[] {
  const steps = pathFor(newest.document, identity);
  const given = new Map<StepId, Partial<Record<CoveredPart, Digest>>>();
  for (const part of coveredParts) {
    const digest = revision.parts[part];
    const approvals = digest && attestations.approved.get(hexOf(digest));
    if (!approvals) continue;
    const shown = partName(asset, part);
    for (const { name, step, by, policy } of approvals) {
      const role = steps.find(({ id }) => id === step)?.role;
      if (name !== shown || !role || !holdsRole(policy.document.grants, by, [role], identity.scope)) continue;
      const parts = given.get(step);
      if (parts) parts[part] = digest;
      else given.set(step, { [part]: digest });
    }
  }
  return gatesFor({ revision, steps, approvals: [...given].map(([step, parts]) => ({ step, parts })) });
}

function append<T>(map: Map<string, T[]>, digest: string, item: T): void {
  const items = map.get(digest);
  if (items) items.push(item);
  else map.set(digest, [item]);
}
