import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalBytes, canonicalJson } from "#shared/kernel/canonical.ts";
import type { AppError } from "#shared/kernel/errors.ts";

const json = fc.jsonValue({ maxDepth: 4 });

test("the canonical form of a value reads back as the value", () => {
  fc.assert(
    fc.property(json, (value) => {
      // JSON itself knows no negative zero.
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("writing the canonical form again changes nothing", () => {
  fc.assert(
    fc.property(json, (value) => {
      const once = canonicalJson(value);
      expect(canonicalJson(JSON.parse(once))).toBe(once);
    }),
  );
});

test("the order in which keys were set does not show", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).toReversed());
      expect(canonicalJson(reversed)).toBe(canonicalJson(object));
    }),
  );
});

test("two values have the same canonical form only if they are the same value", () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      const same = canonicalJson(a) === canonicalJson(b);
      expect(same).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)));
    }),
  );
});

test("keys are sorted by UTF-16 code units, as in the example of RFC 8785, 3.2.3", () => {
  const example = {
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis",
  };
  const values = Object.values(JSON.parse(canonicalJson(example)) as Record<string, string>);
  const order = [...canonicalJson(example).matchAll(/:"([^"]+)"/g)].map((match) => match[1]);
  expect(order).toEqual([
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
  ]);
  expect(values).toHaveLength(7);
});

test("numbers, texts and literals are written as in the example of RFC 8785, 3.2.2", () => {
  const example = {
    // oxlint-disable-next-line no-loss-of-precision -- the standard's own example of a number that JavaScript rounds
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
    literals: [null, true, false],
  };
  expect(canonicalJson(example)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test("what JSON cannot say is refused, with the place", () => {
  const refused: [unknown, string][] = [
    [{ a: [1, Number.NaN] }, "$.a[1]"],
    [{ a: Number.POSITIVE_INFINITY }, "$.a"],
    [{ a: "\ud800" }, "$.a"],
    [[() => 1], "$[0]"],
    [{ a: new Date(0) }, "$.a"],
    [10n, "$"],
  ];
  for (const [value, at] of refused) {
    expect(() => canonicalBytes(value)).toThrow(
      expect.objectContaining({ code: "INPUT_INVALID", details: { at } }) as AppError,
    );
  }
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // Marked as an object: otherwise {} would look like [].
  return { members: members.map(([key, inner]) => [key, sorted(inner)]) };
}
