import { describe, expect, test } from "vitest";
import { lookOf, viewParams } from "#renderer/assets/logic/list-filter.ts";
import { sortPreview, valueTyped } from "#renderer/assets/logic/many.ts";
import { chosen, chosenIn, nothingChosen, stretchOf, toggled } from "#renderer/assets/logic/selection.ts";
import type { PlannedChange } from "#shared/content/contract.ts";
import type { Field } from "#shared/taxonomy/model.ts";

describe("LI-8: choosing rows", () => {
  test("a row is taken and given back", () => {
    const one = toggled(nothingChosen("blocks"), "blocks", "a");
    const two = toggled(one, "blocks", "b");
    expect([...chosenIn(two, "blocks")]).toEqual(["a", "b"]);
    expect([...chosenIn(toggled(two, "blocks", "a"), "blocks")]).toEqual(["b"]);
  });

  test("what is chosen in one list is not chosen in another, and is forgotten when something is chosen there", () => {
    const here = chosen("blocks", ["a"]);
    expect([...chosenIn(here, "types")]).toEqual([]);
    expect([...chosenIn(toggled(here, "types", "t"), "types")]).toEqual(["t"]);
  });

  test("a stretch is the same from either end", () => {
    expect([stretchOf(3, 5), stretchOf(5, 3), stretchOf(4, 4)]).toEqual([
      { offset: 3, limit: 3 },
      { offset: 3, limit: 3 },
      { offset: 4, limit: 1 },
    ]);
  });
});

test("LI-7: a view is the filters, words and order of a place, and not what is open in it", () => {
  const params = { id: "ast_1", q: "boots", by: "changed", status: "live", kind: "blockType", draft: "mine" };
  expect(lookOf(params)).toEqual({ q: "boots", by: "changed", status: "live", draft: "mine" });
  expect(Object.keys(viewParams)).toEqual(expect.arrayContaining(Object.keys(lookOf(params))));
});

test("LI-9: a preview is read as what changes, what stays and why, and what says it already", () => {
  const row = (change: Partial<PlannedChange>) =>
    ({ edits: [], stamp: null, refused: null, ...change }) as PlannedChange;
  const edit = { at: "a", label: "A", before: "x", after: "y", refused: "Too long" };
  const changes = row({ stamp: "sha256:1", edits: [edit] });
  const locked = row({ edits: [edit] });
  const foreign = row({ refused: { code: "FORBIDDEN", message: "No" } });
  const same = row({});
  expect(sortPreview([same, foreign, locked, changes])).toEqual({
    changes: [changes],
    refused: [foreign, locked],
    same: [same],
  });
});

test.each<[Field["type"], string, unknown]>([
  ["text", "Up", "Up"],
  ["text", "", undefined],
  ["number", "12.5", 12.5],
  ["number", "many", undefined],
  ["number", "", undefined],
  ["boolean", "false", false],
  ["list", "one\n\ntwo\n", ["one", "two"]],
])("LI-9: what is typed for a %s, %j, is read as its value", (type, typed, value) => {
  expect(valueTyped({ type } as Field, typed)).toEqual(value);
});
