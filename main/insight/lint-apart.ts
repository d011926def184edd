import { Worker } from "node:worker_threads";
import { AppError } from "#shared/kernel/errors.ts";
import type { Lint } from "#shared/insight/finding.ts";
import type { LintInput } from "./lint-worker.ts";

/** Beside this file in the sources; beside the other programs once built, whichever chunk this ends up in. */
const program = new URL(
  import.meta.url.endsWith(".ts") ? "./lint-worker.ts" : "../main/lint-worker.js",
  import.meta.url,
);

/**
 * Lints the workspace at `path` in a thread of its own: a hundred thousand assets take seconds, in which nobody's save may
 * wait.
 *
 * @throws AppError INTERNAL where the thread ends without an answer
 */
export function lintApart(path: string): Promise<Lint> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: { path } satisfies LintInput, name: "lint" });
    // A studio that is closed does not wait for it.
    worker.unref();
    worker.once("message", (found: Lint) => resolve(found));
    worker.once("error", reject);
    worker.once("exit", () => reject(new AppError("INTERNAL", "The linter ended before it was done. Try again.")));
  });
}
