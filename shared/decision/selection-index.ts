import type { Facts } from "../rules/cel/facts.ts";
import type { Indexed, Rest } from "./conjuncts.ts";
import {
  type Dimension,
  DimensionList,
  type Entry,
  keysOf,
  KeyTable,
  type Matcher,
  mostKeys,
  type Numbering,
  sizesOf,
} from "./key-table.ts";
import { type Clearance, firstBlocking } from "./guardrails.ts";
import { isLimited, isWithin, type Selection } from "./release.ts";

/** More attributes in a key than these hardly make it more selective, and more ways to key mean more look-ups. */
const longestKey = 4;

/**
 * Finds the first selection that matches without looking at all of them. Rules whose condition asks for certain values of
 * attributes stand in tables under those values; a decision looks only under the values of the person at hand. That loses
 * nothing: a selection matches only where each of its conjuncts is true, and an equality is true only of its values.
 */
export class SelectionIndex implements Matcher {
  readonly #dimensions: readonly Dimension[];
  readonly #tables: readonly KeyTable[];
  /** What is left to test of each selection once its key has matched, by position. */
  readonly #rests: readonly Rest[];
  /** The number of the person's value in each dimension, -1 where no rule asks for it. Filled anew by each search. */
  readonly #numbers: Int32Array;
  /** All selections of the placement, in the order in which they are tried. */
  readonly all: readonly Selection[];

  constructor(entries: readonly Indexed<Selection>[], numbering: Numbering) {
    const sorted = entries.toSorted((a, b) => a.rule.rank - b.rule.rank);
    const sizes = sizesOf(numbering);
    const byKey = new Map<string, { slots: readonly number[]; entries: Entry[] }>();
    const rests: Rest[] = [];
    for (const [position, { rule, equalities, rest: restFor }] of sorted.entries()) {
      const { slots, combinations } = keysOf(equalities, sizes, longestKey, mostKeys);
      const rest = restFor(new Set(slots));
      const limited = rule.guards !== null || isLimited(rule) || isLimited(rule.block);
      rests.push(rest);
      const table = byKey.get(slots.join()) ?? { slots, entries: [] };
      byKey.set(slots.join(), table);
      table.entries.push({ position, combinations, rest, limited });
    }
    const dimensions = new DimensionList(numbering);
    this.#tables = Array.from(
      byKey.values(),
      (table) =>
        new KeyTable(
          table.slots.map((slot) => dimensions.at(slot)),
          table.entries,
        ),
    );
    this.#rests = rests;
    this.#dimensions = dimensions.all;
    this.#numbers = new Int32Array(dimensions.all.length);
    this.all = sorted.map(({ rule }) => rule);
  }

  /** The first selection that matches and may be shown now, to whom the guardrails have let pass. */
  first({ facts, now }: Clearance): Selection | null {
    const dimensions = this.#dimensions;
    const numbers = this.#numbers;
    for (let index = 0; index < dimensions.length; index++) {
      const { slot, numberOf } = dimensions[index]!;
      const value = facts.values[slot];
      numbers[index] = value === undefined ? -1 : (numberOf.get(value) ?? -1);
    }
    let best = this.all.length;
    for (let index = 0; index < this.#tables.length; index++)
      best = this.#tables[index]!.search(best, numbers, facts, now, this);
    return this.all[best] ?? null;
  }

  /** Whether a selection matches of which the table has already seen the key. */
  isMatch(position: number, facts: Facts, now: number): boolean {
    const selection = this.all[position]!;
    if (!isOpen(selection, now)) return false;
    const rest = this.#rests[position]!;
    // A bound that comes with a limited time or guardrails: rare enough to ask the whole condition.
    const matches = typeof rest === "function" ? rest(facts) : rest === null || selection.test(facts);
    return matches === true && isFree(selection, facts, now);
  }

  /** The same without the index: the reference that a property test holds `first` to. */
  firstByScan({ facts, now }: Clearance): Selection | null {
    const matches = (one: Selection): boolean =>
      isOpen(one, now) && one.test(facts) === true && isFree(one, facts, now);
    return this.all.find(matches) ?? null;
  }
}

/** Whether no guardrail keeps the block of a selection back. */
const isFree = ({ guards }: Selection, facts: Facts, now: number): boolean =>
  guards === null || firstBlocking(guards, facts, now) === null;

/** Whether a selection and its block both apply now. A block whose time is over is never shown. */
export const isOpen = (selection: Selection, now: number): boolean =>
  isWithin(selection, now) && isWithin(selection.block, now);
