import type { Condition } from "../rules/cel/compilation.ts";
import type { Facts } from "../rules/cel/facts.ts";
import type { Value } from "../rules/cel/values.ts";
import { type Equality, keysOf } from "./equalities.ts";
import { type Dimension, DimensionList, KeyTable, type Numbering, numberValues } from "./key-table.ts";
import { type Guard, isLimited, isWithin, type Selection } from "./release.ts";

/** What an index needs of a rule besides the rule: its conjuncts, and those of them that say what an attribute equals. */
export interface Indexed<R> {
  readonly rule: R;
  readonly equalities: readonly Equality[];
  /** The conjunction of everything except the equalities of the given attributes; null where nothing is left. */
  readonly rest: (slots: ReadonlySet<number>) => Condition | null;
}

/** More attributes in a key than these hardly make it more selective, and more ways to key mean more look-ups. */
const longestKey = 4;
/** A rule that lists many values stands under each of them, up to this many combinations. */
const mostKeys = 64;

interface Candidate {
  readonly selection: Selection;
  /** What is left to test once the key has matched; null where nothing is. */
  readonly rest: Condition | null;
  /** Whether the time has to be looked at: most rules and blocks have no end. */
  readonly limited: boolean;
}

/**
 * Finds the first selection that matches without looking at all of them. Rules whose condition asks for certain values of
 * attributes stand in tables under those values; a decision looks only under the values of the person at hand. That loses
 * nothing: a selection matches only where each of its conjuncts is true, and an equality is true only of its values.
 */
export class SelectionIndex {
  readonly #dimensions: readonly Dimension[];
  readonly #tables: readonly KeyTable<Candidate>[];
  readonly #unkeyed: readonly Candidate[];
  /** The number of the person's value in each dimension, -1 where no rule asks for it. Filled anew by each search. */
  readonly #numbers: Int32Array;
  /** All selections of the placement, by rank. */
  readonly all: readonly Selection[];

  constructor(entries: readonly Indexed<Selection>[], numbering: Numbering) {
    const sorted = entries.toSorted((a, b) => a.rule.rank - b.rule.rank);
    const sizes = sizesOf(numbering);
    const dimensions = new DimensionList(numbering);
    const tables = new Map<string, KeyTable<Candidate>>();
    const unkeyed: Candidate[] = [];
    for (const { rule, equalities, rest } of sorted) {
      const { slots, combinations } = keysOf(equalities, sizes, longestKey, mostKeys);
      const limited = isLimited(rule) || isLimited(rule.block);
      const candidate = { selection: rule, rest: rest(new Set(slots)), limited };
      if (slots.length === 0) unkeyed.push(candidate);
      else tableFor(tables, slots, dimensions).insert(combinations, candidate);
    }
    this.all = sorted.map(({ rule }) => rule);
    this.#dimensions = dimensions.all;
    this.#numbers = new Int32Array(dimensions.all.length);
    this.#tables = [...tables.values()];
    this.#unkeyed = unkeyed;
  }

  /** The selection of lowest rank that matches and may be shown now. */
  first(facts: Facts, now: number): Selection | null {
    const dimensions = this.#dimensions;
    const numbers = this.#numbers;
    for (let index = 0; index < dimensions.length; index++) {
      const { slot, numberOf } = dimensions[index]!;
      const value = facts.values[slot];
      numbers[index] = value === undefined ? -1 : (numberOf.get(value) ?? -1);
    }
    let best = better(null, this.#unkeyed, facts, now);
    for (let index = 0; index < this.#tables.length; index++) {
      const found = this.#tables[index]!.find(numbers);
      if (found !== undefined) best = better(best, found, facts, now);
    }
    return best;
  }

  /** The same without the index: the reference that a property test holds `first` to. */
  firstByScan(facts: Facts, now: number): Selection | null {
    return this.all.find((selection) => isOpen(selection, now) && selection.test(facts) === true) ?? null;
  }
}

/** Of how many different values of each attribute rules ask: the more, the better it tells them apart. */
const sizesOf = (numbering: Numbering): ReadonlyMap<number, number> =>
  new Map([...numbering].map(([slot, numbers]) => [slot, numbers.size]));

function tableFor<R>(
  tables: Map<string, KeyTable<R>>,
  slots: readonly number[],
  dimensions: DimensionList,
): KeyTable<R> {
  const name = slots.join();
  const known = tables.get(name);
  if (known) return known;
  const table = new KeyTable<R>(slots.map((slot) => dimensions.at(slot)));
  tables.set(name, table);
  return table;
}

/** Whether a selection and its block both apply now. A block whose time is over is never shown. */
export const isOpen = (selection: Selection, now: number): boolean =>
  isWithin(selection, now) && isWithin(selection.block, now);

function better(best: Selection | null, candidates: readonly Candidate[], facts: Facts, now: number): Selection | null {
  for (let index = 0; index < candidates.length; index++) {
    const { selection, rest, limited } = candidates[index]!;
    if (best !== null && best.rank <= selection.rank) return best;
    if ((rest === null || rest(facts) === true) && (!limited || isOpen(selection, now))) return selection;
  }
  return best;
}

interface GuardTable {
  readonly slot: number;
  readonly byValue: Map<Value, Guard[]>;
  /** All guards of this table, for persons of whom the attribute is not known. */
  readonly all: Guard[];
}

/**
 * Finds the first guardrail that is not surely false. A guard is passed over only where one of its equalities is *false*;
 * where the attribute is unknown, every guard that hangs on it is looked at, because an unknown guardrail blocks.
 */
export class GuardIndex {
  readonly #tables: readonly GuardTable[];
  readonly #unkeyed: readonly Guard[];
  /** All guardrails of the index, by rank. */
  readonly all: readonly Guard[];

  constructor(entries: readonly Indexed<Guard>[]) {
    const sorted = entries.toSorted((a, b) => a.rule.rank - b.rule.rank);
    const sizes = sizesOf(numberValues(sorted));
    const tables = new Map<number, GuardTable>();
    const unkeyed: Guard[] = [];
    for (const { rule, equalities } of sorted) {
      const { slots, combinations } = keysOf(equalities, sizes, 1, mostKeys);
      const [slot] = slots;
      if (slot === undefined) {
        unkeyed.push(rule);
        continue;
      }
      const table: GuardTable = tables.get(slot) ?? { slot, byValue: new Map(), all: [] };
      tables.set(slot, table);
      table.all.push(rule);
      for (const [value] of combinations) {
        const guards = table.byValue.get(value!);
        if (guards) guards.push(rule);
        else table.byValue.set(value!, [rule]);
      }
    }
    this.all = sorted.map(({ rule }) => rule);
    this.#tables = [...tables.values()];
    this.#unkeyed = unkeyed;
  }

  /** The guard of lowest rank that blocks. */
  first(facts: Facts, now: number): Guard | null {
    let best = blocking(null, this.#unkeyed, facts, now);
    for (const { slot, byValue, all } of this.#tables) {
      const value = facts.values[slot];
      const candidates = value === undefined ? all : byValue.get(value);
      if (candidates) best = blocking(best, candidates, facts, now);
    }
    return best;
  }

  /** The same without the index: the reference that a property test holds `first` to. */
  firstByScan(facts: Facts, now: number): Guard | null {
    return this.all.find((guard) => isWithin(guard, now) && guard.test(facts) !== false) ?? null;
  }
}

function blocking(best: Guard | null, guards: readonly Guard[], facts: Facts, now: number): Guard | null {
  for (const guard of guards) {
    if (best !== null && best.rank <= guard.rank) return best;
    if (isWithin(guard, now) && guard.test(facts) !== false) return guard;
  }
  return best;
}
