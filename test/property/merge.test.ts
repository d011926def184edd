import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mergeBodies } from "#shared/assets/merge.ts";
import type { Body } from "#shared/assets/parts.ts";

const value = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.integer({ min: 0, max: 3 }),
  fc.array(fc.nat(2), { maxLength: 2 }),
);
const fields = fc.dictionary(fc.constantFrom("a", "b", "c"), value);
const body = fc.record(
  { copy: fc.dictionary(fc.constantFrom("base", "gold"), fields), settings: fields },
  { requiredKeys: [] },
) as fc.Arbitrary<Body>;

test("what nobody changed stays, and what one side changed is taken", () => {
  fc.assert(
    fc.property(body, body, (base, changed) => {
      expect(mergeBodies(base, base, base)).toEqual({ body: base, conflicts: [] });
      expect(mergeBodies(base, changed, base)).toEqual({ body: changed, conflicts: [] });
      expect(mergeBodies(base, base, changed)).toEqual({ body: changed, conflicts: [] });
    }),
  );
});

test("a change that both made alike is no conflict", () => {
  fc.assert(
    fc.property(body, body, (base, changed) => {
      expect(mergeBodies(base, changed, changed)).toEqual({ body: changed, conflicts: [] });
    }),
  );
});

test("it does not matter who comes first: both orders find the same conflicts, and without any the same body", () => {
  fc.assert(
    fc.property(body, body, body, (base, theirs, yours) => {
      const one = mergeBodies(base, theirs, yours);
      const other = mergeBodies(base, yours, theirs);
      expect(other.conflicts.map((conflict) => conflict.at)).toEqual(one.conflicts.map((conflict) => conflict.at));
      const clean = one.conflicts.length === 0;
      expect(clean ? other.body : null).toEqual(clean ? one.body : null);
    }),
  );
});

test("a conflict shows what all three said, and nobody wins in silence", () => {
  fc.assert(
    fc.property(body, body, body, (base, theirs, yours) => {
      for (const conflict of mergeBodies(base, theirs, yours).conflicts) {
        expect(conflict.theirs).toEqual(at(theirs, conflict.at));
        expect(conflict.yours).toEqual(at(yours, conflict.at));
        expect(conflict.base).toEqual(at(base, conflict.at));
        expect(conflict.theirs).not.toEqual(conflict.yours);
      }
    }),
  );
});

test("a clean merge holds every change of both sides and none of nobody's", () => {
  fc.assert(
    fc.property(body, body, body, (base, theirs, yours) => {
      const { body: merged, conflicts } = mergeBodies(base, theirs, yours);
      if (conflicts.length > 0) return;
      const [was, now] = [leavesOf(base), leavesOf(merged)];
      const [mine, other] = [leavesOf(yours), leavesOf(theirs)];
      for (const [path, said] of changesOf(was, now)) expect([mine.get(path), other.get(path)]).toContain(said);
      for (const side of [mine, other])
        for (const [path, said] of changesOf(was, side)) expect([path, now.get(path)]).toEqual([path, said]);
    }),
  );
});

test("two people who change different fields of one block both keep their words", () => {
  const base: Body = { copy: { base: { headline: { en: "Boots" }, body: { en: "For everyone" } } } };
  const theirs: Body = { copy: { base: { headline: { en: "New boots" }, body: { en: "For everyone" } } } };
  const yours: Body = { copy: { base: { headline: { en: "Boots" }, body: { en: "For you" } } } };
  expect(mergeBodies(base, theirs, yours)).toEqual({
    body: { copy: { base: { headline: { en: "New boots" }, body: { en: "For you" } } } },
    conflicts: [],
  });
});

function at(whole: unknown, path: string): unknown {
  if (path === "") return whole;
  return path.split(".").reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], whole);
}

type Leaves = ReadonlyMap<string, string>;

/** Every value of a body that has no parts of its own, by its path: an object that one side made is not one change. */
function leavesOf(whole: unknown, path = ""): Map<string, string> {
  if (typeof whole !== "object" || whole === null || Array.isArray(whole))
    return new Map([[path, JSON.stringify(whole)]]);
  return new Map(
    Object.entries(whole).flatMap(([key, inner]) => [...leavesOf(inner, path === "" ? key : `${path}.${key}`)]),
  );
}

/** What is new, other or gone (undefined) in `after`. */
const changesOf = (before: Leaves, after: Leaves): [path: string, value: string | undefined][] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((path) =>
    before.get(path) === after.get(path) ? [] : [[path, after.get(path)]],
  );
