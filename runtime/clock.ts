import type { ClockState, Store } from "./state/store.ts";

/** How often the highest time is written down while nothing else happens. */
const keepEvery = 60_000;

/**
 * Time that never runs backwards, across restarts: the machine's clock, or the highest time ever seen where that is later. A clock
 * that was set back neither brings expired metadata to life nor makes a stale release fresh.
 */
export class Clock {
  readonly #now: () => number;
  readonly #store: Store;
  #state: ClockState;
  #keptAt: number;

  constructor(now: () => number, store: Store, state: ClockState) {
    this.#now = now;
    this.#store = store;
    this.#state = state;
    this.#keptAt = state.highest;
  }

  /** Milliseconds since 1970. */
  read(): number {
    const now = this.#now();
    if (now > this.#state.highest) this.#state = { ...this.#state, highest: now };
    return this.#state.highest;
  }

  /** When the repository last vouched for what is served; 0 if it never has. */
  get freshAt(): number {
    return this.#state.freshAt;
  }

  /** Notes that the repository has just vouched for what is served. */
  refreshed(): void {
    this.#state = { ...this.#state, freshAt: this.read() };
  }

  /** Writes the time down, if it has moved on enough to matter. */
  async keep(): Promise<void> {
    const { highest } = this.#state;
    if (highest - this.#keptAt < keepEvery) return;
    this.#keptAt = highest;
    await this.#store.keepClock(this.#state);
  }

  async keepNow(): Promise<void> {
    this.#keptAt = this.#state.highest;
    await this.#store.keepClock(this.#state);
  }
}
