import type { Dictionary, DictionaryAttribute } from "#shared/data/dictionary.ts";
import { dictionaryIndex } from "#shared/data/dictionary.ts";
import type { Node } from "../cel/ast.ts";
import type { Type } from "../cel/types.ts";
import { absent, type Formula, type States, type Universes, unreadable } from "./formula.ts";
import { bottom, type Cuts, interval, type Order, type Point, top } from "./region.ts";

/** A text or a yes or no of which all values are known. In regions it stands as its place in the list. */
export type Choice = string | boolean;

interface Common {
  readonly id: number;
  readonly order: Order;
  readonly universe: States;
}
export interface AttributeVariable extends Common {
  readonly is: "attribute";
  readonly attribute: DictionaryAttribute;
  readonly choices: readonly Choice[] | null;
}
/** Whether a list has an item. */
export interface MemberVariable extends Common {
  readonly is: "member";
  readonly key: string;
  readonly item: string;
}
export interface NowVariable extends Common {
  readonly is: "now";
}
/** What a part of a condition comes to of which no more is known than its text: equal texts come to the same. */
export interface ComputedVariable extends Common {
  readonly is: "computed";
  readonly text: string;
  readonly node: Node;
  /** `since`: how long ago a time lies, in milliseconds. */
  readonly gives: "bool" | "number" | "text" | "since";
}
export type Variable = AttributeVariable | MemberVariable | NowVariable | ComputedVariable;

/** The times that RFC 3339 can write. */
const firstTime = Date.parse("0000-01-01T00:00:00.000Z");
const lastTime = Date.parse("9999-12-31T23:59:59.999Z");

const everything: Cuts = [bottom, top];
const unknowns = absent | unreadable;

/** The variables over which conditions are statements: attributes, list items, the time, and what is computed. */
export class Space implements Universes {
  readonly #variables: Variable[] = [];
  readonly #byName = new Map<string, Variable>();
  readonly #attributes: ReadonlyMap<string, DictionaryAttribute>;
  readonly #purposes: ReadonlySet<string>;

  /** @param now before it nothing is looked at: what is over never comes again */
  constructor(dictionary: Dictionary, now: number) {
    const index = dictionaryIndex(dictionary);
    this.#attributes = index.attributes;
    this.#purposes = new Set(index.purposes.keys());
    this.#add("now", { is: "now", order: "whole", universe: { cuts: [now, lastTime], flags: 0 } });
  }

  readonly now = 0;

  at(id: number): Variable {
    return this.#variables[id]!;
  }

  universe(id: number): States {
    return this.#variables[id]!.universe;
  }

  attribute(key: string): AttributeVariable | undefined {
    const known = this.#byName.get(`profile.${key}`);
    if (known) return known as AttributeVariable;
    const attribute = this.#attributes.get(key);
    if (!attribute) return undefined;
    const choices = choicesOf(attribute);
    // Nobody can have agreed to a purpose that does not exist.
    const masked = attribute.purposes.some((purpose) => !this.#purposes.has(purpose));
    const universe = masked ? { cuts: [], flags: unreadable } : { cuts: valuesOf(attribute, choices), flags: unknowns };
    return this.#add(`profile.${key}`, {
      is: "attribute",
      attribute,
      choices,
      order: choices || attribute.type === "timestamp" ? "whole" : attribute.type === "number" ? "double" : "text",
      universe,
    }) as AttributeVariable;
  }

  member(key: string, item: string): Variable {
    const name = `member ${key} ${item}`;
    const { values } = this.#attributes.get(key)!;
    const possible = !values?.length || values.includes(item);
    return (
      this.#byName.get(name) ??
      this.#add(name, {
        is: "member",
        key,
        item,
        order: "whole",
        universe: { cuts: possible ? [0, 2] : [0, 1], flags: 0 },
      })
    );
  }

  computed(text: string, node: Node, gives: ComputedVariable["gives"], type: Type | undefined): Variable {
    const name = `${gives} ${text}`;
    const counts = node.op === "call" && (node.name === "size" || node.name === "count");
    const cuts = gives === "bool" ? [0, 2] : counts ? [0, top] : everything;
    const order = gives === "text" ? "text" : gives === "bool" || counts || type?.is === "int" ? "whole" : "double";
    return (
      this.#byName.get(name) ??
      this.#add(name, { is: "computed", text, node, gives, order, universe: { cuts, flags: absent } })
    );
  }

  /** That an attribute has a value. */
  known(key: string): Formula | null {
    const variable = this.attribute(key);
    if (!variable) return null;
    const { cuts } = variable.universe;
    return cuts.length === 0 ? { is: false } : { is: "in", variable: variable.id, states: { cuts, flags: 0 } };
  }

  #add(
    name: string,
    variable: Variable extends infer V ? (V extends Variable ? Omit<V, "id"> : never) : never,
  ): Variable {
    const added = { ...variable, id: this.#variables.length } as Variable;
    this.#variables.push(added);
    this.#byName.set(name, added);
    return added;
  }
}

function choicesOf({ type, values }: DictionaryAttribute): readonly Choice[] | null {
  if (type === "boolean") return [false, true];
  return type === "string" && values?.length ? [...new Set(values)] : null;
}

function valuesOf({ type }: DictionaryAttribute, choices: readonly Choice[] | null): Cuts {
  if (choices) return [0, choices.length];
  if (type === "timestamp") return [firstTime, lastTime + 1];
  // Of a list it counts whether it is known; its items are variables of their own.
  if (type === "list") return [0, 1];
  return type === "number" ? everything : ["", top];
}

/** The region of what compares with a value in this way. */
export function regionOf(sign: "<" | "<=" | ">" | ">=", cutBefore: Point, cutAfter: Point): Cuts {
  switch (sign) {
    case "<":
      return interval(bottom, cutBefore);
    case "<=":
      return interval(bottom, cutAfter);
    case ">":
      return interval(cutAfter, top);
    default:
      return interval(cutBefore, top);
  }
}
