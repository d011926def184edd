import type { BinaryNode, MacroNode, Node } from "../cel/ast.ts";
import { write } from "../cel/write.ts";
import {
  type BuilderNode,
  type EventRow,
  type Group,
  type Literal,
  type Operand,
  relations,
  type Relation,
  type Row,
  type Subject,
  type Test,
  type TextCall,
  textCalls,
  type Times,
} from "./model.ts";

/** A part of a condition for which the builder has no row. */
export interface Unshown {
  readonly from: number;
  readonly to: number;
  /** The part as it is written. */
  readonly part: string;
  /** What it is, in words: “a sum”. */
  readonly what: string;
}

export type Opened =
  | { readonly ok: true; readonly model: Group }
  | { readonly ok: false; readonly unshown: readonly Unshown[] };

/** What reading shares: the variable of the event row around the node, and what could not be shown. */
interface Reading {
  readonly variable: string | null;
  readonly unshown: Unshown[];
}

/**
 * The builder's view of a condition, or the parts that it cannot show. It never shows a part of a condition: who edited the
 * rest would not know what it means.
 */
export function toBuilder(tree: Node): Opened {
  const reading: Reading = { variable: null, unshown: [] };
  const model = asGroup(read(tree, reading));
  return reading.unshown.length === 0 ? { ok: true, model } : { ok: false, unshown: reading.unshown };
}

/** A condition of one row stands in a group too, so that another can be added. */
export const asGroup = (node: BuilderNode): Group =>
  node.kind === "group" ? node : { kind: "group", join: "all", not: false, items: [node] };

function read(node: Node, reading: Reading): BuilderNode {
  if (node.op === "binary" && (node.sign === "&&" || node.sign === "||")) return readGroup(node, reading);
  if (node.op === "not") return negated(read(node.of, reading));
  return readRow(node, reading) ?? refuse(node, reading);
}

/** What already says “not” is turned around within a group of its own, so that `!!a` stays what it is. */
function negated(node: BuilderNode): BuilderNode {
  if (node.not) return { kind: "group", join: "all", not: true, items: [node] };
  return { ...node, not: true };
}

/** Signs group from the left: what stands on the left of the same sign belongs to the same group, what stands on its right does not. */
function readGroup(node: BinaryNode, reading: Reading): Group {
  const parts: Node[] = [];
  let left: Node = node;
  while (left.op === "binary" && left.sign === node.sign) {
    parts.push(left.right);
    left = left.left;
  }
  const items = [left, ...parts.toReversed()].map((part) => read(part, reading));
  return { kind: "group", join: node.sign === "&&" ? "all" : "any", not: false, items };
}

function refuse(node: Node, { unshown }: Reading): Row {
  unshown.push({ from: node.from, to: node.to, part: write(node), what: whatIs(node) });
  return { kind: "everyone", not: false, value: true };
}

function readRow(node: Node, reading: Reading): Row | null {
  if (node.op === "bool") return { kind: "everyone", not: false, value: node.value };
  if (node.op === "call" && node.name === "audience" && node.target === null && node.args.length === 1) {
    const [name] = node.args;
    return name?.op === "string" ? { kind: "audience", not: false, name: name.value } : null;
  }
  return readEvents(node, reading) ?? readComparison(node, reading);
}

/* Events */

function readEvents(node: Node, reading: Reading): EventRow | null {
  const found = eventMacro(node);
  // An event row has conditions about the event alone: none of them looks through the events again.
  if (!found || reading.variable !== null) return null;
  const { macro, times } = found;
  const where = asGroup(read(macro.body, { variable: macro.variable, unshown: reading.unshown }));
  return { kind: "events", not: false, times, variable: macro.variable, where };
}

function eventMacro(node: Node): { macro: MacroNode; times: Times } | null {
  if (isEvents(node, "exists")) return { macro: node, times: { is: "some" } };
  if (isEvents(node, "exists_one")) return { macro: node, times: { is: "one" } };
  if (node.op !== "binary" || !isRelation(node.sign)) return null;
  const number = numberOf(node.right);
  if (number?.is !== "int" || node.left.op !== "call") return null;
  const { name, target, args } = node.left;
  const list = target ?? args[0];
  if ((name !== "size" && name !== "count") || args.length !== (target ? 0 : 1) || !list || !isEvents(list, "filter"))
    return null;
  if (target && name !== "size") return null;
  const by = target ? "sizeMethod" : name;
  return { macro: list, times: { is: "counted", by, sign: node.sign, number: number.value } };
}

const isEvents = (node: Node, name: MacroNode["name"]): node is MacroNode =>
  node.op === "macro" && node.name === name && node.over.op === "name" && node.over.name === "events";

/* Comparisons */

function readComparison(node: Node, reading: Reading): Row | null {
  const found = comparisonOf(node, reading.variable);
  return found && { kind: "comparison", not: false, ...found };
}

type Asked = { readonly subject: Subject; readonly test: Test };

function comparisonOf(node: Node, variable: string | null): Asked | null {
  const plain = fieldOf(node, variable);
  if (plain) return { subject: plain, test: { is: "yes" } };
  switch (node.op) {
    case "has": {
      const subject = fieldOf(node.of, variable);
      return subject && { subject, test: { is: "known" } };
    }
    case "call":
      return textTest(node, variable);
    case "macro":
      return listTest(node, variable);
    case "binary":
      return node.sign === "in" ? membership(node, variable) : isRelation(node.sign) ? relation(node, variable) : null;
    default:
      return null;
  }
}

function textTest(node: Node & { op: "call" }, variable: string | null): Asked | null {
  const [value] = node.args;
  if (!isTextCall(node.name) || !node.target || node.args.length !== 1 || value?.op !== "string") return null;
  const subject = subjectOf(node.target, variable);
  return subject && { subject, test: { is: "text", call: node.name, value: value.value } };
}

function membership({ left, right }: BinaryNode, variable: string | null): Asked | null {
  const value = literalOf(left);
  if (value) {
    const subject = fieldOf(right, variable);
    return subject && { subject, test: { is: "holds", value } };
  }
  const subject = subjectOf(left, variable);
  const values = literalsOf(right);
  return subject && values && { subject, test: { is: "oneOf", values } };
}

function relation(node: BinaryNode, variable: string | null): Asked | null {
  const sign = node.sign as Relation;
  const subject = subjectOf(node.left, variable);
  if (subject) {
    const operand = operandOf(node.right, variable);
    return operand && { subject, test: { is: "relation", sign, operand, swapped: false } };
  }
  const swapped = subjectOf(node.right, variable);
  const operand = operandOf(node.left, variable);
  return swapped && operand && { subject: swapped, test: { is: "relation", sign, operand, swapped: true } };
}

/** `list.exists(i, i in [literals])` and `[literals].all(i, i in list)`. */
function listTest({ name, over, variable: item, body }: MacroNode, variable: string | null): Asked | null {
  if (body.op !== "binary" || body.sign !== "in" || body.left.op !== "name" || body.left.name !== item) return null;
  if (name === "exists") {
    const subject = fieldOf(over, variable);
    const values = literalsOf(body.right);
    return subject && values && { subject, test: { is: "holdsAny", values, variable: item } };
  }
  // Under the same name the list would be read from the item.
  if (name !== "all" || item === variable) return null;
  const subject = fieldOf(body.right, variable);
  const values = literalsOf(over);
  return subject && values && { subject, test: { is: "holdsAll", values, variable: item } };
}

/* Parts of comparisons */

function fieldOf(node: Node, variable: string | null): Subject | null {
  if (node.op !== "field" || node.of.op !== "name") return null;
  if (node.of.name === "profile") return { of: "profile", name: node.name };
  return variable !== null && node.of.name === variable ? { of: "event", name: node.name } : null;
}

function subjectOf(node: Node, variable: string | null): Subject | null {
  const plain = fieldOf(node, variable);
  if (plain || node.op !== "call") return plain;
  const { name, target, args } = node;
  const inner = target ?? args[0];
  const field = inner && args.length === (target ? 0 : 1) ? fieldOf(inner, variable) : null;
  if (!field) return null;
  if (name === "size") return { ...field, as: target ? "sizeMethod" : "size" };
  return name === "lowerAscii" && target ? { ...field, as: "lower" } : null;
}

function operandOf(node: Node, variable: string | null): Operand | null {
  const subject = subjectOf(node, variable);
  return subject ? { is: "subject", subject } : (literalOf(node) ?? momentOf(node));
}

function momentOf(node: Node): Operand | null {
  if (isNow(node)) return { is: "now" };
  const text = argumentOf(node, "timestamp");
  if (text !== null) return { is: "timestamp", text };
  if (node.op !== "binary" || (node.sign !== "-" && node.sign !== "+") || !isNow(node.left)) return null;
  const length = argumentOf(node.right, "duration");
  return length === null ? null : { is: node.sign === "-" ? "ago" : "ahead", length };
}

const isNow = (node: Node): boolean => node.op === "name" && node.name === "now";

/** The text in `name("text")`. */
function argumentOf(node: Node, name: string): string | null {
  if (node.op !== "call" || node.name !== name || node.target || node.args.length !== 1) return null;
  const [argument] = node.args;
  return argument?.op === "string" ? argument.value : null;
}

function literalOf(node: Node): Literal | null {
  if (node.op === "string") return { is: "string", value: node.value };
  if (node.op === "bool") return { is: "bool", value: node.value };
  return numberOf(node);
}

function numberOf(node: Node): (Literal & { is: "int" | "double" }) | null {
  const negative = node.op === "negate";
  const of = negative ? node.of : node;
  if (of.op !== "int" && of.op !== "double") return null;
  return { is: of.op, value: negative ? -of.value : of.value };
}

function literalsOf(node: Node): Literal[] | null {
  if (node.op !== "list") return null;
  const literals = node.items.flatMap((item) => literalOf(item) ?? []);
  return literals.length === node.items.length ? literals : null;
}

const isRelation = (sign: string): sign is Relation => relations.has(sign);
const isTextCall = (name: string): name is TextCall => (textCalls as readonly string[]).includes(name);

/** What a part is that has no row, for people who do not read CEL. */
function whatIs(node: Node): string {
  switch (node.op) {
    case "ternary":
      return "a choice between two conditions";
    case "macro":
      return node.over.op === "name" && node.over.name === "events"
        ? "a search through events that is built in another way"
        : "a search through a list that is built in another way";
    case "index":
      return "one entry of a list, by its number";
    case "call":
      return `a use of ${node.name}() that has no row`;
    case "binary":
      return isRelation(node.sign) || node.sign === "in"
        ? "a comparison of something that is computed"
        : "a computation";
    default:
      return "a part without a row";
  }
}
