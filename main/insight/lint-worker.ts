import { parentPort, workerData } from "node:worker_threads";
import type { Lint } from "#shared/insight/finding.ts";
import { openDatabase } from "../db/database.ts";
import { lintOf } from "./lint.ts";

/** What the worker is started with. */
export interface LintInput {
  readonly path: string;
}

/** Looks through a workspace once, over a connection of its own that can only read, and ends. */
const { path } = workerData as LintInput;
const database = openDatabase(path, { mustExist: true, readonly: true });
const found: Lint = database.read(lintOf);
database.close();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort!.postMessage(found);
