import type { DictionaryAttribute } from "#shared/data/dictionary.ts";
import type { Node } from "#shared/rules/cel/ast.ts";
import { walk } from "#shared/rules/cel/ast.ts";
import { parseDuration, parseTimestamp } from "#shared/rules/cel/time.ts";

/** A value as requests carry it. */
export type SampleValue = string | number | boolean | readonly string[];

const hour = 3_600_000;
const day = 24 * hour;

/** Words for attributes that conditions leave open, so that a preview reads like one for a person. */
const commonWords: Readonly<Record<string, string>> = {
  first_name: "Lena",
  firstName: "Lena",
  name: "Lena",
  last_name: "Hofer",
  lastName: "Hofer",
  city: "Graz",
  country: "AT",
};

/** What an attribute says of somebody where nothing asks for more. */
export function plainValue({ key, label, type, values }: DictionaryAttribute, now: number): SampleValue {
  switch (type) {
    case "number":
      return 1;
    case "boolean":
      return true;
    case "timestamp":
      return new Date(now - day).toISOString();
    case "list":
      return values ? values.slice(0, 1) : [label];
    default:
      return values?.[0] ?? commonWords[key] ?? label;
  }
}

/** Values worth trying for an attribute: those that the conditions compare it with, those beside them, and common ones. */
export function candidatesFor(attribute: DictionaryAttribute, nodes: readonly Node[], now: number): SampleValue[] {
  const literals = nodes.flatMap((node) => [...walk(node)]);
  switch (attribute.type) {
    case "number":
      return numbers(literals);
    case "boolean":
      return [true, false];
    case "timestamp":
      return times(literals, now);
    case "list":
      return lists(attribute, literals);
    default:
      return texts(attribute, literals);
  }
}

const numbersIn = (nodes: readonly Node[]): number[] =>
  nodes.flatMap((node) => {
    if (node.op === "negate" && (node.of.op === "int" || node.of.op === "double")) return [-node.of.value];
    return node.op === "int" || node.op === "double" ? [node.value] : [];
  });

const textsIn = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((node) => (node.op === "string" ? [node.value] : []));

function numbers(nodes: readonly Node[]): number[] {
  const near = numbersIn(nodes).flatMap((value) => [value, value + 1, value - 1, value + 0.5]);
  return [...new Set([...near, 1, 0, 100])];
}

function texts(attribute: DictionaryAttribute, nodes: readonly Node[]): string[] {
  const named = textsIn(nodes);
  const joined = named.length > 1 ? [named.join(""), named.toReversed().join("")] : [];
  const upper = named.map((value) => value.toUpperCase());
  return [...new Set([...named, ...(attribute.values ?? []), ...joined, ...upper, "something else", ""])];
}

function lists(attribute: DictionaryAttribute, nodes: readonly Node[]): string[][] {
  const named = [...new Set([...textsIn(nodes), ...(attribute.values ?? [])])];
  const most = Math.max(0, ...numbersIn(nodes)) + 1;
  const filled = Array.from({ length: Math.min(most, 20) }, (_, at) => named[at] ?? `entry ${at + 1}`);
  return [...named.map((value) => [value]), named, filled, [], ["something else"]];
}

/** The moments that a condition may compare with, and those shortly before and after them. */
function times(nodes: readonly Node[], now: number): string[] {
  const moments = nodes.flatMap((node) => momentOf(node, now) ?? []);
  const near = [...moments, now].flatMap((at) => [at - day, at + day, at - hour, at + hour, at]);
  return [...new Set(near)].map((at) => new Date(at).toISOString());
}

/** The moment that a part of a condition stands for: `now`, `now - duration("72h")`, `timestamp("…")`. */
export function momentOf(node: Node, now: number): number | null {
  if (node.op === "name" && node.name === "now") return now;
  if (node.op === "call" && node.name === "timestamp" && node.args[0]?.op === "string")
    return parseTimestamp(node.args[0].value);
  if (node.op !== "binary" || (node.sign !== "-" && node.sign !== "+")) return null;
  const from = momentOf(node.left, now);
  const by = durationOf(node.right);
  if (from === null || by === null) return null;
  return node.sign === "-" ? from - by : from + by;
}

function durationOf(node: Node): number | null {
  return node.op === "call" && node.name === "duration" && node.args[0]?.op === "string"
    ? parseDuration(node.args[0].value)
    : null;
}
