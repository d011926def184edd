import type { BinarySign, Node } from "./ast.ts";

/** How tightly each form binds; a looser one inside a tighter one needs parentheses. */
const binding: Readonly<Record<BinarySign, number>> = {
  "||": 2,
  "&&": 3,
  "==": 4,
  "!=": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  in: 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
};
const ternaryLevel = 1;
const relationLevel = 4;
const unaryLevel = 7;
const primaryLevel = 8;

/**
 * Writes a condition with no more parentheses than it needs: reading the result gives the same tree.
 * Chained comparisons keep theirs, because readers of CEL disagree about how they group.
 */
export const write = (node: Node): string => at(node, ternaryLevel);

/** A text as a CEL literal. */
export const writeString = (value: string): string => JSON.stringify(value);

function at(node: Node, level: number): string {
  const text = written(node);
  return levelOf(node) < level ? `(${text})` : text;
}

function levelOf(node: Node): number {
  switch (node.op) {
    case "ternary":
      return ternaryLevel;
    case "binary":
      return binding[node.sign];
    case "not":
    case "negate":
      return unaryLevel;
    default:
      return primaryLevel;
  }
}

function written(node: Node): string {
  switch (node.op) {
    case "string":
      return writeString(node.value);
    case "int":
    case "bool":
      return String(node.value);
    case "double":
      return /[.e]/.test(String(node.value)) ? String(node.value) : `${node.value}.0`;
    case "name":
      return node.name;
    case "field":
      return `${target(node.of)}.${node.name}`;
    case "index":
      return `${target(node.of)}[${write(node.index)}]`;
    case "has":
      return `has(${write(node.of)})`;
    case "call":
      return `${node.target ? `${target(node.target)}.` : ""}${node.name}(${node.args.map(write).join(", ")})`;
    case "macro": {
      const result = node.result ? `, ${write(node.result)}` : "";
      return `${target(node.over)}.${node.name}(${node.variable}, ${write(node.body)}${result})`;
    }
    case "list":
      return `[${node.items.map(write).join(", ")}]`;
    case "not":
      return `!${at(node.of, unaryLevel)}`;
    case "negate":
      return `-${at(node.of, unaryLevel)}`;
    case "ternary":
      return `${at(node.test, ternaryLevel + 1)} ? ${write(node.yes)} : ${write(node.no)}`;
    default: {
      const level = binding[node.sign];
      // All signs group from the left, so an equal sign on the right needs parentheses.
      const left = at(node.left, level === relationLevel ? level + 1 : level);
      return `${left} ${node.sign} ${at(node.right, level + 1)}`;
    }
  }
}

/** What stands before a dot or bracket. A number keeps parentheses, so that its dot is not read as a decimal point. */
const target = (node: Node): string =>
  node.op === "int" || node.op === "double" ? `(${written(node)})` : at(node, primaryLevel);
