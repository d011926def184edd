/**
 * The syntax tree of a condition: the part of CEL that conditions may use. `from` and `to` are offsets in the text.
 */
interface Place {
  readonly from: number;
  readonly to: number;
}

export const macroNames = ["all", "exists", "exists_one", "filter", "map"] as const;
export type MacroName = (typeof macroNames)[number];

export const binarySigns = ["||", "&&", "==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%"] as const;
export type BinarySign = (typeof binarySigns)[number];

export interface StringNode extends Place {
  readonly op: "string";
  readonly value: string;
}
export interface NumberNode extends Place {
  /** CEL tells whole numbers from others: `7 / 2` is 3, `7.0 / 2` is 3.5. */
  readonly op: "int" | "double";
  readonly value: number;
}
export interface BoolNode extends Place {
  readonly op: "bool";
  readonly value: boolean;
}
export interface NameNode extends Place {
  readonly op: "name";
  readonly name: string;
}
export interface FieldNode extends Place {
  readonly op: "field";
  readonly of: Node;
  readonly name: string;
}
export interface IndexNode extends Place {
  readonly op: "index";
  readonly of: Node;
  readonly index: Node;
}
export interface HasNode extends Place {
  readonly op: "has";
  readonly of: FieldNode;
}
export interface CallNode extends Place {
  readonly op: "call";
  readonly name: string;
  /** What stands before the dot in `text.contains(part)`; null in `size(list)`. */
  readonly target: Node | null;
  readonly args: readonly Node[];
}
export interface MacroNode extends Place {
  readonly op: "macro";
  readonly name: MacroName;
  readonly over: Node;
  readonly variable: string;
  /** The condition, or what `map` makes of each item. */
  readonly body: Node;
  /** What `map` with three arguments makes of the items that `body` lets through. */
  readonly result: Node | null;
}
export interface ListNode extends Place {
  readonly op: "list";
  readonly items: readonly Node[];
}
export interface UnaryNode extends Place {
  readonly op: "not" | "negate";
  readonly of: Node;
}
export interface BinaryNode extends Place {
  readonly op: "binary";
  readonly sign: BinarySign;
  readonly left: Node;
  readonly right: Node;
}
export interface TernaryNode extends Place {
  readonly op: "ternary";
  readonly test: Node;
  readonly yes: Node;
  readonly no: Node;
}

export type Node =
  | StringNode
  | NumberNode
  | BoolNode
  | NameNode
  | FieldNode
  | IndexNode
  | HasNode
  | CallNode
  | MacroNode
  | ListNode
  | UnaryNode
  | BinaryNode
  | TernaryNode;

/** The parts of a node, in the order in which they stand in the text. */
export function children(node: Node): readonly Node[] {
  switch (node.op) {
    case "field":
    case "has":
    case "not":
    case "negate":
      return [node.of];
    case "index":
      return [node.of, node.index];
    case "call":
      return node.target ? [node.target, ...node.args] : node.args;
    case "macro":
      return node.result ? [node.over, node.body, node.result] : [node.over, node.body];
    case "list":
      return node.items;
    case "binary":
      return [node.left, node.right];
    case "ternary":
      return [node.test, node.yes, node.no];
    default:
      return [];
  }
}

/** Every node of a tree, each before its parts. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of children(node)) yield* walk(child);
}

/** The conjuncts of a condition: `a && (b && c)` has three. All must be true for the whole to be true. */
export function conjuncts(node: Node, sign: "&&" | "||" = "&&"): Node[] {
  return node.op === "binary" && node.sign === sign
    ? [...conjuncts(node.left, sign), ...conjuncts(node.right, sign)]
    : [node];
}

/** The key where the node reads an attribute (`profile.<key>`), else null. */
export const attributeKey = (node: Node): string | null =>
  node.op === "field" && node.of.op === "name" && node.of.name === "profile" ? node.name : null;
