import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { shortDigest } from "#renderer/ui/digest.ts";
import { guilloche } from "#renderer/ui/guilloche.ts";
import { instantOn, nextMoment, placeOn, ticksFor } from "#renderer/ui/lanes-scale.ts";
import { itemsOf, layLines, lineAtTop, type Lines, topOf } from "#renderer/ui/list-model.ts";
import { initials } from "#renderer/ui/scallop.ts";

describe("the big seal", () => {
  test("the same key draws the same lines", () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(guilloche(key)).toEqual(guilloche(key));
      }),
      { numRuns: 20 },
    );
  });

  test("two hundred keys draw two hundred seals, also where one letter differs", () => {
    const seals = Array.from({ length: 200 }, (_, at) => JSON.stringify(guilloche(`key-${at}`)));
    expect(new Set(seals).size).toBe(200);
  });

  test("the lines stay between hub and rim", () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        for (const { path } of guilloche(key)) {
          const points = path
            .slice(1, -1)
            .split("L")
            .map((point) => point.split(" ").map(Number));
          const radii = points.map(([x = 0, y = 0]) => Math.hypot(x - 50, y - 50));
          expect(Math.min(...radii)).toBeGreaterThan(20);
          expect(Math.max(...radii)).toBeLessThan(42.6);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("short forms", () => {
  test("initials are first and last name, or two letters of a single one", () => {
    expect(initials("Mara Lindqvist")).toBe("ML");
    expect(initials("  Ana de la Cruz ")).toBe("AC");
    expect(initials("Halden")).toBe("HA");
    expect(initials("")).toBe("");
  });

  test("a digest is eight signs in two groups, without its algorithm", () => {
    expect(shortDigest("sha256:9f2c41d8aa")).toBe("9f2c 41d8");
    expect(shortDigest("9f2c-41d8-aa")).toBe("9f2c 41d8");
  });
});

describe("a list with groups", () => {
  const items = itemsOf(
    ["a1", "a2", "b1"],
    (item) => item,
    (item) => item.charAt(0),
  );
  const shown = (lines: Lines): string[] =>
    Array.from({ length: lines.length }, (_, index) => {
      const line = lines.at(index)!;
      return line.kind === "group" ? `${line.label} (${line.count})` : items.at(line.place)!;
    });

  test("has a head before the first item of each group, with its count", () => {
    const lines = layLines(items, new Set());
    expect(shown(lines)).toEqual(["a (2)", "a1", "a2", "b (1)", "b1"]);
    expect([lines.lineOf(1), lines.lineOf(2), lines.lineOf(3)]).toEqual([2, 4, undefined]);
    expect([0, 2, 3, 4].map((line) => lines.headOf(line))).toEqual([0, 0, 3, 3]);
  });

  test("a closed group keeps its head and its count and hides its items", () => {
    const lines = layLines(items, new Set(["a"]));
    expect(shown(lines)).toEqual(["a (2)", "b (1)", "b1"]);
    expect([lines.lineOf(0), lines.lineOf(2)]).toEqual([undefined, 2]);
    expect(lines.at(3)).toBeUndefined();
  });

  test("a hundred thousand items are laid out without being looked at", () => {
    const groups = Array.from({ length: 1000 }, (_, index) => ({ label: `g${index}`, count: 100 }));
    const lines = layLines({ count: 100_000, groups }, new Set(["g0"]));
    expect(lines.length).toBe(100_000 + 1000 - 100);
    expect(lines.at(lines.length - 1)).toEqual({ kind: "item", place: 99_999 });
    const heights = { head: 26, row: 44 };
    for (const line of [0, 1, 2, 102, 50_000, lines.length - 1]) {
      expect(lineAtTop(lines, topOf(lines, line, heights), heights)).toBe(line);
      expect(lineAtTop(lines, topOf(lines, line + 1, heights) - 1, heights)).toBe(line);
    }
    expect(topOf(lines, lines.length, heights)).toBe(1000 * 26 + 99_900 * 44);
    for (const place of [100, 54_321, 99_999]) expect(lines.at(lines.lineOf(place)!)).toEqual({ kind: "item", place });
  });
});

describe("time on a lane", () => {
  const span = { from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) };

  test("what lies outside the span stands at its edge", () => {
    expect(placeOn(span, span.from - 1)).toBe(0);
    expect(placeOn(span, span.to + 1)).toBe(100);
    expect(placeOn({ from: 5, to: 5 }, 5)).toBe(0);
  });

  test("the axis never crowds, whatever the span", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (days) => {
        expect(ticksFor({ from: span.from, to: span.from + days * 86_400_000 }).length).toBeLessThanOrEqual(17);
      }),
    );
  });

  test("a year is labelled by months, and January by its year", () => {
    expect(ticksFor({ from: Date.UTC(2025, 10, 15), to: Date.UTC(2026, 2, 15) }).map((tick) => tick.label)).toContain(
      "2026",
    );
  });

  test("a press near an act means the act, elsewhere the instant", () => {
    const act = Date.UTC(2025, 6, 1);
    expect(instantOn(span, placeOn(span, act) + 0.5, [act])).toBe(act);
    expect(instantOn(span, 0, [act])).toBe(span.from);
  });

  test("← and → go to the nearest act before and after", () => {
    expect(nextMoment([1, 5, 9], 5, 1)).toBe(9);
    expect(nextMoment([1, 5, 9], 5, -1)).toBe(1);
    expect(nextMoment([1, 5, 9], 9, 1)).toBeUndefined();
  });
});
