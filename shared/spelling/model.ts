import { z } from "zod";
import { assetId } from "../kernel/ids.ts";
import { locale } from "../taxonomy/model.ts";

/** The dictionaries that ship with the app, each named as its package is after `dictionary-`. */
export const dictionaryNames = [
  "da",
  "de",
  "en",
  "en-ca",
  "en-gb",
  "es",
  "fr",
  "it",
  "nb",
  "nl",
  "pl",
  "pt",
  "pt-pt",
  "sv",
] as const;
export const dictionaryName = z.enum(dictionaryNames);
export type DictionaryName = z.infer<typeof dictionaryName>;

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
