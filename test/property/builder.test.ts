import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Built, textOf, toCel } from "#shared/rules/builder/build.ts";
import type { BuilderNode, Group } from "#shared/rules/builder/model.ts";
import { placesOf } from "#shared/rules/builder/places.ts";
import { toBuilder } from "#shared/rules/builder/read.ts";
import type { Node } from "#shared/rules/cel/ast.ts";
import { parse, tryParse } from "#shared/rules/cel/parse.ts";
import { write } from "#shared/rules/cel/write.ts";
import { anyModel } from "#test/support/builder-models.ts";
import { anyTree, shape } from "#test/support/cel-trees.ts";

const opened = (tree: Node): Group => {
  const result = toBuilder(tree);
  if (!result.ok) throw new Error(`did not open: ${result.unshown.map(({ part }) => part).join(" | ")}`);
  return result.model;
};

/** Models whose text can be read: what is on the screen is bounded as every condition is. */
const withText = anyModel.map((model) => ({ model, text: textOf(model) })).filter(({ text }) => tryParse(text).ok);

describe("CB-1 the builder is another view of the same expression", () => {
  test("whatever opens, built again, is the very same tree", () => {
    let open = 0;
    fc.assert(
      fc.property(anyTree, (tree) => {
        const result = toBuilder(tree);
        if (!result.ok) return;
        open += 1;
        expect(shape(toCel(result.model)!)).toEqual(shape(tree));
      }),
      { numRuns: 3_000 },
    );
    expect(open).toBeGreaterThan(0);
  });

  test("whatever is put together on the screen can be read, opens, and is the same tree and text", () => {
    fc.assert(
      fc.property(withText, ({ model, text }) => {
        const again = opened(parse(text));
        expect(shape(toCel(again)!)).toEqual(shape(toCel(model)!));
        expect(textOf(again)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test("opening twice shows the same rows", () => {
    fc.assert(
      fc.property(withText, ({ text }) => {
        const model = opened(parse(text));
        expect(opened(toCel(model)!)).toEqual(model);
      }),
      { numRuns: 500 },
    );
  });
});

test("CB-2 what cannot be shown is named with its very place, and nothing is shown in part", () => {
  fc.assert(
    fc.property(anyTree.map(write), (text) => {
      const parsed = tryParse(text);
      if (!parsed.ok) return;
      const result = toBuilder(parsed.ast);
      if (result.ok) return;
      expect(result.unshown.length).toBeGreaterThan(0);
      for (const { from, to, part } of result.unshown) expect(write(parse(text.slice(from, to)))).toBe(part);
    }),
    { numRuns: 1_000 },
  );
});

test("CB-3 every row knows its place in the text, however the text is laid out", () => {
  fc.assert(
    fc.property(withText, ({ model, text }) => {
      const laidOut = text.replaceAll(" && ", "\n  && ").replaceAll(" || ", "\n || ");
      // A text literal may hold a sign, too.
      if (write(parse(text)) !== write(tryParse(laidOut).ok ? parse(laidOut) : parse("false"))) return;
      const built: Built = new Map<BuilderNode, Node>();
      toCel(model, built);
      const places = placesOf(model, laidOut);
      for (const [row, tree] of built) {
        const { from, to } = places.get(row)!;
        expect(write(parse(laidOut.slice(from, to)))).toBe(write(tree));
      }
    }),
    { numRuns: 500 },
  );
});
