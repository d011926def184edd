import { requestTitle } from "#renderer/assets/logic/request-title.ts";
import { describe, expect, test } from "vitest";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Field } from "#shared/taxonomy/model.ts";
import { libraryOf } from "#renderer/assets/logic/library.ts";
import { stranger } from "#renderer/audiences/logic/sample-person.ts";
import { differingFields, firstLocale, localesOf, valueView, viewBlock } from "#renderer/content/logic/block-view.ts";
import {
  addField,
  changeField,
  fieldsIn,
  fixedValues,
  moveField,
  removeField,
} from "#renderer/content/logic/block-type.ts";
import { forbiddenIn, replaceWord, ruleWords } from "#renderer/content/logic/field-rules.ts";
import { firstValue, firstWords } from "#renderer/content/logic/first-words.ts";
import { previewPerson } from "#renderer/content/logic/preview-person.ts";
import { conditionFor, placeFor, previewDecision, previewRelease } from "#renderer/content/logic/preview-release.ts";
import { marketFor, marketsNamed } from "#renderer/content/logic/market.ts";
import { addVariant, changeVariant, moveVariant, removeVariant, variantId } from "#renderer/content/logic/variants.ts";
import { attribute, audience, block, blockType, field, idOf, placement, purpose } from "#test/support/assets.ts";

const now = Date.parse("2026-03-01T12:00:00.000Z");

const headline = field("headline", { required: true, limits: { maxLength: 48, tokens: ["first_name"] } });
const imprint = field("imprint", { part: "disclosure", mode: "fixed" });
const hero = blockType("type.hero", [headline, field("body"), imprint], {
  disclosure: { imprint: { "*": "Halden Ltd." } },
});
const web = { channel: "web", market: undefined } as const;
const words = (text: string) => ({ headline: { "*": text } });
const one = block(
  "hero.one",
  "type.hero",
  { copy: { base: words("Hello {{first_name|you}}"), gold: words("For gold") } },
  { variants: [{ id: "gold", label: "Gold", audience: idOf("gold") }] },
);
const world = [
  purpose("personalization"),
  attribute("first_name"),
  attribute("tier", { values: ["gold", "none"] }),
  audience("gold", 'profile.tier == "gold"'),
  hero,
  block("hero.generic", "type.hero", { copy: { base: words("For all") } }),
  placement("home.web", { types: ["type.hero"], purpose: "personalization", fallback: "hero.generic" }),
];
const library = libraryOf(world);

const preview = (
  consent: "given" | "none",
  condition: string,
  body: Body = one.body,
  channel: "web" | "email" = "web",
) => {
  const release = previewRelease({ ...one, body, type: hero.id }, library, channel);
  const person = previewPerson(condition, ["first_name"], library.dictionary, now) ?? stranger;
  return previewDecision(release, { locale: "en", person, consent, now });
};
const headlineOf = (decision: ReturnType<typeof preview>) =>
  decision.content?.fields.find(({ name }) => name === "headline")?.value;

describe("the preview of a block", () => {
  test("is assembled by the engine from what stands in the editor, fixed elements included", () => {
    const decision = preview("given", "true");
    expect(decision.outcome).toBe("personalized");
    expect(decision.content?.fields.map(({ name, fixed }) => [name, fixed])).toContainEqual(["imprint", true]);
    expect(headlineOf(decision)).toMatch(/^Hello (?!you)/);
  });

  test("shows a variant to somebody in its audience, and everyone's words to others", () => {
    const variants = [{ audience: "gold" }];
    expect(headlineOf(preview("given", conditionFor(variants, 0, web)))).toBe("For gold");
    expect(headlineOf(preview("given", conditionFor(variants, -1, web)))).toMatch(/^Hello/);
  });

  test("without consent shows what the workspace's own placement shows: its generic block", () => {
    expect(placeFor(library, "web", hero.id)?.name).toBe("home.web");
    const decision = preview("none", "true");
    expect(decision.outcome).toBe("generic");
    expect(headlineOf(decision)).toBe("For all");
  });

  test("on a channel that interrupts, without consent, is nothing", () => {
    expect(preview("none", "true", one.body, "email").outcome).toBe("nothing");
    expect(headlineOf(preview("given", "true", one.body, "email"))).toMatch(/^Hello/);
  });

  test("follows the draft", () => {
    const draft = { ...one.body, copy: { base: words("Newer words") } };
    expect(headlineOf(preview("given", "true", draft))).toBe("Newer words");
  });

  test("the person of a later variant is in none of the earlier ones", () => {
    expect(conditionFor([{ audience: "a" }, { audience: "b" }], 1, web)).toBe('audience("b") && !audience("a")');
    expect(conditionFor([{ audience: "a" }], -1, web)).toBe('!audience("a")');
    expect(conditionFor([], -1, web)).toBe("true");
    const elsewhere = { audience: "c", channels: ["email" as const] };
    expect(conditionFor([elsewhere, { audience: "a", markets: ["at"] }, { audience: "b" }], 2, web)).toBe(
      'audience("b")',
    );
    const inAustria = { channel: "web", market: "at" } as const;
    expect(conditionFor([{ audience: "a", markets: ["at"] }, { audience: "b" }], 1, inAustria)).toBe(
      'audience("b") && !audience("a")',
    );
  });

  test("CO-40 asks for the block's own market, else for the one that was chosen, else for the variant's", () => {
    const alps = { markets: ["at", "ch"] };
    expect(marketFor({ market: "de" }, "at", alps)).toBe("de");
    expect(marketFor({ market: "*" }, "ch", alps)).toBe("ch");
    expect(marketFor({ market: "*" }, null, alps)).toBeUndefined();
    expect(marketFor({ market: "*" }, undefined, alps)).toBe("at");
    expect(marketFor({ market: "*" }, undefined, undefined)).toBeUndefined();
    expect(marketsNamed([alps, { markets: ["de", "at"] }, {}])).toEqual(["at", "ch", "de"]);
  });
});

describe("a value in a variant and locale", () => {
  const body: Body = {
    copy: { base: { headline: { "*": "all", de: "deutsch" } }, gold: { headline: { "*": "gold" } } },
  };

  test("is looked up as the engine does: the variant first, then everyone; the nearest locale first", () => {
    expect(valueView(body, headline, "base", "de-AT")).toEqual({
      own: undefined,
      inherited: { value: "deutsch", variant: "base", locale: "de" },
    });
    expect(valueView(body, headline, "gold", "de")).toEqual({
      own: undefined,
      inherited: { value: "gold", variant: "gold", locale: "*" },
    });
    expect(valueView(body, headline, "base", "de").own).toBe("deutsch");
  });

  test("locales are those in which the block or its type says anything", () => {
    expect(localesOf(body, undefined)).toEqual(["de"]);
    expect(firstLocale(body)).toBe("de");
    expect(firstLocale({})).toBe("*");
    expect(differingFields(body, "gold")).toBe(1);
  });
});

describe("variants", () => {
  test("a new one is tried last and has an id of its own", () => {
    const { body, id } = addVariant(one.body, "Gold", { audience: idOf("gold") });
    expect(id).toBe("gold-2");
    expect(viewBlock(body).variants.map((variant) => variant.id)).toEqual(["gold", "gold-2"]);
    expect(variantId("Base", [])).toBe("variant");
  });

  test("CO-30 changing for whom one is leaves nothing of what it named before, and an empty list names nothing", () => {
    const whom = { markets: ["at"], channels: [] };
    const body = changeVariant(one.body, "gold", "Austria", whom);
    expect(viewBlock(body).variants).toEqual([{ id: "gold", label: "Austria", markets: ["at"] }]);
    expect(body.copy).toEqual(one.body.copy);
    expect(viewBlock(addVariant(body, "Gold", { audience: idOf("gold"), markets: [] }).body).variants[1]).toEqual({
      id: "gold-2",
      label: "Gold",
      audience: idOf("gold"),
    });
  });

  test("one that is removed takes its words with it", () => {
    const body = removeVariant(one.body, "gold");
    expect(viewBlock(body).variants).toEqual([]);
    expect(body.copy).toEqual({ base: words("Hello {{first_name|you}}") });
    expect(kindOf("block").check(body, library.contextFor())).toEqual([]);
  });

  test("the order changes one place at a time, and not beyond the ends", () => {
    const { body } = addVariant(one.body, "Silver", { audience: idOf("gold") });
    expect(viewBlock(moveVariant(body, "silver", -1)).variants.map(({ id }) => id)).toEqual(["silver", "gold"]);
    expect(moveVariant(body, "silver", 1)).toEqual(body);
  });
});

describe("the fields of a block type", () => {
  test("fixed values follow their field to a new name and class, and go when it becomes flexible", () => {
    const renamed = changeField(hero.body, 2, { name: "legal", part: "claim" });
    expect(fixedValues(renamed, { part: "claim", name: "legal" })).toEqual({ "*": "Halden Ltd." });
    expect(renamed.disclosure).toBeUndefined();
    expect(kindOf("blockType").check(renamed, library.contextFor())).toEqual([]);
    expect(changeField(hero.body, 2, { mode: "flexible" }).disclosure).toBeUndefined();
    expect(removeField(hero.body, 2).disclosure).toBeUndefined();
  });

  test("limits that a new type has no use for go", () => {
    const changed = changeField(hero.body, 0, { type: "number" });
    expect(fieldsIn(changed)[0]!.limits).toEqual({});
  });

  test("a new field has a name of its own; fields move one place at a time", () => {
    const added = addField(addField(hero.body, "Legal line"), "Legal line");
    expect(
      fieldsIn(added)
        .slice(3)
        .map(({ name }) => name),
    ).toEqual(["legalLine", "legalLine2"]);
    expect(fieldsIn(moveField(hero.body, 0, 1)).map(({ name }) => name)).toEqual(["body", "headline", "imprint"]);
    expect(moveField(hero.body, 0, -1)).toEqual(hero.body);
  });
});

describe("a new block", () => {
  const fields: readonly [string, Partial<Field>][] = [
    ["a short text", { limits: { maxLength: 5 } }],
    ["a long text", { limits: { minLength: 60, maxLength: 80 } }],
    ["a choice", { type: "choice", limits: { values: ["Buy", "Look"] } }],
    ["a link", { type: "link", limits: { linkHosts: [] } }],
    ["a picture", { type: "image" }],
    ["a number", { type: "number", limits: { min: 3, max: 9 } }],
    ["a yes or no", { type: "boolean" }],
    ["a list", { type: "list", limits: { min: 2, maxLength: 10 } }],
  ];

  test.each(fields)("begins with a value that keeps the rules of %s", (_, rest) => {
    const required = field("it", { required: true, ...rest });
    const type = blockType("type.it", [required]);
    const body = firstWords(type.id, type.body as never, "New");
    expect(firstValue(required)).toBeDefined();
    const context = libraryOf([...world, type]).contextFor();
    expect(kindOf("block").check(body, context)).toEqual([]);
  });
});

describe("the rules of a field", () => {
  test("are said in a few words", () => {
    expect(
      ruleWords(field("a", { required: true, limits: { minLength: 8, maxLength: 48, tokens: ["first_name"] } })),
    ).toBe("8 to 48 characters, may insert first_name");
    expect(ruleWords(field("a", { type: "link", limits: { linkHosts: [] } }))).toBe("own site only, optional");
  });

  test("a forbidden word is found as a whole word in any case, and replaced with its capital kept", () => {
    const limited = field("a", { limits: { forbidden: [{ word: "billig", reason: "", suggestions: ["günstig"] }] } });
    expect(forbiddenIn(limited, "Billig und gut", "de")).toHaveLength(1);
    expect(forbiddenIn(limited, "Billigung", "de")).toEqual([]);
    expect(replaceWord("Billig und billig, Billigung", "billig", "günstig")).toBe("Günstig und günstig, Billigung");
  });
});

test("a request's first title names the fields that changed, and nothing more where none did", () => {
  const type = {
    settings: {
      fields: [
        { name: "headline", label: "Headline" },
        { name: "body", label: "Body" },
      ],
    },
  };
  expect(requestTitle("Alpine", ["copy.base.headline.en", "copy.gold.headline.en", "settings.until"], type)).toBe(
    "Alpine: headline",
  );
  expect(requestTitle("Alpine", ["copy.base.body.en", "copy.base.headline.de"], type)).toBe(
    "Alpine: headline and body",
  );
  expect(requestTitle("Alpine", [], type)).toBe("Alpine");
  expect(requestTitle("Rule 7", ["logic.when"], undefined)).toBe("Rule 7");
});
