import { describe, expect, test } from "vitest";
import type { Place, Thread } from "#shared/comments/model.ts";
import { mentionedIn, shortened } from "#shared/comments/policy.ts";
import { placeOfRow } from "#renderer/comments/logic/row-place.ts";
import { gist, markLabel, placeLabel } from "#renderer/comments/strings.ts";
import { fieldsOf } from "#renderer/reviews/diff-rows.ts";
import { hero, heroType } from "#test/support/content.ts";
import { idOf } from "#test/support/assets.ts";

const type = idOf("type.hero");
const names = { nameOf: () => undefined, typeOf: () => heroType() as never };
const headline: Place = { part: "copy", field: "headline", variant: "base", locale: "*" };

describe("CM-21: a field of the diff is the field that a comment is about", () => {
  test("of a block, whatever stands in it; a fixed value is its type's", () => {
    const body = hero(type, { headline: "Up" }, { proof: "Tested" });
    const places = fieldsOf("block", null, body, names).map(({ key }) => [key, placeOfRow("block", key, body)]);
    expect(Object.fromEntries(places)).toEqual({
      "copy.base.headline.*": headline,
      "claim.base.proof.*": { part: "claim", field: "proof", variant: "base", locale: "*" },
      "fixed.terms.*": null,
      "settings.label": { part: "settings", field: "label", variant: null, locale: null },
      "settings.type": { part: "settings", field: "type", variant: null, locale: null },
    });
  });

  test("of a block type, the field whose shape, limits or fixed value it shows", () => {
    const body = heroType();
    const place = { part: "disclosure", field: "terms", variant: null, locale: null };
    expect(placeOfRow("blockType", "disclosure.terms.*", body)).toEqual(place);
    expect(placeOfRow("blockType", "settings.fields.terms", body)).toEqual(place);
    expect(placeOfRow("blockType", "settings.fields.headline.limits", body)).toEqual({
      ...place,
      ...headline,
      variant: null,
      locale: null,
    });
    expect(placeOfRow("blockType", "settings.label", body)).toMatchObject({ field: "label" });
  });

  test("of other kinds, what the body has; an identity is no field", () => {
    const body = { settings: { label: "All" }, logic: { when: "true" } };
    expect(placeOfRow("audience", "logic.when", body)).toEqual({
      part: "logic",
      field: "when",
      variant: null,
      locale: null,
    });
    for (const key of ["identity.name", "path:logic.when", "settings.origin", "logic", ""])
      expect(placeOfRow("audience", key, body)).toBeNull();
  });
});

describe("CM-20: the words of marks and places", () => {
  const labels = { kind: "block", body: hero(type), type: heroType() as never } as const;
  test("a field is called as its editor calls it", () => {
    expect(placeLabel(labels, headline)).toBe("headline");
    expect(placeLabel(labels, { ...headline, variant: "gold", locale: "de-DE" })).toBe("headline · gold · de-DE");
    expect(placeLabel(labels, { ...headline, field: "gone" })).toBe("Gone");
    expect(placeLabel(labels, null)).toBe("The whole asset");
    expect([markLabel(0, "Headline"), markLabel(2, "Headline")]).toEqual([
      "Comment on Headline",
      "2 open threads on Headline",
    ]);
  });

  test("a thread in one line is what still stands of it", () => {
    const said = (text: string) => ({ text, withdrawn: text === "" });
    const thread = { comments: [said(""), said("Which?"), said("The high one."), said("")] } as unknown as Thread;
    expect(gist(thread)).toEqual({ text: "Which?", answers: "1 answer" });
  });
});

describe("CM-9: who is mentioned", () => {
  const people = ["Ann", "Ann Lee", "Mara Lindqvist", "李 明"].map((name) => ({ name }));
  const named = (text: string) => mentionedIn(text, people).map(({ name }) => name);
  test("those whose name stands after an @, the longest name first", () => {
    expect(named("@Ann Lee, please")).toEqual(["Ann Lee"]);
    expect(named("@Ann and @Ann Lee")).toEqual(["Ann", "Ann Lee"]);
    expect(named("ask Mara Lindqvist")).toEqual([]);
    expect(named("@李 明は？")).toEqual(["李 明"]);
  });
});

describe("CM-2: a quotation is cut at a whole character", () => {
  test.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2, "👨‍👩‍👧‍👦👨‍👩‍👧‍👦"],
    ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2, "👨‍👩‍👧‍👦…"],
  ])("%s at %i", (text, most, cut) => expect(shortened(text, most)).toBe(cut));
});
