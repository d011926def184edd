import { describe, expect, test } from "vitest";
import { kindOf } from "#shared/assets/kinds.ts";
import { type GuardrailLogic, ruleLogic } from "#shared/rules/effects.ts";
import { guardrailWords } from "#renderer/rules/logic/guardrail-words.ts";
import { checkContext, guard, idOf } from "#test/support/assets.ts";
import { shop } from "#test/support/decisions.ts";

const problemsOf = (rule: ReturnType<typeof guard>) =>
  kindOf("rule")
    .check(rule.body, checkContext([...shop, rule], rule))
    .map(({ at, severity }) => `${severity} ${at}`);
const quiet = (own: object) => guard("quiet", { effect: "suppress", windows: [], ...own });
const cap = (period: unknown, most = 1) => guard("cap", { effect: "cap", most, period: period as never });
const safe = (avoid: string[]) => guard("safe", { effect: "brandSafety", avoid, contextRequired: true });

describe("RU-40 a guardrail says when it holds", () => {
  test.each([
    ["hours", quiet({ windows: [{ hours: { from: "21:00", until: "08:00" } }], zone: "Asia/Tokyo" })],
    ["a condition", quiet({ when: "profile.minor" })],
    ["dates", quiet({ windows: [{ dates: { first: "2026-12-24", last: "2026-12-24" } }] })],
    ["a cap", cap({ in: "calendar", unit: "week", zone: "Europe/Berlin" })],
    ["brand safety", safe(["news", "news/accidents"])],
    ["a requirement", guard("only", { effect: "require", when: "profile.minor", blocks: ["spring-hero"] })],
  ])("%s will do", (_, rule) => {
    expect(problemsOf(rule)).toEqual([]);
  });

  test.each([
    ["nothing at all", quiet({}), "error logic.windows"],
    ["an empty window", quiet({ windows: [{}] }), "error logic.windows.0"],
    [
      "hours that are none",
      quiet({ windows: [{ hours: { from: "08:00", until: "08:00" } }] }),
      "error logic.windows.0.hours",
    ],
    [
      "a time that is none",
      quiet({ windows: [{ hours: { from: "24:00", until: "08:00" } }] }),
      "error logic.windows.0.hours.from",
    ],
    ["a day twice", quiet({ windows: [{ days: ["mon", "mon"] }] }), "error logic.windows.0.days"],
    [
      "dates that never come",
      quiet({ windows: [{ dates: { first: "2026-12-26", last: "2026-12-24" } }] }),
      "error logic.windows.0.dates",
    ],
    [
      "a date that is none",
      quiet({ windows: [{ dates: { first: "2026-02-30", last: "2026-03-01" } }] }),
      "error logic.windows.0.dates.first",
    ],
    ["a zone that is none", quiet({ when: "profile.minor", zone: "Mars/Olympus" }), "error logic.zone"],
    ["a calendar of nowhere", cap({ in: "calendar", unit: "day", zone: "Mars/Olympus" }), "error logic.period.zone"],
    ["a cap of none", cap({ in: "rolling", length: 1, unit: "days" }, 0), "error logic.most"],
    [
      "a period longer than counts are kept",
      cap({ in: "rolling", length: 91, unit: "days" }),
      "error logic.period.length",
    ],
    ["nothing to avoid", safe([]), "error logic.avoid"],
    ["a label twice", safe(["News", "news"]), "warning logic.avoid.1"],
    [
      "a placement outside of its channels",
      guard("x", { effect: "exclude", placements: ["home"], channels: ["email"] }),
      "error logic.placements.0",
    ],
    ["a block as a type", guard("x", { effect: "exclude", types: ["spring-hero"] }), "error logic.content.types.0"],
  ])("%s is refused", (_, rule, expected) => {
    expect(problemsOf(rule)).toContain(expected);
  });

  test("no reason is refused, and content that names nothing", () => {
    const rule = guard("x", { effect: "exclude" });
    const logic = rule.body.logic as Record<string, unknown>;
    const changed = (own: object) => ({ ...rule, body: { ...rule.body, logic: { ...logic, ...own } } }) as typeof rule;
    expect(problemsOf(changed({ reason: "" }))).toEqual(["error logic.reason"]);
    expect(problemsOf(changed({ content: { types: [], blocks: [] } }))).toEqual(["error logic.content"]);
  });

  test.each([
    [
      quiet({
        windows: [{ hours: { from: "21:00", until: "08:00" }, days: ["sat", "sun"] }],
        zone: "Europe/Berlin",
        channels: ["email"],
      }),
      "Nothing personalized by e-mail between 21:00 and 08:00 on Saturday and Sunday, by the clock where the person is. Where a request does not say, the clock of Europe/Berlin counts.",
    ],
    [
      cap({ in: "rolling", length: 7, unit: "days" }, 3),
      "One person gets what is personalized at most 3 times in any 7 days, in every placement together.",
    ],
    [
      safe(["news", "crime"]),
      "What is personalized never stands beside news and crime in every placement. Where a request does not say beside what, it is kept back too.",
    ],
    [
      guard("only", { effect: "require", when: "true", types: ["hero"], placements: ["home"] }),
      "Only those of whom the condition surely holds get hero in home.",
    ],
  ])("what it does is a sentence: $1", (rule, expected) => {
    const names = new Map(shop.map(({ id, name }) => [id as string, name]));
    const logic = ruleLogic.parse(rule.body.logic) as GuardrailLogic;
    expect(guardrailWords(logic, (id) => names.get(id) ?? id)).toBe(expected);
    expect(names.has(idOf("hero"))).toBe(true);
  });
});
