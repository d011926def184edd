import { createPublicKey, hash, type KeyObject, verify } from "node:crypto";
import { type CryptoPort, toHex } from "#shared/kernel/crypto.ts";

/** The DER prefix of an Ed25519 public key (RFC 8410): what turns 32 raw bytes into a key object. */
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");

const keys = new Map<string, KeyObject>();

function keyOf(publicKey: string): KeyObject {
  let key = keys.get(publicKey);
  if (!key) {
    const der = Buffer.concat([spkiPrefix, Buffer.from(publicKey, "hex")]);
    keys.set(publicKey, (key = createPublicKey({ key: der, format: "der", type: "spki" })));
  }
  return key;
}

/** The crypto port of the decision service. It can check signatures and has no way to make one. */
export const runtimeCrypto: CryptoPort = {
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
      return verify(null, message, keyOf(publicKey), signature);
    } catch {
      return false;
    }
  },
};

export const sha256Hex = (bytes: Uint8Array): string => toHex(runtimeCrypto.sha256(bytes));
