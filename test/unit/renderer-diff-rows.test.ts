import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kindNames } from "#shared/assets/kind.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { BlockTypeBody } from "#shared/taxonomy/model.ts";
import { changedRows, type DiffNames, fieldsOf, identityRows } from "#renderer/reviews/diff-rows.ts";

const id = (tail: string) => `ast_${tail.padStart(26, "0")}`;
const [hero, gold, returning, placement, block, purpose] = ["1", "2", "3", "4", "5", "6"].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

const heroType: BlockTypeBody = {
  settings: {
    label: "Hero",
    fields: [
      {
        name: "headline",
        label: "Headline",
        type: "text",
        part: "copy",
        mode: "flexible",
        required: true,
        localized: true,
        limits: { maxLength: 48 },
      },
      {
        name: "picture",
        label: "Picture",
        type: "image",
        part: "visual",
        mode: "flexible",
        required: false,
        localized: false,
        limits: {},
      },
      {
        name: "imprint",
        label: "Imprint",
        type: "text",
        part: "disclosure",
        mode: "fixed",
        required: true,
        localized: true,
        limits: {},
      },
    ],
  },
  disclosure: { imprint: { "*": "Halden Ltd." } },
};

const known: Record<string, string> = {
  [hero]: "type.hero",
  [gold]: "audience.gold",
  [returning]: "audience.returning",
  [placement]: "placement.home",
  [block]: "hero.a",
  [purpose]: "consent.offers",
};
const names: DiffNames = { nameOf: (key) => known[key], typeOf: (key) => (key === hero ? heroType : undefined) };

const blockBody = (change: Record<string, unknown> = {}): Body => ({
  settings: { label: "Hero A", type: hero, variants: [{ id: "gold", label: "Ridge Club gold", audience: gold }] },
  copy: { base: { headline: { "*": "Hello", "de-DE": "Hallo" } }, gold: { headline: { "de-DE": "Gold zuerst" } } },
  visual: { base: { picture: { "*": "/a.avif" } } },
  ...change,
});

const pick = (rows: ReturnType<typeof fieldsOf>) =>
  rows.map(({ label, where, before, after }) => ({ label, where, before, after }));

describe("a block", () => {
  test("names each value by its field's label, its variant and its language", () => {
    const rows = fieldsOf("block", null, blockBody(), names);
    expect(rows.map(({ label, where, after }) => [label, where, after]).slice(0, 4)).toEqual([
      ["Headline", "all other languages", "Hello"],
      ["Headline", "de-DE", "Hallo"],
      ["Headline", "Ridge Club gold · de-DE", "Gold zuerst"],
      ["Picture", undefined, "/a.avif"],
    ]);
  });

  test("shows only what changed as changed, with both texts and the class whose approval covers it", () => {
    const after = blockBody({ copy: { base: { headline: { "*": "Hello", "de-DE": "Servus" } } } });
    const changed = changedRows(fieldsOf("block", blockBody(), after, names));
    expect(pick(changed)).toEqual([
      { label: "Headline", where: "de-DE", before: "Hallo", after: "Servus" },
      { label: "Headline", where: "Ridge Club gold · de-DE", before: "Gold zuerst", after: undefined },
    ]);
    expect(changed.every((row) => row.part === "copy")).toBe(true);
  });

  test("says that a fixed field is there and unchanged", () => {
    const imprint = fieldsOf("block", blockBody(), blockBody(), names).find((row) => row.label === "Imprint");
    expect(imprint).toMatchObject({ fixed: true, before: "Halden Ltd.", after: "Halden Ltd.", part: "disclosure" });
  });

  test("tells a new variant by the name of its audience, and the order in which variants are tried", () => {
    const before = blockBody();
    const after = blockBody({
      settings: {
        label: "Hero A",
        type: hero,
        variants: [
          { id: "back", label: "Returning", audience: returning },
          { id: "gold", label: "Ridge Club gold", audience: gold },
        ],
      },
    });
    expect(pick(changedRows(fieldsOf("block", before, after, names)))).toEqual([
      { label: "Variant “Returning”", where: undefined, before: undefined, after: "for audience.returning" },
      {
        label: "Variants are tried in this order",
        where: undefined,
        before: undefined,
        after: "Returning, Ridge Club gold",
      },
    ]);
  });

  test("shows a value of a field that the block type does not know, by its name", () => {
    const after = blockBody({ claim: { base: { proof: { "*": "Tested" } } } });
    expect(pick(changedRows(fieldsOf("block", blockBody(), after, names)))).toEqual([
      { label: "proof", where: undefined, before: undefined, after: "Tested" },
    ]);
  });
});

describe("a rule", () => {
  const rule = (logic: Record<string, unknown>): Body => ({ settings: { label: "Season" }, logic }) as Body;
  const select = { effect: "select", placement, block, when: 'profile.tier == "gold"', priority: 100 };

  test("reads as effect, placement, block, condition and priority", () => {
    const rows = fieldsOf("rule", rule(select), rule({ ...select, when: "true", priority: 120 }), names);
    expect(pick(changedRows(rows))).toEqual([
      { label: "To whom", where: undefined, before: 'profile.tier == "gold"', after: "true" },
      { label: "Priority", where: undefined, before: "100", after: "120" },
    ]);
    expect(rows.find((row) => row.label === "To whom")?.code).toBe(true);
  });

  test("that turns into a guardrail shows what is gone and what has come", () => {
    const guard = { effect: "exclude", placements: [], when: "true", reason: "An open complaint" };
    const rows = pick(changedRows(fieldsOf("rule", rule(select), rule(guard), names)));
    expect(rows).toContainEqual({
      label: "Effect",
      where: undefined,
      before: "Shows a block",
      after: "Keeps people out",
    });
    expect(rows).toContainEqual({ label: "Block", where: undefined, before: "hero.a", after: undefined });
    expect(rows).toContainEqual({
      label: "In the placements",
      where: undefined,
      before: undefined,
      after: "all of them",
    });
  });
});

test("a block type says each field's form and limits in words", () => {
  const longer = structuredClone(heroType);
  longer.settings.fields[0]!.limits = {
    maxLength: 60,
    forbidden: [{ word: "cheapest", reason: "needs a source", suggestions: [] }],
  };
  const rows = pick(changedRows(fieldsOf("blockType", heroType, longer, names)));
  expect(rows).toEqual([
    {
      label: "Limits of “Headline”",
      where: undefined,
      before: "At most 48 characters",
      after: "At most 60 characters\nNot “cheapest”, needs a source",
    },
  ]);
});

test("a difference that the words of a field do not show is shown path by path", () => {
  const values = (list: string[]): Body => ({
    settings: {
      label: "Tier",
      key: "tier",
      type: "string",
      values: list,
      personalData: "none",
      purposes: [],
      source: "",
      aliases: [],
    },
  });
  const rows = changedRows(fieldsOf("attribute", values(["gold", "silver"]), values(["gold, silver"]), names));
  expect(pick(rows)).toEqual([
    { label: "values › 0", where: undefined, before: "gold", after: "gold, silver" },
    { label: "values › 1", where: undefined, before: "silver", after: undefined },
  ]);
});

test("an attribute says which consents it needs by name", () => {
  const attribute = (purposes: string[]): Body => ({
    settings: {
      label: "Tier",
      key: "tier",
      type: "string",
      personalData: "pseudonymous",
      purposes,
      source: "Club",
      aliases: [],
    },
  });
  expect(pick(changedRows(fieldsOf("attribute", attribute([]), attribute([purpose]), names)))).toEqual([
    { label: "Masked without the consents", where: undefined, before: "none", after: "consent.offers" },
  ]);
});

test("a new name, tier or scope is a change that cannot go unseen", () => {
  const scope = { brand: "halden", market: "de", channel: "*" };
  const before = { kind: "block", name: "hero.a", tier: "campaign", scope } as const;
  const rows = changedRows(identityRows(before, { ...before, tier: "variable", scope: { ...scope, market: "*" } }));
  expect(rows.map(({ label, before: old, after }) => [label, old, after])).toEqual([
    ["Tier", "Campaign framework", "Personalization variable"],
    ["Scope", "halden, de, every channel", "halden, every market, every channel"],
  ]);
});

describe("whatever a body holds", () => {
  const json = fc.dictionary(
    fc.constantFrom("label", "when", "fields", "x"),
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.dictionary(fc.constantFrom("a", "b"), fc.string())),
  );
  const body = fc.record({ settings: json, logic: json, copy: json }, { requiredKeys: [] }) as fc.Arbitrary<Body>;

  test("equal bodies have no changed row, and a difference has one", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kindNames), body, body, (kind, before, after) => {
        expect(changedRows(fieldsOf(kind, before, before, names))).toEqual([]);
        const changed = changedRows(fieldsOf(kind, before, after, names));
        const leaves = (value: unknown, at = ""): string[] =>
          typeof value === "object" && value !== null
            ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${at}/${key}`))
            : [`${at}=${String(value)}`];
        const differs = leaves(before).toSorted().join("\n") !== leaves(after).toSorted().join("\n");
        expect(changed.length > 0).toBe(differs);
      }),
    );
  });

  test("keys are unique, and no text of the new body is left out", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kindNames), body, body, (kind, before, after) => {
        const rows = fieldsOf(kind, before, after, names);
        expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
        expect(fieldsOf(kind, null, after, names).length).toBe(rows.filter((row) => row.after !== undefined).length);
      }),
    );
  });
});

describe("a template", () => {
  const slot = { key: "legal", label: "Legal", mode: "fixed", types: [hero], block };
  const story = { key: "story", label: "Story", mode: "flexible", types: [hero] };
  const body = (slots: object[]): Body => ({ settings: { label: "Page", channel: "web", slots } }) as unknown as Body;
  const changes = (before: object[], after: object[]) =>
    pick(changedRows(fieldsOf("template", body(before), body(after), names)));

  test("TE-37 tells in words that a slot was added, taken away or moved", () => {
    const order = "Slots stand in this order";
    expect(changes([story], [story, slot]).map(({ label }) => label)).toEqual([
      "Slot “Legal”",
      "Always in “Legal”",
      "“Legal” takes blocks of type",
      order,
    ]);
    expect(changes([story, slot], [slot]).every(({ label, after }) => label === order || after === undefined)).toBe(
      true,
    );
    expect(changes([story, slot], [slot, story])).toEqual([
      { label: order, where: undefined, before: "Story, Legal", after: "Legal, Story" },
    ]);
  });

  test("TE-37 shows a change of what always stands in a slot as that alone", () => {
    const [row, ...others] = changes([story, slot], [story, { ...slot, block: gold }]);
    expect(row).toMatchObject({ label: "Always in “Legal”", after: "audience.gold" });
    expect(others).toEqual([]);
  });
});
