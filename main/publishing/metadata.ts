import { createHash } from "node:crypto";
import {
  Key,
  MetaFile,
  Metadata,
  type MetadataKind,
  type Root,
  Signature,
  type Snapshot,
  TargetFile,
  type Targets,
  type Timestamp,
} from "@tufjs/models";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Signer } from "./signer.ts";

/** The parts that TUF metadata is made of. Nothing here touches a disk. */

export type Signed = Root | Timestamp | Snapshot | Targets;

/** How many days each kind of metadata holds. The timestamp's is what bounds a freeze: keep it short. */
export interface Lifetimes {
  readonly root: number;
  readonly targets: number;
  readonly environment: number;
  readonly snapshot: number;
  readonly timestamp: number;
}

export const usualLifetimes: Lifetimes = { root: 365, targets: 365, environment: 90, snapshot: 7, timestamp: 3 };

export const specVersion = "1.0.31";

const day = 24 * 60 * 60 * 1000;

/** The end of a lifetime that starts at `at`, in whole seconds as TUF writes it. */
export const expiry = (at: number, days: number): string =>
  new Date(at + days * day).toISOString().replace(/\.\d+Z$/, "Z");

/** The TUF form of an Ed25519 public key, named as the specification says: by the digest of its canonical form. */
export function keyOf(publicKey: string): Key {
  const form = { keytype: "ed25519", scheme: "ed25519", keyval: { public: publicKey } };
  return Key.fromJSON(sha256(canonicalBytes(form)), form);
}

/**
 * The keys of one role. One public key twice would let one person count for two.
 * @throws AppError INPUT_INVALID
 */
export function keysOf(publicKeys: readonly string[], role: string): Key[] {
  if (new Set(publicKeys).size !== publicKeys.length) {
    throw new AppError(
      "INPUT_INVALID",
      `One key stands twice among those of ${role}; each person needs a key of their own.`,
      { role },
    );
  }
  return publicKeys.map(keyOf);
}

/** Signs metadata with every signer and returns it as the bytes of its file. Signatures from before are dropped. */
export async function signed(metadata: Metadata<Signed>, signers: readonly Signer[]): Promise<Uint8Array> {
  const message = messageOf(metadata);
  metadata.signatures = {};
  for (const signer of signers) {
    const { keyID } = keyOf(signer.publicKey);
    metadata.signatures[keyID] = new Signature({ keyID, sig: Buffer.from(await signer.sign(message)).toString("hex") });
  }
  return Buffer.from(JSON.stringify(metadata.toJSON()));
}

/** The bytes that are signed. The library hands them to synchronous signers only, so they are taken from it there. */
function messageOf(metadata: Metadata<Signed>): Uint8Array {
  let message: Uint8Array = new Uint8Array();
  metadata.sign((bytes) => {
    message = bytes;
    return new Signature({ keyID: "", sig: "" });
  });
  return message;
}

export interface KindOf {
  root: Metadata<Root>;
  timestamp: Metadata<Timestamp>;
  snapshot: Metadata<Snapshot>;
  targets: Metadata<Targets>;
}

/** Reads metadata of one kind. @throws AppError METADATA_INVALID */
export function parseMetadata<K extends keyof KindOf>(kind: K, file: string, bytes: Uint8Array): KindOf[K] {
  try {
    const json = JSON.parse(Buffer.from(bytes).toString("utf8")) as Parameters<typeof Metadata.fromJSON>[1];
    return Metadata.fromJSON(kind as MetadataKind.Root, json) as unknown as KindOf[K];
  } catch (cause) {
    throw damaged(file, cause);
  }
}

export const damaged = (file: string, cause?: unknown): AppError =>
  new AppError(
    "METADATA_INVALID",
    `The repository's own copy of ${file} is damaged; restore it from a backup.`,
    { what: file },
    cause,
  );

/** What the next metadata up says of a file: version, length and digest. */
export const metaFile = (version: number, bytes: Uint8Array): MetaFile =>
  new MetaFile({ version, length: bytes.length, hashes: { sha256: sha256(bytes) } });

export const targetFile = (path: string, bytes: Uint8Array, custom: Record<string, string | number>): TargetFile =>
  new TargetFile({ path, length: bytes.length, hashes: { sha256: sha256(bytes) }, unrecognizedFields: { custom } });

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
