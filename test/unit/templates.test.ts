import { describe, expect, test } from "vitest";
import { defaultPaths } from "#shared/access/defaults.ts";
import { authors } from "#shared/access/policy.ts";
import { everywhere, type Scope, tiers } from "#shared/assets/model.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { BundleAsset } from "#shared/bundle/model.ts";
import type { Slot } from "#shared/templates/model.ts";
import { checkContext, idOf, placement, select, slot, template } from "#test/support/assets.ts";
import { ended, pages } from "#test/support/templates.ts";

/** The problems of an asset among the shop's pages, whichever scope it is in. */
function problemsOf(one: BundleAsset, scope: Scope = everywhere) {
  const context = checkContext([...pages, one], one);
  return kindOf(one.kind).check(one.body, { ...context, self: { id: one.id, name: one.name, scope } });
}
const found = (one: BundleAsset, scope?: Scope) =>
  problemsOf(one, scope).map(({ code, at, severity }) => `${severity === "warning" ? "warning " : ""}${code} ${at}`);

const hero = slot("hero", "flexible", ["hero"]);
const footer = slot("footer", "fixed", ["footer"], { block: "imprint" });
const of = (...slots: readonly Slot[]) => template("a-template", slots);

test("sound templates, placements and rules have no problems but ends that are said", () => {
  expect(pages.flatMap((one) => found(one))).toEqual([
    "warning expiry settings.slots.1.block",
    "warning expiry settings.slots.1.block",
  ]);
});

describe("TE-1 slots", () => {
  test("at least one", () => expect(found(of())).toEqual(["form settings.slots"]));

  test("no two of the same key", () => {
    expect(found(of(hero, footer, slot("hero", "flexible", ["offer"])))).toEqual(["form settings.slots.2.key"]);
  });

  test("at least one flexible", () => expect(found(of(footer))).toEqual(["rule settings.slots"]));

  test.each(["Hero", "1st", "a b", "", "x".repeat(41)])("the key %j is refused", (key) => {
    expect(found(of({ ...hero, key }))).toEqual(["form settings.slots.0.key"]);
  });
});

test("TE-2 a fixed slot without a block is refused, by its name", () => {
  const emptied = of(hero, slot("footer", "fixed", ["footer"], { label: "Imprint" }));
  expect(found(emptied)).toEqual(["missing settings.slots.1.block"]);
  expect(problemsOf(emptied)[0]?.message).toBe("Choose the block of “Imprint”: a fixed slot is never empty.");
});

describe("TE-3 the block of a slot", () => {
  test("is there, is a block and is of a type that the slot takes", () => {
    expect(found(of(hero, slot("footer", "fixed", ["footer"], { block: "nowhere" })))).toEqual([
      "reference settings.slots.1.block",
    ]);
    expect(found(of(hero, slot("footer", "fixed", ["footer"], { block: "gold" })))).toEqual([
      "reference settings.slots.1.block",
    ]);
    expect(found(of(hero, slot("footer", "fixed", ["footer"], { block: "everyones-offer" })))).toEqual([
      "rule settings.slots.1.block",
    ]);
  });

  test.each([
    [{ brand: "*", market: "de", channel: "*" }, { brand: "*", market: "de", channel: "web" }, []],
    [{ brand: "*", market: "de", channel: "*" }, everywhere, ["rule settings.slots.1.block"]],
    [
      { brand: "*", market: "*", channel: "email" },
      { brand: "*", market: "*", channel: "web" },
      ["rule settings.slots.1.block"],
    ],
  ])("for %j in a template for %j", (scope, templateScope, expected) => {
    const own = pages.map((one) => (one.name === "imprint" ? { ...one, scope } : one));
    const one = of(hero, footer);
    const context = checkContext([...own, one], one);
    const self = { id: one.id, name: one.name, scope: templateScope };
    const problems = kindOf("template").check(one.body, { ...context, self });
    expect(problems.map(({ code, at }) => `${code} ${at}`)).toEqual(expected);
  });

  test("of one that ends, what then becomes of the slot is said", () => {
    const day = ended.slice(0, 10);
    const said = (one: Slot) => problemsOf(of(hero, one)).map(({ message }) => message);
    expect(said(slot("footer", "fixed", ["footer"], { block: "ended-imprint" }))).toEqual([
      `ended-imprint ends on ${day}: from then on nothing is shown where this template is used. Choose one without an end.`,
    ]);
    expect(said(slot("offer", "flexible", ["offer"], { block: "ended-offer" }))).toEqual([
      `ended-offer ends on ${day}: from then on “offer” is left out where no rule chooses. Choose one without an end.`,
    ]);
  });
});

test("TE-4 the channel is that of the scope", () => {
  expect(found(of(hero, footer), { brand: "*", market: "*", channel: "web" })).toEqual([]);
  expect(found(of(hero, footer), { brand: "*", market: "*", channel: "email" })).toEqual(["rule settings.channel"]);
});

describe("TE-5 the template of a placement", () => {
  const using = (name: string, fallback = "generic-hero", types = ["hero"]) =>
    placement("a-placement", { types, purpose: "personalization", fallback, template: name });

  test("is there and is a template", () => {
    expect(found(using("page"))).toEqual([]);
    expect(found(using("nowhere"))).toEqual(["reference settings.template"]);
    expect(found(using("hero"))).toEqual(["reference settings.template"]);
  });

  test("is of its channel", () => expect(found(using("message"))).toEqual(["rule settings.template"]));

  test("takes its generic block in the main slot", () => {
    expect(found(using("page", "imprint", ["footer"]))).toEqual(["rule settings.fallback"]);
  });

  test("serves wherever the placement does", () => {
    const own = pages.map((one) =>
      one.name === "page" ? { ...one, scope: { brand: "*", market: "de", channel: "*" } } : one,
    );
    const one = using("page");
    const problemsIn = (scope: Scope) =>
      kindOf("placement").check(one.body, {
        ...checkContext([...own, one], one),
        self: { id: one.id, name: one.name, scope },
      });
    expect(problemsIn({ ...everywhere, market: "de" })).toEqual([]);
    expect(problemsIn(everywhere).map(({ at }) => at)).toEqual(["settings.template"]);
  });
});

describe("TE-6 the slot of a rule", () => {
  const rule = (where: string | undefined, block: string, place = "on-page") =>
    select("a-rule", { placement: place, block, when: "true", ...(where === undefined ? {} : { slot: where }) });

  test.each([
    ["the main slot by default", undefined, "spring-hero", []],
    ["the main slot by its key", "hero", "spring-hero", []],
    ["another flexible slot", "offer", "alpine-offer", []],
    ["one that is not there", "aside", "alpine-offer", ["rule logic.slot"]],
    ["a fixed one", "footer", "imprint", ["rule logic.slot"]],
    ["a block that the slot does not take", "offer", "spring-hero", ["rule logic.block"]],
    ["a block that the main slot does not take", undefined, "alpine-offer", ["rule logic.block", "rule logic.block"]],
  ])("%s", (_, where, block, expected) => {
    expect(found(rule(where, block))).toEqual(expected);
  });

  test("a placement without a template has no slots", () => {
    expect(found(rule("hero", "spring-hero", "home"))).toEqual(["rule logic.slot"]);
    expect(found(rule(undefined, "spring-hero", "home"))).toEqual([]);
  });

  test("a refusal names the slots that rules fill", () => {
    expect(problemsOf(rule("footer", "imprint"))[0]?.message).toBe(
      "Choose another slot: “footer” is fixed in page. Rules fill hero, offer, note.",
    );
  });
});

test("TE-7 types, blocks and templates are references", () => {
  const referencesOf = (name: string) => {
    const one = pages.find((each) => each.name === name)!;
    return kindOf(one.kind)
      .references(one.body)
      .map(({ at, asset }) => [at, asset]);
  };
  expect(referencesOf("page")).toContainEqual(["settings.slots.3.block", idOf("imprint")]);
  expect(referencesOf("page")).toContainEqual(["settings.slots.0.types.1", idOf("bare")]);
  expect(referencesOf("on-page")).toContainEqual(["settings.template", idOf("page")]);
});

test("TE-8 brand writes templates, the central teams those of the foundation; brand and legal approve them", () => {
  expect(authors.template).toEqual({
    foundation: ["brandApprover", "legalApprover"],
    campaign: ["brandApprover"],
    variable: ["brandApprover"],
  });
  for (const tier of tiers) {
    const path = defaultPaths.find((one) => one.kinds.includes("template") && one.tiers.includes(tier));
    expect(path?.steps.map(({ role, covers }) => [role, covers.includes("settings")])).toEqual([
      ["brandApprover", true],
      ["legalApprover", true],
    ]);
  }
});
