import { holdsRole } from "../access/policy.ts";
import type { StepId } from "../access/model.ts";
import { type GivenApproval, gatesFor, pathFor, type StepGate } from "../approvals/policy.ts";
import type { Identity } from "../assets/model.ts";
import { coveredParts, type RevisionDigests } from "../assets/parts.ts";
import type { Digest } from "../kernel/crypto.ts";
import type { AssetId, MemberId } from "../kernel/ids.ts";
import { IntegrityError } from "./errors.ts";
import type { ApproveStatement, OwnStatement } from "./model.ts";
import type { PolicyVersion } from "./policy-chain.ts";
import type { CountedStatement } from "./reader.ts";

interface PartApproval {
  readonly step: StepId;
  readonly by: MemberId;
  readonly policy: PolicyVersion;
}

/** What people have attested: who owned which revision, who approved which part. Keys are made by `about`. */
export interface Attestations {
  readonly owned: ReadonlyMap<string, ReadonlySet<MemberId>>;
  readonly approved: ReadonlyMap<string, readonly PartApproval[]>;
}

/** A digest belongs to one asset and part by construction; the name is asked for too, because it is what the signer was shown. */
const about = (name: string, digest: Digest): string => `${name}@${digest}`;

/** Sorts statements by what they are about. @throws IntegrityError BUNDLE_MALFORMED */
export function gather(statements: readonly CountedStatement<OwnStatement | ApproveStatement>[]): Attestations {
  const owned = new Map<string, Set<MemberId>>();
  const approved = new Map<string, PartApproval[]>();
  for (const { statement, member, policy } of statements) {
    if (statement.predicateType === "urn:imprimatur:own:v1") {
      for (const { name, digest } of statement.subject) {
        entry(owned, about(name, `sha256:${digest.sha256}`), () => new Set<MemberId>()).add(member);
      }
    } else {
      requireSameSubjects(statement);
      const approval = { step: statement.predicate.step, by: member, policy };
      for (const { asset, part, digest } of statement.predicate.parts) {
        entry(approved, about(`${asset}#${part}`, digest), (): PartApproval[] => []).push(approval);
      }
    }
  }
  return { owned, approved };
}

/** In-toto tools read the subjects, we read the parts: they must say the same, or the two would believe different things. */
function requireSameSubjects({ subject, predicate }: ApproveStatement): void {
  const same =
    subject.length === predicate.parts.length &&
    predicate.parts.every(({ asset, part, digest }, index) => {
      const named = subject[index];
      return named?.name === `${asset}#${part}` && `sha256:${named.digest.sha256}` === digest;
    });
  if (!same)
    throw new IntegrityError(
      "BUNDLE_MALFORMED",
      "statement",
      "An approval names other subjects than the parts that it covers.",
    );
}

/** Whether the member has signed, as owner, exactly this revision. */
export const hasOwned = (attestations: Attestations, owner: MemberId, asset: AssetId, revision: Digest): boolean =>
  attestations.owned.get(about(asset, revision))?.has(owner) ?? false;

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
  const approvals: GivenApproval[] = [];
  for (const part of coveredParts) {
    const digest = revision.parts[part];
    if (!digest) continue;
    for (const { step, by, policy } of attestations.approved.get(about(`${asset}#${part}`, digest)) ?? []) {
      const role = steps.find(({ id }) => id === step)?.role;
      if (role && holdsRole(policy.document.grants, by, [role], identity.scope))
        approvals.push({ step, parts: { [part]: digest } });
    }
  }
  return gatesFor({ revision, steps, approvals });
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
