import type { CryptoPort, Digest } from "../kernel/crypto.ts";
import type { AssetId, MemberId } from "../kernel/ids.ts";
import { IntegrityError, PolicyError } from "./errors.ts";
import type { OwnerLink, OwnershipStatement } from "./model.ts";
import type { CountedStatement } from "./reader.ts";
import { linkDigest, linksSubject } from "./statements.ts";
import type { OwnerHead, TrustedState } from "./trust.ts";

interface SignedLink {
  readonly link: OwnerLink;
  readonly signers: ReadonlySet<MemberId>;
}

/**
 * Builds the owner map from the statements that made it. Each asset's chain starts with a link that its first owner signed; each
 * later link names the digest of the one before and is signed by giver and receiver. Every chain that was trusted before must still
 * be there and lead on from where it was.
 *
 * @throws PolicyError OWNER_CHAIN; IntegrityError BUNDLE_MALFORMED
 */
export function verifyOwnership(
  crypto: CryptoPort,
  statements: readonly CountedStatement<OwnershipStatement>[],
  trusted: TrustedState["owners"],
): ReadonlyMap<AssetId, OwnerHead> {
  const heads = new Map<AssetId, OwnerHead>();
  for (const [asset, links] of linksByAsset(crypto, statements)) {
    heads.set(asset, follow(crypto, asset, links, trusted[asset]));
  }
  for (const asset of Object.keys(trusted) as AssetId[]) {
    if (!heads.has(asset)) throw refused(asset, "Its owner chain, which was accepted before, is missing.");
  }
  return heads;
}

function linksByAsset(
  crypto: CryptoPort,
  statements: readonly CountedStatement<OwnershipStatement>[],
): Map<AssetId, SignedLink[]> {
  const byAsset = new Map<AssetId, SignedLink[]>();
  for (const { statement, signers } of statements) {
    requireSameSubject(crypto, statement);
    for (const link of statement.predicate.links) {
      const links = byAsset.get(link.asset);
      if (links) links.push({ link, signers });
      else byAsset.set(link.asset, [{ link, signers }]);
    }
  }
  return byAsset;
}

/** In-toto tools read the subject, we read the links: they must say the same, or the two would believe different things. */
function requireSameSubject(crypto: CryptoPort, { subject, predicate }: OwnershipStatement): void {
  const { name, digest } = linksSubject(crypto, predicate.links);
  const [named, ...others] = subject;
  if (named?.name === name && named.digest.sha256 === digest.sha256 && others.length === 0) return;
  throw new IntegrityError(
    "BUNDLE_MALFORMED",
    "statement",
    "An ownership statement names another subject than its links.",
  );
}

/** Walks one asset's chain. The order of the statements does not matter; two links at one place are a fork, whatever they say. */
function follow(crypto: CryptoPort, asset: AssetId, links: SignedLink[], trusted: OwnerHead | undefined): OwnerHead {
  if (links.length > 1) links.sort((a, b) => a.link.sequence - b.link.sequence);
  let head: OwnerHead | undefined;
  let extendsTrusted = trusted === undefined;
  for (const { link, signers } of links) {
    const { sequence, owner, previous } = link;
    if (sequence !== (head ? head.sequence + 1 : 0)) throw refused(asset, "Its owner chain has a gap or a fork.");
    if (previous !== (head?.link ?? null))
      throw refused(asset, `Link ${sequence} of its owner chain does not follow from the one before.`);
    if (!signers.has(owner))
      throw refused(asset, `Link ${sequence} of its owner chain is not signed by the new owner.`);
    if (head && !signers.has(head.owner))
      throw refused(asset, `Link ${sequence} of its owner chain is not signed by the owner before.`);
    const digest: Digest = linkDigest(crypto, link);
    head = { sequence, owner, link: digest };
    if (trusted?.sequence === sequence) {
      if (trusted.link !== digest) throw refused(asset, "Its owner chain is another one than was accepted before.");
      extendsTrusted = true;
    }
  }
  if (!head || !extendsTrusted)
    throw refused(asset, "Its owner chain is shorter than the one that was accepted before.");
  return head;
}

const refused = (asset: AssetId, why: string): PolicyError =>
  new PolicyError("OWNER_CHAIN", asset, `The owner map is refused. ${why}`);
