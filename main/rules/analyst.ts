import { Worker } from "node:worker_threads";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { RuleAnalysis } from "#shared/rules/analysis/analysis.ts";
import type { Analysis } from "#shared/rules/analysis/model.ts";
import type { Database, ReadDb } from "../db/database.ts";
import type { AnalystAnswer, AnalystQuestion, AnalystStart } from "./analyst-worker.ts";
import { countRules, type Edited, readRuleSet } from "./store.ts";

export interface AnalysisAsked {
  readonly member: MemberId;
  readonly edited: Edited | null;
  /** What the findings have to do with; all, where it is null. */
  readonly about: AssetId | null;
  readonly now: number;
}

/** For so many people what was found last is kept: each has drafts of their own. */
const mostKept = 3;
const hourMs = 3_600_000;

/** Analyses, and keeps what was found, so that after an edit only what it touches is looked at again. */
export class KeptAnalyses {
  /** In the order of use. */
  readonly #analyses = new Map<MemberId, RuleAnalysis>();

  analyse(db: ReadDb, { member, edited, about, now }: AnalysisAsked): Analysis {
    const analysis = this.#analyses.get(member) ?? new RuleAnalysis();
    this.#analyses.delete(member);
    this.#analyses.set(member, analysis);
    if (this.#analyses.size > mostKept) this.#analyses.delete(this.#analyses.keys().next().value!);
    // By the hour, so that what is known is not thrown away with every tick.
    const found = analysis.update(readRuleSet(db, member, edited), Math.floor(now / hourMs) * hourMs);
    return about === null ? found : concerning(found, about);
  }
}

function concerning(found: Analysis, id: AssetId): Analysis {
  const findings = found.findings.filter(
    ({ about, others }) => about.asset === id || others.some(({ asset }) => asset === id),
  );
  const counts = Object.fromEntries(
    Object.keys(found.counts).map((code) => [code, findings.filter((one) => one.code === code).length]),
  ) as Analysis["counts"];
  return { ...found, findings, counts };
}

/** With more rules than this a first analysis takes longer than anybody's save may wait. */
const mostInApp = 60;
/** A thread that nobody asked for this long is let go, with all that it keeps. */
const idleMs = 300_000;

/** Beside this file in the sources; beside the other programs once built, whichever chunk this ends up in. */
const program = new URL(
  import.meta.url.endsWith(".ts") ? "./analyst-worker.ts" : "../main/analyst-worker.js",
  import.meta.url,
);

interface Waiting {
  readonly resolve: (found: Analysis) => void;
  readonly reject: (error: unknown) => void;
}

/** Analyses the rules of a workspace: in the app where that takes no time, else in a thread that reads for itself. */
export class Analyst {
  readonly #database: Database;
  readonly #here = new KeptAnalyses();
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @throws AppError INTERNAL where the thread ends without an answer */
  async analyse(asked: AnalysisAsked): Promise<Analysis> {
    const here = this.#database.read((db) => (countRules(db) <= mostInApp ? this.#here.analyse(db, asked) : null));
    return here ?? this.#ask(asked);
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #ask(asked: AnalysisAsked): Promise<Analysis> {
    const worker = (this.#worker ??= this.#start());
    clearTimeout(this.#idle);
    return new Promise((resolve, reject) => {
      const id = (this.#lastId += 1);
      this.#waiting.set(id, { resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage({ id, asked } satisfies AnalystQuestion);
    });
  }

  #start(): Worker {
    const worker = new Worker(program, {
      workerData: { path: this.#database.path } satisfies AnalystStart,
      name: "rule analysis",
    });
    // A studio that is closed does not wait for it.
    worker.unref();
    worker.on("message", (answer: AnalystAnswer) => this.#answered(worker, answer));
    worker.once("error", (error) => this.#over(worker, error));
    worker.once("exit", () =>
      this.#over(worker, new AppError("INTERNAL", "The analysis ended before it was done. Try again.")),
    );
    return worker;
  }

  #answered(worker: Worker, answer: AnalystAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("found" in answer) waiting?.resolve(answer.found);
    else waiting?.reject(new AppError("INTERNAL", `The analysis failed: ${answer.failed}`));
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => void worker.terminate(), idleMs);
    this.#idle.unref();
  }

  #over(worker: Worker, error: unknown): void {
    if (this.#worker === worker) this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
