import { describe, expect, test } from "vitest";
import { canonicalEvent, isCanonicalEvent, keyFrom } from "#shared/data/event-names.ts";
import { normalise } from "#shared/data/identifiers.ts";
import { buildDictionary } from "#shared/data/dictionary.ts";
import { attributeKind, consentPurposeKind, eventKind, identifierKind } from "#shared/data/policy.ts";
import { buildTaxonomy } from "#shared/taxonomy/taxonomy.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";

const id = (mark: string) => `ast_${mark.padStart(26, "0")}` as AssetId;
const identifier = (over: object): Body => ({
  settings: {
    label: "Account",
    key: "account",
    normalisation: "opaque",
    match: "deterministic",
    primary: true,
    personalData: "pseudonymous",
    purposes: [],
    source: "Shop",
    ...over,
  },
});
const contextOf = (...bodies: Body[]) => ({
  asset: () => undefined,
  dictionary: buildDictionary(
    bodies.map((body, at) => ({ id: id(String(at + 1)), kind: "identifier", name: `id-${at + 1}`, body })),
  ),
  taxonomy: buildTaxonomy([]),
});
const messages = (problems: readonly { severity: string; message: string }[]) =>
  problems.map(({ severity, message }) => `${severity}: ${message}`);

test("DD-1 a key or former name means one thing", () => {
  const attribute = (over: object): Body => ({
    settings: {
      label: "Tier",
      key: "tier",
      type: "string",
      personalData: "none",
      purposes: [],
      source: "",
      aliases: [],
      ...over,
    },
  });
  const known = buildDictionary([
    { id: id("1"), kind: "attribute", name: "a", body: attribute({ aliases: ["level"] }) },
  ]);
  const check = (over: object) => messages(attributeKind.check(attribute(over), { ...contextOf(), dictionary: known }));
  expect(check({})).toEqual(["error: Choose another key: Tier (a) has it already."]);
  expect(check({ key: "level" })).toEqual(["error: Choose another key: tier was called level before."]);
  expect(check({ key: "other", aliases: ["level"] })).toEqual(["error: Remove the former name level: it means tier."]);
});

test("DD-27 an asset needs the purposes of what it is or reads", () => {
  expect(identifierKind.needs(identifier({ purposes: [id("7")] }), contextOf())).toEqual([
    { purpose: id("7"), because: ["is not used without it"] },
  ]);
});

describe("DD-2 a unit is of a number alone", () => {
  const attribute = (over: object): Body => ({
    settings: {
      label: "Points",
      key: "points",
      type: "number",
      personalData: "none",
      purposes: [],
      source: "",
      aliases: [],
      ...over,
    },
  });
  test("a text has none", () => {
    expect(attributeKind.check(attribute({ unit: "EUR" }), contextOf())).toEqual([]);
    expect(messages(attributeKind.check(attribute({ unit: "EUR", type: "string" }), contextOf()))).toEqual([
      "error: Remove the unit: only numbers have one, and Points is a string.",
    ]);
  });
  test("DD-3 a limit of freshness is a whole number of hours", () => {
    for (const hours of [0, -1, 1.5, "24"])
      expect(attributeKind.check(attribute({ freshness: { hours, undated: "fresh" } }), contextOf())).not.toEqual([]);
  });
});

describe("DD-10 events are named Object_Action", () => {
  test.each([
    ["page_view", "Page_Viewed"],
    ["pageView", "Page_Viewed"],
    ["viewProduct", "Product_Viewed"],
    ["PDP_Visit", "PDP_Visited"],
    ["add to cart", "Cart_Added"],
    ["order.placed", "Order_Placed"],
    ["Product Viewed", "Product_Viewed"],
    ["purchase", "Purchased"],
    ["Größe gewählt", "Grosse_Gewahlt"],
    ["404", "Event_404"],
    ["!!", ""],
  ])("%s is called %s", (raw, name) => expect(canonicalEvent(raw)).toBe(name));

  test("what it proposes of two words or more is canonical, and stays as it is", () => {
    for (const raw of ["page_view", "PDP_Visit", "cart abandoned", "XMLFileUploaded"]) {
      const name = canonicalEvent(raw);
      expect(isCanonicalEvent(name)).toBe(true);
      expect(canonicalEvent(name)).toBe(name);
    }
  });

  const event = (key: string): Body => ({ settings: { label: "x", key, properties: [], purposes: [], aliases: [] } });
  test("another name is warned of with the proposal where people write, and passes in a release", () => {
    const { taxonomy: _, ...release } = contextOf();
    expect(messages(eventKind.check(event("page_view"), contextOf()))).toEqual([
      "warning: Call it Page_Viewed and keep page_view as a former name: events are named Object_Action.",
    ]);
    expect(eventKind.check(event("page_view"), release)).toEqual([]);
    expect(eventKind.check(event("Page_Viewed"), contextOf())).toEqual([]);
  });
});

describe("DD-11 exactly one identifier is the primary one", () => {
  test("a second one is refused with the name of the first, and none at all is warned of", () => {
    const self = { id: id("9"), name: "new" };
    expect(
      messages(
        identifierKind.check(identifier({ key: "other", label: "Other" }), { ...contextOf(identifier({})), self }),
      ),
    ).toEqual(["error: Only one identifier is the primary one, and Account (id-1) is."]);
    expect(messages(identifierKind.check(identifier({ primary: false }), { ...contextOf(), self }))).toEqual([
      "warning: Make one identifier the primary one: people are counted by it.",
    ]);
    expect(
      identifierKind.check(identifier({}), { ...contextOf(identifier({})), self: { id: id("1"), name: "id-1" } }),
    ).toEqual([]);
  });
  test("one that only likely tells people apart is not it", () => {
    expect(messages(identifierKind.check(identifier({ match: "probabilistic" }), contextOf()))).toEqual([
      "error: Choose another primary identifier: Account only likely tells people apart.",
    ]);
  });
  test("an address in clear words is personal data", () => {
    expect(
      messages(identifierKind.check(identifier({ normalisation: "email", personalData: "none" }), contextOf())),
    ).toEqual(["error: An e-mail address identifies people: say so."]);
  });
});

describe("DD-12 two writings of an identifier become one, and what cannot be one is nobody's", () => {
  test.each([
    ["email", " Anna.Berg@Example.COM ", "anna.berg@example.com"],
    ["email", "anna@", null],
    ["email", "a b@example.com", null],
    ["phone", "0049 (89) 1234-567", "+49891234567"],
    ["phone", "+49 89 1234567", "+49891234567"],
    ["phone", "089 1234567", null],
    ["lowercase", "A-7", "a-7"],
    ["opaque", " A-7 ", "A-7"],
    ["opaque", "  ", null],
  ] as const)("%s: %s", (how, value, normal) => expect(normalise(value, how)).toBe(normal));
});

describe("DD-26 TCF purposes fit the basis", () => {
  const purpose = (basis: string, tcf: { purposes: number[]; vendor?: number }): Body => ({
    settings: { label: "Ads", key: "ads", basis, jurisdictions: [], tcf },
    disclosure: { text: { "*": "We show ads." } },
  });
  test.each([
    ["consent", { purposes: [1, 5] }, []],
    ["legitimateInterest", { purposes: [7], vendor: 12 }, []],
    [
      "legitimateInterest",
      { purposes: [5, 7] },
      ["error: TCF allows purpose 5 by consent alone. Choose consent as the basis, or leave it out."],
    ],
    [
      "contract",
      { purposes: [2] },
      ["error: Remove the TCF purposes: a TCF string says nothing of what rests on a contract."],
    ],
    ["consent", { purposes: [2, 2] }, ["error: Remove the TCF purposes that are listed twice."]],
  ])("%s %o", (basis, tcf, expected) => {
    expect(messages(consentPurposeKind.check(purpose(basis, tcf), contextOf()))).toEqual(expected);
  });
});

test("a key made of whatever a source calls something", () => {
  expect(["Loyalty Tier", "zip_code", "2nd choice", "isVIP", "Straße"].map(keyFrom)).toEqual([
    "loyalty_tier",
    "zip_code",
    "x_2nd_choice",
    "is_vip",
    "strasse",
  ]);
});
