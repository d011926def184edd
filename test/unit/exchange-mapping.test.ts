import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { guessColumns } from "#shared/exchange/columns.ts";
import type { BlockTypeBody } from "#shared/taxonomy/model.ts";
import {
  firstColumns,
  localesFor,
  meaningOf,
  recallMapping,
  rememberMapping,
  targetOf,
} from "#renderer/exchange/logic/mapping.ts";
import { heroType } from "#test/support/content.ts";
import { freshAsset } from "#test/support/people.ts";

const type = heroType() as unknown as BlockTypeBody;
const id = freshAsset();
const season = freshAsset();
const vocabularies = [
  {
    id: season,
    settings: { label: "Season", terms: [], carry: "many" as const, kinds: ["block" as const], required: [] },
  },
];
const meanings = { type, vocabularies };
const shapeOf = (...headers: string[]) => ({
  rows: 1,
  columns: headers.map((header) => ({ header, samples: [], filled: 0 })),
});

describe("what columns become", () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  test("EX-30 EX-33 is guessed: fields with their locale, then words of the row, then vocabularies", () => {
    expect(guessColumns(["Headline", "headline.ja", "SKU", "Season", "Tier", "Whatever", ""], meanings)).toEqual([
      { to: "field", field: "headline", locale: "*" },
      { to: "field", field: "headline", locale: "ja" },
      { to: "key" },
      { to: "tag", vocabulary: season },
      { to: "tier" },
      null,
      null,
    ]);
  });

  test("EX-42 is remembered for the same headers, also with the column of reasons among them, and for no others", () => {
    const headers = ["A", "B"];
    const columns = [{ to: "key" as const }, { to: "field" as const, field: "headline", locale: "de" as const }];
    expect(recallMapping(headers)).toBeNull();
    rememberMapping(headers, id, columns);
    expect(recallMapping(headers)).toEqual({ type: id, columns });
    expect(recallMapping([...headers, "Why it was not imported"], id)?.columns).toEqual([...columns, null]);
    expect(recallMapping(["A", "C"])).toBeNull();
    expect(recallMapping(headers, freshAsset())).toBeNull();
    expect(firstColumns(shapeOf(...headers), id, meanings)).toEqual(columns);
  });

  test("EX-42 what is remembered and cannot be any more is guessed anew", () => {
    rememberMapping(["Headline"], id, [{ to: "field", field: "gone", locale: "*" }]);
    expect(firstColumns(shapeOf("Headline"), id, meanings)).toEqual([{ to: "field", field: "headline", locale: "*" }]);
    localStorage.setItem("imprimatur.exchange.mappings", "no JSON");
    expect(recallMapping(["Headline"])).toBeNull();
  });

  test("EX-42 each choice stands for one meaning, and languages are offered that the headers name", () => {
    for (const target of guessColumns(["Headline (de-DE)", "Key", "Season", "x"], meanings))
      expect(targetOf(meaningOf(target), target?.to === "field" ? target.locale : "*")).toEqual(target);
    const offered = localesFor([], ["Headline (pt-BR)", "zz thing"]);
    expect(offered[0]).toBe("*");
    expect(offered).toContain("pt-BR");
    expect(offered).not.toContain("zz");
  });
});
