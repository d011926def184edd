import { relative, sep } from "node:path";
import { diskFiles, type Files } from "./files.ts";
import type { ReadContext } from "../context.ts";
import type { OutgoingFile } from "./outbox.ts";
import type { PublishingContext } from "./repository.ts";

/**
 * The disk as it would be: reads see what was written here, and nothing reaches the real disk.
 * What was written is kept in order, for the outbox to commit and deliver.
 */
export interface StagedFiles extends Files {
  readonly outgoing: readonly OutgoingFile[];
}

export function stageFiles(base: Files = diskFiles): StagedFiles {
  const staged = new Map<string, Uint8Array | null>();
  const outgoing: OutgoingFile[] = [];
  const note = (path: string, bytes: Uint8Array | null): void => {
    staged.set(path, bytes);
    outgoing.push({ path, bytes });
  };
  return {
    outgoing,
    read: async (path) => (staged.has(path) ? staged.get(path)! : base.read(path)),
    write: async (path, bytes) => note(path, bytes),
    remove: async (path) => note(path, null),
    async list(folder) {
      const names = new Set(await base.list(folder));
      for (const [path, bytes] of staged) {
        const name = relative(folder, path).replaceAll(sep, "/");
        if (name.startsWith("..")) continue;
        if (bytes) names.add(name);
        else names.delete(name);
      }
      return [...names];
    },
  };
}

/** Publishing from this workspace: its two folders, and now. */
export const publishingContext = (
  { folders, now }: Pick<ReadContext, "folders" | "now">,
  files?: Files,
): PublishingContext => ({
  place: { published: folders.repository, keeping: folders.keeper },
  at: now(),
  files,
});
