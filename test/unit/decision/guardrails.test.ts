import { describe, expect, test } from "vitest";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import type { DecisionRequest } from "#shared/decision/model.ts";
import { block, blockType, field, guard, idOf, placement, select } from "#test/support/assets.ts";
import { MemoryCounter } from "#test/support/counter.ts";
import { decideOver, now, request, shop } from "#test/support/decisions.ts";

const at = (instant: string) => ({ now: Date.parse(instant) });
const quiet = (own: object = {}) =>
  guard("quiet", {
    effect: "suppress",
    windows: [{ hours: { from: "21:00", until: "08:00" } }],
    zone: "Europe/Berlin",
    ...own,
  });
const outcome = (
  rules: Parameters<typeof decideOver>[0],
  rest: Partial<DecisionRequest> = {},
  options: Parameters<typeof decideOver>[2] = {},
) => decideOver([...shop, ...rules], rest, options).outcome;

describe("DE-50 the steps of guardrails", () => {
  const all = [
    guard("d-required", { effect: "require", when: 'profile.country == "AT"' }),
    guard("c-capped", { effect: "cap", most: 1, period: { in: "rolling", length: 1, unit: "days" } }),
    guard("b-safe", { effect: "brandSafety", avoid: ["accidents"], contextRequired: true }),
    quiet({ windows: [{ days: ["sun"] }] }),
  ];
  const reached = (rules: typeof all) => {
    const { trace, rule } = decideOver([...shop, ...rules], {
      trace: true,
      attributes: { country: "DE", minor: false },
    });
    expect(rule).toBeNull();
    return trace?.find(({ result }) => result === "stop")?.step;
  };

  test("come in one order, whatever the names: suppression, brand safety, caps, eligibility, then ranking", () => {
    expect(reached(all)).toBe("exclusion");
    expect(reached(all.slice(0, 3))).toBe("brandSafety");
    expect(reached(all.slice(0, 2))).toBe("caps");
    expect(reached(all.slice(0, 1))).toBe("eligibility");
  });

  test("the steps after the one that stops are not reached, and the reason is the rule's", () => {
    const answer = decideOver([...shop, ...all.slice(0, 2)], { trace: true });
    expect(answer.trace?.map(({ result }) => result)).toEqual([
      "pass",
      "pass",
      "pass",
      "stop",
      "skip",
      "skip",
      "pass",
      "skip",
    ]);
    expect(answer.reason).toContain("Whether “c-capped” is reached is not known, so it counts as reached: It is so.");
  });
});

describe("DE-51 a suppression keeps quiet by the clock where the person is", () => {
  test.each([
    ["2026-03-01T19:59:00.000Z", "Europe/Berlin", "personalized"],
    ["2026-03-01T20:00:00.000Z", "Europe/Berlin", "generic"],
    ["2026-03-02T06:59:00.000Z", "Europe/Berlin", "generic"],
    ["2026-03-02T07:00:00.000Z", "Europe/Berlin", "personalized"],
    ["2026-03-01T12:00:00.000Z", "Asia/Tokyo", "generic"],
    ["2026-03-01T12:00:00.000Z", "Asia/Kolkata", "personalized"],
  ])("at %s in %s: %s", (instant, timeZone, expected) => {
    expect(outcome([quiet()], { timeZone }, at(instant))).toBe(expected);
  });

  // The clocks of Berlin go from 2:00 to 3:00 on 2026-03-29, and from 3:00 to 2:00 on 2026-10-25.
  test.each([
    ["2026-03-29T00:59:00.000Z", "personalized"],
    ["2026-03-29T01:00:00.000Z", "generic"],
    ["2026-10-25T00:30:00.000Z", "personalized"],
    ["2026-10-25T02:00:00.000Z", "generic"],
  ])("with daylight saving, %s: %s", (instant, expected) => {
    const night = quiet({ windows: [{ hours: { from: "03:00", until: "05:00" } }] });
    expect(outcome([night], { consents: recent }, at(instant))).toBe(expected);
  });
  const recent = ["personalization", "loyalty"].map((purpose) => ({
    purpose,
    granted: true,
    at: "2026-03-01T00:00:00.000Z",
  }));

  test("a night belongs to the day on which it began", () => {
    const friday = quiet({ windows: [{ hours: { from: "21:00", until: "08:00" }, days: ["fri"] }] });
    const on = (instant: string) => outcome([friday], {}, at(instant));
    expect(on("2026-02-27T21:00:00.000Z")).toBe("generic");
    expect(on("2026-02-28T05:00:00.000Z")).toBe("generic");
    expect(on("2026-02-28T21:00:00.000Z")).toBe("personalized");
  });

  test("dates count from the first to the last, both included, by the local calendar", () => {
    const days = quiet({ windows: [{ dates: { first: "2026-03-02", last: "2026-03-03" } }] });
    const on = (instant: string) => outcome([days], {}, at(instant));
    expect(on("2026-03-01T22:59:00.000Z")).toBe("personalized");
    expect(on("2026-03-01T23:00:00.000Z")).toBe("generic");
    expect(on("2026-03-03T22:59:00.000Z")).toBe("generic");
    expect(on("2026-03-03T23:00:00.000Z")).toBe("personalized");
  });

  test("a zone that does not exist blocks, and so does none where the rule has none", () => {
    expect(outcome([quiet()], { timeZone: "Mars/Olympus" })).toBe("generic");
    expect(outcome([quiet()], { timeZone: "__proto__" })).toBe("generic");
    expect(outcome([quiet()])).toBe("personalized");
    const { zone: _, ...zoneless } = (quiet().body as { logic: Record<string, unknown> }).logic;
    const without = { ...quiet(), body: { settings: { label: "quiet" }, logic: zoneless } };
    expect(outcome([without as never])).toBe("generic");
    expect(outcome([without as never], { timeZone: "Europe/Berlin" })).toBe("personalized");
  });

  test("with a condition both must hold, and what is unknown of one does not matter where the other is false", () => {
    const gold = quiet({ when: 'profile.tier == "gold"' });
    expect(
      outcome([gold], { attributes: { country: "DE", minor: false, tier: "gold" } }, at("2026-03-01T22:00:00.000Z")),
    ).toBe("generic");
    expect(
      outcome([gold], { attributes: { country: "DE", minor: false, tier: "none" } }, at("2026-03-01T22:00:00.000Z")),
    ).toBe("personalized");
    expect(outcome([gold], {}, at("2026-03-01T22:00:00.000Z"))).toBe("generic");
    expect(outcome([gold], {}, at("2026-03-01T12:00:00.000Z"))).toBe("personalized");
  });

  test("on a channel that interrupts nothing is sent", () => {
    expect(outcome([quiet()], { placement: "newsletter" }, at("2026-03-01T22:00:00.000Z"))).toBe("nothing");
  });
});

describe("DE-52 brand safety keeps content away from what it would stand beside", () => {
  const safe = (contextRequired: boolean) =>
    guard("safe", { effect: "brandSafety", avoid: ["News/Accidents"], contextRequired });

  test.each([
    [["sport"], "personalized"],
    [["sport", " news/accidents "], "generic"],
    [["news/accidents/air"], "generic"],
    [["news"], "personalized"],
    [["news/accidents-in-the-kitchen"], "personalized"],
    [[], "personalized"],
  ])("beside %j: %s", (context, expected) => {
    expect(outcome([safe(true)], { context })).toBe(expected);
  });

  test("what is not described blocks where the rule demands a description, and else does not", () => {
    expect(outcome([safe(true)])).toBe("generic");
    expect(outcome([safe(false)])).toBe("personalized");
  });
});

describe("DE-53 a frequency cap", () => {
  const cap = (own: object = {}, rest: object = {}) =>
    guard("cap", { effect: "cap", most: 2, period: { in: "rolling", length: 24, unit: "hours" }, ...own }, rest);
  const compiled = (rules: Parameters<typeof decideOver>[0]) =>
    compile({ environment: "live", number: 1, assets: [...shop, ...rules] });

  test("lets pass as many as it says in its period, counts what it lets pass, and nothing else", () => {
    const release = compiled([cap()]);
    const counter = new MemoryCounter();
    const ask = (instant: number, rest: Partial<DecisionRequest> = {}) =>
      decide(release, request({ person: "p", ...rest }), { now: instant, counter }).outcome;
    expect(ask(now, { attributes: { minor: true } })).toBe("generic");
    expect([ask(now), ask(now), ask(now)]).toEqual(["personalized", "personalized", "generic"]);
    expect(ask(now, { person: "q" })).toBe("personalized");
    expect(ask(now + 86_400_000)).toBe("generic");
    expect(ask(now + 86_400_001)).toBe("personalized");
  });

  test("counts across the placements and channels that it guards, and only those", () => {
    const release = compiled([cap({ most: 1, placements: ["home", "newsletter"] })]);
    const counter = new MemoryCounter();
    const ask = (place: string) =>
      decide(release, request({ person: "p", placement: place }), { now, counter }).outcome;
    expect([ask("newsletter"), ask("home"), ask("newsletter")]).toEqual(["personalized", "generic", "nothing"]);
    const mails = compiled([cap({ most: 1, channels: ["email"] })]);
    expect(decide(mails, request(), { now }).outcome).toBe("personalized");
    expect(decide(mails, request({ placement: "newsletter" }), { now }).outcome).toBe("nothing");
  });

  test.each([
    ["no counter", {}, { person: "p" }],
    ["no person", { counter: new MemoryCounter() }, {}],
    ["an empty person", { counter: new MemoryCounter() }, { person: "" }],
    ["a count that is not known", { counter: { count: () => undefined, add: () => {} } }, { person: "p" }],
    ["a count that is no number", { counter: { count: () => Number.NaN, add: () => {} } }, { person: "p" }],
    [
      "a counter that fails",
      {
        counter: {
          count: () => {
            throw new Error("disk");
          },
          add: () => {},
        },
      },
      { person: "p" },
    ],
    [
      "a count that cannot be kept",
      {
        counter: {
          count: () => 0,
          add: () => {
            throw new Error("disk full");
          },
        },
      },
      { person: "p" },
    ],
  ])("blocks with %s", (_, options, rest) => {
    expect(outcome([cap()], rest, options)).toBe("generic");
    expect(outcome([cap()], { ...rest, placement: "newsletter" }, options)).toBe("nothing");
  });

  test("a calendar period begins at midnight of its zone: days, weeks on Monday, months on the first", () => {
    const asked: number[] = [];
    const counter = { count: (_cap: string, _person: string, since: number) => (asked.push(since), 0), add: () => {} };
    for (const unit of ["day", "week", "month"]) {
      const rule = cap({ period: { in: "calendar", unit, zone: "Europe/Berlin" } });
      outcome([rule], { person: "p" }, { counter, ...at("2026-04-01T10:00:00.000Z") });
    }
    expect(asked.map((since) => new Date(since).toISOString())).toEqual([
      "2026-03-31T22:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
      "2026-03-31T22:00:00.000Z",
    ]);
    asked.length = 0;
    const rule = cap({ period: { in: "calendar", unit: "month", zone: "Europe/Berlin" } });
    outcome([rule], { person: "p" }, { counter, ...at("2026-03-30T10:00:00.000Z") });
    expect(new Date(asked[0]!).toISOString()).toBe("2026-02-28T23:00:00.000Z");
  });

  test("of content counts only what it covers, and once per answer", () => {
    const spring = cap({ most: 1, blocks: ["spring-hero"] });
    const plain = [
      block("plain-hero", "hero", { copy: { base: { headline: { "*": "Plain" } } } }),
      select("plain", { placement: "home", block: "plain-hero", when: "true", priority: 1 }),
    ];
    const release = compiled([spring, ...plain]);
    const counter = new MemoryCounter();
    const ask = () => decide(release, request({ person: "p" }), { now, counter }).rule;
    expect([ask(), ask(), ask()]).toEqual(["spring", "plain", "plain"]);
    expect(counter.count(idOf("cap"), "p", 0)).toBe(1);
  });
});

describe("DE-54 eligibility", () => {
  const only = (own: object = {}) => guard("only", { effect: "require", when: 'profile.tier == "gold"', ...own });

  test("a requirement lets pass only those of whom it surely holds", () => {
    const tier = (value: string) => ({ attributes: { country: "DE", minor: false, tier: value } });
    expect(outcome([only()], tier("gold"))).toBe("personalized");
    expect(outcome([only()], tier("silver"))).toBe("generic");
    expect(outcome([only()])).toBe("generic");
  });

  test("DE-56 of a block leaves the other blocks to the other rules", () => {
    const rules = [
      only({ blocks: ["spring-hero"] }),
      block("plain-hero", "hero", { copy: { base: { headline: { "*": "Plain" } } } }),
      select("plain", { placement: "home", block: "plain-hero", when: "true", priority: 1 }),
    ];
    expect(decideOver([...shop, ...rules]).content?.block).toBe("plain-hero");
    const gold = { attributes: { country: "DE", minor: false, tier: "gold" } };
    expect(decideOver([...shop, ...rules], gold).content?.block).toBe("spring-hero");
  });

  test("DE-56 of a block type covers its blocks, in a template's slots too", () => {
    const parts = [
      blockType("promo", [field("headline")]),
      block("promo-one", "promo", { copy: { base: { headline: { "*": "Buy" } } } }),
      placement("aside", { types: ["promo", "hero"], purpose: "personalization", fallback: "generic-hero" }),
      select("buy", { placement: "aside", block: "promo-one", when: "true", priority: 5 }),
    ];
    const answer = decideOver([...shop, ...parts, only({ types: ["promo"] })], { placement: "aside", trace: true });
    expect(answer.outcome).toBe("generic");
    expect(answer.reason).toContain("No rule applies to what is not kept back.");
    expect(answer.trace?.find(({ step }) => step === "ranking")?.looked).toEqual([
      { name: "buy", value: "false", why: "its block promo-one is kept back by only" },
    ]);
  });
});

describe("DE-55 the scope of a guardrail", () => {
  const german = guard("german", { effect: "exclude" }, { scope: { market: "de" } });

  test("one of a market asks where the person is, in a placement that serves several, and blocks where that is not known", () => {
    expect(outcome([german], { market: "de" })).toBe("generic");
    expect(outcome([german], { market: "at" })).toBe("personalized");
    expect(outcome([german])).toBe("generic");
  });

  test("does not hold in placements of another market, brand or channel", () => {
    const french = { ...placement("fr", { types: ["hero"], purpose: "personalization", fallback: "generic-hero" }) };
    const here = { ...french, scope: { ...french.scope, market: "fr", brand: "halden" } };
    const rules = [here, select("fr-spring", { placement: "fr", block: "spring-hero", when: "true" })];
    const decideIn = (scope: object) =>
      outcome([...rules, guard("other", { effect: "exclude" }, { scope })], { placement: "fr" });
    expect(decideIn({ market: "de" })).toBe("personalized");
    expect(decideIn({ brand: "ridge" })).toBe("personalized");
    expect(decideIn({ channel: "email" })).toBe("personalized");
    expect(decideIn({ market: "fr", brand: "halden", channel: "web" })).toBe("generic");
  });
});

describe("DE-9 a guardrail of any effect that cannot be read blocks", () => {
  test.each([
    quiet({ when: "profile.nothing" }),
    guard("cap", { effect: "cap", most: 1000, period: { in: "rolling", length: 1, unit: "hours" }, when: "((" }),
    guard("safe", { effect: "brandSafety", avoid: ["x"], contextRequired: false, when: "1 + 1" }),
    guard("only", { effect: "require", when: "!!" }),
    quiet({ zone: "no zone" }),
    guard("other", { effect: "unheard" as never }),
  ])("$body.logic.effect $body.logic.when", (rule) => {
    expect(outcome([rule], { person: "p", context: [] }, { counter: new MemoryCounter() })).toBe("generic");
  });
});
