import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import type { DecisionRequest } from "#shared/decision/model.ts";
import type { GuardrailEffect, GuardrailLogic, SuppressionWindow } from "#shared/rules/effects.ts";
import { isGuardrail, ruleLogic, weekdays } from "#shared/rules/effects.ts";
import { attribute, block, blockType, field, guard, idOf, placement, purpose, select } from "#test/support/assets.ts";
import { MemoryCounter } from "#test/support/counter.ts";

const ground = [
  purpose("personalization", { basis: "legitimateInterest" }),
  attribute("x"),
  blockType("plain", [field("headline")]),
  blockType("promo", [field("headline")]),
  block("shown", "plain", { copy: { base: { headline: { "*": "Shown" } } } }),
  block("promoted", "promo", { copy: { base: { headline: { "*": "Buy" } } } }),
  placement("home", { types: ["plain", "promo"], purpose: "personalization", fallback: "shown" }),
  placement("mail", { types: ["plain", "promo"], purpose: "personalization", fallback: "shown", channel: "email" }),
  ...["home", "mail"].flatMap((place) => [
    select(`${place}-promo`, { placement: place, block: "promoted", when: 'profile.x != "z"', priority: 2 }),
    select(`${place}-plain`, { placement: place, block: "shown", when: 'profile.x != "c"', priority: 1 }),
  ]),
];

const zones = ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"];
const zone = fc.constantFrom(...zones);
const time = fc
  .tuple(fc.nat(23), fc.constantFrom("00", "30"))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`);
const window: fc.Arbitrary<SuppressionWindow> = fc.record(
  {
    hours: fc.record({ from: time, until: time }).filter(({ from, until }) => from !== until),
    days: fc.subarray([...weekdays], { minLength: 1 }),
    dates: fc.constantFrom({ first: "2026-03-28", last: "2026-03-29" }, { first: "2026-03-30", last: "2026-03-30" }),
  },
  { requiredKeys: [] },
);
const own: fc.Arbitrary<{ effect: GuardrailEffect } & Record<string, unknown>> = fc.oneof(
  fc.constant({ effect: "exclude" as const }),
  fc.constant({ effect: "require" as const }),
  fc.record(
    { effect: fc.constant("suppress" as const), windows: fc.array(window, { maxLength: 2 }), zone },
    { requiredKeys: ["effect", "windows"] },
  ),
  fc.record({
    effect: fc.constant("brandSafety" as const),
    avoid: fc.subarray(["news", "news/war", "Crime"], { minLength: 1 }),
    contextRequired: fc.boolean(),
  }),
  fc.record({
    effect: fc.constant("cap" as const),
    most: fc.integer({ min: 1, max: 2 }),
    period: fc.oneof(
      fc.record({ in: fc.constant("calendar" as const), unit: fc.constantFrom("day", "week", "month"), zone }),
      fc.constant({ in: "rolling" as const, length: 30, unit: "hours" as const }),
    ),
  }),
);
const reach = fc.record(
  {
    placements: fc.constantFrom([], ["home"], ["home", "mail"]),
    channels: fc.constantFrom(["web"], ["email"], ["web", "email"]),
    types: fc.constantFrom([], ["promo"], ["promo", "plain"]),
    blocks: fc.constantFrom([], ["shown"]),
    when: fc.constantFrom("true", "false", 'profile.x == "a"', 'profile.x in ["a", "b"]', '!(profile.x == "b")'),
    market: fc.constantFrom("*", "*", "*", "de"),
  },
  { requiredKeys: ["when", "market"] },
);
const rules = fc
  .array(fc.tuple(own, reach), { maxLength: 3 })
  .map((list) =>
    list.map(([logic, { market, ...where }], index) =>
      guard(`g-${index}`, { ...logic, ...where } as never, { scope: { market } }),
    ),
  );
const request: fc.Arbitrary<DecisionRequest> = fc
  .record(
    {
      placement: fc.constantFrom("home", "mail"),
      person: fc.constantFrom("p", "p", "p", "q", ""),
      x: fc.constantFrom("a", "b", "c", "z"),
      timeZone: fc.constantFrom(...zones, "Mars/Olympus"),
      context: fc.subarray(["NEWS/war/front", "crime", "sport"]),
      market: fc.constantFrom("de", "uk"),
    },
    { requiredKeys: ["placement", "person"] },
  )
  .map(({ x, ...rest }) => ({
    locale: "en",
    attributes: (x === undefined ? {} : { x }) as DecisionRequest["attributes"],
    consents: [],
    trace: false,
    ...rest,
  }));
const question = fc.tuple(
  request,
  fc.integer({ min: Date.parse("2026-03-27T12:00:00Z"), max: Date.parse("2026-03-30T12:00:00Z") }),
);

type Kleene = boolean | undefined;
const and = (...values: Kleene[]): Kleene =>
  values.includes(false) ? false : values.includes(undefined) ? undefined : true;

/** The same rules read plainly: no index, no compiled condition, no kept offset. */
class Plain {
  readonly #rules: readonly { id: string; market: string; logic: GuardrailLogic }[];
  readonly #shown = new Map<string, number[]>();

  constructor(assets: readonly BundleAsset[]) {
    this.#rules = assets.flatMap(({ id, scope, body }) => {
      const logic = ruleLogic.parse(body.logic);
      return isGuardrail(logic) ? [{ id, market: scope.market, logic }] : [];
    });
  }

  /** The block that a request is answered with; null for none. */
  block(asked: DecisionRequest, now: number): string | null {
    const here = this.#rules.filter(({ logic }) => this.#isHere(logic, asked.placement));
    const stops = (name: string, type: string) =>
      here.some((rule) => covers(rule.logic, name, type) && this.#holds(rule, asked, now) !== false);
    if (here.some((rule) => !rule.logic.content && this.#holds(rule, asked, now) !== false)) return null;
    const { x } = asked.attributes;
    const wanted = [
      ...(x === undefined || x === "z" ? [] : [["promoted", "promo"] as const]),
      ...(x === undefined || x === "c" ? [] : [["shown", "plain"] as const]),
    ];
    const found = wanted.find(([name, type]) => !stops(name, type));
    if (!found) return null;
    for (const rule of here) {
      const counts = rule.logic.effect === "cap" && (!rule.logic.content || covers(rule.logic, found[0], found[1]));
      if (!counts || this.#whom(rule, asked) === false) continue;
      const key = `${rule.id} ${asked.person}`;
      this.#shown.set(key, [...(this.#shown.get(key) ?? []), now]);
    }
    return found[0];
  }

  #isHere({ placements, channels }: GuardrailLogic, place: string): boolean {
    const channel = place === "home" ? "web" : "email";
    return (placements.length === 0 || placements.includes(idOf(place))) && (channels?.includes(channel) ?? true);
  }

  #whom(
    { market, logic }: { market: string; logic: GuardrailLogic },
    { attributes, market: there }: DecisionRequest,
  ): Kleene {
    const { x } = attributes;
    const is = (...values: unknown[]): Kleene => (x === undefined ? undefined : values.includes(x));
    const tests: Record<string, Kleene> = {
      true: true,
      false: false,
      'profile.x == "a"': is("a"),
      'profile.x in ["a", "b"]': is("a", "b"),
      '!(profile.x == "b")': x === undefined ? undefined : x !== "b",
    };
    const holds = tests[logic.when];
    const negated = logic.effect === "require" ? (holds === undefined ? undefined : !holds) : holds;
    return and(negated, market === "*" || (there === undefined ? undefined : there === market));
  }

  #holds(rule: { id: string; market: string; logic: GuardrailLogic }, asked: DecisionRequest, now: number): Kleene {
    const { logic } = rule;
    return and(this.#whom(rule, asked), this.#circumstance(rule.id, logic, asked, now));
  }

  #circumstance(
    id: string,
    logic: GuardrailLogic,
    { person, timeZone, context }: DecisionRequest,
    now: number,
  ): Kleene {
    if (logic.effect === "suppress") {
      const where = timeZone ?? logic.zone;
      if (logic.windows.length === 0) return true;
      if (where === undefined || where.startsWith("Mars")) return undefined;
      return logic.windows.some((one) => isQuiet(one, local(now, where)));
    }
    if (logic.effect === "brandSafety") {
      if (context === undefined) return logic.contextRequired ? undefined : false;
      return logic.avoid.some((label) =>
        context.some((one) => `${one}/`.toLowerCase().startsWith(`${label}/`.toLowerCase())),
      );
    }
    if (logic.effect !== "cap") return true;
    if (person === "") return undefined;
    const since = logic.period.in === "rolling" ? null : startOf(logic.period.unit, local(now, logic.period.zone));
    const counted = (this.#shown.get(`${id} ${person}`) ?? []).filter((at) =>
      logic.period.in === "rolling" ? at >= now - 30 * 3_600_000 : local(at, logic.period.zone) >= since!,
    );
    return counted.length >= logic.most;
  }
}

const covers = ({ content }: GuardrailLogic, name: string, type: string): boolean =>
  content !== undefined && (content.types.includes(idOf(type)) || content.blocks.includes(idOf(name)));

/** `2026-03-29T02:30:00` by the clock of a zone. */
const local = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(at).replace(" ", "T");

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
const weekdayOf = (day: string) => weekdays[(new Date(day).getUTCDay() + 6) % 7]!;

function isQuiet({ hours, days, dates }: SuppressionWindow, clock: string): boolean {
  const day = clock.slice(0, 10);
  const minute = clock.slice(11, 16);
  const begins = (on: string) =>
    (days?.includes(weekdayOf(on)) ?? true) && (!dates || (dates.first <= on && on <= dates.last));
  if (!hours) return begins(day);
  const { from, until } = hours;
  if (from < until) return begins(day) && from <= minute && minute < until;
  return (from <= minute && begins(day)) || (minute < until && begins(dayBefore(day)));
}

function startOf(unit: "day" | "week" | "month", clock: string): string {
  let day = clock.slice(0, 10);
  if (unit === "month") return `${day.slice(0, 8)}01`;
  if (unit === "day") return day;
  while (weekdayOf(day) !== "mon") day = dayBefore(day);
  return day;
}

describe("DE-13 DE-50 guardrails of every kind", () => {
  test("any rules and any row of decisions end as they do read plainly, caps counted along the way", () => {
    fc.assert(
      fc.property(rules, fc.array(question, { minLength: 4, maxLength: 12 }), (guards, questions) => {
        const release = compile({ environment: "live", number: 1, assets: [...ground, ...guards] });
        expect(release.problems).toEqual([]);
        const counter = new MemoryCounter();
        const plain = new Plain(guards);
        for (const [one, now] of questions.toSorted(([, a], [, b]) => a - b)) {
          const { outcome, content, trace } = decide(release, { ...one, trace: true }, { now, counter });
          const expected = plain.block(one, now);
          expect(outcome === "personalized" ? content?.block : null).toBe(expected);
          const otherwise = one.placement === "mail" ? "nothing" : "generic";
          expect(outcome).toBe(expected === null ? otherwise : "personalized");
          // No step after one that stopped was begun.
          const stopped = trace!.findIndex(({ result }) => result === "stop");
          const later = stopped === -1 ? [] : trace!.slice(stopped + 1).map(({ step, result }) => `${step} ${result}`);
          expect(later.filter((row) => !/^(assembly|label)|skip$/.test(row))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
