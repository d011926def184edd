import { type Dictionary, type DictionaryIndex, dictionaryIndex } from "#shared/data/dictionary.ts";
import { conditionNeeds } from "#shared/data/needs.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { attributeKey, type Node, walk } from "./ast.ts";
import { type Diagnostic, fault, fix } from "./diagnostics.ts";
import { nearest } from "./names.ts";
import { tryParse } from "./parse.ts";
import { typecheck } from "./typecheck.ts";
import type { Type } from "./types.ts";
import { type NamedPlace, namedPlaces, type Uses, usesOf } from "./uses.ts";
import { writeString } from "./write.ts";

export type { Diagnostic, Fix } from "./diagnostics.ts";

export interface CheckedCondition {
  /** Whether there is no error; warnings may remain. */
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly uses: Uses;
  /** The consents behind it, also through the audiences that it names. */
  readonly purposes: readonly AssetId[];
}

/** Holds a condition to the data dictionary, as it is typed. Never throws. */
export function checkCondition(text: string, dictionary: Dictionary): CheckedCondition {
  const parsed = tryParse(text);
  if (!parsed.ok) {
    const diagnostics = [fault(parsed.fault, parsed.fault.message)];
    return { ok: false, diagnostics, uses: { attributes: [], events: [], audiences: [] }, purposes: [] };
  }
  const { faults } = findFaults(parsed.ast, namedPlaces(parsed.ast), dictionary);
  const warnings = checkAllowedValues(parsed.ast, dictionaryIndex(dictionary));
  return {
    ok: faults.length === 0,
    diagnostics: [...faults, ...warnings].toSorted((a, b) => a.from - b.from || a.to - b.to),
    uses: usesOf(parsed.ast),
    purposes: conditionNeeds(text, dictionary).map(({ purpose }) => purpose),
  };
}

/** What keeps a condition that can be read from taking effect, and the type of each of its parts. */
export function findFaults(
  ast: Node,
  places: readonly NamedPlace[],
  dictionary: Dictionary,
): { faults: readonly Diagnostic[]; types: ReadonlyMap<Node, Type> } {
  const index = dictionaryIndex(dictionary);
  const { types, faults } = typecheck(ast, dictionary);
  return { faults: [...places.flatMap((place) => checkName(place, index)), ...faults], types };
}

/** An unknown name is an error at its exact place: first it is looked up among former names, then among similar ones. */
function checkName(place: NamedPlace, index: DictionaryIndex): Diagnostic[] {
  const { kind, key } = place;
  const known = { attribute: index.attributes, event: index.events, audience: index.audiences }[kind];
  if (known.has(key)) return [];
  const alias =
    kind === "attribute" ? index.attributeAliases.get(key) : kind === "event" ? index.eventAliases.get(key) : undefined;
  const mend = (name: string) => [fix(place, kind === "attribute" ? name : writeString(name))];
  const where = kind === "audience" ? "There is no audience" : "";
  const unknown = where ? `${where} ${key}.` : `${key} is not in the data dictionary.`;
  if (alias) return [fault(place, `${unknown} It is now called ${alias.key}.`, mend(alias.key))];
  const offer = nearest(key, known.keys());
  if (offer) return [fault(place, `${unknown} Did you mean ${offer}?`, mend(offer))];
  return [fault(place, `${unknown} ${kind === "audience" ? "Make it first" : `Declare it as an ${kind} first`}.`)];
}

/** Warns of a literal that an attribute can never equal. */
function checkAllowedValues(ast: Node, index: DictionaryIndex): Diagnostic[] {
  return [...walk(ast)].flatMap((node) => {
    if (node.op !== "binary" || !["==", "!=", "in"].includes(node.sign)) return [];
    return [...compared(node.left, node.right), ...compared(node.right, node.left)].flatMap(({ key, literal }) => {
      const attribute = index.attributes.get(key);
      if (!attribute?.values || literal.op !== "string" || attribute.values.includes(literal.value)) return [];
      const offer = nearest(literal.value, attribute.values) ?? null;
      const offers = (offer ? [offer] : attribute.values.slice(0, 5)).map((value) => fix(literal, writeString(value)));
      const message = `${attribute.label} is never ${writeString(literal.value)}. It is one of ${attribute.values.slice(0, 8).map(writeString).join(", ")}${attribute.values.length > 8 ? " and others" : ""}.`;
      return [{ ...fault(literal, message, offers), severity: "warning" as const }];
    });
  });
}

function compared(side: Node, other: Node): { key: string; literal: Node }[] {
  const key = attributeKey(side);
  if (key === null) return [];
  return (other.op === "list" ? other.items : [other]).map((literal) => ({ key, literal }));
}
