import { join } from "node:path";
import { metadataFolder, targetsFolder } from "#shared/bundle/repository.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Files } from "./files.ts";
import { reachable, readState, roots, timestampName } from "./state.ts";

/**
 * Makes the published folder say what the kept repository says. Files appear before anything names them: the timestamp comes
 * after all that it leads to. Roots follow it, because delegations hold under the old root and the new one, and only then
 * is what nothing names any more taken away.
 */
export async function mirror(files: Files, kept: string, published: string): Promise<void> {
  const state = await readState(files, kept);
  if (!state) return;
  const names = [...reachable(state), `${metadataFolder}/${timestampName}`, ...roots(state)];
  for (const name of names) await copy(files, kept, published, name);
  await prune(files, published, new Set(names));
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

async function prune(files: Files, published: string, keep: ReadonlySet<string>): Promise<void> {
  for (const folder of [metadataFolder, targetsFolder]) {
    for (const name of await files.list(join(published, folder))) {
      const path = `${folder}/${name}`;
      if (!keep.has(path) && ours.some((form) => form.test(path))) await files.remove(join(published, path));
    }
  }
}
