import { describe, expect, test } from "vitest";
import { kindNames } from "#shared/assets/kind.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Tier } from "#shared/assets/model.ts";
import { withTags } from "#shared/assets/tags.ts";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { buildTaxonomy } from "#shared/taxonomy/taxonomy.ts";
import { asset, blockType, checkContext, idOf } from "#test/support/assets.ts";
import { shop } from "#test/support/decisions.ts";

const topics = (settings: object = {}): BundleAsset =>
  asset("tagVocabulary", "topics", {
    settings: {
      label: "Topic",
      carry: "many",
      kinds: [...kindNames],
      required: [],
      terms: [
        { key: "boots", label: "Boots" },
        { key: "old", label: "Old", retired: true },
      ],
      ...settings,
    },
  });

const carrying = (one: BundleAsset, ...keys: string[]): BundleAsset => ({
  ...one,
  body: withTags(one.body, idOf("topics"), keys),
});

function found(one: BundleAsset, vocabulary = topics(), tier: Tier = "campaign") {
  const all = [...shop.filter(({ id }) => id !== one.id), vocabulary, one];
  const { id, name, scope } = one;
  const context = { ...checkContext(all, one), taxonomy: buildTaxonomy(all), self: { id, name, scope, tier } };
  return kindOf(one.kind)
    .check(one.body, context)
    .map(({ code, at, severity }) => `${severity === "warning" ? "warning " : ""}${code} ${at}`);
}

describe("tags on every kind", () => {
  const one = (kind: string) => shop.find((each) => each.kind === kind)!;

  test.each([...new Set(shop.map(({ kind }) => kind))])("TX-60 a tag on %s is held to its vocabulary", (kind) => {
    expect(found(carrying(one(kind), "boots"))).toEqual([]);
    expect(found(carrying(one(kind), "shoes"))).toEqual(["reference settings.tags.0"]);
    expect(found(carrying(one(kind), "old"))).toEqual(["warning reference settings.tags.0"]);
    const others = kindNames.filter((name) => name !== kind);
    expect(found(carrying(one(kind), "boots"), topics({ kinds: others }))).toEqual(["form settings.tags.0"]);
  });

  test("TX-60 the same tag twice, and more tags than one where one is carried, are refused", () => {
    const block = carrying(one("block"), "boots", "boots");
    expect(found(block)).toEqual(["form settings.tags.1"]);
    expect(found(carrying(one("block"), "boots", "old"), topics({ carry: "one" }))).toEqual([
      "warning reference settings.tags.1",
      "form settings.tags",
    ]);
  });

  test("TX-61 a tag is required of the kinds and tiers that the vocabulary names, inside its scope", () => {
    const needed = topics({ required: [{ kind: "block", tiers: ["campaign"] }] });
    expect(found(one("block"), needed)).toEqual(["missing settings.tags"]);
    expect(found(one("block"), needed, "variable")).toEqual([]);
    expect(found(one("rule"), needed)).toEqual([]);
    const elsewhere = { ...needed, scope: { ...needed.scope, market: "jp" } };
    expect(found(one("block"), elsewhere)).toEqual([]);
  });

  test("TX-64 a release asks nothing of tags: they need no vocabulary beside them", () => {
    const tagged = carrying(one("block"), "shoes");
    const context = checkContext([...shop, tagged], tagged);
    expect(kindOf("block").check(tagged.body, context)).toEqual([]);
    expect(
      kindOf("block")
        .strictReferences(tagged.body)!
        .map(({ kinds }) => kinds),
    ).not.toContainEqual(["tagVocabulary"]);
    expect(kindOf("block").references(tagged.body).at(-1)).toMatchObject({ asset: idOf("topics") });
  });
});

describe("TX-65 a vocabulary", () => {
  test("that makes sense has no problems", () => {
    expect(found(topics())).toEqual([]);
  });

  test.each([
    [
      "two tags with one key",
      { terms: ["One", "Two"].map((label) => ({ key: "a", label })) },
      ["form settings.terms.1.key"],
    ],
    [
      "two tags with one label",
      { terms: ["a", "b"].map((key) => ({ key, label: "One" })) },
      ["warning form settings.terms.1.label"],
    ],
    ["a key with capitals", { terms: [{ key: "Boots", label: "Boots" }] }, ["form settings.terms.0.key"]],
    [
      "one that is required and has nothing to choose",
      { terms: [], required: [{ kind: "block", tiers: ["campaign"] }] },
      ["missing settings.required.0"],
    ],
    [
      "one that is required of what may not carry it",
      { kinds: ["rule"], required: [{ kind: "block", tiers: ["campaign"] }] },
      ["form settings.required.0"],
    ],
  ])("%s is told so", (_, settings, problems) => {
    expect(found(topics(settings))).toEqual(problems);
  });

  test("is warned of the label of another", () => {
    const other = { ...topics(), id: idOf("topics-2"), name: "topics-2" };
    expect(found(other)).toEqual(["warning form settings.label"]);
  });
});

test("TX-66 tags keep one order, so that the same tags are the same content", () => {
  const type = blockType("t", []);
  const [a, b] = [idOf("va"), idOf("vb")];
  const forth = withTags(withTags(type.body, a, ["y", "x"]), b, ["z"]);
  const back = withTags(withTags(type.body, b, ["z"]), a, ["x", "y"]);
  expect(forth).toEqual(back);
  expect(withTags(withTags(forth, a, []), b, [])).toEqual(type.body);
});
