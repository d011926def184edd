import type { Dictionary } from "#shared/data/dictionary.ts";
import { attributeKey, type Node, walk } from "../cel/ast.ts";
import { absent, type States } from "./formula.ts";
import { eventMacro, eventsFor, type MadeEvent } from "./events.ts";
import { valuesIn } from "./pick.ts";
import type { Point } from "./region.ts";
import type { Model } from "./solve.ts";
import type { AttributeVariable, ComputedVariable, Space, Variable } from "./space.ts";
import { observedAt, unreadableValue } from "./person.ts";

export type MadeValue = string | number | boolean | readonly string[];

/** Somebody made up, at a moment, of whom something holds. */
export interface Made {
  readonly attributes: Readonly<Record<string, MadeValue>>;
  /** Attributes that are masked, or not of their type. */
  readonly unreadable: readonly string[];
  /** Null: what the person did is not known. */
  readonly events: readonly MadeEvent[] | null;
  readonly now: number;
}

/** More people than this are not tried for one model. */
const mostTried = 240;

/** What a request would say of somebody made up. */
export const personOf = ({ attributes, unreadable, events, now }: Made) => ({
  observed: observedAt(attributes, now),
  attributes: { ...attributes, ...Object.fromEntries(unreadable.map((key) => [key, unreadableValue])) },
  ...(events ? { events } : {}),
});

/**
 * People who fit a model, best first. Where nothing in it is computed the first of them fits for sure; what is computed is
 * guessed at, and each has to be tried.
 */
export function* peopleOf(model: Model, space: Space, dictionary: Dictionary, soon: number): Generator<Made> {
  const states = Array.from(model, ([id, each]) => ({ variable: space.at(id), states: each }));
  const nowStates = model.get(space.now) ?? space.universe(space.now);
  const now = Number(valuesIn(nowStates, space.at(space.now), soon)[0] ?? soon);
  const computed = states.flatMap(({ variable, states: each }) =>
    variable.is === "computed" ? [{ variable, states: each }] : [],
  );
  const base = baseOf(states, now);
  const pools = poolsOf(base, computed, space, now);
  const events = eventPools(computed, dictionary, now);
  let tried = 0;
  for (const attributes of combinations(pools, base.attributes)) {
    for (const each of events) {
      yield { attributes, unreadable: base.unreadable, events: each, now };
      tried += 1;
      if (tried === mostTried) return;
    }
  }
}

type Stated<V extends Variable = Variable> = { readonly variable: V; readonly states: States };

interface Base {
  readonly attributes: Record<string, MadeValue>;
  readonly unreadable: string[];
}

function baseOf(states: readonly Stated[], now: number): Base {
  const base: Base = { attributes: {}, unreadable: [] };
  const items = new Map<string, string[]>();
  for (const { variable, states: each } of states)
    if (variable.is === "member" && !each.cuts.includes(0))
      items.set(variable.key, [...(items.get(variable.key) ?? []), variable.item]);
  for (const { variable, states: each } of states) {
    if (variable.is !== "attribute") continue;
    const { key, type } = variable.attribute;
    if (each.cuts.length > 0)
      base.attributes[key] =
        type === "list" ? (items.get(key) ?? []) : valueOf(variable, valuesIn(each, variable, now)[0]!);
    else if ((each.flags & absent) === 0) base.unreadable.push(key);
  }
  return base;
}

function valueOf({ attribute, choices }: AttributeVariable, point: Point): MadeValue {
  if (choices) return choices[Number(point)]!;
  return attribute.type === "timestamp" ? new Date(Number(point)).toISOString() : point;
}

type Pools = ReadonlyMap<string, readonly (MadeValue | undefined)[]>;

/** Values to try for every attribute that something computed reads, beside the one that fits by itself. */
function poolsOf(base: Base, computed: readonly Stated<ComputedVariable>[], space: Space, now: number): Pools {
  const pools = new Map<string, Set<MadeValue | undefined>>();
  const together = computed.flatMap(({ variable }) => literals(variable.node, "string")).join("");
  for (const { variable, states } of computed) {
    const keys = [...walk(variable.node)].flatMap((part) => attributeKey(part) ?? []);
    for (const key of keys) {
      const attribute = space.attribute(key);
      if (!attribute || base.unreadable.includes(key)) continue;
      const pool = pools.get(key) ?? new Set([base.attributes[key]]);
      pools.set(key, pool);
      if (attribute.attribute.type === "string" && !attribute.choices && together !== "") pool.add(together);
      for (const value of guesses(attribute, variable, states, base, now)) pool.add(value);
    }
  }
  return new Map(Array.from(pools, ([key, pool]) => [key, [...pool].slice(0, 12)]));
}

function guesses(
  { attribute, choices }: AttributeVariable,
  { gives, node }: ComputedVariable,
  states: States,
  base: Base,
  now: number,
): readonly MadeValue[] {
  if (choices) return choices;
  const wanted =
    states.cuts.length > 0 ? Number(states.cuts[0] === Number.NEGATIVE_INFINITY ? states.cuts[1] : states.cuts[0]) : 0;
  switch (attribute.type) {
    case "timestamp": {
      const ages = gives === "since" ? [wanted, wanted + 60_000, wanted - 60_000] : [3_600_000, 86_400_000 * 400];
      return ages.filter(Number.isFinite).map((age) => new Date(Math.round(now - age)).toISOString());
    }
    case "number": {
      const numbers = literals(node, "number");
      const others = Object.values(base.attributes).filter((value) => typeof value === "number");
      // Most sums and differences come out right by taking away, or adding, what stands beside the attribute.
      const aims = numbers.flatMap((value) => [wanted - value, wanted + value]).filter(Number.isFinite);
      return [...aims.map(Math.ceil), ...numbers, ...others, 0, 1].flatMap((value) => [value, value + 1, value - 1]);
    }
    case "list": {
      const items = (base.attributes[attribute.key] ?? []) as readonly string[];
      const length = Math.max(items.length, Number.isFinite(wanted) ? Math.ceil(wanted) : 0);
      const texts = literals(node, "string");
      const padded = [...items, ...Array.from({ length: Math.min(length, 50) }, (_, at) => `item ${at + 1}`)].slice(
        0,
        length,
      );
      return [padded, texts, ...texts.map((text) => [text]), []];
    }
    default: {
      const texts = literals(node, "string");
      const others = Object.values(base.attributes).filter((value) => typeof value === "string");
      return [
        ...texts,
        texts.join(""),
        ...(typeof states.cuts[0] === "string" ? [states.cuts[0]] : []),
        ...others,
        "another",
      ];
    }
  }
}

function literals<T extends "string" | "number">(node: Node, type: T): (T extends "string" ? string : number)[] {
  const found = [...walk(node)].flatMap((part) => ("value" in part && typeof part.value === type ? [part.value] : []));
  return found as (T extends "string" ? string : number)[];
}

function* combinations(pools: Pools, base: Readonly<Record<string, MadeValue>>): Generator<Record<string, MadeValue>> {
  const [first, ...others] = pools;
  if (!first) return yield { ...base };
  const [key, pool] = first;
  for (const value of pool) {
    const { [key]: _, ...rest } = base;
    yield* combinations(new Map(others), value === undefined ? rest : { ...rest, [key]: value });
  }
}

/** What the person may have done, so that each macro over events comes to what is wanted of it. */
function eventPools(
  computed: readonly Stated<ComputedVariable>[],
  dictionary: Dictionary,
  now: number,
): (readonly MadeEvent[] | null)[] {
  let pools: (readonly MadeEvent[])[] = [[]];
  let unknown = false;
  for (const { variable, states } of computed) {
    const macro = eventMacro(variable.node);
    if (!macro) continue;
    if (states.cuts.length === 0) unknown = true;
    const count = countOf(variable, states);
    if (count === 0) continue;
    const choices = eventsFor(macro, dictionary, now).map((event) => Array.from({ length: count }, () => event));
    pools = pools.flatMap((pool) => choices.map((choice) => [...pool, ...choice])).slice(0, mostTried / 4);
  }
  return unknown ? [null] : pools;
}

/** How many events of its sort there have to be at the least. */
function countOf({ gives }: ComputedVariable, { cuts }: States): number {
  const [least] = cuts;
  if (least === undefined) return 0;
  if (gives === "bool") return least === 0 ? 0 : 1;
  return typeof least === "number" && Number.isFinite(least) ? Math.max(0, Math.min(least, 50)) : 0;
}
