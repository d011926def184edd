import { z } from "zod";
import type { PolicyDocument } from "../access/model.ts";
import { allGiven, type StepGate } from "../approvals/policy.ts";
import { kindOf } from "../assets/kinds.ts";
import type { Identity } from "../assets/model.ts";
import { type Body, type RevisionDigests, revisionDigests } from "../assets/parts.ts";
import { canonicalBytes, fromUtf8 } from "../kernel/canonical.ts";
import { type CryptoPort, type Digest, toDigest } from "../kernel/crypto.ts";
import { AppError } from "../kernel/errors.ts";
import type { AssetId } from "../kernel/ids.ts";
import { type Attestations, gather, gatesOf, hasOwned } from "./attestations.ts";
import { IntegrityError, PolicyError } from "./errors.ts";
import {
  approveStatement,
  type Bundle,
  bundle as bundleSchema,
  type BundleAsset,
  ownershipStatement,
  ownStatement,
} from "./model.ts";
import { verifyOwnership } from "./ownership.ts";
import { type PolicyChain, type PolicyVersion, verifyPolicyChain } from "./policy-chain.ts";
import { readStatements } from "./reader.ts";
import type { OwnerHead, TrustedState } from "./trust.ts";

export interface VerifiedBundle {
  readonly bundle: Bundle;
  /** SHA-256 of the bundle's bytes. */
  readonly digest: Digest;
  /** What to trust from now on. Whoever keeps it, keeps it after everything else has succeeded. */
  readonly trusted: TrustedState;
  /** The newest policy. */
  readonly policy: PolicyDocument;
  readonly revisions: ReadonlyMap<AssetId, RevisionDigests>;
}

/** Clocks of studios and services differ; what is dated further ahead than this is refused. */
const clockTolerance = 24 * 60 * 60 * 1000;

const attestation = z.discriminatedUnion("predicateType", [ownStatement, approveStatement]);

/**
 * The one verification: preflight in the studio and the decision service run exactly this (docs/features/bundle.md). It is
 * fail-closed: a bundle in which a single thing does not hold is refused as a whole.
 *
 * @param input the bundle's bytes, or a bundle that is about to be written in canonical form.
 * @param trusted what was accepted last; see `initialTrust` for the first time. It is not changed.
 * @param at the one reference time, in milliseconds since 1970.
 * @throws IntegrityError BUNDLE_MALFORMED, SIGNATURE_INVALID;
 *   PolicyError POLICY_CHAIN, OWNER_CHAIN, OWNER_UNSIGNED, APPROVAL_MISSING, RELEASE_ROLLBACK
 */
export async function verifyBundle(
  crypto: CryptoPort,
  input: Uint8Array | Bundle,
  trusted: TrustedState,
  at: number,
): Promise<VerifiedBundle> {
  const latest = at + clockTolerance;
  const { bundle, digest } = readBundle(crypto, input, trusted);
  if (Date.parse(bundle.at) > latest)
    throw malformed("release", `The release is dated ${bundle.at}, which is still to come.`);
  requireProgress(bundle, digest, trusted);
  const chain = await verifyPolicyChain(crypto, bundle.policies, trusted);
  requireEnvironment(bundle, chain.newest);
  const reading = { chain, workspace: trusted.workspace, latest };
  const owners = verifyOwnership(
    crypto,
    await readStatements(crypto, bundle.ownership, ownershipStatement, reading),
    trusted.owners,
  );
  const attestations = gather(await readStatements(crypto, bundle.attestations, attestation, reading));
  const revisions = verifyAssets(crypto, bundle.assets, { chain, owners, attestations });
  return {
    bundle,
    digest,
    policy: chain.newest.document,
    revisions,
    trusted: {
      workspace: trusted.workspace,
      environment: trusted.environment,
      policy: { version: chain.newest.document.version, digest: chain.newest.digest },
      owners: Object.fromEntries(owners),
      release: { number: bundle.number, digest },
    },
  };
}

function readBundle(
  crypto: CryptoPort,
  input: Uint8Array | Bundle,
  trusted: TrustedState,
): { bundle: Bundle; digest: Digest } {
  const bytes = input instanceof Uint8Array ? input : canonicalBytes(input);
  const parsed = bundleSchema.safeParse(input instanceof Uint8Array ? parseJson(bytes) : input);
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path.join(".") ?? "";
    throw malformed(
      at === "" ? "bundle" : at,
      `The bundle does not have the expected form${at === "" ? "" : ` at ${at}`}.`,
    );
  }
  const bundle = parsed.data;
  if (bundle.workspace !== trusted.workspace) throw malformed("workspace", "The bundle belongs to another workspace.");
  if (bundle.environment !== trusted.environment) {
    throw malformed("environment", `The bundle is for ${bundle.environment}, not for ${trusted.environment}.`);
  }
  return { bundle, digest: toDigest(crypto.sha256(bytes)) };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch (cause) {
    throw new IntegrityError("BUNDLE_MALFORMED", "bundle", "The bundle is not JSON.", cause);
  }
}

/** The release number never falls, and one number never stands for two releases. */
function requireProgress(bundle: Bundle, digest: Digest, { release }: TrustedState): void {
  const what = `release ${bundle.number}`;
  if (!release || bundle.number > release.number) return;
  if (bundle.number < release.number) {
    throw new PolicyError(
      "RELEASE_ROLLBACK",
      what,
      `Release ${bundle.number} is older than release ${release.number}, which was accepted before.`,
    );
  }
  if (digest !== release.digest) {
    throw new PolicyError("RELEASE_ROLLBACK", what, `Another bundle was accepted before as release ${bundle.number}.`);
  }
}

function requireEnvironment(bundle: Bundle, { document }: PolicyVersion): void {
  const what = `environment ${bundle.environment}`;
  const environment = document.environments.find(({ id }) => id === bundle.environment);
  if (!environment)
    throw new PolicyError("POLICY_CHAIN", what, `The policy knows no environment called ${bundle.environment}.`);
  if (environment.releaseOwner !== bundle.by) {
    throw new PolicyError(
      "OWNER_UNSIGNED",
      what,
      `The release was not made by the release owner of ${bundle.environment}.`,
    );
  }
  if (environment.maxStalenessDays !== bundle.maxStalenessDays) {
    throw new PolicyError("POLICY_CHAIN", what, "The release claims another maximum staleness than the policy allows.");
  }
}

interface Evidence {
  readonly chain: PolicyChain;
  readonly owners: ReadonlyMap<AssetId, OwnerHead>;
  readonly attestations: Attestations;
}

function verifyAssets(
  crypto: CryptoPort,
  assets: readonly BundleAsset[],
  evidence: Evidence,
): Map<AssetId, RevisionDigests> {
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  if (byId.size < assets.length) throw malformed("assets", "An asset stands twice in the bundle.");
  const names = new Set(assets.map(({ kind, name }) => `${kind} ${name}`));
  if (names.size < assets.length) throw malformed("assets", "Two assets of one kind have the same name.");
  const revisions = new Map<AssetId, RevisionDigests>();
  for (const asset of assets) {
    const { id, kind, name, tier, scope } = asset;
    const identity: Identity = { kind, name, tier, scope };
    const revision = digestsOf(crypto, id, identity, asset.body);
    requireOwner(asset, revision, evidence);
    const gates = gatesOf(evidence.chain.newest, evidence.attestations, id, identity, revision);
    if (!allGiven(gates)) throw unapproved(asset, gates);
    requireForm(asset, byId);
    revisions.set(id, revision);
  }
  return revisions;
}

function digestsOf(crypto: CryptoPort, id: AssetId, identity: Identity, body: Body): RevisionDigests {
  try {
    return revisionDigests(crypto, id, identity, body);
  } catch (cause) {
    if (cause instanceof AppError || cause instanceof RangeError) {
      throw new IntegrityError(
        "BUNDLE_MALFORMED",
        identity.name,
        `${identity.name} holds something that cannot be signed.`,
        cause,
      );
    }
    throw cause;
  }
}

function requireOwner(
  { id, name }: BundleAsset,
  { revision }: RevisionDigests,
  { owners, attestations, chain }: Evidence,
): void {
  const head = owners.get(id);
  if (!head) throw new PolicyError("OWNER_CHAIN", name, `${name} has no owner: the owner map does not mention it.`);
  if (hasOwned(attestations, head.owner, id, revision)) return;
  const owner = chain.newest.document.members.find((member) => member.id === head.owner);
  throw new PolicyError(
    "OWNER_UNSIGNED",
    name,
    `${owner?.name ?? "The owner"} owns ${name} and has not signed this revision.`,
  );
}

function unapproved({ name }: BundleAsset, gates: readonly StepGate[]): PolicyError {
  const open = gates.find((gate) => gate.state !== "given");
  const parts = open?.missingParts.join(", ") ?? "";
  const what = open?.step
    ? `${name} lacks the ${open.step.label} approval of: ${parts}.`
    : `${name} has parts that no step of its approval path covers: ${parts}.`;
  return new PolicyError("APPROVAL_MISSING", name, what);
}

/** The body has the form of its kind, only parts that its kind has, and every asset that it names is in the bundle. */
function requireForm({ kind: kindName, name, body }: BundleAsset, byId: ReadonlyMap<AssetId, BundleAsset>): void {
  const kind = kindOf(kindName);
  const references = kind.strictReferences(body);
  if (!references) throw malformed(name, `${name} does not have the form of its kind, ${kind.label}.`);
  for (const { at, asset, kinds } of references) {
    const target = byId.get(asset);
    if (!target) throw malformed(name, `${name} names an asset at ${at} that is not in the release.`);
    if (!kinds.includes(target.kind))
      throw malformed(name, `${name} names ${target.name} at ${at}, which is of the wrong kind.`);
  }
}

const malformed = (what: string, message: string): IntegrityError =>
  new IntegrityError("BUNDLE_MALFORMED", what, message);
