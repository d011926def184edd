import type { Value } from "../rules/cel/values.ts";
import type { Facts } from "../rules/cel/facts.ts";
import { boundSigns, type Equality, type Rest } from "./conjuncts.ts";

/** An attribute that rules are found by: the values that they ask for, numbered. */
export interface Dimension {
  readonly slot: number;
  readonly numberOf: ReadonlyMap<Value, number>;
  /** Its place in the list of all dimensions of an index. */
  readonly place: number;
}

/** The values that rules ask of each attribute, by slot, each with a number of its own. */
export type Numbering = ReadonlyMap<number, ReadonlyMap<Value, number>>;

/** Numbers values in the order of their appearance. All indexes of a release share one numbering, which so stays in the cache. */
export function numberValues(
  entries: readonly { readonly equalities: readonly Equality[] }[],
): Map<number, Map<Value, number>> {
  const bySlot = new Map<number, Map<Value, number>>();
  for (const { equalities } of entries) {
    for (const { slot, values } of equalities) {
      const numbers = bySlot.get(slot) ?? new Map<Value, number>();
      bySlot.set(slot, numbers);
      for (const value of values) if (!numbers.has(value)) numbers.set(value, numbers.size);
    }
  }
  return bySlot;
}

/** A rule that lists many values stands under each of them, up to this many combinations. */
export const mostKeys = 64;

/** Of how many different values of each attribute rules ask: the more, the better it tells them apart. */
export const sizesOf = (numbering: Numbering): ReadonlyMap<number, number> =>
  new Map([...numbering].map(([slot, numbers]) => [slot, numbers.size]));

/** The dimensions that an index uses, each once. */
export class DimensionList {
  readonly all: Dimension[] = [];
  readonly #numbering: Numbering;

  constructor(numbering: Numbering) {
    this.#numbering = numbering;
  }

  at(slot: number): Dimension {
    const known = this.all.find((dimension) => dimension.slot === slot);
    if (known) return known;
    const dimension = { slot, numberOf: this.#numbering.get(slot) ?? new Map(), place: this.all.length };
    this.all.push(dimension);
    return dimension;
  }
}

/** Something that a key table finds: a rule by its position in the order of all. */
export interface Entry {
  readonly position: number;
  readonly combinations: readonly (readonly Value[])[];
  /** What is left to test once the key has matched. */
  readonly rest: Rest;
  /** Whether more than `rest` has to be looked at; the matcher of the search then decides all by itself. */
  readonly limited: boolean;
}

/** Decides the entries of which a table does not know enough. */
export interface Matcher {
  isMatch(position: number, facts: Facts, now: number): boolean;
}

/** Up to this many cells a table knows where each begins by an array; beyond, only those in use are kept. */
const densest = 1 << 16;

const free = -1;
const other = -2;

/**
 * Entries under combinations of values. A combination is one number: its values' numbers, each times the size of the
 * dimensions before it. The caller keeps the product of the sizes exact (see `keysOf`). A table without dimensions has
 * one cell, which every search looks into.
 *
 * The entries of a cell lie side by side in flat arrays, bounds included: with many rules the time of a decision is the
 * time that memory takes, and most entries are passed over without touching anything else.
 */
export class KeyTable {
  readonly #places: readonly number[];
  readonly #strides: readonly number[];
  /** The number of the cell of a combination, where only cells in use are kept. */
  readonly #cells: ReadonlyMap<number, number> | null;
  /** Where the entries of each cell begin; those of the next cell follow. */
  readonly #starts: Int32Array;
  readonly #positions: Int32Array;
  /** What is left to test: `free` nothing, `other` a condition, else four times the slot of a bound plus its sign. */
  readonly #codes: Int32Array;
  readonly #bounds: Float64Array;

  /** Entries must come in the order of their positions. */
  constructor(dimensions: readonly Dimension[], entries: readonly Entry[]) {
    const strides: number[] = [];
    let size = 1;
    for (const { numberOf } of dimensions) {
      strides.push(size);
      size *= numberOf.size;
    }
    const inCell = distribute(dimensions, strides, entries);
    const keys = size <= densest ? Array.from({ length: size }, (_, key) => key) : [...inCell.keys()];
    const total = [...inCell.values()].reduce((sum, list) => sum + list.length, 0);
    this.#places = dimensions.map(({ place }) => place);
    this.#strides = strides;
    this.#cells = size <= densest ? null : new Map(keys.map((key, cell) => [key, cell]));
    this.#starts = new Int32Array(keys.length + 1);
    this.#positions = new Int32Array(total);
    this.#codes = new Int32Array(total);
    this.#bounds = new Float64Array(total);
    let at = 0;
    for (const [cell, key] of keys.entries()) {
      for (const entry of inCell.get(key) ?? []) this.#put(at++, entry);
      this.#starts[cell + 1] = at;
    }
  }

  #put(at: number, { position, rest, limited }: Entry): void {
    this.#positions[at] = position;
    if (limited || typeof rest === "function") this.#codes[at] = other;
    else if (rest === null) this.#codes[at] = free;
    else {
      this.#codes[at] = rest.slot * 4 + boundSigns.indexOf(rest.sign);
      this.#bounds[at] = rest.value;
    }
  }

  /**
   * The position of the first entry under the values with these numbers (by place of dimension; -1 is a value that no rule
   * asks for) that holds, or `best` where none before it does. `test` decides entries that are more than a bound.
   */
  search(best: number, numbers: Int32Array, facts: Facts, now: number, matcher: Matcher): number {
    const cell = this.#cellOf(numbers);
    if (cell < 0) return best;
    const end = this.#starts[cell + 1]!;
    for (let at = this.#starts[cell]!; at < end; at++) {
      const position = this.#positions[at]!;
      if (position >= best) return best;
      const code = this.#codes[at]!;
      if (
        code === other
          ? matcher.isMatch(position, facts, now)
          : code === free || holds(facts.values[code >> 2], code & 3, this.#bounds[at]!)
      )
        return position;
    }
    return best;
  }

  #cellOf(numbers: Int32Array): number {
    const places = this.#places;
    let key = 0;
    for (let index = 0; index < places.length; index++) {
      const number = numbers[places[index]!]!;
      if (number < 0) return -1;
      key += number * this.#strides[index]!;
    }
    return this.#cells === null ? key : (this.#cells.get(key) ?? -1);
  }
}

/** Whether a bound surely holds; the signs are those of `boundSigns`. */
function holds(value: Value | undefined, sign: number, bound: number): boolean {
  if (typeof value !== "number") return false;
  return sign === 0 ? value < bound : sign === 1 ? value <= bound : sign === 2 ? value > bound : value >= bound;
}

function distribute(
  dimensions: readonly Dimension[],
  strides: readonly number[],
  entries: readonly Entry[],
): Map<number, Entry[]> {
  const inCell = new Map<number, Entry[]>();
  for (const entry of entries) {
    for (const values of entry.combinations) {
      const key = values.reduce<number>(
        (sum, value, index) => sum + dimensions[index]!.numberOf.get(value)! * strides[index]!,
        0,
      );
      const cell = inCell.get(key);
      if (cell) cell.push(entry);
      else inCell.set(key, [entry]);
    }
  }
  return inCell;
}

export interface Keys {
  /** The most telling attribute first, so that a look-up that fails fails early. */
  readonly slots: readonly number[];
  /** The values under which a rule stands, one per slot in each combination. None where it can never be true. */
  readonly combinations: readonly (readonly Value[])[];
}

/**
 * Chooses the attributes by which a rule is found: those of which rules ask for the most different values (`sizes`), at most
 * `longest`, as long as the values that it lists make no more than `most` combinations.
 */
export function keysOf(
  equalities: readonly Equality[],
  sizes: ReadonlyMap<number, number>,
  longest: number,
  most: number,
): Keys {
  const merged = mergeBySlot(equalities);
  const telling = [...merged].toSorted(([a], [b]) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || a - b);
  const chosen: (readonly [number, readonly Value[]])[] = [];
  let count = 1;
  // All combinations that a key could have must be countable exactly.
  let space = 1;
  for (const [slot, values] of telling) {
    if (chosen.length === longest) break;
    const wider = space * (sizes.get(slot) ?? 1);
    if (count * values.length > most || wider > Number.MAX_SAFE_INTEGER) continue;
    count *= values.length;
    space = wider;
    chosen.push([slot, values]);
  }
  return {
    slots: chosen.map(([slot]) => slot),
    combinations: combine(chosen.map(([, values]) => values)),
  };
}

/** Two equalities over one attribute are both true only of the values that both have. */
function mergeBySlot(equalities: readonly Equality[]): Map<number, readonly Value[]> {
  const merged = new Map<number, readonly Value[]>();
  for (const { slot, values } of equalities) {
    const known = merged.get(slot);
    merged.set(slot, known ? known.filter((value) => values.includes(value)) : values);
  }
  return merged;
}

const combine = (lists: readonly (readonly Value[])[]): (readonly Value[])[] =>
  lists.reduce<(readonly Value[])[]>(
    (made, values) => made.flatMap((start) => values.map((value) => [...start, value])),
    [[]],
  );
