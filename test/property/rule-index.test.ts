import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { GuardIndex } from "#shared/decision/guard-index.ts";
import { Clearance } from "#shared/decision/guardrails.ts";
import type { DecisionRequest } from "#shared/decision/model.ts";
import type { CompiledRelease } from "#shared/decision/release.ts";
import {
  attribute,
  audience,
  block,
  blockType,
  event,
  exclude,
  field,
  placement,
  purpose,
  select,
} from "#test/support/assets.ts";
import { now } from "#test/support/decisions.ts";

const values = ["a", "b", "c"];
const ground = [
  purpose("personalization", { basis: "legitimateInterest" }),
  purpose("loyalty"),
  attribute("x"),
  attribute("y", { purposes: ["loyalty"] }),
  attribute("n", { type: "number" }),
  attribute("flag", { type: "boolean" }),
  event("Seen"),
  audience("in-a", 'profile.x == "a" && profile.n in [1, 2]'),
  audience("in-b", 'audience("in-a") && profile.flag'),
  blockType("plain", [field("headline")]),
  block("shown", "plain", { copy: { base: { headline: { "*": "Shown" } } } }),
  block("over", "plain", { copy: { base: { headline: { "*": "Over" } } } }, { until: "2026-01-01T00:00:00.000Z" }),
  placement("home", { types: ["plain"], purpose: "personalization", fallback: "shown" }),
];

const value = fc.constantFrom(...values);
const literals = fc.array(value, { maxLength: 3 }).map((list) => `[${list.map((each) => `"${each}"`).join(", ")}]`);
const key = fc.constantFrom("x", "y");
const conjunct = fc.oneof(
  fc.tuple(key, value).map(([k, v]) => `profile.${k} == "${v}"`),
  fc.tuple(value, key).map(([v, k]) => `"${v}" == profile.${k}`),
  fc.tuple(key, literals).map(([k, list]) => `profile.${k} in ${list}`),
  fc.tuple(key, value, value).map(([k, v, w]) => `(profile.${k} == "${v}" || profile.${k} == "${w}")`),
  fc.tuple(key, value).map(([k, v]) => `profile.${k} != "${v}"`),
  fc.nat(3).map((n) => `profile.n == ${n}`),
  fc.nat(3).map((n) => `profile.n >= ${n}.0`),
  fc.constantFrom("profile.flag", "!profile.flag", "has(profile.y)", "true", 'events.exists(e, e.name == "Seen")'),
  fc.constantFrom('audience("in-a")', 'audience("in-b")', '!audience("in-a")'),
);
const when = fc
  .array(conjunct, { minLength: 1, maxLength: 4 })
  .chain((parts) =>
    fc.constantFrom(
      parts.join(" && "),
      parts.length > 1 ? `(${parts[0]}) && (${parts.slice(1).join(" || ")})` : parts[0]!,
    ),
  );
const period = fc.constantFrom({}, {}, {}, { until: "2026-01-01T00:00:00.000Z" }, { from: "2026-01-01T00:00:00.000Z" });

const release = fc
  .record({
    selections: fc.array(
      fc.record({ when, priority: fc.nat(5), period, shown: fc.constantFrom("shown", "shown", "over") }),
      { maxLength: 12 },
    ),
    guards: fc.array(fc.record({ when, period, everywhere: fc.boolean() }), { maxLength: 5 }),
  })
  .map(({ selections, guards }) =>
    compile({
      environment: "live",
      number: 1,
      assets: [
        ...ground,
        ...selections.map((rule, index) =>
          select(`select-${index}`, {
            placement: "home",
            block: rule.shown,
            when: rule.when,
            priority: rule.priority,
            ...rule.period,
          }),
        ),
        ...guards.map((guard, index) =>
          exclude(`guard-${index}`, guard.when, { placements: guard.everywhere ? [] : ["home"], ...guard.period }),
        ),
      ],
    }),
  );

const request: fc.Arbitrary<DecisionRequest> = fc
  .record(
    {
      attributes: fc.record(
        { x: fc.constantFrom(...values, "d", 7), y: value, n: fc.nat(3), flag: fc.boolean() },
        { requiredKeys: [] },
      ),
      events: fc.array(fc.constant({ name: "Seen" }), { maxLength: 1 }),
      loyal: fc.boolean(),
    },
    { requiredKeys: ["attributes", "loyal"] },
  )
  .map(({ attributes, events, loyal }) => ({
    placement: "home",
    locale: "en",
    attributes,
    ...(events ? { events } : {}),
    consents: loyal ? [{ purpose: "loyalty", granted: true, at: "2026-02-01T00:00:00.000Z" }] : [],
    trace: false,
  }));

/** Runs a decision for its facts, then compares what the index finds with what looking at everything finds. */
function compareAll(compiled: CompiledRelease, asked: DecisionRequest): void {
  decide(compiled, asked, { now });
  const { facts, guards } = compiled;
  const { selections, guards: here } = compiled.placements.get("home")!;
  expect(compiled.problems).toEqual([]);
  expect(guards.first(facts, now)?.name).toBe(guards.firstByScan(facts, now)?.name);
  expect(here.first(facts, now)?.name).toBe(here.firstByScan(facts, now)?.name);
  const cleared = unguarded(compiled);
  expect(selections.first(cleared)?.name).toBe(selections.firstByScan(cleared)?.name);
}

/** Selection by itself. */
function unguarded({ facts }: CompiledRelease): Clearance {
  const none = new GuardIndex([]);
  return Clearance.ask(none, none, facts, now) as Clearance;
}

describe("DE-13 the index finds what looking at every rule finds", () => {
  test("for any rules and any person", () => {
    fc.assert(
      fc.property(release, fc.array(request, { minLength: 1, maxLength: 8 }), (compiled, requests) => {
        for (const asked of requests) compareAll(compiled, asked);
      }),
      { numRuns: 600 },
    );
  });

  test("DE-9 DE-10 a whole decision is what consent, guardrails and rules say one by one", () => {
    fc.assert(
      fc.property(release, request, (compiled, asked) => {
        const answer = decide(compiled, asked, { now });
        const { facts, guards } = compiled;
        const { selections, guards: here } = compiled.placements.get("home")!;
        const blocked = [...guards.all, ...here.all].some(
          (guard) => guard.from <= now && now < guard.until && guard.test(facts) !== false,
        );
        const expected = blocked ? null : (selections.firstByScan(unguarded(compiled))?.name ?? null);
        expect(answer.rule).toBe(expected);
        expect(answer.outcome).toBe(expected === null ? "generic" : "personalized");
      }),
      { numRuns: 600 },
    );
  });
});
