import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nearDuplicates } from "#shared/insight/near-duplicates.ts";

const en = (texts: readonly string[]) => texts.map((text, key) => ({ key, locale: "en", text }));
const pairs = (texts: readonly string[]) => nearDuplicates(en(texts)).map(({ one, other }) => [one, other]);

const hiking = "Boots and jackets for the first long days out. Tested at three thousand metres above the sea.";

test("TX-83 texts that differ in a word, in case or in spaces are found, in every script", () => {
  expect(pairs([hiking, "Something else that is long enough to count", hiking.replace("long", "fine")])).toEqual([
    [0, 2],
  ]);
  expect(pairs([hiking, `  ${hiking.toUpperCase().replaceAll(" ", "  ")}`])).toEqual([[0, 1]]);
  const japanese = "山の季節が始まります。新しいブーツとジャケットをご覧ください。標高三千メートルでテスト済み。";
  expect(pairs([japanese, japanese.replace("新しい", "新作の")])).toEqual([[0, 1]]);
});

test("TX-83 short texts, other languages and texts that share a few words are left alone", () => {
  expect(pairs(["Read more", "Read more"])).toEqual([]);
  const locales = ["en", "de-DE"].map((locale, key) => ({ key, locale, text: hiking }));
  expect(nearDuplicates(locales)).toEqual([]);
  expect(pairs([hiking, "Boots and jackets for winter. A page about something that nobody has written yet."])).toEqual(
    [],
  );
});

test("TX-83 among ten thousand texts each planted double is found, and nothing else", () => {
  const noise = (seed: number) =>
    Array.from({ length: 12 }, (_, at) => ((seed + 1) * 7919 * (at + 3) * 104_729 + at * 31).toString(36)).join(" ");
  const texts = Array.from({ length: 10_000 }, (_, seed) => noise(seed));
  const planted = [17, 4_711, 9_999].map((at) => `${texts[at]!} now`);
  expect(pairs([...texts, ...planted])).toEqual([
    [17, 10_000],
    [4_711, 10_001],
    [9_999, 10_002],
  ]);
});

test("TX-83 a text is always like itself, wherever it stands", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 40 }), { maxLength: 8 }),
      fc.string({ minLength: 60 }),
      (others, text) => {
        fc.pre(text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim().length >= 24);
        const last = others.length + 1;
        const found = nearDuplicates(en([text, ...others, text]));
        expect(found.find(({ other }) => other === last)?.likeness).toBe(1);
      },
    ),
  );
});
