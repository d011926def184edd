import { describe, expect, test } from "vitest";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { MemoryCounter } from "#test/support/counter.ts";
import { differences, vectors } from "#test/support/vectors.ts";

const now = Date.parse(vectors.now);
const releases = new Map(Object.entries(vectors.bundles).map(([name, source]) => [name, compile(source)]));

const counter = new MemoryCounter();

describe("the engine answers the decision vectors", () => {
  test.each(vectors.rows)("%s", (_, bundle, request, expected) => {
    expect(differences(decide(releases.get(bundle)!, request, { now, counter }), expected)).toEqual([]);
  });

  test("with a trace, every answer stays the same", () => {
    const again = new MemoryCounter();
    for (const [, bundle, request, expected] of vectors.rows) {
      const answer = decide(releases.get(bundle)!, { ...request, trace: true }, { now, counter: again });
      expect(differences(answer, expected)).toEqual([]);
    }
  });

  test("the vectors' bundles compile without problems", () => {
    expect([...releases.values()].flatMap(({ problems }) => problems)).toEqual([]);
  });
});
