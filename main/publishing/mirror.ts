import { join } from "node:path";
import { pictureName, picturePathIn } from "#shared/bundle/pictures.ts";
import { metadataFolder, targetsFolder } from "#shared/bundle/repository.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Files } from "./files.ts";
import { picturesNamed } from "./pictures.ts";
import { bundlePaths, reachable, readState, roots, timestampName } from "./state.ts";

/**
 * Makes the published folder say what the kept repository says. Files appear before anything names them: the timestamp comes
 * after all that it leads to. Roots follow it, because delegations hold under the old root and the new one, and only then
 * is what nothing names any more taken away: bundles and metadata of before, and the pictures that only earlier releases show.
 */
export async function mirror(files: Files, kept: string, published: string): Promise<void> {
  const state = await readState(files, kept);
  if (!state) return;
  const names = [...reachable(state), `${metadataFolder}/${timestampName}`, ...roots(state)];
  for (const name of names) await copy(files, kept, published, name);
  const pictures = await picturesNamed(files, kept, bundlePaths(state));
  const forms = pictures ? [...ours, publishedPicture] : ours;
  await prune(files, published, new Set([...names, ...(pictures ?? [])]), forms);
}

async function copy(files: Files, kept: string, published: string, name: string): Promise<void> {
  const bytes = await files.read(join(kept, name));
  if (!bytes)
    throw new AppError("METADATA_INVALID", `The repository's own copy lacks ${name}; restore it from a backup.`, {
      what: name,
    });
  const present = await files.read(join(published, name));
  if (!present || Buffer.compare(present, bytes) !== 0) await files.write(join(published, name), bytes);
}

/** Only names that publishing itself makes are ever deleted: the folder may hold other people's files. */
const ours = [
  new RegExp(`^${metadataFolder}/\\d+\\.[a-z0-9-]+\\.json$`),
  new RegExp(`^${targetsFolder}/[a-z0-9-]+/[0-9a-f]{64}\\.bundle\\.json$`),
  // What a crash left half written.
  /\.json\.\d+\.new$/,
];

const publishedPicture = new RegExp(`^${picturePathIn("")}${pictureName.source.slice(1)}`);

async function prune(
  files: Files,
  published: string,
  keep: ReadonlySet<string>,
  forms: readonly RegExp[],
): Promise<void> {
  for (const folder of [metadataFolder, targetsFolder]) {
    for (const name of await files.list(join(published, folder))) {
      const path = `${folder}/${name}`;
      if (!keep.has(path) && forms.some((form) => form.test(path))) await files.remove(join(published, path));
    }
  }
}
