/** Where the saving of one draft stands. `saved` is said only when the studio has acknowledged the newest value. */
export type SaveState =
  | { readonly state: "saved"; readonly at: string | undefined }
  | { readonly state: "waiting" }
  | { readonly state: "saving" }
  /** Not saved; it is tried again by itself, unless `stopped`. */
  | { readonly state: "failed"; readonly reason: unknown; readonly stopped: boolean };

export interface SaveQueueOptions<T> {
  /** Makes a value durable. The version rises with every call. */
  save(value: T, version: number): Promise<{ readonly at: string | undefined }>;
  /** Whether trying again may help after this failure. */
  mayRetry(reason: unknown): boolean;
  changed(state: SaveState): void;
  /** The highest version that is stored already. */
  version: number;
  savedAt: string | undefined;
  /** How long typing must rest before it is saved, in milliseconds. */
  pause?: number;
}

const firstRetry = 2_000;
const longestRetry = 60_000;

/**
 * Saves the newest of many values: at every pause, one at a time, with rising versions. A value that came while another
 * was on its way is saved right after it, and values in between are skipped.
 */
export class SaveQueue<T> {
  readonly #options: SaveQueueOptions<T>;
  #version: number;
  #next: { readonly value: T } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #retry = firstRetry;
  #state: SaveState;

  constructor(options: SaveQueueOptions<T>) {
    this.#options = options;
    this.#version = options.version;
    this.#state = { state: "saved", at: options.savedAt };
  }

  get state(): SaveState {
    return this.#state;
  }

  /** The highest version that was used. */
  get version(): number {
    return this.#version;
  }

  /** Whether there is anything that the studio has not acknowledged. */
  get isDirty(): boolean {
    return this.#next !== undefined || this.#running !== undefined;
  }

  /** Takes a value; it is saved when no other follows for a moment. */
  put(value: T): void {
    this.#next = { value };
    this.#retry = firstRetry;
    if (!this.#running) this.#set({ state: "waiting" });
    this.#schedule(this.#options.pause ?? 400);
  }

  /** Saves now what waits, and resolves when nothing is on its way any more. Never rejects: `state` says how it went. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#next) await this.#run();
  }

  /** Forgets what waits; resolves when nothing is on its way any more. For what is discarded or saved otherwise. */
  async drop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#next = undefined;
    await this.#running;
    clearTimeout(this.#timer);
    this.#next = undefined;
    this.#set({ state: "saved", at: undefined });
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), delay);
  }

  #run(): Promise<void> {
    this.#running ??= this.#saveAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #saveAll(): Promise<void> {
    while (this.#next) {
      const { value } = this.#next;
      const taken = this.#next;
      this.#set({ state: "saving" });
      try {
        const { at } = await this.#options.save(value, ++this.#version);
        if (this.#next === taken) this.#next = undefined;
        if (this.#next === undefined) this.#set({ state: "saved", at });
        this.#retry = firstRetry;
      } catch (reason) {
        this.#fail(reason);
        return;
      }
    }
  }

  #fail(reason: unknown): void {
    if (this.#next === undefined) return;
    const stopped = !this.#options.mayRetry(reason);
    this.#set({ state: "failed", reason, stopped });
    if (stopped) return;
    this.#schedule(this.#retry);
    this.#retry = Math.min(this.#retry * 2, longestRetry);
  }

  #set(state: SaveState): void {
    this.#state = state;
    this.#options.changed(state);
  }
}
