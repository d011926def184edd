import { z } from "zod";
import { type CryptoPort, type Digest, digestBytes, toDigest } from "../kernel/crypto.ts";
import { canonicalBytes, type JsonObject } from "../kernel/canonical.ts";
import { leafHash, treeHash } from "../kernel/merkle.ts";
import type { AssetId } from "../kernel/ids.ts";
import type { Identity } from "./model.ts";

/**
 * The field classes. A body is keyed by them, so that a signature can cover some parts and survive a change of others,
 * and so that a field can only ever take effect from the part whose approvers saw it.
 */
export const partNames = ["copy", "visual", "disclosure", "claim", "logic", "settings"] as const;
export const partName = z.enum(partNames);
export type PartName = z.infer<typeof partName>;

/** `identity` is hashed like a part but is not part of a body: kind, name, tier and scope. */
export const coveredParts = ["identity", ...partNames] as const;
export const coveredPart = z.enum(coveredParts);
export type CoveredPart = z.infer<typeof coveredPart>;

const plainObject = z.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "an object",
);
/** The content of an asset: plain JSON, keyed by part. Each kind has a stricter schema of its own. */
export const bodySchema = z.partialRecord(partName, plainObject);
export type Body = z.infer<typeof bodySchema>;

export type PartDigests = Readonly<Partial<Record<CoveredPart, Digest>>>;

export interface RevisionDigests {
  /** The root over the parts: the revision's digest. */
  readonly revision: Digest;
  readonly parts: PartDigests;
}

/**
 * The digest of a revision: the RFC 6962 tree hash over one leaf per part, in the order of `coveredParts`.
 * A leaf is the canonical form of `{asset, part, content}`, so that a part digest belongs to one asset and one part.
 */
export function revisionDigests(crypto: CryptoPort, asset: AssetId, identity: Identity, body: Body): RevisionDigests {
  const contents: Partial<Record<CoveredPart, unknown>> = { identity, ...body };
  const parts: Partial<Record<CoveredPart, Digest>> = {};
  const leaves: Uint8Array[] = [];
  for (const part of coveredParts) {
    const content = contents[part];
    if (content === undefined) continue;
    const leaf = leafHash(crypto, canonicalBytes({ asset, part, content }));
    parts[part] = toDigest(leaf);
    leaves.push(leaf);
  }
  return { revision: toDigest(treeHash(crypto, leaves)), parts };
}

/** The root over given part digests, for whoever holds only the digests. */
export function rootOfParts(crypto: CryptoPort, parts: PartDigests): Digest {
  const leaves = coveredParts.flatMap((part) => (parts[part] ? [digestBytes(parts[part])] : []));
  return toDigest(treeHash(crypto, leaves));
}
