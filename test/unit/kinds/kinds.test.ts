import { describe, expect, test } from "vitest";
import { kindNames } from "#shared/assets/kind.ts";
import { kindOf, kinds, neededPurposes, resolveMentions } from "#shared/assets/kinds.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { BundleAsset } from "#shared/bundle/model.ts";
import {
  asset,
  attribute,
  audience,
  block,
  blockType,
  checkContext,
  event,
  exclude,
  field,
  idOf,
  placement,
  purpose,
  select,
} from "#test/support/assets.ts";
import { shop } from "#test/support/decisions.ts";

/** What the checks say of an asset among others, as `code at`. */
const found = (one: BundleAsset, others: readonly BundleAsset[] = shop) =>
  kindOf(one.kind)
    .check(one.body, checkContext([...others, one], one))
    .map(({ code, at, severity }) => `${severity === "warning" ? "warning " : ""}${code} ${at}`);

const hero = (parts: object, settings: object = {}) => block("a-hero", "hero", parts, settings);
const headline = (value: unknown) => ({ copy: { base: { headline: value } } });

test("every kind of the workspace format is here once, in the order of the format", () => {
  expect(kinds.map(({ name }) => name)).toEqual([...kindNames]);
  expect(new Set(kinds.map(({ label }) => label)).size).toBe(kinds.length);
});

test("sound material has no problems", () => {
  const others = (one: BundleAsset) => shop.filter(({ id }) => id !== one.id);
  expect(shop.flatMap((one) => found(one, others(one)))).toEqual([]);
});

describe("TX-7 fixed fields and parts", () => {
  test("a fixed field set in a block is refused, in whichever part and variant", () => {
    expect(found(hero({ ...headline({ "*": "x" }), disclosure: { base: { legal: { "*": "No terms" } } } }))).toEqual([
      "fixed disclosure.base.legal",
    ]);
    const variants = [{ id: "gold", label: "Gold", audience: idOf("gold") }];
    expect(
      found(hero({ copy: { base: { headline: { "*": "x" } }, gold: { legal: { "*": "x" } } } }, { variants })),
    ).toEqual(["fixed copy.gold.legal"]);
  });

  test("a value outside of the part of its field is refused", () => {
    expect(found(hero({ ...headline({ "*": "x" }), visual: { base: { subline: { "*": "x" } } } }))).toEqual([
      "form visual.base.subline",
    ]);
  });

  test("a field that is not localized has one value", () => {
    expect(found(hero({ ...headline({ "*": "x" }), visual: { base: { image: { en: "/x.jpg" } } } }))).toEqual([
      "form visual.base.image.en",
    ]);
  });
});

describe("TX-8 required fields", () => {
  test("everyone's variant has them", () => {
    expect(found(hero({}))).toEqual(["missing copy.base.headline"]);
    const variants = [{ id: "gold", label: "Gold", audience: idOf("gold") }];
    expect(found(hero({ copy: { gold: { headline: { "*": "x" } } } }, { variants }))).toEqual([
      "missing copy.base.headline",
    ]);
  });

  test("in every locale in which the block says anything, or for all locales", () => {
    const subline = { en: "a", de: "b", "de-AT": "c" };
    expect(found(hero({ copy: { base: { headline: { en: "x" }, subline } } }))).toEqual([
      "missing copy.base.headline.de",
      "missing copy.base.headline.de-AT",
    ]);
    expect(found(hero({ copy: { base: { headline: { en: "x", de: "y" }, subline } } }))).toEqual([]);
    expect(found(hero({ copy: { base: { headline: { "*": "x" }, subline } } }))).toEqual([]);
  });
});

describe("TX-9 TX-11 block types", () => {
  const type = (fields: Parameters<typeof blockType>[1], parts = {}) => found(blockType("a-type", fields, parts));

  test("TX-9 a required fixed field has its value in the block type, and only fixed fields have", () => {
    const legal = field("legal", { part: "disclosure", mode: "fixed", required: true });
    expect(type([legal])).toEqual(["missing disclosure.legal"]);
    expect(type([legal], { disclosure: { legal: { "*": "x" } } })).toEqual([]);
    expect(type([field("free")], { copy: { free: { "*": "x" } } })).toEqual(["form copy.free"]);
  });

  test.each([
    [{ minLength: 5, maxLength: 4 }, "form settings.fields.0.limits.maxLength"],
    [{ min: 5, max: 4 }, "form settings.fields.0.limits.max"],
    [{ pattern: "(?=x)" }, "form settings.fields.0.limits.pattern"],
    [{ tokens: ["nobody"] }, "reference settings.fields.0.limits.tokens"],
  ])("TX-11 %j → %s", (limits, expected) => {
    expect(type([field("x", { limits })])).toEqual([expected]);
  });

  test("TX-11 field names are unique and choices have values", () => {
    expect(type([field("x"), field("x")])).toEqual(["form settings.fields.1.name"]);
    expect(type([field("x", { type: "choice" })])).toEqual(["missing settings.fields.0.limits.values"]);
  });
});

describe("TX-10 references", () => {
  test("unknown fields, undeclared variants, missing and wrong targets are refused", () => {
    expect(found(hero({ copy: { base: { headline: { "*": "x" }, nonsense: { "*": "x" } } } }))).toEqual([
      "form copy.base.nonsense",
    ]);
    expect(found(hero({ copy: { base: { headline: { "*": "x" } }, ghost: {} } }))).toEqual(["reference copy.ghost"]);
    expect(found(block("lost", "no-such-type"))).toEqual(["reference settings.type"]);
    expect(found(block("wrong", "gold"))).toEqual(["reference settings.type"]);
    const variants = [{ id: "gold", label: "Gold", audience: idOf("hero") }];
    expect(found(hero(headline({ "*": "x" }), { variants }))).toEqual(["reference settings.variants.0.audience"]);
    expect(found(hero(headline({ "*": idOf("nothing") })))).toContain("reference copy.base.headline.*");
  });

  test("a body that does not have the form of its kind says where to mend it", () => {
    const body = { settings: { label: "", type: idOf("hero"), extra: 1 } } as unknown as Body;
    expect(found({ ...hero({}), body }).toSorted((a, b) => a.localeCompare(b))).toEqual([
      "form settings.extra",
      "form settings.label",
      "form settings.variants",
    ]);
    const kind = kindOf("block");
    expect(kind.references(body)).toEqual([]);
    expect(kind.title(body)).toBe("");
    expect(kind.expires(body)).toBeNull();
  });
});

describe("RU-19 blocks fit placements", () => {
  const other = [blockType("other", [field("x")]), block("other-block", "other")];

  test("the block of a rule and the generic block are of a type that the placement takes", () => {
    const rule = select("wrong", { placement: "home", block: "other-block", when: "true" });
    expect(found(rule, [...shop, ...other])).toEqual(["rule logic.block"]);
    const place = placement("wrong-place", { types: ["hero"], purpose: "personalization", fallback: "other-block" });
    expect(found(place, [...shop, ...other])).toEqual(["rule settings.fallback"]);
  });

  test("a generic block that will end is a warning", () => {
    const place = placement("short-lived", { types: ["hero"], purpose: "personalization", fallback: "sale-hero" });
    expect(found(place)).toEqual(["warning expiry settings.fallback"]);
  });

  test("conditions of rules and audiences are checked, and periods end after they begin", () => {
    expect(found(exclude("x-rule", "profile.nothing == 1"))).toEqual(["rule logic.when"]);
    expect(found(audience("x-audience", "1"))).toEqual(["rule logic.when"]);
    const when = { from: "2026-02-01T00:00:00.000Z", until: "2026-01-01T00:00:00.000Z" };
    expect(found(exclude("x-rule", "true", when))).toEqual(["expiry settings.until"]);
    expect(kindOf("rule").expires(exclude("x-rule", "true", when).body)).toBe(when.until);
  });
});

describe("the data dictionary", () => {
  test("a key means one thing", () => {
    expect(found({ ...attribute("country"), id: idOf("second"), name: "second" })).toEqual(["form settings.key"]);
    expect(found(attribute("land", { aliases: ["country"] }))).toEqual(["form settings.aliases"]);
    expect(found(attribute("tier2", { aliases: ["tier2"] }))).toEqual(["form settings.aliases"]);
    expect(found({ ...purpose("loyalty"), id: idOf("second"), name: "second" })).toEqual(["form settings.key"]);
    expect(found(event("Seen", { properties: [{ key: "name", type: "string" }] }))).toEqual([
      "form settings.properties.0.key",
    ]);
  });

  test("a property has one type in all events", () => {
    const other = event("Other", { properties: [{ key: "price", type: "number" }] });
    expect(found(event("Seen", { properties: [{ key: "price", type: "string" }] }), [...shop, other])).toEqual([
      "form settings.properties.0.key",
    ]);
  });

  test("special categories of personal data need consent", () => {
    expect(found(attribute("faith", { personalData: "special" }))).toEqual(["consent settings.purposes"]);
    expect(found(attribute("faith", { personalData: "special", purposes: ["service"] }))).toEqual([
      "consent settings.purposes",
    ]);
    expect(found(attribute("faith", { personalData: "special", purposes: ["loyalty"] }))).toEqual([]);
    expect(found(attribute("mail", { personalData: "identifying" }))).toEqual(["warning consent settings.purposes"]);
  });

  test("a purpose has the words that people agree to", () => {
    const silent = asset("consentPurpose", "silent", { settings: purpose("silent").body.settings!, disclosure: {} });
    expect(found(silent)).toEqual(["missing disclosure.text"]);
  });
});

describe("what assets name and need", () => {
  test("RU-20 a rule needs what its condition, placement and block need", () => {
    const rule = select("gold-only", { placement: "home", block: "spring-hero", when: 'audience("gold")' });
    const needs = neededPurposes("rule", rule.body, checkContext(shop));
    const named = needs.map(({ purpose: id, because }) => [shop.find((one) => one.id === id)?.name, because] as const);
    expect(Object.fromEntries(named)).toEqual({
      loyalty: ["reads profile.tier"],
      personalization: ["personalized content is shown here"],
      service: ["inserts {{first_name}}"],
    });
  });

  test("mentions lead to the assets behind them", () => {
    const rule = exclude("x-rule", 'profile.minor && audience("gold") && events.exists(e, e.name == "Order_Placed")');
    const mentions = kindOf("rule").mentions(rule.body);
    expect(mentions.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      "attribute minor",
      "event Order_Placed",
      "audience gold",
    ]);
    expect(resolveMentions(mentions, checkContext(shop).dictionary)).toEqual([
      idOf("attribute-minor"),
      idOf("event-order-placed"),
      idOf("gold"),
    ]);
  });

  test("search finds words, not ids or times", () => {
    const one = block("x", "hero", headline({ en: "Alpine spring" }), {
      label: "Spring",
      until: "2026-01-01T00:00:00.000Z",
    });
    expect(kindOf("block").searchText(one.body)).toBe("Spring\nAlpine spring");
  });
});
