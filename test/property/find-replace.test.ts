import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { CheckContext } from "#shared/assets/define-kind.ts";
import type { Body } from "#shared/assets/parts.ts";
import { planChange } from "#shared/content/bulk.ts";
import { placesOf, replaceIn } from "#shared/content/find-replace.ts";
import { blockKind } from "#shared/content/policy.ts";
import { buildDictionary } from "#shared/data/dictionary.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { heroType } from "#test/support/content.ts";

const type = "ast_00000000000000000000000001" as AssetId;
const context: CheckContext = {
  asset: (id) =>
    id === type
      ? {
          identity: {
            kind: "blockType",
            name: "type.hero",
            tier: "campaign",
            scope: { brand: "*", market: "*", channel: "*" },
          },
          body: heroType(),
        }
      : undefined,
  dictionary: buildDictionary([]),
};

const letters = fc.constantFrom("a", "A", "b", "ß", "é", "e\u0301", "冬", " ", ".", "$&", "{{x|a}}", "<b>", "👩‍👧");
const text = fc.array(letters, { maxLength: 24 }).map((parts) => parts.join(""));
const wanted = fc.record({
  find: text.filter((each) => each !== ""),
  replace: text,
  matchCase: fc.boolean(),
  wholeWord: fc.boolean(),
});

test("LI-11: outside of the places that are shown a text stays letter for letter", () => {
  fc.assert(
    fc.property(text, wanted, (before, change) => {
      const places = placesOf(before, change);
      const after = replaceIn(before, change);
      let read = 0;
      let end = 0;
      for (const [from, to] of places) {
        expect(from).toBeGreaterThanOrEqual(end);
        const kept = before.slice(end, from);
        expect(after.slice(read, read + kept.length)).toBe(kept);
        read += kept.length;
        expect(after.slice(read, read + change.replace.length)).toBe(change.replace);
        read += change.replace.length;
        end = to;
      }
      expect(after.slice(read)).toBe(before.slice(end));
    }),
  );
});

test("LI-11: tokens and tags are neither found in nor changed", () => {
  fc.assert(
    fc.property(text, wanted, (before, change) => {
      const machinery = (each: string) => each.match(/\{\{[^{}]*\}\}|<[^<>]*>/g) ?? [];
      const after = replaceIn(before, { ...change, replace: "-" });
      expect(machinery(after)).toEqual(machinery(before));
    }),
  );
});

const body = fc
  .record({ headline: text, teaser: text, german: text })
  .map(({ headline, teaser, german }): Body => ({
    settings: { label: "Hero", type, variants: [] },
    copy: { base: { headline: { "*": headline || "x", "de-DE": german || "x" }, teaser: { "*": teaser } } },
  }))
  .filter((each) => blockKind.check(each, context).every(({ severity }) => severity !== "error"));

test("LI-10, LI-11: what is applied is what was shown, passes every check, and leaves the rest alone", () => {
  fc.assert(
    fc.property(body, wanted, fc.constantFrom(null, "*", "de-DE"), (before, change, locale) => {
      const plan = planChange(before, { kind: "replace", ...change, locale }, context);
      expect(plan.refused).toBeNull();
      const after = plan.body ?? before;
      expect(blockKind.check(after, context).filter(({ severity }) => severity === "error")).toEqual([]);
      const done = new Map(plan.edits.filter((edit) => edit.refused === null).map((edit) => [edit.at, edit.after]));
      for (const [field, values] of Object.entries(before["copy"]!["base"]!)) {
        for (const [where, value] of Object.entries(values)) {
          const at = `copy.base.${field}.${where}`;
          const now = (after["copy"] as typeof before.copy & object)["base"] as Record<string, Record<string, unknown>>;
          expect(now[field]![where]).toEqual(done.get(at) ?? value);
        }
      }
      expect({ ...after, copy: null }).toEqual({ ...before, copy: null });
    }),
  );
});
