import { type Member, type PolicyDocument, policyDocument } from "../access/model.ts";
import { holdsRole } from "../access/policy.ts";
import { everywhere } from "../assets/model.ts";
import { canonicalBytes } from "../kernel/canonical.ts";
import { type CryptoPort, type Digest, equalBytes, toDigest } from "../kernel/crypto.ts";
import type { MemberId } from "../kernel/ids.ts";
import { openEnvelope, payloadBytes, readPayload } from "./dsse.ts";
import { IntegrityError, PolicyError } from "./errors.ts";
import { type Envelope, payloadTypes } from "./model.ts";
import type { TrustedState } from "./trust.ts";

/** One version of the policy that has been checked, with its members at hand. */
export interface PolicyVersion {
  readonly digest: Digest;
  readonly document: PolicyDocument;
  /** Active members by their public key in this version. */
  readonly activeByKey: ReadonlyMap<string, Member>;
}

export interface PolicyChain {
  readonly newest: PolicyVersion;
  readonly byDigest: ReadonlyMap<Digest, PolicyVersion>;
  /** Every key that any member has had in any version: whose signatures are worth checking at all. */
  readonly keys: ReadonlySet<string>;
}

/** Those who may sign the next version: active members who are administrators everywhere. */
export const administratorsOf = ({ members, grants }: Pick<PolicyDocument, "members" | "grants">): Member[] =>
  members.filter((member) => member.active && holdsRole(grants, member.id, ["administrator"], everywhere));

/**
 * What is wrong with a policy in itself, as sentences; empty when it is sound. Ask before signing one: nobody accepts it after.
 */
export function policyFaults(document: PolicyDocument): string[] {
  const { members, grants, environments, threshold } = document;
  const faults: string[] = [];
  const ids = new Set(members.map((member) => member.id));
  if (ids.size < members.length) faults.push("Two members have the same id.");
  if (new Set(members.map((member) => member.publicKey)).size < members.length) {
    faults.push("Two members have the same key; one person would count for two.");
  }
  if (grants.some((grant) => !ids.has(grant.member))) faults.push("A role is granted to somebody who is not a member.");
  const owners = new Set(members.filter((member) => member.active).map((member) => member.id));
  for (const { id, releaseOwner } of environments) {
    if (!owners.has(releaseOwner)) faults.push(`The release owner of ${id} is not an active member.`);
  }
  if (new Set(environments.map(({ id }) => id)).size < environments.length)
    faults.push("Two environments have the same name.");
  if (threshold > administratorsOf(document).length) {
    faults.push("There are fewer administrators than must sign the next version, so that there could never be one.");
  }
  return faults;
}

/**
 * Checks the chain of policies, oldest first. What is trusted (the first version, or the last one accepted) stands for all versions
 * before it, because each names the digest of the one before; every later one needs the threshold of its predecessor's
 * administrators. No version is read before one of the two has vouched for its bytes.
 *
 * @throws PolicyError POLICY_CHAIN; IntegrityError SIGNATURE_INVALID, BUNDLE_MALFORMED
 */
export async function verifyPolicyChain(
  crypto: CryptoPort,
  envelopes: readonly Envelope[],
  trusted: Pick<TrustedState, "policy" | "workspace">,
): Promise<PolicyChain> {
  const raw = envelopes.map((envelope) => {
    const bytes = payloadBytes(envelope);
    return { envelope, bytes, digest: toDigest(crypto.sha256(bytes)) };
  });
  const anchor = trusted.policy.version - 1;
  if (raw.length <= anchor) {
    throw refused(
      raw.length,
      `The bundle ends at policy version ${raw.length}; version ${anchor + 1} was accepted before.`,
    );
  }
  if (raw[anchor]?.digest !== trusted.policy.digest)
    throw refused(anchor + 1, `Policy version ${anchor + 1} is not the one that is trusted.`);
  const documents = readBackwards(raw.slice(0, anchor + 1), trusted.workspace);
  const versions: PolicyVersion[] = [];
  for (const [index, { envelope, bytes, digest }] of raw.entries()) {
    const former = versions[index - 1];
    const known = documents[index];
    // The first version is signed by its own administrators; that its digest is trusted is what makes them that.
    const signers = former ?? versionOf(digest, documents[0]!);
    await requireThreshold(crypto, envelope, signers, index + 1);
    const document = known ?? readDocument(bytes, index + 1, trusted.workspace);
    if (former && document.previous !== former.digest)
      throw refused(index + 1, "It does not name the policy before it.");
    versions.push(versionOf(digest, document));
  }
  return chainOf(versions);
}

/** Reads the trusted version and, each vouched for by the next, those before it. */
function readBackwards(
  raw: readonly { readonly bytes: Uint8Array; readonly digest: Digest }[],
  workspace: string,
): PolicyDocument[] {
  const documents: PolicyDocument[] = [];
  for (let index = raw.length - 1; index >= 0; index--) {
    const document = readDocument(raw[index]!.bytes, index + 1, workspace);
    if (document.previous !== (raw[index - 1]?.digest ?? null))
      throw refused(index + 1, "It does not name the policy before it.");
    documents.unshift(document);
  }
  return documents;
}

function readDocument(bytes: Uint8Array, version: number, workspace: string): PolicyDocument {
  const what = `policy ${version}`;
  const parsed = policyDocument.safeParse(readPayload(bytes));
  if (!parsed.success)
    throw new IntegrityError("BUNDLE_MALFORMED", what, `Policy version ${version} does not have the form of a policy.`);
  const document = parsed.data;
  // One value, one form: otherwise a policy could have two digests.
  if (!equalBytes(canonicalBytes(document), bytes)) {
    throw new IntegrityError("BUNDLE_MALFORMED", what, `Policy version ${version} is not in canonical form.`);
  }
  if (document.version !== version) throw refused(version, `It calls itself version ${document.version}.`);
  if (document.workspace !== workspace) throw refused(version, "It belongs to another workspace.");
  const [fault] = policyFaults(document);
  if (fault !== undefined) throw refused(version, fault);
  return document;
}

async function requireThreshold(
  crypto: CryptoPort,
  envelope: Envelope,
  by: PolicyVersion,
  version: number,
): Promise<void> {
  const administrators = administratorsOf(by.document);
  const keys = new Set(administrators.map((member) => member.publicKey));
  const opened = await openEnvelope(crypto, envelope, payloadTypes.policy, keys);
  // Keys are distinct within a version, so that distinct keys are distinct people.
  const signers = opened?.signers.size ?? 0;
  const { threshold } = by.document;
  if (signers < threshold)
    throw refused(version, `${signers} of the ${threshold} administrators that it needs have signed it.`);
}

function versionOf(digest: Digest, document: PolicyDocument): PolicyVersion {
  const active = document.members.filter((member) => member.active);
  return { digest, document, activeByKey: new Map(active.map((member) => [member.publicKey, member])) };
}

function chainOf(versions: readonly PolicyVersion[]): PolicyChain {
  const owners = new Map<string, MemberId>();
  for (const { document } of versions) {
    for (const { id, publicKey } of document.members) {
      const owner = owners.get(publicKey);
      if (owner !== undefined && owner !== id)
        throw refused(document.version, "A key that was one member's is now another's.");
      owners.set(publicKey, id);
    }
  }
  return {
    newest: versions.at(-1)!,
    byDigest: new Map(versions.map((version) => [version.digest, version])),
    keys: new Set(owners.keys()),
  };
}

const refused = (version: number, why: string): PolicyError =>
  new PolicyError("POLICY_CHAIN", `policy ${version}`, `Policy version ${version} is refused. ${why}`);
