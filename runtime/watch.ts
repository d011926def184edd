import { type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { metadataFolder } from "#shared/bundle/repository.ts";

/** How long a publisher may take between two writes before a change is looked at. */
const settle = 100;

/**
 * Calls `look` every so many seconds, and soon after a folder's metadata has changed. Watching is a convenience: where it does not
 * work, polling does.
 *
 * @returns a function that ends it
 */
export function follow(repository: string, pollSeconds: number, look: () => void): () => void {
  const poll = setInterval(look, pollSeconds * 1000);
  let soon: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  if (!/^https?:\/\//.test(repository)) {
    try {
      watcher = watch(join(repository, metadataFolder), () => {
        clearTimeout(soon);
        soon = setTimeout(look, settle);
      });
      watcher.on("error", () => watcher?.close());
    } catch {
      watcher = undefined;
    }
  }
  return () => {
    clearInterval(poll);
    clearTimeout(soon);
    watcher?.close();
  };
}
