import type { Value } from "../rules/cel/values.ts";
import type { Equality } from "./equalities.ts";

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

/** Up to this many cells a table is an array; beyond, only the cells in use are kept. */
const densest = 1 << 16;

/**
 * Entries under combinations of values. A combination is one number: its values' numbers, each times the size of the
 * dimensions before it. The caller keeps the product of the sizes exact (see `keysOf`).
 */
export class KeyTable<R> {
  readonly #places: readonly number[];
  readonly #strides: readonly number[];
  readonly #dimensions: readonly Dimension[];
  readonly #cells: (R[] | undefined)[] | null;
  readonly #sparse = new Map<number, R[]>();

  constructor(dimensions: readonly Dimension[]) {
    const strides: number[] = [];
    let size = 1;
    for (const { numberOf } of dimensions) {
      strides.push(size);
      size *= numberOf.size;
    }
    this.#dimensions = dimensions;
    this.#places = dimensions.map(({ place }) => place);
    this.#strides = strides;
    this.#cells = size <= densest ? Array.from<R[] | undefined>({ length: size }) : null;
  }

  /** Puts an entry under each combination, after those that are there. */
  insert(combinations: readonly (readonly Value[])[], entry: R): void {
    for (const values of combinations) {
      let key = 0;
      for (const [index, value] of values.entries())
        key += this.#dimensions[index]!.numberOf.get(value)! * this.#strides[index]!;
      const list = this.#at(key);
      if (list) list.push(entry);
      else if (this.#cells) this.#cells[key] = [entry];
      else this.#sparse.set(key, [entry]);
    }
  }

  /** The entries under the values with these numbers, by place of dimension; -1 is a value that no rule asks for. */
  find(numbers: Int32Array): readonly R[] | undefined {
    const places = this.#places;
    let key = 0;
    for (let index = 0; index < places.length; index++) {
      const number = numbers[places[index]!]!;
      if (number < 0) return undefined;
      key += number * this.#strides[index]!;
    }
    return this.#at(key);
  }

  #at(key: number): R[] | undefined {
    return this.#cells ? this.#cells[key] : this.#sparse.get(key);
  }
}
