import { describe, expect, test } from "vitest";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { RuleAnalysis } from "#shared/rules/analysis/analysis.ts";
import type { AnalysisFinding } from "#shared/rules/analysis/model.ts";
import { ruleSetOf } from "#shared/rules/analysis/view.ts";
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

const now = Date.parse("2026-03-01T12:00:00.000Z");
const ground = [
  purpose("personalization", { basis: "legitimateInterest" }),
  attribute("country"),
  attribute("tier", { values: ["gold", "silver", "iron"] }),
  attribute("age", { type: "number" }),
  attribute("minor", { type: "boolean" }),
  attribute("ordered", { type: "timestamp" }),
  attribute("secret", { purposes: ["no-such-purpose"] }),
  attribute("score", { type: "number", source: "" }),
  event("Product_Viewed", { properties: [{ key: "price", type: "number" }] }),
  blockType("plain", [field("headline")]),
  ...["one", "two"].map((name) => block(name, "plain", { copy: { base: { headline: { "*": name } } } })),
  placement("home", { types: ["plain"], purpose: "personalization", fallback: "one" }),
];

const analyse = (...assets: BundleAsset[]): readonly AnalysisFinding[] =>
  new RuleAnalysis().update(ruleSetOf([...ground, ...assets], null), now).findings;
const told = (...assets: BundleAsset[]): string[] =>
  analyse(...assets)
    .filter(({ code }) => code !== "gap")
    .map(({ code, about, others }) => [code, about.name, ...others.map(({ name }) => name)].join(" "));

const rule = (name: string, when: string, rest: object = {}) =>
  select(name, { placement: "home", block: "one", when, priority: 10, ...rest });

describe("what can never be shown", () => {
  test.each([
    ['profile.country == "DE" && profile.country == "AT"', "two values at once"],
    ["profile.age > 65 && profile.age < 18", "an empty range"],
    ["profile.age > 3 && profile.age < 3.0000000000000004 && profile.age != 3", "no number between"],
    ['profile.tier == "platinum"', "a value that is not listed"],
    ['profile.secret == "x"', "an attribute that is masked for everybody"],
    ['profile.country.startsWith("D") && profile.country == "AT"', "a beginning and another value"],
    ['profile.ordered > now - duration("24h") && profile.ordered < now - duration("48h")', "two ages at once"],
    ["size(events) > 3 && size(events) < 4", "no whole number between"],
    ["profile.minor == !profile.minor", "itself and its opposite"],
    ['now < timestamp("2026-01-01T00:00:00Z")', "a time that is over"],
  ])("RA-2 %s: %s", (when) => {
    expect(told(rule("r", when))).toEqual(["never r"]);
  });

  test.each([
    'profile.country.startsWith("D") && profile.country != "DE"',
    'events.exists(e, e.name == "Product_Viewed" && e.price > 100 && e.at > now - duration("72h"))',
    'count(events.filter(e, e.name == "Product_Viewed")) >= 3',
    'profile.country.lowerAscii() == "de"',
    'profile.country.contains("x") && profile.country.endsWith("y")',
    "profile.age + 1.0 > 5.0",
    'profile.ordered > now - duration("720h")',
  ])("RA-3 somebody is made up for %s", (when) => {
    expect(told(rule("r", when))).toEqual([]);
  });

  test("RA-3 what cannot be decided is said to be undecided, and never to be impossible", () => {
    const when = 'profile.country.matches("^[^a-z]{3}[0-9]{4}$") && profile.country.contains("XY7")';
    expect(told(rule("r", when))).toEqual(["undecided r"]);
  });

  test("RA-4 a rule whose people are all kept out names the guardrails that keep them out", () => {
    const adults = exclude("adults", "profile.age >= 18");
    const minors = exclude("minors", "profile.age < 18");
    expect(told(rule("r", "profile.age > 20"), adults)).toEqual(["contradiction r adults"]);
    // Whoever's age is not known is kept out as well: a guardrail that might hold, holds.
    expect(told(rule("r", "true"), adults, minors)).toContain("contradiction r adults minors");
  });

  test("RA-5 a rule behind others names as few as are enough", () => {
    const hidden = rule("r", 'profile.tier in ["gold", "silver"]');
    const gold = rule("gold", 'profile.tier == "gold"', { priority: 30, block: "two" });
    const silver = rule("silver", 'profile.tier == "silver"', { priority: 20, block: "two" });
    const iron = rule("iron", 'profile.tier == "iron"', { priority: 20, block: "two" });
    expect(told(hidden, gold, silver, iron)).toEqual(["shadowed r gold silver"]);
    expect(told(hidden, gold)).toEqual([]);
  });

  test("RA-6 dates count: a rule that outlives the one before it is not hidden", () => {
    const first = rule("first", "has(profile.age)", { priority: 20, until: "2026-06-01T00:00:00.000Z" });
    expect(told(first, rule("r", "profile.age > 3", { until: "2026-05-01T00:00:00.000Z" }))).toEqual([
      "shadowed r first",
    ]);
    expect(told(first, rule("r", "profile.age > 3"))).toEqual([]);
    expect(told(rule("r", "true", { until: "2026-01-01T00:00:00.000Z" }))).toEqual(["over r"]);
  });
});

describe("the rest", () => {
  test("RA-7 two of one priority for some of the same people hang on their names", () => {
    const [a, b] = [rule("a", 'profile.tier == "gold"'), rule("b", "profile.age > 3", { block: "two" })];
    const [tie] = analyse(a, b).filter(({ code }) => code === "tie");
    expect(tie).toMatchObject({
      about: { name: "b" },
      others: [{ name: "a" }],
      witness: { attributes: { tier: "gold" } },
    });
    expect(told(a, rule("b", 'profile.tier == "iron"', { block: "two" }))).toEqual([]);
    expect(told(a, rule("b", "profile.age > 3"))).toEqual([]);
  });

  test("RA-8 guardrails that keep out everybody, nobody, or only strangers are told apart", () => {
    const never = 'profile.tier == "gold" && profile.tier == "iron"';
    expect(told(exclude("g", "true"))).toEqual(["blocksAll g"]);
    expect(told(exclude("g", "false"))).toEqual(["neverBlocks g"]);
    const [finding] = analyse(exclude("g", never)).filter(({ code }) => code === "neverBlocks");
    expect(finding).toMatchObject({ message: expect.stringContaining("only people of whom something"), witness: {} });
    expect(told(exclude("g", "profile.minor"))).toEqual([]);
  });

  test("RA-9 a gap names somebody; strangers alone are another matter, and nobody is none", () => {
    const gap = (...assets: BundleAsset[]) => analyse(...assets).find(({ code }) => code === "gap");
    expect(gap()).toMatchObject({ message: expect.stringContaining("No rule shows anything") });
    expect(gap(rule("r", 'profile.tier == "gold"'))?.witness?.attributes["tier"]).toMatch(/silver|iron/);
    const all = rule("r", 'profile.tier in ["gold", "silver", "iron"]');
    expect(gap(all)).toMatchObject({ message: expect.stringContaining("Strangers") });
    expect(gap(rule("r", "true"))).toBeUndefined();
  });

  test("RA-10 audiences that are empty, full or the same", () => {
    const found = told(
      audience("a", 'profile.country in ["DE", "AT"]'),
      audience("b", 'profile.country == "AT" || profile.country == "DE"'),
      audience("empty", "profile.age > 5 && profile.age < 5"),
      audience("full", "profile.age > 5 || profile.age <= 5"),
    );
    expect(found).toEqual(["emptyAudience empty", "equalAudiences b a", "always full"]);
  });

  test("RA-11 what is read and never delivered names its readers", () => {
    expect(told(rule("r", "profile.score > 3"))).toEqual(["undelivered attribute-score r"]);
  });
});
