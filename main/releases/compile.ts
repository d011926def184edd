import type { Bundle } from "#shared/bundle/model.ts";
import { initialTrust, type TrustedState } from "#shared/bundle/trust.ts";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { type Digest, toDigest } from "#shared/kernel/crypto.ts";
import { verifyBundle } from "#shared/bundle/verify.ts";
import type { Environment } from "#shared/access/model.ts";
import { policyEnvelopes } from "../access/store.ts";
import { pathFor } from "#shared/approvals/policy.ts";
import { listApprovals } from "../approvals/store.ts";
import { checkpointOf } from "../audit/journal.ts";
import type { PrepareContext, ReadContext } from "../context.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import type { Planned } from "./candidate.ts";
import { nextReleaseNumber, readEnvelopes } from "./store.ts";

export interface Compiled {
  readonly bundle: Bundle;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/** Puts the plan, and everything that proves it, into one document. */
export function compileBundle(context: PrepareContext, environment: Environment, plan: readonly Planned[]): Compiled {
  const { db, workspace, me, at } = context;
  const bundle: Bundle = {
    format: "imprimatur-bundle/1",
    workspace,
    environment: environment.id,
    number: nextReleaseNumber(db, environment.id),
    at,
    by: me.id,
    maxStalenessDays: environment.maxStalenessDays,
    policies: policyEnvelopes(db),
    ownership: ownershipOf(context),
    attestations: attestationsOf(context, plan),
    assets: plan.map(({ row, revision }) => ({ id: row.id, ...revision.identity, body: revision.body })),
    checkpoint: checkpointOf(db),
  };
  const bytes = canonicalBytes(bundle);
  return { bundle, bytes, digest: toDigest(nodeCrypto.sha256(bytes)) };
}

/**
 * The complete owner map: every statement that made a link, also of assets that are no longer released,
 * because a chain that a service has accepted may never go missing.
 */
function ownershipOf({ db }: ReadContext): Bundle["ownership"] {
  const rows = db.all<{ envelope: Digest }>(
    "SELECT envelope, MIN(at) AS at FROM owner_link GROUP BY envelope ORDER BY at, envelope",
  );
  return readEnvelopes(
    db,
    rows.map((row) => row.envelope),
  );
}

/** Owners' signatures, and those approvals that cover a part of exactly these revisions. */
function attestationsOf({ db, policy }: ReadContext, plan: readonly Planned[]): Bundle["attestations"] {
  const digests: Digest[] = [];
  for (const { row, revision, signature } of plan) {
    if (signature) digests.push(signature.envelope);
    const steps = new Set(pathFor(policy, revision.identity).map((step) => step.id));
    for (const approval of listApprovals(db, row.id)) {
      if (steps.has(approval.step) && revision.parts[approval.part] === approval.digest)
        digests.push(approval.envelope);
    }
  }
  return readEnvelopes(db, digests);
}

/** Verifies a bundle exactly as a decision service does that has seen nothing yet. @throws IntegrityError, PolicyError */
export function verifyAsService(context: ReadContext, environment: string, bytes: Uint8Array) {
  return verifyBundle(nodeCrypto, bytes, trustOf(context, environment), context.now());
}

export function trustOf({ db, workspace }: ReadContext, environment: string): TrustedState {
  const genesis = db.get<{ digest: Digest }>("SELECT digest FROM policy WHERE version = 1")!.digest;
  return initialTrust({ workspace, genesis }, environment);
}
