import { describe, expect, test } from "vitest";
import { dictionaryNames, newWord } from "#shared/spelling/model.ts";
import { dictionaryFor, KnownWords, misspeltIn, withSharpS, wordsOf, writesNoSharpS } from "#shared/spelling/policy.ts";

const words = (text: string, locale = "en", format: "plain" | "rich" = "plain"): string[] =>
  wordsOf(text, locale, format).map(({ word }) => word);

describe("SP-1: a locale's dictionary", () => {
  test.each([
    ["de-AT", "de"],
    ["de-CH", "de"],
    ["en", "en"],
    ["en-US", "en"],
    ["en-AU", "en-gb"],
    ["en-CA", "en-ca"],
    ["en-001", "en-gb"],
    ["fr-CA", "fr"],
    ["pt", "pt"],
    ["pt-BR", "pt"],
    ["pt-MZ", "pt-pt"],
    ["no", "nb"],
    ["de-Latn-AT", "de"],
  ])("of %s is %s", (locale, dictionary) => expect(dictionaryFor(locale)).toBe(dictionary));

  test.each(["ja", "zh-Hant-TW", "ar-EG", "nn-NO", "sr-Cyrl", "en-Arab", "constructor", "*"])("%s has none", (locale) =>
    expect(dictionaryFor(locale)).toBeNull(),
  );

  test("is one of those that ship", () => {
    for (const locale of ["da", "de", "en", "es", "fr", "it", "nb", "nl", "pl", "pt", "sv"])
      expect(dictionaryNames).toContain(dictionaryFor(locale));
  });
});

describe("SP-2: German without ß", () => {
  test("is written in Switzerland and Liechtenstein alone", () => {
    expect(["de-CH", "de-LI", "de-Latn-CH"].every(writesNoSharpS)).toBe(true);
    expect(["de", "de-DE", "de-AT", "fr-CH"].some(writesNoSharpS)).toBe(false);
  });

  test("may stand for every way of writing it with ß", () => {
    expect(withSharpS("Wasserstrasse").toSorted()).toEqual(["Waßerstrasse", "Waßerstraße", "Wasserstraße"].toSorted());
    expect(withSharpS("Grat")).toEqual([]);
    expect(withSharpS("ss".repeat(30)).length).toBeLessThan(10);
  });
});

describe("SP-3: words", () => {
  test("keep their hyphens and apostrophes, of either form", () => {
    expect(words("We don't, we can’t: e-mail, co‑op, “rock'n'roll”.")).toEqual([
      "We",
      "don't",
      "we",
      "can’t",
      "e-mail",
      "co‑op",
      "rock'n'roll",
    ]);
  });

  test("end where a hyphen hangs", () =>
    expect(words("Vor- und Nachteile -lich", "de")).toEqual(["Vor", "und", "Nachteile", "lich"]));

  const knows =
    (...known: string[]) =>
    (word: string) =>
      known.includes(word);
  const misspelt = (text: string, known: (word: string) => boolean): string[] =>
    misspeltIn(wordsOf(text, "en"), text, known).map(({ from, to }) => text.slice(from, to));

  test("hold whole or by all of their parts; else the parts that are unknown are misspelt", () => {
    expect(misspelt("E-Mail-Adresse", knows("E-Mail-Adresse"))).toEqual([]);
    expect(misspelt("Berg-Tour", knows("Berg", "Tour"))).toEqual([]);
    expect(misspelt("Berg-Tuor", knows("Berg", "Tour"))).toEqual(["Tuor"]);
    expect(misspelt("dell’acqua", knows("dell'", "acqua"))).toEqual([]);
  });

  test("are asked for in the form that a dictionary has", () => {
    expect(misspelt("cafe\u0301 can’t Wander\u00adschuh", knows("café", "can't", "Wanderschuh"))).toEqual([]);
  });
});

describe("SP-4: never checked", () => {
  test.each([
    ["tokens and what touches them", "Hi {{first_name|thier}}s plan", ["Hi", "plan"]],
    [
      "addresses",
      "See https://exmaple.com/teh?x=wrod or www.exmaple.com, mail a.bee@exmaple.org",
      ["See", "or", "mail"],
    ],
    ["hosts and paths", "on halden-otdoor.de/alpin/huettentouren now", ["on", "now"]],
    ["tags of social networks", "#getoutsied with @halden_outdor today", ["with", "today"]],
    ["character references", "Fish&nbsp;and&amp;chips", ["Fish", "and", "chips"]],
    ["digits", "25mm B2B 3rd Gore2 open", ["open"]],
    ["abbreviations", "z.B. u.a. hier", ["hier"]],
    ["code", "use snake_case here", ["use", "here"]],
    [
      "acronyms and names with a capital inside",
      "The PDP of FjellFjord and iPhone, LOUDER",
      ["The", "of", "and", "LOUDER"],
    ],
    ["single letters", "a b cd", ["cd"]],
    ["words of other scripts", "Grat 尾根 гребень שלום مرحبا ridge", ["Grat", "ridge"]],
  ])("%s", (_, text, expected) => expect(words(text, "en")).toEqual(expected));

  test("the markup of formatted text", () => {
    const text =
      '**Bold** [words](/not-wrods "titel") `cdoe` <span clas>x</span>\n\n```js\ncodde\n```\n[ref]: /hrre\nend';
    expect(words(text, "en", "rich")).toEqual(["Bold", "words", "end"]);
  });

  test("a word that is too long", () => expect(words(`ok ${"a".repeat(81)} fine`)).toEqual(["ok", "fine"]));

  test.each([
    ["`".repeat(100_000)],
    ["[a](".repeat(25_000)],
    ["a".repeat(100_000)],
    ["a.".repeat(50_000)],
    ["[\n".repeat(50_000)],
  ])("and long runs of markup are got through: %#", (text) =>
    expect(wordsOf(text, "en", "rich").length).toBeLessThan(2),
  );
});

describe("SP-6: words that are let be", () => {
  const known = new KnownWords(["fjell", "Halden", "d’Oro"]);

  test.each(["fjell", "Fjell", "FJELL", "Halden", "HALDEN", "Halden's", "Haldens", "Halden’s", "d'Oro"])("%s", (word) =>
    expect(known.has(word)).toBe(true),
  );

  test.each(["halden", "Fjel", "s", "", "fjellhalden"])("not %s", (word) => expect(known.has(word)).toBe(false));
});

test("SP-7: what is taught is one word", () => {
  for (const good of ["Fjell", " Halden ", "rock’n’roll", "E-Mail", "尾根"])
    expect(newWord.safeParse(good).success).toBe(true);
  for (const bad of ["", "a", "two words", "B2B", "x".repeat(81), "<b>"])
    expect(newWord.safeParse(bad).success).toBe(false);
});
