import { join } from "node:path";
import { targetFileName, targetPath, targetsFolder } from "#shared/bundle/repository.ts";
import { toHex } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import { diskFiles } from "./files.ts";
import { readState } from "./state.ts";

/**
 * Reads the bundle that is published to an environment, with every digest and signature on the way to it checked.
 * @param folder the published repository. @throws AppError NOT_FOUND, METADATA_INVALID, BUNDLE_DIGEST
 */
export async function readPublished(
  { repository }: { readonly repository: string },
  environment: string,
): Promise<Uint8Array> {
  const state = await readState(diskFiles, repository);
  const target = state?.environments.get(environment)?.signed.targets[targetPath(environment)];
  if (!target) throw new AppError("NOT_FOUND", `Nothing has been published to ${environment} yet.`, { environment });
  const sha256 = target.hashes["sha256"]!;
  const name = targetFileName(environment, sha256);
  const bytes = await diskFiles.read(join(repository, targetsFolder, name));
  if (!bytes) throw new AppError("BUNDLE_DIGEST", `The published bundle ${name} is missing.`, { what: name });
  if (bytes.length !== target.length || toHex(nodeCrypto.sha256(bytes)) !== sha256) {
    throw new AppError("BUNDLE_DIGEST", `The published bundle ${name} is not the one that was signed.`, { what: name });
  }
  return bytes;
}
