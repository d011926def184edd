import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { join } from "node:path";
import { AppError } from "#shared/kernel/errors.ts";
import type { Files } from "./files.ts";
import type { Signer } from "./signer.ts";

/**
 * The keeper signs snapshot and timestamp: it says which release is the newest and that it still is, and nothing else.
 * It has to sign without a person at hand, so its key lies beside the workspace unencrypted. Whoever steals it can withhold
 * a release; they cannot make one.
 */
const fileName = "keeper.pem";

/** Reads the keeper's key, or makes one where there is none. @throws AppError VAULT_DAMAGED */
export async function openKeeper(files: Files, folder: string): Promise<Signer> {
  const path = join(folder, fileName);
  const stored = await files.read(path);
  if (stored) return keeperOf(Buffer.from(stored).toString("utf8"));
  const pem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  await files.write(path, Buffer.from(pem), 0o600);
  return keeperOf(pem);
}

function keeperOf(pem: string): Signer {
  try {
    const privateKey = createPrivateKey(pem);
    const { x } = createPublicKey(privateKey).export({ format: "jwk" });
    const publicKey = Buffer.from(x ?? "", "base64url").toString("hex");
    return { keyId: publicKey, publicKey, sign: async (bytes) => sign(null, bytes, privateKey) };
  } catch (cause) {
    throw new AppError(
      "VAULT_DAMAGED",
      "The keeper's key of this repository cannot be read.",
      { file: fileName },
      cause,
    );
  }
}
