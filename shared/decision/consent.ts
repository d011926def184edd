import type { ConsentPurposeBody } from "../data/model.ts";
import { parseTimestamp } from "../rules/cel/time.ts";
import type { ConsentRecord } from "./model.ts";

/** A purpose as the engine reads it. Its place in the list is its slot. */
export interface CompiledPurpose {
  readonly key: string;
  readonly label: string;
  readonly basis: ConsentPurposeBody["settings"]["basis"];
  /** How long a consent counts, in milliseconds; Infinity where it does not end. */
  readonly lasts: number;
}

const never = Number.NEGATIVE_INFINITY;

/**
 * Finds what counts for each purpose. The latest record wins, a withdrawal wins a tie. A grant that cannot be read or lies
 * in the future does not count; a withdrawal of that sort counts as made now, because whoever said no must not be
 * overruled by a broken clock. One instance is used for decision after decision.
 */
export class Ledger {
  readonly purposes: readonly CompiledPurpose[];
  readonly #slots: ReadonlyMap<string, readonly number[]>;
  /** When the record that counts was made, by slot; `never` where there is none. */
  readonly #latest: Float64Array;
  /** Whether the record that counts is a grant, by slot. */
  readonly #given: Uint8Array;
  #now = 0;

  constructor(purposes: readonly CompiledPurpose[]) {
    this.purposes = purposes;
    const slots = Map.groupBy(purposes.keys(), (slot) => purposes[slot]!.key);
    this.#slots = slots;
    this.#latest = new Float64Array(purposes.length);
    this.#given = new Uint8Array(purposes.length);
  }

  /** Reconciles all records and writes to `granted`, by slot, 1 for what is granted. */
  reconcile(records: readonly ConsentRecord[], now: number, granted: Uint8Array): void {
    this.#now = now;
    for (let slot = 0; slot < this.#latest.length; slot++) this.#latest[slot] = never;
    for (let index = 0; index < records.length; index++) this.#take(records[index]!, now);
    for (let slot = 0; slot < this.#latest.length; slot++) granted[slot] = this.#counts(slot) ? 1 : 0;
  }

  #take({ purpose, granted, at: made }: ConsentRecord, now: number): void {
    const slots = this.#slots.get(purpose);
    if (slots === undefined) return;
    const read = typeof made === "string" ? parseTimestamp(made) : null;
    const unreliable = read === null || read > now;
    if (granted && unreliable) return;
    const at = unreliable ? now : read;
    for (let index = 0; index < slots.length; index++) {
      const slot = slots[index]!;
      const latest = this.#latest[slot]!;
      if (at < latest || (at === latest && granted)) continue;
      this.#latest[slot] = at;
      this.#given[slot] = granted ? 1 : 0;
    }
  }

  /** Purposes that rest on a contract or a legitimate interest need no record, but an explicit no counts for them too. */
  #counts(slot: number): boolean {
    const { basis, lasts } = this.purposes[slot]!;
    const latest = this.#latest[slot]!;
    if (latest === never) return basis !== "consent";
    if (this.#given[slot] !== 1) return false;
    return basis !== "consent" || this.#now - latest <= lasts;
  }

  /** Why a purpose was granted or not in the last reconciliation, in a phrase for the trace. */
  explain(slot: number): string {
    const { basis } = this.purposes[slot]!;
    const latest = this.#latest[slot]!;
    if (latest === never) return basis === "consent" ? "no record" : `rests on ${spokenBasis[basis]}, no objection`;
    const day = new Date(latest).toISOString().slice(0, 10);
    if (this.#given[slot] !== 1) return `withdrawn on ${day}`;
    return this.#counts(slot) ? `granted on ${day}` : `granted on ${day}, expired since`;
  }
}

const spokenBasis = {
  consent: "consent",
  contract: "a contract",
  legitimateInterest: "a legitimate interest",
} as const;
