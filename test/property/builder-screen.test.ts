import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textOf } from "#shared/rules/builder/build.ts";
import {
  append,
  dissolve,
  duplicate,
  move,
  moveIn,
  moveOut,
  nodeAt,
  type Path,
  remove,
  replace,
  wrap,
} from "#shared/rules/builder/edit.ts";
import { eventNameOf, windowOf, withEventName, withWindow } from "#shared/rules/builder/events.ts";
import { freshRow, topics } from "#shared/rules/builder/fresh.ts";
import type { BuilderNode, Comparison, EventRow, Group } from "#shared/rules/builder/model.ts";
import { inWay, waysFor } from "#shared/rules/builder/offers.ts";
import { toBuilder } from "#shared/rules/builder/read.ts";
import { subjectInfo } from "#shared/rules/builder/subjects.ts";
import { checkCondition } from "#shared/rules/cel/check.ts";
import { parse } from "#shared/rules/cel/parse.ts";
import { dictionary, evaluate } from "#test/support/conditions.ts";

const today = "2026-03-01T00:00:00Z";
const empty: Group = { kind: "group", join: "all", not: false, items: [] };
const faultsOf = (text: string) => checkCondition(text, dictionary).diagnostics.map(({ message }) => message);

/** Every row that the screen can offer: each topic, compared in each of its ways. */
const offeredRows = (event: string | null | undefined): BuilderNode[] =>
  topics(event, dictionary).flatMap((topic): BuilderNode[] => {
    const row = freshRow(topic, event ?? null, dictionary);
    if (row.kind !== "comparison") return [row];
    const info = subjectInfo(row.subject, event ?? null, dictionary);
    return waysFor(row, info).map(({ id }) => inWay(row, id, info, today));
  });

const offered = offeredRows(undefined);
const offeredInEvents = offeredRows("Product_Viewed");

describe("CB-4 what is chosen on the screen is a condition that the type checker accepts", () => {
  test.each(offered.map((row) => [textOf(row), row] as const))("%s", (text) => {
    expect(faultsOf(text)).toEqual([]);
    expect(toBuilder(parse(text)).ok).toBe(true);
  });

  test.each(
    offeredInEvents.map((row) => [row.kind === "comparison" ? JSON.stringify(row.test) : row.kind, row] as const),
  )("of an event: %s", (_, row) => {
    const view = freshRow({ kind: "event", key: "Product_Viewed" }, null, dictionary) as EventRow;
    expect(faultsOf(textOf({ ...view, where: { ...view.where, items: [...view.where.items, row] } }))).toEqual([]);
  });
});

test("CB-5 a row keeps its way of comparing under a name of its own: choosing what is chosen changes nothing", () => {
  for (const row of offered) {
    if (row.kind !== "comparison") continue;
    const info = subjectInfo(row.subject, null, dictionary);
    const ids = waysFor(row, info).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      const other: Comparison = inWay(row, id, info, today);
      expect(inWay(other, id, info, today)).toBe(other);
    }
  }
});

type Step = (model: Group, path: Path) => Group | null;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...offered).map((row): Step => (model, path) => {
    const into = nodeAt(model, path)?.kind === "group" ? path : path.slice(0, -1);
    return nodeAt(model, into)?.kind === "group" ? append(model, into, { ...row }).model : null;
  }),
  fc.constantFrom<Step>(
    (model, path) => (path.length > 0 ? remove(model, path) : null),
    (model, path) => (path.length > 0 ? duplicate(model, path).model : null),
    (model, path) => (path.length > 0 ? wrap(model, path).model : null),
    (model, path) => move(model, path, 1)?.model ?? null,
    (model, path) => move(model, path, -1)?.model ?? null,
    (model, path) => moveIn(model, path)?.model ?? null,
    (model, path) => moveOut(model, path)?.model ?? null,
    (model, path) => dissolve(model, path)?.model ?? null,
    (model, path) => {
      const node = nodeAt(model, path);
      return node ? replace(model, path, { ...node, not: !node.not }) : null;
    },
    (model, path) => {
      const node = nodeAt(model, path);
      return node?.kind === "group" ? replace(model, path, { ...node, join: "any" }) : null;
    },
  ),
);

/** A node of the model, by a number. Steps inside event rows are the screen's own and tried by themselves. */
function somewhere(model: Group, seed: number): Path {
  const paths: Path[] = [];
  const visit = (node: BuilderNode, path: Path): void => {
    paths.push(path);
    if (node.kind === "group") node.items.forEach((item, at) => visit(item, [...path, at]));
  };
  visit(model, []);
  return paths[seed % paths.length]!;
}

test("CB-6 after any steps on the screen the condition can be read, is accepted, and opens as the same text", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.nat(1000)), { maxLength: 12 }), (steps) => {
      let model = empty;
      for (const [apply, seed] of steps) model = apply(model, somewhere(model, seed)) ?? model;
      const text = textOf(model);
      if (text === "") return;
      expect(faultsOf(text)).toEqual([]);
      const again = toBuilder(parse(text));
      expect(again.ok && textOf(again.model)).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test("CB-7 moving, copying and taking a frame away change nothing of whom the condition holds", () => {
  const person = { attributes: { city: "", age: 20, vip: true, country: "DE" }, events: [] };
  const rows = ['profile.city == ""', "profile.age >= 30", "profile.vip", 'profile.country == "AT"'].map((text) => {
    const result = toBuilder(parse(text));
    if (!result.ok) throw new Error(text);
    return result.model.items[0]!;
  });
  const tree = fc.letrec<{ node: BuilderNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(...rows).map((row) => ({ ...row })),
      fc.record({
        kind: fc.constant("group" as const),
        join: fc.constantFrom("all" as const, "any" as const),
        not: fc.boolean(),
        items: fc.array(tie("node"), { minLength: 1, maxLength: 3 }),
      }),
    ),
  })).node;
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 3 }), fc.nat(1000), (items, seed) => {
      const model: Group = { ...empty, items };
      const path = somewhere(model, seed);
      const before = evaluate(textOf(model), person);
      if (path.length === 0) return;
      const edits = [
        move(model, path, 1),
        move(model, path, -1),
        duplicate(model, path),
        dissolve(model, path),
        wrap(model, path),
      ];
      const after = edits.flatMap((edited) => (edited ? [evaluate(textOf(edited.model), person)] : []));
      expect(after).toEqual(after.map(() => before));
    }),
    { numRuns: 500 },
  );
});

test("CB-8 what an event row looks for and since when are two of its conditions, wherever they stand", () => {
  const text =
    'count(events.filter(e, e.price > 5 && e.at > now - duration("720h") && e.name == "Product_Viewed")) >= 3';
  const opened = toBuilder(parse(text));
  const row = (opened.ok ? opened.model.items[0] : undefined) as EventRow;
  expect([eventNameOf(row), windowOf(row)]).toEqual(["Product_Viewed", "720h"]);
  expect(textOf(withWindow(withEventName(row, "Order_Placed"), "24h"))).toBe(
    'count(events.filter(e, e.price > 5 && e.at > now - duration("24h") && e.name == "Order_Placed")) >= 3',
  );
  expect(textOf(withEventName(withWindow(row, null), null))).toBe("count(events.filter(e, e.price > 5)) >= 3");
});
