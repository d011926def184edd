import type { BinarySign, MacroNode, MacroName, Node } from "../cel/ast.ts";
import { write } from "../cel/write.ts";
import type { BuilderNode, Comparison, EventRow, Group, Literal, Operand, Subject, Test } from "./model.ts";

/** Which part of the tree each node of the model became. */
export type Built = Map<BuilderNode, Node>;

const nowhere = { from: 0, to: 0 } as const;

/** The expression of a model; null where there is nothing in it but empty groups. */
export function toCel(node: BuilderNode, built: Built = new Map()): Node | null {
  return build(node, "", built);
}

/** The text of a model; empty where it asks for nothing. */
export function textOf(node: BuilderNode): string {
  const tree = toCel(node);
  return tree === null ? "" : write(tree);
}

function build(node: BuilderNode, variable: string, built: Built): Node | null {
  const plain = buildPlain(node, variable, built);
  const made = plain !== null && node.not ? not(plain) : plain;
  if (made !== null) built.set(node, made);
  return made;
}

function buildPlain(node: BuilderNode, variable: string, built: Built): Node | null {
  switch (node.kind) {
    case "group":
      return buildGroup(node, variable, built);
    case "comparison":
      return buildComparison(node, variable);
    case "events":
      return buildEvents(node, built);
    case "audience":
      return call("audience", null, [string(node.name)]);
    default:
      return { op: "bool", value: node.value, ...nowhere };
  }
}

function buildGroup({ join, items }: Group, variable: string, built: Built): Node | null {
  const sign = join === "all" ? "&&" : "||";
  const parts = items.flatMap((item) => build(item, variable, built) ?? []);
  return parts.length === 0 ? null : parts.reduce((left, right) => binary(sign, left, right));
}

function buildEvents({ times, variable, where }: EventRow, built: Built): Node {
  const body = build(where, variable, built) ?? { op: "bool", value: true, ...nowhere };
  const over = (name: MacroName): MacroNode => macro(name, { op: "name", name: "events", ...nowhere }, variable, body);
  if (times.is === "some") return over("exists");
  if (times.is === "one") return over("exists_one");
  const filter = over("filter");
  const counted = times.by === "sizeMethod" ? call("size", filter, []) : call(times.by, null, [filter]);
  return binary(times.sign, counted, number("int", times.number));
}

function buildComparison({ subject, test }: Comparison, variable: string): Node {
  const asked = subjectNode(subject, variable);
  switch (test.is) {
    case "yes":
      return asked;
    case "known":
      return { op: "has", of: fieldNode(subject, variable), ...nowhere };
    case "relation": {
      const operand = operandNode(test.operand, variable);
      return test.swapped ? binary(test.sign, operand, asked) : binary(test.sign, asked, operand);
    }
    case "oneOf":
      return binary("in", asked, list(test.values));
    case "text":
      return call(test.call, asked, [string(test.value)]);
    case "holds":
      return binary("in", literalNode(test.value), asked);
    default:
      return holdsNode(test, asked);
  }
}

function holdsNode(test: Extract<Test, { is: "holdsAny" | "holdsAll" }>, asked: Node): Node {
  const item: Node = { op: "name", name: test.variable, ...nowhere };
  return test.is === "holdsAny"
    ? macro("exists", asked, test.variable, binary("in", item, list(test.values)))
    : macro("all", list(test.values), test.variable, binary("in", item, asked));
}

const fieldNode = ({ of, name }: Subject, variable: string): Node & { op: "field" } => ({
  op: "field",
  of: { op: "name", name: of === "profile" ? "profile" : variable, ...nowhere },
  name,
  ...nowhere,
});

function subjectNode(subject: Subject, variable: string): Node {
  const field = fieldNode(subject, variable);
  switch (subject.as) {
    case "lower":
      return call("lowerAscii", field, []);
    case "size":
      return call("size", null, [field]);
    case "sizeMethod":
      return call("size", field, []);
    default:
      return field;
  }
}

function operandNode(operand: Operand, variable: string): Node {
  switch (operand.is) {
    case "subject":
      return subjectNode(operand.subject, variable);
    case "now":
      return { op: "name", name: "now", ...nowhere };
    case "timestamp":
      return call("timestamp", null, [string(operand.text)]);
    case "ago":
    case "ahead": {
      const length = call("duration", null, [string(operand.length)]);
      return binary(operand.is === "ago" ? "-" : "+", { op: "name", name: "now", ...nowhere }, length);
    }
    default:
      return literalNode(operand);
  }
}

function literalNode(literal: Literal): Node {
  if (literal.is === "string") return string(literal.value);
  if (literal.is === "bool") return { op: "bool", value: literal.value, ...nowhere };
  return number(literal.is, literal.value);
}

/** CEL has no negative literals: `-5` is 5 with a minus before it. */
function number(is: "int" | "double", value: number): Node {
  const negative = value < 0 || Object.is(value, -0);
  const node: Node = { op: is, value: Math.abs(value), ...nowhere };
  return negative ? { op: "negate", of: node, ...nowhere } : node;
}

const string = (value: string): Node => ({ op: "string", value, ...nowhere });
const list = (values: readonly Literal[]): Node => ({ op: "list", items: values.map(literalNode), ...nowhere });
const not = (of: Node): Node => ({ op: "not", of, ...nowhere });
const binary = (sign: BinarySign, left: Node, right: Node): Node => ({ op: "binary", sign, left, right, ...nowhere });
const call = (name: string, target: Node | null, args: readonly Node[]): Node => ({
  op: "call",
  name,
  target,
  args,
  ...nowhere,
});
const macro = (name: MacroName, over: Node, variable: string, body: Node): MacroNode => ({
  op: "macro",
  name,
  over,
  variable,
  body,
  result: null,
  ...nowhere,
});
