/**
 * Counts what people got under frequency caps. The service keeps it on disk, the studio asks the tester. A cap is named by
 * the id of its rule, so that it goes on counting when the rule is renamed.
 */
export interface Counter {
  /** How often a person got something under a cap, from `since` on; undefined where that is not known. */
  count(cap: string, person: string, since: number): number | undefined;
  /** Notes that a person gets something under each of these caps now. Throws where that cannot be kept. */
  add(caps: readonly string[], person: string, at: number): void;
}

/** Knows nothing and keeps nothing: under it every cap blocks. */
export const noCounter: Counter = {
  count: () => undefined,
  add: () => {
    throw new Error("Nothing is counted here.");
  },
};
