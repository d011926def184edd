import type { Dictionary } from "#shared/data/dictionary.ts";
import { dictionaryIndex } from "#shared/data/dictionary.ts";
import { type BinaryNode, conjuncts, type MacroNode, type Node, walk } from "#shared/rules/cel/ast.ts";
import { momentOf } from "./candidates.ts";
import type { Literal } from "./literals.ts";

/** Something that a sample person did. */
export interface SampleEvent {
  readonly name: string;
  readonly at: string;
  readonly [property: string]: string | number | boolean;
}

const hour = 3_600_000;
const day = 24 * hour;

/** Events that make the wanted literals true. Those that must be false are met by there being no event for them. */
export function eventsFor(literals: readonly Literal[], dictionary: Dictionary, now: number): SampleEvent[] {
  return literals.flatMap(({ node, wanted }) => {
    const macro = [...walk(node)].find((one) => one.op === "macro");
    if (!macro) return [];
    const count = howMany(node, macro, wanted);
    if (count === 0) return [];
    const event = eventFor(macro, dictionary, now);
    if (!event) return [];
    // A little apart, as real ones are.
    return Array.from({ length: count }, (_, at) => ({
      ...event,
      at: new Date(Date.parse(event.at) - at * 60_000).toISOString(),
    }));
  });
}

/** How many such events the literal asks for: one for `exists`, so many for a count that is compared. */
function howMany(node: Node, macro: MacroNode, wanted: boolean): number {
  if (node === macro) return wanted ? 1 : 0;
  if (node.op !== "binary") return wanted ? 1 : 0;
  const literal = node.right.op === "int" ? node.right.value : node.left.op === "int" ? node.left.value : 1;
  const sign = node.right.op === "int" ? node.sign : mirrored[node.sign];
  const counts = [0, 1, literal - 1, literal, literal + 1].filter((count) => count >= 0 && count <= 50);
  return counts.find((count) => compares(count, sign, literal) === wanted) ?? 0;
}

const mirrored: Readonly<Partial<Record<BinaryNode["sign"], BinaryNode["sign"]>>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};

function compares(count: number, sign: BinaryNode["sign"] | undefined, literal: number): boolean {
  switch (sign) {
    case "<":
      return count < literal;
    case "<=":
      return count <= literal;
    case ">":
      return count > literal;
    case ">=":
      return count >= literal;
    case "==":
      return count === literal;
    case "!=":
      return count !== literal;
    default:
      return false;
  }
}

/** One event for which the body of a macro holds, as far as its parts are plain comparisons. */
function eventFor(macro: MacroNode, dictionary: Dictionary, now: number): SampleEvent | null {
  const bodies = [macro, ...[...walk(macro.over)].filter((one) => one.op === "macro")];
  const parts = bodies.flatMap((one) => conjuncts(one.body).map((part) => ({ part, variable: one.variable })));
  const event: Record<string, string | number | boolean> = { at: new Date(now - hour).toISOString() };
  for (const { part, variable } of parts) take(event, part, variable, now);
  const name = typeof event["name"] === "string" ? event["name"] : dictionary.events[0]?.key;
  if (name === undefined) return null;
  const aliases = dictionaryIndex(dictionary).eventAliases;
  return { at: String(event["at"]), ...event, name: aliases.get(name)?.key ?? name };
}

/** Sets the property that a comparison is about to a value for which it holds. */
function take(event: Record<string, string | number | boolean>, part: Node, variable: string, now: number): void {
  if (part.op !== "binary") return;
  const isProperty = (node: Node): node is Extract<Node, { op: "field" }> =>
    node.op === "field" && node.of.op === "name" && node.of.name === variable;
  const property = isProperty(part.left) ? part.left : isProperty(part.right) ? part.right : null;
  if (!property) return;
  const other = property === part.left ? part.right : part.left;
  const sign = property === part.left ? part.sign : (mirrored[part.sign] ?? part.sign);
  const value = valueFor(other, sign, now);
  if (value !== null) event[property.name] = value;
}

function valueFor(other: Node, sign: BinaryNode["sign"], now: number): string | number | boolean | null {
  if (other.op === "list") return other.items[0] ? valueFor(other.items[0], "==", now) : null;
  if (other.op === "string") return sign === "!=" ? `not ${other.value}` : other.value;
  if (other.op === "bool") return sign === "!=" ? !other.value : other.value;
  if (other.op === "int" || other.op === "double")
    return other.value + (sign === ">" || sign === "!=" ? 1 : sign === "<" ? -1 : 0);
  const moment = momentOf(other, now);
  if (moment === null) return null;
  const later = sign === ">" || sign === ">=";
  // Between the moment and now where it must be later, so that it is no event of the future.
  const at = later ? moment + Math.max(0, now - moment) / 2 : moment - day;
  return new Date(at).toISOString();
}
