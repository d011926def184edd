import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { diffWords, inlineWords, type Piece } from "#renderer/ui/diff-words.ts";
import { countCharacters, limitState } from "#renderer/ui/limit-level.ts";
import { markPieces, matchWords } from "#renderer/ui/match-words.ts";

const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join("");
const changed = (pieces: readonly Piece[]): string[] =>
  pieces.filter((piece) => piece.kind !== "same").map((piece) => piece.text);

describe("a word diff", () => {
  test("strikes and underlines words, never single characters", () => {
    const diff = diffWords("der Berg ruft", "der Zwerg ruft", "de");
    expect(changed(diff.before)).toEqual(["Berg"]);
    expect(changed(diff.after)).toEqual(["Zwerg"]);
  });

  test("neighbouring words are one phrase, with the space between them", () => {
    const diff = diffWords("Zeit für Touren des Jahres hier", "Zeit für Hüttentouren hier", "de");
    expect(changed(diff.before)).toEqual(["Touren des Jahres"]);
    expect(changed(diff.after)).toEqual(["Hüttentouren"]);
  });

  test("a number with its points is one word", () => {
    expect(changed(diffWords("Geprüft auf 2.500 Metern.", "Geprüft auf 3.000 Metern.", "de").after)).toEqual(["3.000"]);
  });

  test("Japanese has words too, though no spaces", () => {
    const diff = diffWords("山があなたを待っています。", "春があなたを待っています。", "ja");
    expect(changed(diff.before)).toEqual(["山"]);
    expect(changed(diff.after)).toEqual(["春"]);
  });

  test("a placeholder stays whole, so that its chip never breaks", () => {
    const diff = diffWords("{{first_name}}, los", "{{last_name}}, los");
    expect(changed(diff.before)).toEqual(["{{first_name}}"]);
  });

  test("each side reads as its own text, whatever the texts are", () => {
    const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.lorem({ maxCount: 12 }));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = diffWords(before, after);
        expect(textOf(diff.before)).toBe(before);
        expect(textOf(diff.after)).toBe(after);
      }),
    );
  });

  test("equal texts have nothing struck and nothing new", () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 12 }), (text) => {
        const diff = diffWords(text, text);
        expect([...changed(diff.before), ...changed(diff.after)]).toEqual([]);
      }),
    );
  });
});

describe("a limit", () => {
  test.each([
    [0, 48, "fine"],
    [43, 48, "fine"],
    [44, 48, "near"],
    [48, 48, "near"],
    [49, 48, "over"],
    [89, 100, "fine"],
    [90, 100, "near"],
    [9, 10, "near"],
    [0, 0, "fine"],
    [1, 0, "over"],
  ] as const)("%i of %i is %s: grey, amber from nine tenths on, red beyond", (used, max, level) => {
    expect(limitState(used, max).level).toBe(level);
  });

  test("says how much is used, and beyond it how much too many", () => {
    expect(limitState(33, 48).words).toBe("33 of 48");
    expect(limitState(51, 48).words).toBe("3 too many");
  });

  test("the bar never grows past its end", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (used, max) => {
        const { filled } = limitState(used, max);
        expect(filled).toBeGreaterThanOrEqual(0);
        expect(filled).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("characters are counted as people do, not as UTF-16 units", () => {
    expect(countCharacters("👍 Hütte")).toBe(7);
  });
});

describe("AS-19: two texts in one reading", () => {
  const without = (pieces: readonly Piece[], kind: Piece["kind"]): string =>
    pieces
      .filter((piece) => piece.kind !== kind)
      .map(({ text }) => text)
      .join("");

  test("without the new words it is the old text, without those that are gone the new one", () => {
    const words = fc.constantFrom("der", "Berg", " ", "  ", "\n", "ruft.", "山", "2.500", "{{first_name|du}}", "👩‍👧");
    const text = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), fc.oneof(text, fc.string()), (before, after) => {
        const pieces = inlineWords(before, after);
        expect(without(pieces, "new")).toBe(before);
        expect(without(pieces, "gone")).toBe(after);
        const { before: left, after: right } = diffWords(before, after);
        expect(left.map((piece) => piece.text).join("")).toBe(before);
        expect(right.map((piece) => piece.text).join("")).toBe(after);
      }),
    );
  });

  test("a phrase that was replaced reads as a phrase", () => {
    expect(inlineWords("Die Saison beginnt oben", "Die schönste Zeit beginnt oben")).toEqual([
      { kind: "same", text: "Die " },
      { kind: "gone", text: "Saison" },
      { kind: "new", text: "schönste Zeit" },
      { kind: "same", text: " beginnt oben" },
    ]);
    expect(inlineWords("one two", "three four")).toEqual([
      { kind: "gone", text: "one two" },
      { kind: "new", text: "three four" },
    ]);
  });
});

describe("finding by a few letters", () => {
  test("every word must be there, in any order", () => {
    expect(matchWords("alpine hero", "hero.ss26-alpine.web.de")).toBeDefined();
    expect(matchWords("alpine mail", "hero.ss26-alpine.web.de")).toBeUndefined();
  });

  test("the start of a name beats the start of a word, and that its middle", () => {
    const score = (text: string): number => matchWords("re", text)?.score ?? 0;
    expect(score("Reviews")).toBeGreaterThan(score("Send for review"));
    expect(score("Send for review")).toBeGreaterThan(score("Send for more"));
  });

  test("of two equal hits the shorter name comes first", () => {
    expect(matchWords("re", "Review")?.score).toBeGreaterThan(matchWords("re", "Review and sign")?.score ?? 0);
  });

  test("nothing typed finds everything and marks nothing", () => {
    expect(matchWords("  ", "Reviews")).toEqual({ score: 0, ranges: [] });
  });

  test("overlapping hits are one mark", () => {
    expect(matchWords("rev review", "Review")?.ranges).toEqual([[0, 6]]);
  });

  test("marked pieces read as the text again, also where lower case is longer", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme", maxLength: 3 }), (text, query) => {
        const pieces = markPieces(text, matchWords(query, text)?.ranges ?? []);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      }),
    );
    expect(matchWords("tan", "İstanbul")?.ranges).toEqual([[2, 5]]);
  });
});
