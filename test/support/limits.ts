import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Field, FieldValue } from "#shared/taxonomy/model.ts";
import { widthOf } from "#shared/taxonomy/width/width.ts";
import { field } from "./assets.ts";

/** TX-50: every limit of every sort of field holds at every door: at the limit a value is taken, one past it refused. */
export interface Limit {
  readonly field: Field;
  readonly fits: FieldValue;
  readonly past: FieldValue;
}

const at16 = (text: string) => Math.ceil(widthOf(text, { size: 16 }));
const limit = (name: string, rest: Partial<Field>, fits: FieldValue, past: FieldValue): Limit => ({
  field: field(name, rest),
  fits,
  past,
});

export const limits: readonly Limit[] = [
  limit("longest", { limits: { maxLength: 5 } }, "abcde", "abcdef"),
  limit("graphemes", { limits: { maxLength: 2 } }, "👩‍🚀🇩🇪", "👩‍🚀🇩🇪e\u0301"),
  limit("rightToLeft", { limits: { maxLength: 5 } }, "مرحبا", "مرحبا!"),
  limit("shortest", { limits: { minLength: 3 } }, "abc", "ab"),
  limit("width", { limits: { width: { pixels: at16("שלום"), size: 16 } } }, "שלום", "שלום!"),
  limit("pattern", { limits: { pattern: "[A-Z]{2}-\\d+" } }, "AB-1", "AB-1x"),
  limit("values", { type: "choice", limits: { values: ["left", "right"] } }, "right", "centre"),
  limit(
    "forbidden",
    { limits: { forbidden: [{ word: "free", reason: "A promise", suggestions: [] }] } },
    "freedom",
    "it is FREE",
  ),
  limit("allowedWords", { limits: { allowedWords: ["spring", "sale"] } }, "Spring sale", "Spring sales"),
  limit("marks", { type: "richText", limits: { marks: ["bold"] } }, "A **bold** word", "An *italic* word"),
  limit(
    "link",
    { type: "link", limits: { linkHosts: ["shop.example"] } },
    "https://shop.example/a",
    "https://shop.example.evil/a",
  ),
  limit("most", { type: "number", limits: { max: 10, decimals: 1 } }, 10, 10.1),
  limit("decimals", { type: "number", limits: { decimals: 1 } }, 9.9, 9.99),
  limit("price", { type: "price", limits: { currencies: ["EUR"], max: 50 } }, "EUR 50", "EUR 50.01"),
  limit("date", { type: "date", limits: { latest: "2026-02-28" } }, "2026-02-28", "2026-03-01"),
  limit("items", { type: "list", limits: { max: 2 } }, ["a", "b"], ["a", "b", "c"]),
  limit("token", { limits: { tokens: [] } }, "plain", "{{first_name|there}}"),
  limit("picture", { type: "image", limits: {} }, "/a.webp", "javascript:alert(1)"),
];

/** A block type with all of them, or with the same fields before they were limited. */
export const limitsType = (limited = true): Body => ({
  settings: {
    label: "Doors",
    fields: limits.map((one) => ({ ...one.field, limits: limited ? one.field.limits : loose(one.field) })) as never,
  },
});

/** Choices need values to be a choice at all. */
const loose = ({ type, limits: given }: Field): Field["limits"] =>
  type === "choice" ? { values: [...given.values!, "centre"] } : given.tokens ? { tokens: ["first_name"] } : {};

/** A block of that type, in which every value is at its limit or one past it. */
export const limitsBlock = (type: AssetId, which: "fits" | "past" = "fits"): Body => ({
  settings: { label: "Doors", type, variants: [] },
  copy: { base: Object.fromEntries(limits.map((one) => [one.field.name, { "*": one[which] }])) as never },
});

/** What the texts may insert. */
export const firstName: Body = {
  settings: {
    label: "First name",
    key: "first_name",
    type: "string",
    personalData: "none",
    purposes: [],
    source: "crm",
    aliases: [],
  },
};
