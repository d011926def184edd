import { attributeKey, type BinaryNode, type Node, walk } from "../cel/ast.ts";
import { parseDuration, parseTimestamp } from "../cel/time.ts";

/** A value that stands in the text; times and lengths of time in milliseconds. */
export type Constant = string | number | boolean;

/** Something compared with a constant. `since` is how long ago a time lies: `profile.t > now - duration("1h")` is about it. */
export interface Comparison {
  readonly of:
    | { readonly is: "term"; readonly node: Node }
    | { readonly is: "since"; readonly node: Node; readonly time: Node };
  readonly sign: "==" | "!=" | "<" | "<=" | ">" | ">=";
  readonly value: Constant;
}

/** The value of a part that reads nothing; null where it does, or has none. */
export function constantOf(node: Node): Constant | null {
  switch (node.op) {
    case "string":
    case "int":
    case "double":
    case "bool":
      return node.value;
    case "negate": {
      const of = constantOf(node.of);
      return typeof of === "number" ? -of : null;
    }
    case "call": {
      const [text] = node.args;
      if (text?.op !== "string") return null;
      if (node.name === "timestamp") return parseTimestamp(text.value);
      return node.name === "duration" ? parseDuration(text.value) : null;
    }
    default:
      return null;
  }
}

const turned = { "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

type Sign = Comparison["sign"];
const isSign = (sign: string): sign is Sign => sign in turned;

/** Reads a comparison with a constant on either side; null where neither is one. */
export function comparisonOf(node: BinaryNode): Comparison | null {
  const { sign, left, right } = node;
  if (!isSign(sign)) return null;
  const value = constantOf(right);
  if (value !== null) return asSince({ of: { is: "term", node: left }, sign, value });
  const first = constantOf(left);
  if (first !== null) return asSince({ of: { is: "term", node: right }, sign: turned[sign], value: first });
  return sinceOf(left, sign, right) ?? sinceOf(right, turned[sign], left);
}

/** `now - t` compared with a length of time. */
function asSince(comparison: Comparison): Comparison {
  const { node } = comparison.of;
  const time = isMinus(node) && isNow(node.left) && attributeKey(node.right) !== null ? node.right : null;
  return time ? { ...comparison, of: { is: "since", node: time, time } } : comparison;
}

/** `t > now - d`: t lies less than d ago. */
function sinceOf(time: Node, sign: Sign, other: Node): Comparison | null {
  if (attributeKey(time) === null) return null;
  const ago = agoOf(other);
  return ago === null ? null : { of: { is: "since", node: time, time }, sign: turned[sign], value: ago };
}

function agoOf(node: Node): number | null {
  if (isNow(node)) return 0;
  if (node.op !== "binary" || (node.sign !== "-" && node.sign !== "+") || !isNow(node.left)) return null;
  const length = constantOf(node.right);
  return typeof length === "number" ? (node.sign === "-" ? length : -length) : null;
}

const isNow = (node: Node): boolean => node.op === "name" && node.name === "now";
const isMinus = (node: Node): node is BinaryNode => node.op === "binary" && node.sign === "-";

const nothing: ReadonlySet<string> = new Set();

/** The attributes without which a part is unknown, whatever else holds. */
export function strictIn(node: Node): ReadonlySet<string> {
  const key = attributeKey(node);
  if (key !== null) return new Set([key]);
  const of = (...parts: readonly Node[]): ReadonlySet<string> => new Set(parts.flatMap((part) => [...strictIn(part)]));
  switch (node.op) {
    case "not":
    case "negate":
      return of(node.of);
    case "index":
      return of(node.of, node.index);
    case "call":
      return node.name === "audience" ? nothing : of(...(node.target ? [node.target] : []), ...node.args);
    case "macro":
      return of(node.over);
    case "ternary":
      return of(node.test);
    case "binary":
      return node.sign === "&&" || node.sign === "||" ? nothing : of(node.left, node.right);
    default:
      return nothing;
  }
}

/** The attributes that a part reads; null where it reads anything else too. */
export function attributesAlone(node: Node): ReadonlySet<string> | null {
  const keys = new Set<string>();
  for (const part of walk(node)) {
    const key = attributeKey(part);
    if (key !== null) keys.add(key);
    else if (part.op === "name" && part.name !== "profile") return null;
    else if (part.op === "macro" || (part.op === "call" && part.name === "audience")) return null;
  }
  return keys;
}
