import { z } from "zod";
import { assetName } from "../assets/model.ts";
import { command, contract, query } from "../kernel/contract.ts";
import { assetId } from "../kernel/ids.ts";
import { locale } from "../taxonomy/model.ts";
import {
  dictionaryName,
  longestText,
  longestWord,
  misspeltValue,
  newWord,
  ownWord,
  span,
  textFormat,
} from "./model.ts";

export const spelling = contract("spelling", {
  /** The dictionaries that this copy of the app has. */
  dictionaries: query(z.strictObject({}), z.strictObject({ dictionaries: z.array(dictionaryName) })),
  /** The words of a text that are in no dictionary of its locale, and which nobody taught the checker. */
  check: query(
    z.strictObject({
      locale,
      text: z.string().max(longestText),
      format: textFormat.default("plain"),
      /** The asset that the text stands in: what a person lets be there is let be. */
      asset: assetId.optional(),
      /** The field of a block type that the text is for: the words that it allows are let be. */
      field: z.strictObject({ type: assetId, name: z.string() }).optional(),
    }),
    /** `dictionary` is null where the locale has none; then nothing was checked. */
    z.strictObject({ dictionary: dictionaryName.nullable(), misspelt: z.array(span) }),
  ),
  /** What a misspelt word may have meant, the likeliest first. */
  suggest: query(
    z.strictObject({ locale, word: z.string().min(1).max(longestWord) }),
    z.strictObject({ suggestions: z.array(z.string()) }),
  ),
  /** The misspelt words of a block's newest revision, and the locales that could not be checked. */
  asset: query(
    z.strictObject({ asset: z.union([assetId, assetName]) }),
    z.strictObject({
      name: z.string(),
      /** How many texts were checked. */
      checked: z.number().int(),
      values: z.array(misspeltValue),
      unchecked: z.array(z.string()),
    }),
  ),
  /** The words that one added oneself. */
  words: query(z.strictObject({}), z.strictObject({ words: z.array(ownWord) })),
  /** Adds a word to one's own: everywhere, or only in one asset. Adding it twice is adding it once. */
  addWord: command(z.strictObject({ word: newWord, asset: assetId.nullable().default(null) }), z.strictObject({})),
  removeWord: command(
    z.strictObject({ word: z.string(), asset: assetId.nullable().default(null) }),
    z.strictObject({}),
  ),
});
