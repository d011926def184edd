import type { JournalRow } from "#shared/audit/model.ts";
import type { StudioApi } from "#shared/contracts.ts";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { type CryptoPort, digestBytes, toDigest, toHex } from "#shared/kernel/crypto.ts";
import { leafHash, verifyInclusion } from "#shared/kernel/merkle.ts";

export type InclusionProof = Awaited<ReturnType<StudioApi["audit"]["proof"]>>;

/** How this page found an entry to stand in the log: every figure was computed here, from what is on the screen. */
export interface ProofResult {
  readonly proven: boolean;
  /** Why not, in words. */
  readonly fault?: string;
  /** The hash of the entry as it is shown. */
  readonly leaf: string;
  readonly root: string;
  readonly size: number;
  readonly steps: number;
}

/**
 * Proves in this page that an entry stands in the log: hashes the entry as it is shown, and walks the path up to the
 * root of the checkpoint (RFC 9162, 2.1.3.2). Nothing that the studio says of the hashes is believed.
 */
export async function prove({ entry, checkpoint, path }: InclusionProof): Promise<ProofResult> {
  const about = { root: checkpoint.root, size: checkpoint.size, steps: path.length };
  const leaf = await withWebCrypto((crypto) => leafHash(crypto, canonicalBytes(hashedPart(entry))));
  const shown = toDigest(leaf);
  if (shown !== entry.leaf)
    return {
      ...about,
      proven: false,
      leaf: shown,
      fault: "The entry does not hash to the leaf that is stored for it.",
    };
  const proof = {
    index: entry.sequence,
    size: checkpoint.size,
    leaf,
    path: path.map(digestBytes),
    root: digestBytes(checkpoint.root),
  };
  const proven = await withWebCrypto((crypto) => verifyInclusion(crypto, proof));
  return {
    ...about,
    proven,
    leaf: shown,
    ...(proven ? {} : { fault: "Its path does not lead to the root of the log." }),
  };
}

/** Exactly what is hashed into the log; the rest of a row is for people. */
export const hashedPart = ({ device, sequence, at, actor, act, body }: JournalRow) => ({
  device,
  sequence,
  at,
  actor,
  act,
  body,
});

/** The port asked for a hash that is not known yet. */
class HashMissing extends Error {
  readonly bytes: Uint8Array<ArrayBuffer>;
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super("A hash is missing.");
    this.bytes = bytes;
  }
}

/**
 * Runs a computation over hashes with the browser's own SHA-256. That one answers later, the computation asks at once:
 * so it is begun anew with each hash that has become known. The inputs of a proof are a few dozen bytes.
 */
export async function withWebCrypto<T>(compute: (crypto: CryptoPort) => T): Promise<T> {
  const known = new Map<string, Uint8Array>();
  const port: CryptoPort = {
    sha256(...chunks) {
      const bytes = joined(chunks);
      const hash = known.get(toHex(bytes));
      if (!hash) throw new HashMissing(bytes);
      return hash;
    },
    verify: () => false,
  };
  for (;;) {
    try {
      return compute(port);
    } catch (error) {
      if (!(error instanceof HashMissing)) throw error;
      known.set(toHex(error.bytes), new Uint8Array(await crypto.subtle.digest("SHA-256", error.bytes)));
    }
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
