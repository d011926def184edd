import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupsOf } from "#main/exchange/order.ts";

const reaches = (edges: ReadonlyMap<number, readonly number[]>, from: number): Set<number> => {
  const seen = new Set<number>();
  const visit = (node: number): void => {
    for (const next of edges.get(node) ?? []) if (!seen.has(next)) visit((seen.add(next), next));
  };
  visit(from);
  return seen;
};

describe("the order of an import", () => {
  test("EX-18 what leads to one another is one group, and each group stands after all that it leads to", () => {
    const graph = fc.integer({ min: 1, max: 9 }).chain((size) =>
      fc.array(fc.array(fc.integer({ min: 0, max: size - 1 }), { maxLength: 3 }), {
        minLength: size,
        maxLength: size,
      }),
    );
    fc.assert(
      fc.property(graph, (targets) => {
        const edges = new Map(targets.map((list, node) => [node, list]));
        const groups = groupsOf([...edges.keys()], (node) => edges.get(node)!);
        expect(groups.flat().toSorted((a, b) => a - b)).toEqual([...edges.keys()]);
        const place = new Map(groups.flatMap((group, at) => group.map((node) => [node, at] as const)));
        const misplaced = [...edges.keys()].flatMap((node) =>
          [...reaches(edges, node)].filter((other) => {
            const together = other === node || reaches(edges, other).has(node);
            return together ? place.get(other) !== place.get(node) : place.get(other)! >= place.get(node)!;
          }),
        );
        expect(misplaced).toEqual([]);
      }),
    );
  });

  test("EX-18 a long chain does not exhaust the stack", () => {
    const length = 50_000;
    const groups = groupsOf([0], (node) => (node < length ? [node + 1] : []));
    expect(groups).toHaveLength(length + 1);
    expect(groups[0]).toEqual([length]);
  });
});
