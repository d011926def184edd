/** Where the saving of one draft stands. `saved` is said only when the studio has acknowledged the newest value. */
export type SaveState =
  | { readonly state: "saved"; readonly at: string | undefined }
  | { readonly state: "waiting" }
  | { readonly state: "saving" }
  /** Not saved; it is tried again by itself, unless `stopped`. */
  | { readonly state: "failed"; readonly reason: unknown; readonly stopped: boolean };

/** What became of a save. `version`: what is stored now, where that is not the version it was given. */
export interface Saved {
  readonly at: string | undefined;
  readonly version?: number;
}

export interface SaveQueueOptions<T> {
  /** Makes a value durable as the version after the one that is stored. */
  save(value: T, version: number): Promise<Saved>;
  /** Whether trying again may help after this failure. */
  mayRetry(reason: unknown): boolean;
  changed(state: SaveState): void;
  /** The version that is stored already; 0: none. */
  version: number;
  savedAt: string | undefined;
}

/** How long typing must rest before it is saved, in milliseconds. */
const pause = 300;
/** Who types without a rest is saved this long after the first word that is not saved, in milliseconds. */
const longestWait = 500;

const firstRetry = 2_000;
const longestRetry = 60_000;

/**
 * Saves the newest of many values: at every pause and at least twice a second, one at a time, each as the version after
 * the one that was acknowledged. A value that came while another was on its way is saved right after it, and values in
 * between are skipped.
 */
export class SaveQueue<T> {
  readonly #options: SaveQueueOptions<T>;
  #version: number;
  #next: { readonly value: T } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the oldest word that nobody has tried to save was put. */
  #waitingSince: number | undefined;
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

  /** The version that is stored, as far as this queue knows. */
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
    this.#waitingSince ??= Date.now();
    this.#schedule(Math.min(pause, Math.max(0, this.#waitingSince + longestWait - Date.now())));
  }

  /** Takes note of what another writer stored: the next save goes on top of it. */
  follow(version: number): void {
    this.#version = version;
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
    this.#waitingSince = undefined;
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
      this.#waitingSince = undefined;
      this.#set({ state: "saving" });
      try {
        const version = this.#version + 1;
        const { at, version: stored = version } = await this.#options.save(value, version);
        this.#version = stored;
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
