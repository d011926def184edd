import type { Facts } from "../rules/cel/facts.ts";
import type { Value } from "../rules/cel/values.ts";
import type { Indexed } from "./conjuncts.ts";
import { keysOf, mostKeys, numberValues, sizesOf } from "./key-table.ts";
import { type Guard, isWithin } from "./release.ts";

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
