import { parentPort, workerData } from "node:worker_threads";
import type { Analysis } from "#shared/rules/analysis/model.ts";
import { openDatabase } from "../db/database.ts";
import { type AnalysisAsked, KeptAnalyses } from "./analyst.ts";

/** What the thread is started with. */
export interface AnalystStart {
  readonly path: string;
}
export interface AnalystQuestion {
  readonly id: number;
  readonly asked: AnalysisAsked;
}
export type AnalystAnswer =
  | { readonly id: number; readonly found: Analysis }
  | { readonly id: number; readonly failed: string };

/** Analyses the rules of one workspace as often as it is asked, over a connection of its own that can only read. */
const { path } = workerData as AnalystStart;
const database = openDatabase(path, { mustExist: true, readonly: true });
const analyses = new KeptAnalyses();

parentPort!.on("message", ({ id, asked }: AnalystQuestion) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort!.postMessage(answerTo(id, asked));
});

function answerTo(id: number, asked: AnalysisAsked): AnalystAnswer {
  try {
    return { id, found: database.read((db) => analyses.analyse(db, asked)) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}
