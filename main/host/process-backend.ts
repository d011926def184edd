import { setTimeout as after } from "node:timers/promises";
import type { Reply, StudioEvent } from "#shared/bridge.ts";
import { AppError, type ErrorReply } from "#shared/kernel/errors.ts";
import { type Backend, stopped } from "./backend.ts";
import type { FromStudio, Opening, SecretAnswer, SecretAsk, ToStudio } from "./process-protocol.ts";

/** A started process, as far as it is needed here. */
export interface StudioProcess {
  post(message: ToStudio): void;
  onMessage(listener: (message: FromStudio) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

export interface ProcessBackendOptions {
  /** Starts the studio's process. It is called again after a crash. */
  readonly start: () => StudioProcess;
  readonly opening: Opening;
  /** Uses the operating system's keychain for the studio. It may throw. */
  readonly secret: (ask: SecretAsk) => string | Uint8Array;
  /** How long calls in flight, and then the process itself, may take to end. */
  readonly graceMs?: number;
  readonly now?: () => number;
}

/** A process that ran for this long is taken to be sound: its crash is the first again. */
const soundAfterMs = 60_000;

type Phase =
  | { readonly name: "starting" | "open" | "closing" }
  /** It will not come back: every call is answered with the reason. */
  | { readonly name: "over"; readonly reason: ErrorReply };

/**
 * The app in a process of its own, so that no window waits for the database or a signature. Every call is answered: with
 * the reason when the workspace cannot be opened, with STUDIO_UNREACHABLE when the process crashed under it. After a crash
 * it is started again, once.
 */
export class ProcessBackend implements Backend {
  readonly #options: ProcessBackendOptions;
  readonly #listeners = new Set<(event: StudioEvent) => void>();
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  /** Calls that came before the workspace was open. */
  #backlog: ToStudio[] = [];
  #phase: Phase = { name: "starting" };
  #process!: StudioProcess;
  #exited!: Promise<void>;
  #startedAt = 0;
  #crashedBefore = false;
  #lastId = 0;
  #closing: Promise<void> | undefined;

  constructor(options: ProcessBackendOptions) {
    this.#options = options;
    this.#start();
  }

  call(sender: string, name: string, input: unknown): Promise<Reply> {
    if (this.#phase.name === "over") return Promise.resolve({ error: this.#phase.reason });
    if (this.#phase.name === "closing") return Promise.resolve({ error: stopped });
    return new Promise((resolve) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, resolve);
      this.#send({ kind: "call", id, sender, name, input });
    });
  }

  release(sender: string): void {
    if (this.#phase.name === "open") this.#process.post({ kind: "release", sender });
  }

  subscribe(listener: (event: StudioEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#drain());
  }

  #send(message: Extract<ToStudio, { kind: "call" }>): void {
    if (this.#phase.name === "starting") return void this.#backlog.push(message);
    try {
      this.#process.post(message);
    } catch {
      const fault = new AppError("INPUT_INVALID", `${message.name} takes plain data alone.`);
      this.#settle(message.id, { error: fault.toReply() });
    }
  }

  #start(): void {
    const process = this.#options.start();
    this.#process = process;
    this.#startedAt = this.#now();
    process.onMessage((message) => this.#take(process, message));
    this.#exited = new Promise((resolve) => {
      process.onExit(() => {
        resolve();
        this.#ended();
      });
    });
    process.post({ kind: "open", opening: this.#options.opening });
  }

  #take(process: StudioProcess, message: FromStudio): void {
    // What a process said before it crashed can arrive after its successor was started.
    if (process !== this.#process) return;
    switch (message.kind) {
      case "opened":
        return this.#opened();
      case "failed":
        this.#giveUp(message.error);
        return process.kill();
      case "closed":
        return process.kill();
      case "reply":
        return this.#settle(message.id, message.reply);
      case "event":
        return this.#tell(message.event);
      case "secret":
        return process.post({ kind: "secret", id: message.id, answer: this.#answerSecret(message.ask) });
    }
  }

  #opened(): void {
    if (this.#phase.name !== "starting") return;
    this.#phase = { name: "open" };
    const backlog = this.#backlog;
    this.#backlog = [];
    for (const message of backlog) if (message.kind === "call") this.#send(message);
    // Windows that were open before a crash read everything anew, and find that nobody is signed in.
    if (this.#crashedBefore) this.#tell({ type: "changed", sequence: -1, acts: [] });
  }

  #ended(): void {
    if (this.#phase.name === "over") return;
    if (this.#phase.name === "closing") return this.#answerAll(stopped);
    const again = !this.#crashedBefore || this.#now() - this.#startedAt > soundAfterMs;
    this.#crashedBefore = true;
    if (!again) return this.#giveUp(crashedTwice);
    // A restart opens the workspace before it takes calls, so what still waits is answered first.
    this.#answerAll(crashed);
    this.#phase = { name: "starting" };
    this.#tell({ type: "failed", error: crashed });
    this.#start();
  }

  #giveUp(reason: ErrorReply): void {
    this.#phase = { name: "over", reason };
    this.#answerAll(reason);
    this.#tell({ type: "failed", error: reason });
  }

  #answerSecret(ask: SecretAsk): SecretAnswer {
    try {
      return { value: this.#options.secret(ask) };
    } catch {
      return { failed: true };
    }
  }

  #answerAll(error: ErrorReply): void {
    this.#backlog = [];
    for (const id of [...this.#waiting.keys()]) this.#settle(id, { error });
  }

  #settle(id: number, reply: Reply): void {
    this.#waiting.get(id)?.(reply);
    this.#waiting.delete(id);
  }

  #tell(event: StudioEvent): void {
    this.#listeners.forEach((listener) => listener(event));
  }

  async #drain(): Promise<void> {
    if (this.#phase.name === "over") return;
    this.#phase = { name: "closing" };
    // Drained there: the process answers what it has and closes the workspace.
    this.#process.post({ kind: "close" });
    const grace = new AbortController();
    const late = after(this.#options.graceMs ?? 10_000, "late", { signal: grace.signal }).catch(() => "ended");
    if ((await Promise.race([this.#exited, late])) === "late") this.#process.kill();
    grace.abort();
    await this.#exited;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

const crashed: ErrorReply = {
  code: "STUDIO_UNREACHABLE",
  message:
    "The studio stopped in the middle of its work and was started again. Sign in again and see whether your last change is there; what was said to be saved is.",
  details: {},
};

const crashedTwice: ErrorReply = {
  code: "STUDIO_UNREACHABLE",
  message: "The studio stopped twice in a row. Close this window and open it again; what was said to be saved is kept.",
  details: {},
};
