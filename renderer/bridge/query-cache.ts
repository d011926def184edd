import { AppError } from "#shared/kernel/errors.ts";

/** What a screen knows of one question: the last answer, whether a newer one is on its way, and what went wrong last. */
export interface QueryState<T> {
  /** The last good answer; it stays while a newer one is read, and when reading it fails. */
  readonly data: T | undefined;
  readonly error: AppError | undefined;
  readonly loading: boolean;
}

interface Entry {
  state: QueryState<unknown>;
  read: () => Promise<unknown>;
  readonly listeners: Set<() => void>;
  /** Rises with every start, so that an answer that was overtaken is known as such. */
  generation: number;
  /** Something changed while the answer was on its way: it may be from before. */
  again: boolean;
}

const unasked: QueryState<never> = { data: undefined, error: undefined, loading: true };

/** Answers kept for screens that are not in sight; the oldest go first. */
const keptUnwatched = 100;

/**
 * The last answers, by key: a page that comes back shows at once what it showed before, and reads again behind it.
 * Plain state without React, so that its rules can be tested.
 */
export class QueryCache {
  readonly #entries = new Map<string, Entry>();

  /** What is known now. The object is the same until something changes. */
  peek<T>(key: string): QueryState<T> {
    return (this.#entries.get(key)?.state ?? unasked) as QueryState<T>;
  }

  /** Follows a key: reads it now, and again at every change, until the function that is returned is called. */
  watch(key: string, read: () => Promise<unknown>, listener: () => void): () => void {
    const entry = this.#entry(key, read);
    entry.read = read;
    entry.listeners.add(listener);
    this.#start(entry);
    return () => {
      entry.listeners.delete(listener);
      this.#forgetOld();
    };
  }

  /** Reads a key again, if anybody follows it. */
  reload(key: string): void {
    const entry = this.#entries.get(key);
    if (entry && entry.listeners.size > 0) this.#start(entry);
  }

  /** Something was committed: whatever is in sight is read again. */
  changed(): void {
    for (const entry of this.#entries.values()) if (entry.listeners.size > 0) this.#start(entry);
  }

  /** Forgets every answer: the next person may not see what the last one saw. */
  clear(): void {
    for (const [key, entry] of this.#entries) {
      // What is on its way was asked by the last person.
      entry.generation += 1;
      entry.again = false;
      if (entry.listeners.size === 0) this.#entries.delete(key);
      else {
        this.#set(entry, unasked);
        this.#read(entry);
      }
    }
  }

  #entry(key: string, read: () => Promise<unknown>): Entry {
    // Taken out and put in again, so that the map's order is that of use.
    const entry = this.#entries.get(key) ?? { state: unasked, read, listeners: new Set(), generation: 0, again: false };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  /** At most one question is on its way for each key; changes meanwhile are answered by one more. */
  #start(entry: Entry): void {
    if (entry.state.loading && entry.generation > 0) entry.again = true;
    else this.#read(entry);
  }

  #read(entry: Entry): void {
    const generation = ++entry.generation;
    entry.again = false;
    this.#set(entry, { ...entry.state, loading: true });
    const settle = (state: QueryState<unknown>): void => {
      if (entry.generation !== generation) return;
      const again = entry.again && entry.listeners.size > 0;
      this.#set(entry, state);
      if (again) this.#read(entry);
    };
    entry.read().then(
      (data) => settle({ data, error: undefined, loading: false }),
      (error: unknown) => settle({ data: entry.state.data, error: asAppError(error), loading: false }),
    );
  }

  #set(entry: Entry, state: QueryState<unknown>): void {
    const { data, error, loading } = entry.state;
    if (data === state.data && error === state.error && loading === state.loading) return;
    entry.state = state;
    entry.listeners.forEach((listener) => listener());
  }

  #forgetOld(): void {
    const unwatched = [...this.#entries].filter(([, entry]) => entry.listeners.size === 0);
    for (const [key, entry] of unwatched.slice(0, Math.max(0, unwatched.length - keptUnwatched))) {
      entry.generation += 1;
      this.#entries.delete(key);
    }
  }
}

/** Whatever a question failed with, as an error that a screen can show. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("INTERNAL", "Something went wrong on this page. Open it again.", {}, error);
}
