import { join } from "node:path";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { picturePathIn, picturesOf } from "#shared/bundle/pictures.ts";
import { toHex } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Folders } from "../context.ts";
import { readPicture } from "../images/store.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import { diskFiles, type Files } from "./files.ts";
import type { OutgoingFile } from "./outbox.ts";

/**
 * The picture files that a release needs and the repository does not hold yet, each proven by its digest.
 * @throws PICTURE_DAMAGED: what is not here as it was approved is not published
 */
export async function outgoingPictures(folders: Folders, assets: readonly BundleAsset[]): Promise<OutgoingFile[]> {
  const outgoing: OutgoingFile[] = [];
  for (const { name, file } of picturesOf(assets).values()) {
    const bytes = readPicture(folders.images, file);
    const path = join(folders.repository, picturePathIn(name));
    const present = await diskFiles.read(path);
    if (!present || Buffer.compare(present, bytes) !== 0) outgoing.push({ path, bytes });
  }
  return outgoing;
}

/** Holds the published picture files of a release to the digests that its bundle names. @throws BUNDLE_DIGEST */
export async function requirePictures(repository: string, assets: readonly BundleAsset[]): Promise<void> {
  for (const { name, file } of picturesOf(assets).values()) {
    const bytes = await diskFiles.read(join(repository, picturePathIn(name)));
    if (!bytes)
      throw new AppError("BUNDLE_DIGEST", `The published picture ${name} is missing. Publish again.`, { what: name });
    if (`sha256:${toHex(nodeCrypto.sha256(bytes))}` !== file.digest)
      throw new AppError(
        "BUNDLE_DIGEST",
        `The published picture ${name} is not the one that was signed. Publish again.`,
        {
          what: name,
        },
      );
  }
}

/**
 * The published files of all pictures that these bundles name. Null where one of the bundles cannot be read: then it is not known what
 * may go, and nothing does.
 */
export async function picturesNamed(
  files: Files,
  repository: string,
  bundles: readonly string[],
): Promise<string[] | null> {
  const named = new Set<string>();
  for (const path of bundles) {
    const bytes = await files.read(join(repository, path));
    const assets = bytes && assetsIn(bytes);
    if (!assets) return null;
    for (const name of picturesOf(assets).keys()) named.add(picturePathIn(name));
  }
  return [...named];
}

/** What `publish` has been given was verified before; here only its list of assets is looked for. */
function assetsIn(bytes: Uint8Array): readonly BundleAsset[] | null {
  try {
    const { assets } = JSON.parse(new TextDecoder().decode(bytes)) as { assets?: unknown };
    return Array.isArray(assets) ? (assets as BundleAsset[]) : null;
  } catch {
    return null;
  }
}
