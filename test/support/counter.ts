import type { Counter } from "#shared/decision/counter.ts";

/** Counts in memory. */
export class MemoryCounter implements Counter {
  readonly #at = new Map<string, number[]>();

  count(cap: string, person: string, since: number): number {
    return (this.#at.get(`${cap} ${person}`) ?? []).filter((at) => at >= since).length;
  }

  add(caps: readonly string[], person: string, at: number): void {
    for (const cap of caps) this.#at.set(`${cap} ${person}`, [...(this.#at.get(`${cap} ${person}`) ?? []), at]);
  }
}
