import { z } from "zod";
import { assetId } from "../kernel/ids.ts";
import { locale } from "../taxonomy/model.ts";

/**
 * The dictionaries that ship with the app: each is the package `dictionary-<name>`, under the licence that is named.
 * When adding one: 1. a row here, 2. the dependency, 3. its languages in policy.ts, 4. docs/features/spelling.md and
 * licences/README.txt.
 */
export const dictionaries = {
  da: { label: "Danish", licence: "MPL-1.1" },
  de: { label: "German", licence: "GPL-2.0 or GPL-3.0" },
  en: { label: "English (United States)", licence: "MIT and BSD" },
  "en-ca": { label: "English (Canada)", licence: "MIT and BSD" },
  "en-gb": { label: "English (United Kingdom)", licence: "MIT and BSD" },
  es: { label: "Spanish", licence: "MPL-1.1" },
  fr: { label: "French", licence: "MPL-2.0" },
  it: { label: "Italian", licence: "GPL-3.0" },
  nb: { label: "Norwegian (Bokmål)", licence: "GPL-2.0" },
  nl: { label: "Dutch", licence: "BSD-3-Clause" },
  pl: { label: "Polish", licence: "MPL-2.0" },
  pt: { label: "Portuguese (Brazil)", licence: "MPL-2.0" },
  "pt-pt": { label: "Portuguese (Portugal)", licence: "MPL-1.1" },
  sv: { label: "Swedish", licence: "LGPL-3.0" },
} as const satisfies Record<string, { readonly label: string; readonly licence: string }>;
export type DictionaryName = keyof typeof dictionaries;
export const dictionaryNames = Object.keys(dictionaries) as DictionaryName[];
export const dictionaryName = z.enum(dictionaryNames);

/** How a text is written: as it is read, or with the marks of formatted text. */
export const textFormat = z.enum(["plain", "rich"]);
export type TextFormat = z.infer<typeof textFormat>;

/** A stretch of a text, in UTF-16 units. */
export const span = z.strictObject({ from: z.number().int().nonnegative(), to: z.number().int().positive() });
export type Span = z.infer<typeof span>;

/** The longest text that is checked in one call: longer than any field that people write. */
export const longestText = 200_000;
/** The longest word that a dictionary is asked for. */
export const longestWord = 80;

/** A word that a person taught the checker. */
export const ownWord = z.strictObject({
  word: z.string(),
  /** The one asset in which it is let be; null: everywhere. */
  asset: assetId.nullable(),
  /** What that asset is called. */
  name: z.string().nullable(),
});
export type OwnWord = z.infer<typeof ownWord>;

/** A word that somebody may add: one, without spaces, and none that is never checked anyway. */
export const newWord = z
  .string()
  .trim()
  .min(2)
  .max(longestWord)
  .regex(/^[\p{L}\p{M}'’‐‑-]+$/u, "one word, without spaces and digits")
  .transform((word) => word.normalize("NFC"));

/** The misspelt words of one value of an asset. */
export const misspeltValue = z.strictObject({
  /** The field's name and what people call it. */
  field: z.string(),
  label: z.string(),
  variant: z.string(),
  locale,
  words: z.array(span.extend({ word: z.string() })).min(1),
});
export type MisspeltValue = z.infer<typeof misspeltValue>;
