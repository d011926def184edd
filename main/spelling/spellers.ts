import { Worker } from "node:worker_threads";
import type { DictionaryName, Span, TextFormat } from "#shared/spelling/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { type DictionaryFiles, dictionaryFiles } from "./dictionaries.ts";
import type { Answer, Question, WorkerInput } from "./protocol.ts";

export interface SpellersOptions {
  /** A dictionary that nobody asked for this long is let go. */
  readonly idleMs?: number;
  /** How long one question may take: a text that a dictionary cannot get through must not hold up the next. */
  readonly limitMs?: number;
  /** How many dictionaries are held at once; the one that was asked for longest ago goes first. */
  readonly most?: number;
  readonly files?: (name: DictionaryName) => DictionaryFiles | undefined;
}

type Asked = Question extends infer Each ? (Each extends Question ? Omit<Each, "id"> : never) : never;

/** Beside this file in the sources; beside the other programs once built, whichever chunk this ends up in. */
const program = new URL(
  import.meta.url.endsWith(".ts") ? "./worker.ts" : "../main/spelling-worker.js",
  import.meta.url,
);

/** Checks texts by dictionaries, each of which is loaded when it is first asked for, in a thread of its own. */
export class Spellers {
  readonly #idleMs: number;
  readonly #limitMs: number;
  readonly #most: number;
  readonly #files: NonNullable<SpellersOptions["files"]>;
  /** In the order of use. */
  readonly #spellers = new Map<DictionaryName, Speller>();

  constructor({ idleMs = 300_000, limitMs = 10_000, most = 4, files = dictionaryFiles }: SpellersOptions = {}) {
    this.#idleMs = idleMs;
    this.#limitMs = limitMs;
    this.#most = most;
    this.#files = files;
  }

  /** Where a text is misspelt. @throws SPELLING_STOPPED, NOT_FOUND where the dictionary is not here */
  async check(
    name: DictionaryName,
    { text, locale, format }: { text: string; locale: string; format: TextFormat },
  ): Promise<readonly Span[]> {
    const answer = await this.#ask(name, { kind: "check", text, locale, format });
    return "misspelt" in answer ? answer.misspelt : [];
  }

  /** What a word may have meant. @throws SPELLING_STOPPED, NOT_FOUND */
  async suggest(name: DictionaryName, { word, locale }: { word: string; locale: string }): Promise<readonly string[]> {
    const answer = await this.#ask(name, { kind: "suggest", word, locale });
    return "suggestions" in answer ? answer.suggestions : [];
  }

  /** The dictionaries that are in memory now. */
  get loaded(): DictionaryName[] {
    return [...this.#spellers.keys()];
  }

  /** Lets every dictionary go. Questions that are open are answered with SPELLING_STOPPED. */
  async close(): Promise<void> {
    const all = [...this.#spellers.values()];
    this.#spellers.clear();
    await Promise.all(all.map((speller) => speller.end()));
  }

  #ask(name: DictionaryName, asked: Asked): Promise<Answer> {
    let speller = this.#spellers.get(name);
    this.#spellers.delete(name);
    if (!speller || speller.ended) speller = this.#start(name);
    this.#spellers.set(name, speller);
    const [oldest] = this.#spellers;
    if (this.#spellers.size > this.#most && oldest) {
      this.#spellers.delete(oldest[0]);
      oldest[1].endWhenQuiet();
    }
    return speller.ask(asked);
  }

  #start(name: DictionaryName): Speller {
    const files = this.#files(name);
    if (!files)
      throw new AppError("NOT_FOUND", `The dictionary ${name} is not part of this copy.`, { dictionary: name });
    const speller: Speller = new Speller(files, {
      idleMs: this.#idleMs,
      limitMs: this.#limitMs,
      onEnd: () => {
        if (this.#spellers.get(name) === speller) this.#spellers.delete(name);
      },
    });
    return speller;
  }
}

interface Waiting {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: AppError) => void;
}

/** One dictionary and its thread. Questions wait here, so that the time of each is its own. */
class Speller {
  readonly #worker: Worker;
  readonly #options: { readonly idleMs: number; readonly limitMs: number; readonly onEnd: () => void };
  readonly #queue: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastId = 0;
  #leaving = false;
  ended = false;

  constructor(files: DictionaryFiles, options: { idleMs: number; limitMs: number; onEnd: () => void }) {
    this.#options = options;
    this.#worker = new Worker(program, { workerData: files satisfies WorkerInput, name: "spelling" });
    this.#worker.on("message", (answer: Answer) => this.#answered(answer));
    this.#worker.on("error", (cause) => this.#over(cause));
    this.#worker.on("exit", () => this.#over());
  }

  ask(asked: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ question: { ...asked, id: ++this.#lastId }, resolve, reject });
      if (this.#queue.length === 1) this.#next();
    });
  }

  endWhenQuiet(): void {
    this.#leaving = true;
    if (this.#queue.length === 0) void this.end();
  }

  async end(): Promise<void> {
    this.#over();
    await this.#worker.terminate();
  }

  /** A thread holds the program open only while somebody waits for it. */
  #next(): void {
    clearTimeout(this.#timer);
    const [first] = this.#queue;
    if (first) {
      this.#worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.#worker.postMessage(first.question);
      this.#timer = setTimeout(() => void this.end(), this.#options.limitMs);
    } else if (this.#leaving) void this.end();
    else {
      this.#worker.unref();
      this.#timer = setTimeout(() => void this.end(), this.#options.idleMs).unref();
    }
  }

  #answered(answer: Answer): void {
    if (this.#queue[0]?.question.id !== answer.id) return;
    this.#queue.shift()!.resolve(answer);
    this.#next();
  }

  #over(cause?: unknown): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.#timer);
    this.#options.onEnd();
    const stopped = new AppError(
      "SPELLING_STOPPED",
      "The spell checker stopped before it had an answer. It starts again with the next check.",
      {},
      cause,
    );
    for (const { reject } of this.#queue.splice(0)) reject(stopped);
  }
}
