import type { KindName } from "../assets/kind.ts";
import type { Body } from "../assets/parts.ts";
import { baseVariant } from "../content/model.ts";
import type { Json } from "../kernel/canonical.ts";
import { valueFor } from "../taxonomy/locales.ts";
import type { BlockTypeBody, Field, Localized } from "../taxonomy/model.ts";
import { valueParts } from "../taxonomy/policy.ts";
import { commentBounds, type Place } from "./model.ts";

/** What a place is looked for in: a body, with the block type where the asset is a block. */
export interface Ground {
  readonly kind: KindName;
  readonly body: Body;
  readonly type: BlockTypeBody | undefined;
}

const isValuePart = (part: string): boolean => valueParts.some((one) => one === part);

const objectAt = (value: Json | undefined): Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};

/** A value by its key, and nothing that objects have by themselves. */
const own = (value: Json | undefined, key: string): Json | undefined => {
  const object = objectAt(value);
  return Object.hasOwn(object, key) ? object[key] : undefined;
};

/** The field of the block type that a place names; undefined where it names none. */
function fieldAt({ kind, body, type }: Ground, place: Place): Field | undefined {
  if (!isValuePart(place.part)) return undefined;
  const fields =
    kind === "blockType" ? (objectAt(body.settings)["fields"] as Field[] | undefined) : type?.settings.fields;
  return fields?.find((field) => field.name === place.field && field.part === place.part);
}

/** Whether there is such a field. A place that nobody can show would be a comment that nobody finds. */
export function knowsPlace(ground: Ground, place: Place): boolean {
  const { kind, body } = ground;
  const field = fieldAt(ground, place);
  if ((kind === "block" || kind === "blockType") && isValuePart(place.part)) {
    if (!field || (!field.localized && place.locale !== null && place.locale !== "*")) return false;
    return place.variant === null || (kind === "block" && hasVariant(body, place.variant));
  }
  const value = own(body[place.part], place.field);
  if (value === undefined || place.variant !== null) return false;
  return place.locale === null || Object.hasOwn(objectAt(value), place.locale);
}

function hasVariant(body: Body, variant: string): boolean {
  const variants = objectAt(body.settings)["variants"];
  const known = Array.isArray(variants) ? variants : [];
  return variant === baseVariant || known.some((one) => objectAt(one)["id"] === variant);
}

/** The words at a place, for the quotation: those of the variant, else everyone's; empty where it says nothing. */
export function wordsAt({ kind, body, type }: Ground, { part, field, variant, locale }: Place): string {
  const inLocale = (values: Json | undefined): Json | undefined => {
    if (typeof values !== "object" || values === null || Array.isArray(values)) return values;
    if (locale !== null) return valueFor(values as Localized, locale);
    return Object.values(values)[0];
  };
  if (kind === "block" && isValuePart(part)) {
    const said = (by: string): Json | undefined => inLocale(own(own(body[part], by), field));
    const fixed = own(type?.[part as keyof BlockTypeBody], field);
    return shortened(textOf(said(variant ?? baseVariant) ?? said(baseVariant) ?? inLocale(fixed)));
  }
  return shortened(textOf(inLocale(own(body[part], field))));
}

const textOf = (value: Json | undefined): string =>
  Array.isArray(value)
    ? value.filter((one) => typeof one === "string").join(", ")
    : typeof value === "string" || typeof value === "number"
      ? String(value)
      : "";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A text cut to what a quotation may hold, at a whole character and with a mark that it goes on. */
export function shortened(text: string, most: number = commentBounds.quote): string {
  if (text.length <= most) return text;
  let count = 0;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    count += 1;
    if (count === most) end = index;
    if (count > most) return `${text.slice(0, end)}…`;
    if (index + segment.length === text.length) return text;
  }
  return text;
}

/** Who is named in a text with an @ before their name, of those who can be. The longest name counts: Ann Lee is not Ann. */
export function mentionedIn<P extends { readonly name: string }>(text: string, people: readonly P[]): P[] {
  const longest = people.toSorted((a, b) => b.name.length - a.name.length);
  let rest = text;
  const found = new Set<P>();
  for (const person of longest) {
    const mark = `@${person.name}`;
    if (!rest.includes(mark)) continue;
    found.add(person);
    rest = rest.replaceAll(mark, " ");
  }
  return people.filter((person) => found.has(person));
}

/** The comment after which nothing stands but what was withdrawn: the only one that its author may still change. */
export const lastStanding = <C extends { readonly withdrawn: boolean }>(comments: readonly C[]): C | undefined =>
  comments.findLast((one) => !one.withdrawn);
