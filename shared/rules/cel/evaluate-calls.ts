import { compilePattern } from "#shared/kernel/pattern.ts";
import type { CallNode, MacroNode } from "./ast.ts";
import { asCondition, type Compilation, type Condition, type Expression } from "./compilation.ts";
import type { Facts } from "./facts.ts";
import type { Layout } from "./layout.ts";
import { Duration, parseDuration, parseTimestamp, Timestamp } from "./time.ts";
import { eventTypesOf, rangesOverEvents } from "./uses.ts";
import { longestList, type Value, type ValueList } from "./values.ts";

/** Longer texts than this are not searched: a decision must end in time. */
const longestText = 10_000;

export function compileCall(node: CallNode, context: Compilation): Expression {
  if (node.name === "audience") return compileAudience(node, context);
  if (node.name === "matches") return compileMatches(node, context);
  const [first = unknown, second = unknown] = operandsOf(node, context);
  switch (node.name) {
    case "size":
    case "count":
      return (facts) => sizeOf(first(facts));
    case "startsWith":
      return compileTexts(first, second, (text, part) => text.startsWith(part));
    case "endsWith":
      return compileTexts(first, second, (text, part) => text.endsWith(part));
    case "contains":
      return compileTexts(first, second, (text, part) => text.includes(part));
    case "lowerAscii":
      return (facts) => {
        const text = first(facts);
        return typeof text === "string" ? text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()) : undefined;
      };
    case "timestamp":
      return compileTime(node, first, (text) => wrap(parseTimestamp(text), (ms) => new Timestamp(ms)));
    case "duration":
      return compileTime(node, first, (text) => wrap(parseDuration(text), (ms) => new Duration(ms)));
    default:
      return unknown;
  }
}

const operandsOf = ({ target, args }: CallNode, context: Compilation): Expression[] =>
  (target ? [target, ...args] : args).map((operand) => context.compile(operand, context));

const unknown: Expression = () => undefined;
const wrap = <T>(ms: number | null, make: (ms: number) => T): T | undefined => (ms === null ? undefined : make(ms));

/** An audience's condition sees the same facts. Each is asked once per decision, whoever names it. */
function compileAudience(node: CallNode, { layout, audience }: Compilation): Condition {
  const [name] = node.args;
  const slot = name?.op === "string" ? layout.audienceSlots.get(name.value) : undefined;
  if (slot === undefined) return () => undefined;
  const condition = audience(slot);
  return (facts) => {
    const known = facts.audiences[slot];
    if (known !== null) return known;
    // The audience's own macros must not write over the variables of the ones around this call.
    const { locals } = facts;
    facts.locals = [];
    const value = condition(facts);
    facts.locals = locals;
    facts.audiences[slot] = value;
    return value;
  };
}

function compileMatches(node: CallNode, context: Compilation): Condition {
  const [literal] = node.args;
  const pattern = literal?.op === "string" ? compilePattern(literal.value) : null;
  if (!pattern || !node.target) return () => undefined;
  const target = context.compile(node.target, context);
  return (facts) => {
    const text = target(facts);
    return typeof text === "string" && text.length <= longestText ? pattern.test(text) : undefined;
  };
}

/** CEL counts the code points of a text. */
function sizeOf(value: Value | undefined): number | undefined {
  if (typeof value === "string") {
    let count = 0;
    for (const _ of value) count += 1;
    return count;
  }
  return Array.isArray(value) ? value.length : undefined;
}

const compileTexts =
  (first: Expression, second: Expression, holds: (text: string, part: string) => boolean): Condition =>
  (facts) => {
    const text = first(facts);
    const part = second(facts);
    return typeof text === "string" && typeof part === "string" ? holds(text, part) : undefined;
  };

function compileTime<T extends Value>(
  node: CallNode,
  text: Expression,
  read: (text: string) => T | undefined,
): Expression {
  const [literal] = node.args;
  if (literal?.op === "string") {
    const constant = read(literal.value);
    return () => constant;
  }
  return (facts) => {
    const value = text(facts);
    return typeof value === "string" ? read(value) : undefined;
  };
}

export function compileMacro(node: MacroNode, context: Compilation): Expression {
  const over = compileRange(node, context);
  const depth = context.variables.size;
  const inside: Compilation = { ...context, variables: new Map(context.variables).set(node.variable, depth) };
  if (node.name === "map") return compileMap(node, over, depth, inside);
  const test = asCondition(inside.compile(node.body, inside));
  const each = (facts: Facts, item: Value | undefined) => {
    facts.locals[depth] = item;
    return test(facts);
  };
  switch (node.name) {
    case "exists":
      return overList(over, (facts, list) => anyIs(true, facts, list, each));
    case "all":
      return overList(over, (facts, list) => {
        const found = anyIs(false, facts, list, each);
        return found === undefined ? undefined : !found;
      });
    case "exists_one":
      return overList(over, (facts, list) => existsOne(facts, list, each));
    default:
      return overList(over, (facts, list) => filter(facts, list, each));
  }
}

/** A macro over events depends on the consent for those types alone that its condition can be true of. */
function compileRange(node: MacroNode, context: Compilation): Expression {
  const types = rangesOverEvents(node.over) && node.over.op === "name" ? eventTypesOf(node) : null;
  if (types === null) return context.compile(node.over, context);
  const purposes = purposesOf(types, context.layout);
  return (facts) => (facts.allows(purposes) ? facts.events : undefined);
}

const purposesOf = (types: readonly string[], { eventPurposes }: Layout): number[] => [
  ...new Set(types.flatMap((type) => eventPurposes.get(type) ?? [])),
];

const overList =
  (over: Expression, use: (facts: Facts, list: ValueList) => Value | undefined): Expression =>
  (facts) => {
    const list = over(facts);
    return Array.isArray(list) && list.length <= longestList ? use(facts, list as ValueList) : undefined;
  };

type Each = (facts: Facts, item: Value | undefined) => boolean | undefined;

/** Kleene's disjunction over a list: true where the test comes to `wanted` for any item, unknown where it might. */
function anyIs(wanted: boolean, facts: Facts, list: ValueList, test: Each): boolean | undefined {
  let result: boolean | undefined = false;
  for (const item of list) {
    const value = test(facts, item);
    if (value === wanted) return true;
    if (value === undefined) result = undefined;
  }
  return result;
}

function existsOne(facts: Facts, list: ValueList, test: Each): boolean | undefined {
  let sure = 0;
  let possible = 0;
  for (const item of list) {
    const value = test(facts, item);
    if (value === true) sure += 1;
    if (value !== false) possible += 1;
  }
  if (sure > 1 || possible === 0) return false;
  return sure === possible ? true : undefined;
}

/** A list of which it is not known what belongs to it is unknown as a whole. */
function filter(facts: Facts, list: ValueList, test: Each): ValueList | undefined {
  const kept: (Value | undefined)[] = [];
  for (const item of list) {
    const value = test(facts, item);
    if (value === undefined) return undefined;
    if (value) kept.push(item);
  }
  return kept;
}

function compileMap(node: MacroNode, over: Expression, depth: number, inside: Compilation): Expression {
  const test = node.result ? asCondition(inside.compile(node.body, inside)) : null;
  const make = inside.compile(node.result ?? node.body, inside);
  return overList(over, (facts, list) => {
    const made: (Value | undefined)[] = [];
    for (const item of list) {
      facts.locals[depth] = item;
      const kept = test ? test(facts) : true;
      if (kept === undefined) return undefined;
      if (kept) made.push(make(facts));
    }
    return made;
  });
}
