import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { type BlockTypeBody, blockTypeBody } from "#shared/taxonomy/model.ts";
import { seenCell, seenLocales } from "#renderer/content/logic/who-sees.ts";
import { valueView } from "#renderer/content/logic/block-view.ts";
import { block, blockType, field, placement, purpose, select } from "#test/support/assets.ts";
import { granted, now } from "#test/support/decisions.ts";

const type = blockType("card", [
  field("headline", { required: true }),
  field("body", { required: true }),
  field("note"),
  field("link", { type: "link", localized: false }),
]);
const typeBody: BlockTypeBody = blockTypeBody.parse(type.body);
const locales = ["*", "en", "de", "de-AT", "fr"];

const localized = fc.dictionary(
  fc.constantFrom(...locales),
  fc.string({ minLength: 1, maxLength: 3, unit: "grapheme-ascii" }),
);
const values = fc.record({ headline: localized, body: localized, note: localized }, { requiredKeys: [] });
const copies = fc.record({ base: values, at: values });

/** Words without tokens, and no empty lists of words: what is saved has none. */
const tidy = (copy: object): object =>
  JSON.parse(JSON.stringify(copy, (_, value: unknown) => (isEmpty(value) ? undefined : value))) as object;
const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;

const variants = [{ id: "at", label: "Austria", markets: ["at"] }];
const releaseOf = (copy: object) => {
  const one = block("card.one", "card", { copy: tidy(copy) }, { variants });
  const release = compile({
    environment: "live",
    number: 1,
    assets: [
      purpose("talk"),
      type,
      one,
      placement("here", { types: ["card"], purpose: "talk", fallback: "card.one" }),
      select("show", { placement: "here", block: "card.one", when: "true" }),
    ],
  });
  return { one, release };
};

describe("CO-38 who sees what", () => {
  test("agrees with the engine: the locale, the fields that are shown, and which are left out", () => {
    fc.assert(
      fc.property(
        copies,
        fc.constantFrom("at", "base"),
        fc.constantFrom(...locales.slice(1), "ja"),
        (copy, variant, locale) => {
          const { one, release } = releaseOf(copy);
          const market = variant === "at" ? { market: "at" } : {};
          const request = {
            placement: "here",
            locale,
            attributes: {},
            consents: [granted("talk")],
            trace: false,
            ...market,
          };
          const content = decide(release, request, { now }).content!;
          const cell = seenCell(one.body, typeBody, variant, locale);
          expect(content.variant).toBe(variant);
          expect(cell.spoken).toBe(content.locale);
          const shown = cell.fields.filter(({ state }) => state === "own" || state === "inherited");
          expect(shown.map(({ label }) => label)).toEqual(content.fields.map(({ label }) => label));
          for (const { name, value } of content.fields) {
            const view = valueView(
              one.body,
              typeBody.settings.fields.find((each) => each.name === name)!,
              variant,
              cell.spoken,
            );
            expect(view.own ?? view.inherited?.value).toBe(value);
          }
        },
      ),
    );
  });

  test("has a column for each locale of the block, and one for all others", () => {
    const { one } = releaseOf({ base: { headline: { en: "a", "de-AT": "b" } } });
    expect(seenLocales(one.body)).toEqual(["de-AT", "en", "*"]);
  });

  test("names the fields for want of which another locale is spoken", () => {
    const { one } = releaseOf({
      base: { headline: { en: "a", de: "b" }, body: { en: "a" } },
      at: { note: { de: "x" } },
    });
    expect(seenCell(one.body, typeBody, "base", "de")).toMatchObject({ spoken: "en", lacking: ["body"] });
    expect(seenCell(one.body, typeBody, "at", "en")).toMatchObject({ spoken: "en", lacking: [] });
  });
});
