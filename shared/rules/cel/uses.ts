import { attributeKey, children, conjuncts, type MacroNode, type Node } from "./ast.ts";
import { tryParse } from "./parse.ts";

/** What a condition names: attributes and events by key, audiences by name; each once, in order of appearance. */
export interface Uses {
  readonly attributes: readonly string[];
  readonly events: readonly string[];
  readonly audiences: readonly string[];
}

/** A place where a condition names something, with the offsets of the name itself. */
export interface NamedPlace {
  readonly kind: "attribute" | "event" | "audience";
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** What a text names; nothing, where it is not a condition. Needs no dictionary: it goes by form alone. */
export function conditionUses(text: string): Uses {
  const parsed = tryParse(text);
  return parsed.ok ? usesOf(parsed.ast) : { attributes: [], events: [], audiences: [] };
}

export function usesOf(ast: Node, places: readonly NamedPlace[] = namedPlaces(ast)): Uses {
  const keys = (kind: NamedPlace["kind"]) => [
    ...new Set(places.filter((place) => place.kind === kind).map(({ key }) => key)),
  ];
  return { attributes: keys("attribute"), events: keys("event"), audiences: keys("audience") };
}

export function namedPlaces(ast: Node): NamedPlace[] {
  const places: NamedPlace[] = [];
  visit(ast, new Set(), places);
  return places.toSorted((a, b) => a.from - b.from);
}

function visit(node: Node, eventVariables: ReadonlySet<string>, places: NamedPlace[]): void {
  const key = attributeKey(node);
  if (key !== null) places.push({ kind: "attribute", key, from: node.to - key.length, to: node.to });
  if (node.op === "call" && node.name === "audience" && node.args[0]?.op === "string") {
    places.push({ kind: "audience", key: node.args[0].value, from: node.args[0].from, to: node.args[0].to });
  }
  for (const literal of eventNameLiterals(node, eventVariables)) {
    places.push({ kind: "event", key: literal.value, from: literal.from, to: literal.to });
  }
  if (node.op === "macro") return visitMacro(node, eventVariables, places);
  for (const child of children(node)) visit(child, eventVariables, places);
}

function visitMacro(node: MacroNode, eventVariables: ReadonlySet<string>, places: NamedPlace[]): void {
  visit(node.over, eventVariables, places);
  const inside = new Set(eventVariables);
  if (rangesOverEvents(node.over)) inside.add(node.variable);
  else inside.delete(node.variable);
  visit(node.body, inside, places);
  if (node.result) visit(node.result, inside, places);
}

/** Whether a list holds the person's events: `events` itself or what filters let through. */
export const rangesOverEvents = (node: Node): boolean =>
  (node.op === "name" && node.name === "events") ||
  (node.op === "macro" && node.name === "filter" && rangesOverEvents(node.over));

/** The literals that a node compares with the name of an event: in `e.name == "X"` and `e.name in ["X", "Y"]`. */
function eventNameLiterals(node: Node, eventVariables: ReadonlySet<string>) {
  if (node.op !== "binary") return [];
  const isName = (side: Node) =>
    side.op === "field" && side.name === "name" && side.of.op === "name" && eventVariables.has(side.of.name);
  if (node.sign === "==" || node.sign === "!=") {
    const literal = isName(node.left) ? node.right : isName(node.right) ? node.left : null;
    return literal?.op === "string" ? [literal] : [];
  }
  if (node.sign === "in" && isName(node.left) && node.right.op === "list") {
    return node.right.items.filter((item) => item.op === "string");
  }
  return [];
}

/**
 * The types of events on which an item of `events` can make a difference to a macro over them; null means any type.
 * `events.exists(e, e.name == "X" && …)` depends on X alone: events of every other type leave its condition false.
 */
export function eventTypesOf(macro: MacroNode): readonly string[] | null {
  const variables = new Set([macro.variable]);
  if (macro.name === "all" || (macro.name === "map" && !macro.result)) return null;
  for (const conjunct of conjuncts(macro.body)) {
    if (conjunct.op !== "binary" || conjunct.sign === "!=") continue;
    const literals = eventNameLiterals(conjunct, variables);
    const whole =
      conjunct.sign === "==" || (conjunct.right.op === "list" && literals.length === conjunct.right.items.length);
    if (literals.length > 0 && whole) return literals.map(({ value }) => value);
  }
  return null;
}
