import { describe, expect, test } from "vitest";
import {
  applied,
  audience,
  bodyOf,
  document,
  entry,
  faultsOf,
  hasTrait,
  linkTo,
  paragraph,
  plan,
  rowOf,
  space,
  tracked,
  visited,
  words,
} from "#test/support/contentful.ts";

const conditionOf = (rules: unknown): string => {
  const plans = plan(space({ entries: [audience("a1", "These people", rules)] }));
  expect(faultsOf(plans)).toEqual([]);
  return bodyOf(applied(plans), "acme.audience.these-people").logic.when;
};

const page = (operator: string, value: string, more = {}) => ({
  type: "page",
  count: 1,
  operator: "greaterThanInclusive",
  conditions: [
    {
      key: { id: "context_campaign_source", label: "Campaign source", category: { type: "string" }, ...more },
      operator,
      value,
    },
  ],
});

describe("a tree of rules", () => {
  test.each([
    ["one page", { any: [{ all: [visited("sale")] }] }, 'events.exists(e, e.name == "page" && e.url.contains("sale"))'],
    [
      "a campaign",
      { all: [page("equal", "spring")] },
      'events.exists(e, e.name == "page" && e.campaign_source == "spring")',
    ],
    [
      "not a campaign",
      { all: [page("notContains", "spring")] },
      'events.exists(e, e.name == "page" && !e.campaign_source.contains("spring"))',
    ],
    [
      "a beginning",
      { all: [page("startsWith", 'a"b\\')] },
      'events.exists(e, e.name == "page" && e.campaign_source.startsWith("a\\"b\\\\"))',
    ],
    ["an event", { all: [tracked("sign_up")] }, 'events.exists(e, e.name == "sign_up")'],
    ["an event three times", { all: [tracked("sign_up", 3)] }, 'count(events.filter(e, e.name == "sign_up")) >= 3'],
    ["an event never", { all: [tracked("sign_up", 0, "equal")] }, '!events.exists(e, e.name == "sign_up")'],
    ["a trait", { all: [hasTrait("Role", "Owner")] }, 'profile.role == "Owner"'],
    ["any trait", { all: [hasTrait("Role", "")] }, "has(profile.role)"],
    [
      "none of two",
      { none: [hasTrait("Role", "Owner"), hasTrait("Role", "Boss")] },
      '!(profile.role == "Owner" || profile.role == "Boss")',
    ],
    ["not one", { not: { all: [hasTrait("Role", "Owner")] } }, '!(profile.role == "Owner")'],
    [
      "groups in groups",
      { all: [{ any: [tracked("a1"), tracked("b1")] }, hasTrait("Role", "Owner")] },
      '(events.exists(e, e.name == "a1") || events.exists(e, e.name == "b1")) && profile.role == "Owner"',
    ],
  ])("IM-20 becomes a condition that the type checker accepts: %s", (_, rules, when) => {
    expect(conditionOf(rules)).toBe(when);
  });

  test.each([
    [
      "an unknown type of rule",
      { all: [hasTrait("Role", "Owner"), { type: "weather", count: 1, conditions: [] }] },
      "“weather”",
    ],
    ["an unknown comparison", { all: [page("soundsLike", "spring")] }, "“soundsLike”"],
    ["an unknown frequency", { all: [{ ...tracked("a1"), operator: "often" }] }, "“often”"],
    ["an empty group", { any: [{ all: [] }] }, "empty"],
    ["a group of two sorts", { all: [tracked("a1")], any: [tracked("b1")] }, "both “all” and “any”"],
    ["no rules", {}, "form expected"],
    ["an event without a name", { all: [tracked("")] }, "does not name the event"],
    ["a trait so many times", { all: [{ ...hasTrait("Role", "Owner"), count: 4 }] }, "no meaning here"],
    ["half a character", { all: [hasTrait("Role", "\ud800")] }, "half of a character"],
    ["a text compared as if it were a number", { all: [page("greaterThan", "7")] }, "is not a number"],
    [
      "rules nested without end",
      Array.from({ length: 30 }).reduce<unknown>((inner) => ({ all: [inner] }), tracked("a1")),
      "nested",
    ],
  ])("IM-21 leaves the whole audience out for %s", (_, rules, why) => {
    const plans = plan(space({ entries: [audience("a1", "These people", { any: [rules, hasTrait("Other", "x")] })] }));
    expect(rowOf(plans, "a1")).toMatchObject({ outcome: "leftOut", reason: expect.stringContaining(why) });
    expect(plans.assets.filter(({ identity }) => identity.kind === "audience")).toEqual([]);
  });

  test("IM-21 declares nothing for the sake of an audience that is left out", () => {
    const plans = plan(
      space({
        contentTypes: [],
        entries: [audience("a1", "These people", { all: [hasTrait("Role", "Owner"), page("greaterThan", "7")] })],
      }),
    );
    expect(plans.assets.map(({ identity }) => identity.kind)).toEqual(["consentPurpose"]);
  });

  test("IM-22 infers the type of a trait from all values that rules compare it with", () => {
    const rules = {
      any: [
        hasTrait("College student", "true"),
        hasTrait("Age", "30"),
        hasTrait("Age", "40.5"),
        hasTrait("Plan", "true"),
        hasTrait("Plan", "gold"),
      ],
    };
    const plans = plan(space({ entries: [audience("a1", "These people", rules)] }));
    const all = applied(plans);
    const typeOf = (key: string) => bodyOf(all, `acme.attribute.${key}`).settings.type;
    expect([typeOf("college-student"), typeOf("age"), typeOf("plan")]).toEqual(["boolean", "number", "string"]);
    expect(bodyOf(all, "acme.audience.these-people").logic.when).toBe(
      'profile.college_student || profile.age == 30.0 || profile.age == 40.5 || profile.plan == "true" || profile.plan == "gold"',
    );
    expect(faultsOf(plans)).toEqual([]);
  });
});

describe("the data dictionary", () => {
  test("IM-23 declares what rules read, for personalization with consent only, and remembers what it was called", () => {
    const all = applied(
      plan(
        space({
          entries: [
            audience("a1", "These people", {
              all: [hasTrait("Company vertical", "Retail"), tracked("Signed up!"), visited("x")],
            }),
          ],
        }),
      ),
    );
    const purpose = all.find(({ identity }) => identity.kind === "consentPurpose")!;
    expect(bodyOf(all, "acme.attribute.company-vertical").settings).toMatchObject({
      key: "company_vertical",
      aliases: ["Company vertical"],
      personalData: "pseudonymous",
      purposes: [purpose.id],
    });
    expect(bodyOf(all, "acme.event.signed-up").settings).toMatchObject({
      key: "signed_up",
      aliases: ["Signed up!"],
      purposes: [purpose.id],
    });
    expect(bodyOf(all, "acme.event.page").settings.properties).toEqual([{ key: "url", type: "string" }]);
  });

  test("IM-23 uses what the workspace declares already as it stands, and only adds properties that are missing", () => {
    const first = applied(
      plan(
        space({
          contentTypes: [],
          entries: [audience("a1", "First", { all: [hasTrait("Role", "Owner"), visited("x")] })],
        }),
      ),
    );
    // Somebody else's declarations: the same keys, made by hand under another brand.
    const foreign = first
      .filter(({ identity }) => identity.kind !== "audience")
      .map((asset) => ({
        ...asset,
        identity: { ...asset.identity, scope: { ...asset.identity.scope, brand: "other" } },
      }));
    const second = plan(
      space({
        contentTypes: [],
        entries: [audience("a2", "Second", { all: [hasTrait("Role", "Boss"), page("equal", "mail")] })],
      }),
      foreign,
    );
    expect(second.assets.map(({ op, identity }) => `${op} ${identity.name}`)).toEqual([
      "revise acme.event.page",
      "create acme.audience.second",
    ]);
    expect(
      bodyOf(applied(second, foreign), "acme.event.page").settings.properties.map(({ key }: { key: string }) => key),
    ).toEqual(["url", "campaign_source"]);
    expect(faultsOf(second, foreign)).toEqual([]);
  });

  test("two traits whose names differ in what a key cannot say have two keys", () => {
    const all = applied(
      plan(
        space({
          entries: [
            audience("a1", "These people", { any: [hasTrait("Home city", "Kiel"), hasTrait("home-city", "Ulm")] }),
          ],
        }),
      ),
    );
    expect(bodyOf(all, "acme.audience.these-people").logic.when).toBe(
      'profile.home_city == "Kiel" || profile.home_city_2 == "Ulm"',
    );
  });
});

describe("a merge tag", () => {
  const tag = (id: string, key: string, fallback?: string) =>
    entry("nt_mergetag", id, {
      nt_name: key,
      nt_mergetag_id: key,
      ...(fallback === undefined ? {} : { nt_fallback: fallback }),
    });
  const inline = (id: string) => ({
    nodeType: "embedded-entry-inline",
    data: { target: linkTo("Entry", id) },
    content: [],
  });
  const hero = (id: string, target: string) =>
    entry("hero", id, {
      internalName: id,
      headline: "Hi",
      body: document(paragraph(words("In "), inline(target), words("!"))),
    });

  test("IM-24 becomes an attribute, and a token with its fallback where a text inserts it", () => {
    const plans = plan(space({ entries: [tag("t1", "location_city", "your city"), hero("greeting", "t1")] }));
    const all = applied(plans);
    expect(bodyOf(all, "acme.attribute.location-city").settings.key).toBe("location_city");
    expect(bodyOf(all, "acme.hero-banner.greeting").copy.base.body).toEqual({ "*": "In {{location_city|your city}}!" });
    expect(rowOf(plans, "t1")).toMatchObject({ outcome: "imported", asset: "acme.attribute.location-city" });
    expect(faultsOf(plans)).toEqual([]);
  });

  test("IM-24 without a fallback is no token, and the texts that insert it are not taken", () => {
    const plans = plan(space({ entries: [tag("t1", "location_city"), hero("greeting", "t1")] }));
    expect(rowOf(plans, "t1")).toMatchObject({ outcome: "adapted", reason: expect.stringContaining("no fallback") });
    expect(rowOf(plans, "greeting").reason).toContain("The text would lack words");
  });

  test("IM-24 for a trait that rules read too is the same attribute", () => {
    const plans = plan(
      space({
        entries: [tag("t1", "traits.Role", "friend"), audience("a1", "Owners", { all: [hasTrait("Role", "Owner")] })],
      }),
    );
    expect(plans.assets.filter(({ identity }) => identity.kind === "attribute")).toHaveLength(1);
  });
});
