import * as fc from "fast-check";
import { expect, test } from "vitest";
import { KnownWords, misspeltIn, wordsOf } from "#shared/spelling/policy.ts";
import { carryMarks } from "#renderer/spelling/logic/marks.ts";

/** Words, marks, tokens, addresses and letters of every script, in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    "Wandershcuhe",
    "don’t",
    "E-Mail",
    "{{first_name|thier}}",
    "https://a.bc/teh",
    "שלום",
    "👩‍👩‍👧",
    "e\u0301te",
    "`",
    "](",
    "<",
    "&amp;",
  ),
  fc.constantFrom(" ", "\n", "-", "'", "’", "*", "\u00ad", "\u200b", ".", "{{", "}}", "ß", "\ud800"),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
const locale = fc.constantFrom("en", "de-CH", "fr-FR", "sv", "it");
const format = fc.constantFrom("plain" as const, "rich" as const);

test("SP-5: a word's place cuts exactly it out of the text, and places stand in order without touching", () => {
  fc.assert(
    fc.property(text, locale, format, (written, language, kind) => {
      let end = -1;
      for (const { from, to, word, parts } of wordsOf(written, language, kind)) {
        expect(written.slice(from, to)).toBe(word);
        expect(from).toBeGreaterThan(end);
        for (const part of parts) expect(part.from >= from && part.to <= to && part.to > part.from).toBe(true);
        end = to;
      }
    }),
  );
});

test("SP-4: no word reaches into a token or touches one", () => {
  fc.assert(
    fc.property(text, text, locale, (before, after, language) => {
      const written = `${before}{{first_name|thier}}${after}`;
      const at = before.length;
      for (const { from, to } of wordsOf(written, language)) expect(to < at || from > at + 20).toBe(true);
    }),
  );
});

test("SP-3: what is misspelt is a word or a part of one, and a dictionary that knows all finds nothing", () => {
  fc.assert(
    fc.property(text, locale, (written, language) => {
      const words = wordsOf(written, language);
      expect(misspeltIn(words, written, () => true)).toEqual([]);
      for (const { from, to } of misspeltIn(words, written, () => false))
        expect(words.some((word) => word.from <= from && to <= word.to)).toBe(true);
    }),
  );
});

test("SP-6: whatever word is taught is let be", () => {
  fc.assert(
    fc.property(text, locale, (written, language) => {
      for (const { word } of wordsOf(written, language)) expect(new KnownWords([word]).has(word)).toBe(true);
    }),
  );
});

test("SP-11: a mark that is carried into another text marks the same word there", () => {
  fc.assert(
    fc.property(text, text, locale, (older, newer, language) => {
      const marks = wordsOf(older, language);
      const known = new Set(marks.map(({ word }) => word));
      for (const { from, to } of carryMarks(marks, older, newer)) expect(known.has(newer.slice(from, to))).toBe(true);
    }),
  );
});
