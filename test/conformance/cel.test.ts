import { afterAll, describe, expect, test } from "vitest";
import { runLibrary, runOurs, suiteFiles } from "#test/support/cel-suite.ts";
import notes from "./cel.json" with { type: "json" };

/**
 * The official conformance suite of CEL, run over our evaluator and over the library that reads its texts. Conditions leave
 * parts of CEL out on purpose (RU-1): tests of those are counted, by reason, and are no part of the share, for either engine.
 */
interface Tally {
  readonly all: number;
  readonly inside: number;
  readonly ours: number;
  readonly library: number;
  readonly libraryOfAll: number;
  readonly outside: ReadonlyMap<string, number>;
  readonly failed: readonly string[];
}

function tally(file: string): Tally {
  const outside = new Map<string, number>();
  const failed: string[] = [];
  let [inside, ours, library, libraryOfAll] = [0, 0, 0, 0];
  const tests = suiteFiles.get(file) ?? [];
  for (const one of tests) {
    const outcome = runOurs(one);
    const passes = runLibrary(one) === "passed" ? 1 : 0;
    libraryOfAll += passes;
    if (typeof outcome === "object") {
      outside.set(outcome.outside, (outside.get(outcome.outside) ?? 0) + 1);
      continue;
    }
    inside += 1;
    library += passes;
    if (outcome === "passed") ours += 1;
    else failed.push(`${one.section}/${one.name}: ${one.expr}`);
  }
  return { all: tests.length, inside, ours, library, libraryOfAll, outside, failed };
}

const tallies = new Map(notes.core.map((file) => [file, tally(file)]));
const sum = (of: (tally: Tally) => number): number => [...tallies.values()].reduce((all, one) => all + of(one), 0);
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

afterAll(() => {
  const lines = [...tallies].map(
    ([file, { all, inside, ours, library }]) =>
      `  ${file.padEnd(13)} ${all} tests, ${inside} in the language: ours ${ours}, the library ${library}`,
  );
  const reasons = new Map<string, number>();
  for (const { outside } of tallies.values())
    for (const [reason, count] of outside) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  const [inside, ours, library, all] = [
    sum((one) => one.inside),
    sum((one) => one.ours),
    sum((one) => one.library),
    sum((one) => one.all),
  ];
  console.log(
    [
      "CEL conformance, core files:",
      ...lines,
      `  in the language of conditions: ours ${ours} of ${inside} (${percent(ours, inside)}), the library ${library} (${percent(library, inside)})`,
      `  of all ${all} tests of these files: ours ${percent(ours, all)}, the library ${percent(
        sum((one) => one.libraryOfAll),
        all,
      )}; left out on purpose:`,
      ...[...reasons].map(([reason, count]) => `    ${count} for ${reason}`),
      "Skipped files:",
      ...Object.entries(notes.skipped).map(
        ([file, why]) => `  ${file}: ${suiteFiles.get(file)?.length ?? 0} tests, ${why}`,
      ),
    ].join("\n"),
  );
});

describe("CC-1 every file of the suite is run, or skipped for a reason that is named", () => {
  test("none is forgotten, and none is named that is not there", () => {
    const named = [...notes.core, ...Object.keys(notes.skipped)];
    expect(named.toSorted()).toEqual([...suiteFiles.keys()].toSorted());
  });

  test("a core file has tests in the language of conditions", () => {
    expect([...tallies].filter(([, { inside }]) => inside === 0)).toEqual([]);
  });
});

test("CC-2 of the tests in the language of conditions at least as many pass as in the library underneath", () => {
  expect(sum(({ ours }) => ours)).toBeGreaterThanOrEqual(sum(({ library }) => library));
});

describe("CC-3 where our evaluator differs from the suite, it does so by a rule of its own that is named", () => {
  test.each([...tallies])("%s", (file, { failed }) => {
    const named = Object.hasOwn(notes.differences, file);
    expect({ file, failed: named ? [] : failed }).toEqual({ file, failed: [] });
  });

  test("no difference is named that is gone", () => {
    const gone = Object.keys(notes.differences).filter((file) => tallies.get(file)?.failed.length === 0);
    expect(gone).toEqual([]);
  });
});
