import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
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
    const hash = createHash("sha256");
    for (const chunk of chunks) hash.update(chunk);
    return hash.digest();
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
