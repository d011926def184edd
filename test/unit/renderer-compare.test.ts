import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import {
  asVariant,
  compareRows,
  differWords,
  localesOfRows,
  rowsIn,
  variantsOf,
} from "#renderer/assets/logic/compare.ts";
import { idOf } from "#test/support/assets.ts";
import { heroType } from "#test/support/content.ts";

const names = { nameOf: () => undefined, typeOf: () => heroType() as never };
const audience = idOf("audience.gold");
const block: Body = {
  settings: {
    label: "Spring",
    type: idOf("type.hero"),
    variants: [
      { id: "gold", label: "Gold", audience },
      { id: "new", label: "New here", audience },
    ],
  },
  copy: {
    base: { headline: { "de-DE": "Auf den Grat", en: "To the ridge" }, teaser: { "*": "Up" } },
    gold: { headline: { "de-DE": "Ihr Grat" } },
    new: { teaser: { "*": "Welcome" } },
  },
};
const rowsOf = (before: string | null, after: string | null, old: Body = block, body: Body = block) =>
  compareRows("block", { body: old, variant: before }, { body, variant: after }, names);
const changes = (rows: ReturnType<typeof rowsOf>) =>
  rows.filter((row) => row.before !== row.after).map(({ key, before, after }) => [key, before, after]);

describe("AS-19: two variants are compared as their readers see them", () => {
  test("field by field: own words where there are any, else everyone's, in each language", () => {
    expect(changes(rowsOf("base", "gold"))).toEqual([["copy.base.headline.de-DE", "Auf den Grat", "Ihr Grat"]]);
    expect(changes(rowsOf("gold", "new"))).toEqual([
      ["copy.base.headline.de-DE", "Ihr Grat", "Auf den Grat"],
      ["copy.base.teaser.*", "Up", "Welcome"],
    ]);
    expect(rowsOf("base", "gold").some(({ label }) => label.startsWith("Variant"))).toBe(false);
  });

  test("a variant that a side does not have says what everyone's says", () => {
    const earlier: Body = {
      ...block,
      settings: { ...block.settings, variants: [] },
      copy: { base: block.copy!["base"]! },
    };
    expect(changes(rowsOf("gold", "gold", earlier))).toEqual([
      ["copy.base.headline.de-DE", "Auf den Grat", "Ihr Grat"],
    ]);
  });

  test("whatever it holds, a variant compared with itself differs in nothing, and everyone's is the base", () => {
    const value = fc.dictionary(fc.constantFrom("*", "en", "de-DE"), fc.constantFrom("a", "b"));
    const values = fc.dictionary(fc.constantFrom("headline", "teaser"), value);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("base", "gold", "new"), values), (copy) => {
        const body: Body = { ...block, copy };
        for (const variant of ["base", "gold"]) expect(changes(rowsOf(variant, variant, body, body))).toEqual([]);
        expect(asVariant(body, "base").copy).toEqual({ base: copy["base"] ?? {} });
        for (const [field, said] of Object.entries(copy["gold"] ?? {}))
          expect((asVariant(body, "gold").copy!["base"] as Record<string, object>)[field]).toMatchObject(said);
      }),
    );
  });
});

test("AS-19: all variants with all, nothing with the first, and what is damaged is read path by path", () => {
  expect(changes(rowsOf(null, null))).toEqual([]);
  const first = compareRows("block", { body: null, variant: null }, { body: block, variant: null }, names);
  expect(first.every((row) => row.before === undefined)).toBe(true);
  expect(variantsOf(block)).toEqual([
    { id: "gold", label: "Gold" },
    { id: "new", label: "New here" },
  ]);
  for (const settings of [undefined, { variants: "gold" }, { variants: [null, 1, {}] }])
    expect(variantsOf(settings ? { settings } : {})).toEqual([]);
  const broken: Body = { copy: { base: "no" } };
  expect(changes(rowsOf(null, null, broken)).length).toBeGreaterThan(0);
});

test("AS-19: one language shows its words and those that are in none", () => {
  const rows = rowsOf("base", "gold");
  expect(localesOfRows(rows)).toEqual(["de-DE", "en"]);
  const english = rowsIn(rows, "en");
  expect(english.some(({ key }) => key === "copy.base.teaser.*")).toBe(true);
  expect(english.some(({ language }) => language === "de-DE")).toBe(false);
  expect(differWords(english)).toBe("Nothing differs");
  expect(differWords(rows)).toBe(`1 of ${rows.length} fields differs`);
  expect(rowsIn(rows, null)).toEqual(rows);
});
