import { createPublicKey, hash, type KeyObject, verify } from "node:crypto";
import type { CryptoPort } from "#shared/kernel/crypto.ts";

/** The DER prefix of an Ed25519 public key (RFC 8410): what turns 32 raw bytes into a key object. */
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** @param publicKey 32 bytes in hex. @throws when it is not. */
export const publicKeyObject = (publicKey: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([spkiPrefix, Buffer.from(publicKey, "hex")]), format: "der", type: "spki" });

const keys = new Map<string, KeyObject>();

/** The crypto port over node:crypto; the same in Node and Electron. */
export const nodeCrypto: CryptoPort = {
  sha256(...chunks) {
    // In one call: a hash object for each of the many small inputs would cost more than the hashing.
    return hash("sha256", chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), "buffer");
  },
  verify(publicKey, message, signature) {
    try {
      let key = keys.get(publicKey);
      if (!key) keys.set(publicKey, (key = publicKeyObject(publicKey)));
      return verify(null, message, key, signature);
    } catch {
      return false;
    }
  },
};
