import { type Dictionary, type DictionaryIndex, dictionaryIndex } from "#shared/data/dictionary.ts";
import { functions } from "./functions.ts";
import { eventProperties } from "./typecheck.ts";
import { declaredTypes, spokenType, type Type } from "./types.ts";
import { writeString } from "./write.ts";

/** One thing that may stand at the caret. The text between `from` and `to` becomes `insert`. */
export interface Completion {
  readonly label: string;
  readonly kind: "attribute" | "event" | "property" | "audience" | "function" | "macro" | "value" | "name";
  readonly insert: string;
  /** A few words beside the label. */
  readonly detail: string;
  readonly from: number;
  readonly to: number;
}

/** What is said of the word under the pointer: a title and lines of explanation, as plain text. */
export interface Hover {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly lines: readonly string[];
}

type Offer = Omit<Completion, "from" | "to">;

/**
 * What may be written at an offset. It goes by the text before the caret, because a condition that is being typed can
 * seldom be parsed.
 */
export function completions(text: string, offset: number, dictionary: Dictionary): Completion[] {
  const index = dictionaryIndex(dictionary);
  const before = text.slice(0, offset);
  const quote = openQuote(before);
  if (quote !== null) return inQuotes(text, offset, quote, index);
  const word = /[A-Za-z0-9_]*$/.exec(before)![0];
  const place = { from: offset - word.length, to: offset + /^[A-Za-z0-9_]*/.exec(text.slice(offset))![0].length };
  const ahead = before.slice(0, before.length - word.length);
  return offersAfter(ahead, dictionary, index)
    .filter(({ label }) => label.toLowerCase().includes(word.toLowerCase()))
    .toSorted((a, b) => startsFirst(a.label, b.label, word))
    .map((offer) => ({ ...offer, ...place }));
}

function startsFirst(a: string, b: string, word: string): number {
  const misses = (label: string) => (label.toLowerCase().startsWith(word.toLowerCase()) ? 0 : 1);
  return misses(a) - misses(b);
}

/** The offset of the quotation mark of the text literal that is still open at the end, or null. */
function openQuote(before: string): number | null {
  let open: number | null = null;
  for (let at = 0; at < before.length; at++) {
    const character = before[at]!;
    if (open === null) {
      if (character === '"' || character === "'") open = at;
    } else if (character === "\\") at += 1;
    else if (character === before[open]) open = null;
  }
  return open;
}

function inQuotes(text: string, offset: number, quote: number, index: DictionaryIndex): Completion[] {
  const ahead = text.slice(0, quote);
  const mark = text[quote]!;
  const close = text.indexOf(mark, offset);
  const sameLine = close !== -1 && !/[\n()[\],]/.test(text.slice(offset, close));
  const place = { from: quote, to: sameLine ? close + 1 : offset };
  const typed = text.slice(quote + 1, offset).toLowerCase();
  return literalOffers(ahead, index)
    .filter(({ label }) => label.toLowerCase().includes(typed))
    .map((offer) => ({ ...offer, insert: writeString(offer.label), ...place }));
}

/** A comparison that is waiting for its text: `x ==`, `x !=`, or an open list after `x in`. */
const waiting = /([A-Za-z0-9_]+)\.([A-Za-z0-9_]+)\s*(?:[=!]=|in\s*\[[^\]]*)\s*$/;

function literalOffers(ahead: string, index: DictionaryIndex): Offer[] {
  if (/\baudience\(\s*$/.test(ahead)) {
    return [...index.audiences.values()].map(({ name, label }) => ({
      label: name,
      kind: "audience",
      insert: "",
      detail: label,
    }));
  }
  const [, of, key] = waiting.exec(ahead) ?? [];
  if (of === "profile" && key !== undefined) {
    const attribute = index.attributes.get(key);
    return (attribute?.values ?? []).map((value) => ({
      label: value,
      kind: "value",
      insert: "",
      detail: attribute?.label ?? "",
    }));
  }
  if (key !== "name") return [];
  return [...index.events.values()].map(({ key: name, label }) => ({
    label: name,
    kind: "event",
    insert: "",
    detail: label,
  }));
}

function offersAfter(ahead: string, dictionary: Dictionary, index: DictionaryIndex): Offer[] {
  if (/\bprofile\.$/.test(ahead)) return attributeOffers(index, "");
  const [, attribute] = /\bprofile\.([A-Za-z0-9_]+)\.$/.exec(ahead) ?? [];
  if (attribute !== undefined) {
    const declared = index.attributes.get(attribute);
    return declared ? methodOffers(declaredTypes[declared.type]) : [];
  }
  if (ahead.endsWith(").") || /\bevents\.$/.test(ahead)) return methodOffers({ is: "list", of: { is: "event" } });
  const [, variable] = /([A-Za-z_][A-Za-z0-9_]*)\.$/.exec(ahead) ?? [];
  if (variable !== undefined) return macroVariables(ahead).has(variable) ? propertyOffers(dictionary) : [];
  return ahead.endsWith(".") ? [] : startOffers(ahead, index);
}

const attributeOffers = (index: DictionaryIndex, prefix: string): Offer[] =>
  [...index.attributes.values()].map(({ key, label, type }) => ({
    label: prefix + key,
    kind: "attribute",
    insert: prefix + key,
    detail: `${label}, ${spokenType(declaredTypes[type])}`,
  }));

const propertyOffers = (dictionary: Dictionary): Offer[] =>
  [...eventProperties(dictionary)].map(([name, type]) => ({
    label: name,
    kind: "property",
    insert: name,
    detail: spokenType(type),
  }));

const macroHelp = {
  exists: "whether the condition holds for any item",
  all: "whether the condition holds for every item",
  exists_one: "whether the condition holds for exactly one item",
  filter: "the items for which the condition holds",
  map: "what each item becomes",
} as const;

function methodOffers(type: Type): Offer[] {
  const methods = functions
    .filter(({ target }) => target?.includes(type.is))
    .map(({ name, args, help }): Offer => ({
      label: name,
      kind: "function",
      insert: args.length === 0 ? `${name}()` : `${name}(`,
      detail: help,
    }));
  if (type.is !== "list") return methods;
  const macros = Object.entries(macroHelp).map(([name, detail]): Offer => ({
    label: name,
    kind: "macro",
    insert: `${name}(e, `,
    detail,
  }));
  return [...macros, ...methods];
}

/** The variables of the macros that are open somewhere before the caret. */
const macroVariables = (ahead: string): ReadonlySet<string> =>
  new Set(
    Array.from(
      ahead.matchAll(/\.(?:exists|all|exists_one|filter|map)\(\s*([A-Za-z_][A-Za-z0-9_]*)\s*,/g),
      ([, name]) => name!,
    ),
  );

const rootHelp = {
  profile: "what is known of the person",
  events: "what the person did",
  now: "the time of the decision",
} as const;

function startOffers(ahead: string, index: DictionaryIndex): Offer[] {
  const roots = Object.entries(rootHelp).map(([name, detail]): Offer => ({
    label: name,
    kind: "name",
    insert: name,
    detail,
  }));
  const variables = [...macroVariables(ahead)].map((name): Offer => ({
    label: name,
    kind: "name",
    insert: name,
    detail: "the item at hand",
  }));
  const calls = functions
    .filter(({ target }) => target === null)
    .map(({ name, help }): Offer => ({ label: name, kind: "function", insert: `${name}(`, detail: help }));
  const has: Offer = { label: "has", kind: "function", insert: "has(", detail: "Whether an attribute is known." };
  return [...variables, ...roots, ...attributeOffers(index, "profile."), ...calls, has];
}

/** What the word at an offset means, or null where nothing is known of it. */
export function hover(text: string, offset: number, dictionary: Dictionary): Hover | null {
  const index = dictionaryIndex(dictionary);
  const quote = openQuote(text.slice(0, offset));
  if (quote !== null) {
    const close = text.indexOf(text[quote]!, offset);
    if (close === -1) return null;
    const meaning = literalMeaning(text.slice(0, quote), text.slice(quote + 1, close), index);
    return meaning && { from: quote, to: close + 1, ...meaning };
  }
  const from = offset - /[A-Za-z0-9_]*$/.exec(text.slice(0, offset))![0].length;
  const to = offset + /^[A-Za-z0-9_]*/.exec(text.slice(offset))![0].length;
  const meaning = wordMeaning(text.slice(0, from), text.slice(from, to), index, dictionary);
  return meaning && { from, to, ...meaning };
}

type Meaning = Pick<Hover, "title" | "lines">;

function literalMeaning(ahead: string, value: string, index: DictionaryIndex): Meaning | null {
  const audience = /\baudience\(\s*$/.test(ahead) ? index.audiences.get(value) : undefined;
  if (audience) return { title: audience.label, lines: [audience.when] };
  const event = index.events.get(value);
  if (!event || !/\.name\s*(?:[=!]=|in\s*\[[^\]]*)\s*$/.test(ahead)) return null;
  const properties = event.properties.map(({ key, type }) => `${key}: ${spokenType(declaredTypes[type])}`);
  return { title: event.label, lines: [...properties, ...consentLines(event.purposes, index)] };
}

function wordMeaning(ahead: string, word: string, index: DictionaryIndex, dictionary: Dictionary): Meaning | null {
  if (word === "") return null;
  if (/\bprofile\.$/.test(ahead)) {
    const attribute = index.attributes.get(word);
    if (!attribute) return null;
    const values = attribute.values ? [`One of ${attribute.values.join(", ")}.`] : [];
    const type = `${spokenType(declaredTypes[attribute.type])}, from ${attribute.source}`;
    return { title: attribute.label, lines: [type, ...values, ...consentLines(attribute.purposes, index)] };
  }
  const known = functions.find(({ name }) => name === word);
  if (known) return { title: `${word}()`, lines: [known.help, known.example] };
  if (Object.hasOwn(rootHelp, word) && !ahead.endsWith("."))
    return { title: word, lines: [rootHelp[word as keyof typeof rootHelp]] };
  if (Object.hasOwn(macroHelp, word) && ahead.endsWith("."))
    return { title: `${word}()`, lines: [macroHelp[word as keyof typeof macroHelp]] };
  const property = /[A-Za-z0-9_]\.$/.test(ahead) ? eventProperties(dictionary).get(word) : undefined;
  return property ? { title: word, lines: [`${spokenType(property)}, a property of events`] } : null;
}

function consentLines(purposes: readonly string[], index: DictionaryIndex): string[] {
  const labels = [...index.purposes].filter(([id]) => purposes.includes(id)).map(([, { label }]) => label);
  return labels.length === 0 ? [] : [`Masked without consent to ${labels.join(" and ")}.`];
}
