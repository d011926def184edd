import type { Condition } from "../rules/cel/compilation.ts";
import type { Facts } from "../rules/cel/facts.ts";
import type { Value } from "../rules/cel/values.ts";
import { type Equality, keysOf } from "./equalities.ts";
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

/** A trie over the values of a key's attributes; its leaves hold rules in the order of their rank. */
type Trie<R> = Map<Value, Trie<R> | R[]>;

interface Shape<R> {
  readonly slots: readonly number[];
  readonly trie: Trie<R>;
}

interface Candidate {
  readonly selection: Selection;
  /** What is left to test once the key has matched; null where nothing is. */
  readonly rest: Condition | null;
  /** Whether the time has to be looked at: most rules and blocks have no end. */
  readonly limited: boolean;
}

/**
 * Finds the first selection that matches without looking at all of them. Rules whose condition asks for certain values of
 * attributes stand in a trie under those values; a decision follows only the values of the person at hand. That loses
 * nothing: a selection matches only where each of its conjuncts is true, and an equality is true only of its values.
 */
export class SelectionIndex {
  readonly #shapes: readonly Shape<Candidate>[];
  readonly #unkeyed: readonly Candidate[];
  /** All selections of the placement, by rank. */
  readonly all: readonly Selection[];

  constructor(entries: readonly Indexed<Selection>[]) {
    const sorted = entries.toSorted((a, b) => a.rule.rank - b.rule.rank);
    const shapes = new Map<string, Shape<Candidate>>();
    const unkeyed: Candidate[] = [];
    const selectivity = countValues(sorted);
    for (const { rule, equalities, rest } of sorted) {
      const key = keysOf(equalities, selectivity, longestKey, mostKeys);
      const candidate = {
        selection: rule,
        rest: rest(new Set(key.slots)),
        limited: isLimited(rule) || isLimited(rule.block),
      };
      if (key.slots.length === 0) unkeyed.push(candidate);
      else insertAll(shapeFor(shapes, key.slots).trie, key.combinations, candidate);
    }
    this.all = sorted.map(({ rule }) => rule);
    this.#shapes = [...shapes.values()];
    this.#unkeyed = unkeyed;
  }

  /** The selection of lowest rank that matches and may be shown now. */
  first(facts: Facts, now: number): Selection | null {
    let best = better(null, this.#unkeyed, facts, now);
    for (let index = 0; index < this.#shapes.length; index++) {
      const { slots, trie } = this.#shapes[index]!;
      const found = follow(trie, slots, facts.values);
      if (found !== null) best = better(best, found, facts, now);
    }
    return best;
  }

  /** The same without the index: the reference that a property test holds `first` to. */
  firstByScan(facts: Facts, now: number): Selection | null {
    return this.all.find((selection) => isOpen(selection, now) && selection.test(facts) === true) ?? null;
  }
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

function follow<R>(
  trie: Trie<R>,
  slots: readonly number[],
  values: readonly (Value | undefined)[],
): readonly R[] | null {
  let node: Trie<R> | R[] = trie;
  for (let index = 0; index < slots.length; index++) {
    const value = values[slots[index]!];
    if (value === undefined) return null;
    const next: Trie<R> | R[] | undefined = (node as Trie<R>).get(value);
    if (next === undefined) return null;
    node = next;
  }
  return node as R[];
}

function shapeFor<R>(shapes: Map<string, Shape<R>>, slots: readonly number[]): Shape<R> {
  const name = slots.join();
  const known = shapes.get(name);
  if (known) return known;
  const shape: Shape<R> = { slots, trie: new Map() };
  shapes.set(name, shape);
  return shape;
}

function insertAll<R>(trie: Trie<R>, combinations: readonly (readonly Value[])[], entry: R): void {
  for (const values of combinations) {
    let node: Trie<R> = trie;
    for (const value of values.slice(0, -1)) {
      const next = (node.get(value) as Trie<R> | undefined) ?? new Map();
      node.set(value, next);
      node = next;
    }
    const last = values.at(-1)!;
    const leaf = node.get(last) as R[] | undefined;
    if (leaf) leaf.push(entry);
    else node.set(last, [entry]);
  }
}

/** How many different values the rules ask of each attribute: the more, the better it tells them apart. */
function countValues(entries: readonly Indexed<unknown>[]): ReadonlyMap<number, number> {
  const values = new Map<number, Set<Value>>();
  for (const { slot, values: asked } of entries.flatMap(({ equalities }) => equalities)) {
    const known = values.get(slot) ?? new Set();
    for (const value of asked) known.add(value);
    values.set(slot, known);
  }
  return new Map([...values].map(([slot, known]) => [slot, known.size]));
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
    const selectivity = countValues(sorted);
    const tables = new Map<number, GuardTable>();
    const unkeyed: Guard[] = [];
    for (const { rule, equalities } of sorted) {
      const { slots, combinations } = keysOf(equalities, selectivity, 1, mostKeys);
      const [slot] = slots;
      if (slot === undefined) {
        unkeyed.push(rule);
        continue;
      }
      const table: GuardTable = tables.get(slot) ?? { slot, byValue: new Map(), all: [] };
      tables.set(slot, table);
      table.all.push(rule);
      insertAll(table.byValue as Trie<Guard>, combinations, rule);
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
