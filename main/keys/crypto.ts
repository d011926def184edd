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
    // A release is tens of thousands of small hashes. One call each, and a result that is 32 bytes on the heap: a hash object and
    // a buffer of its own for each would cost more than the hashing, and again when they are collected.
    const digest = hash("sha256", chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), "binary");
    const bytes = new Uint8Array(32);
    for (let index = 0; index < 32; index++) bytes[index] = digest.charCodeAt(index);
    return bytes;
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
