import { describe, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import { valueView } from "#renderer/content/logic/block-view.ts";
import { backWords, whoseWords } from "#renderer/content/logic/whose-words.ts";
import { field } from "#test/support/assets.ts";

const body: Body = {
  copy: {
    base: { headline: { "*": "all", de: "deutsch" } },
    gold: { headline: { de: "gold" }, note: { "*": "gold" } },
    mail: { headline: { "*": "mail" } },
  },
};
const variantLabel = (id: string) => (id === "base" ? "Everyone" : id.toUpperCase());
const says = (name: string, variant: string, locale: string) => {
  const view = valueView(body, field(name), variant, locale);
  return [whoseWords(view, { variant, locale, variantLabel }), backWords(view, variant)];
};

describe("CO-37 whose words a field shows", () => {
  test.each([
    ["a variant's own", "headline", "gold", "de", ["Own words, in de", "Back to everyone’s"]],
    ["everyone's, in the locale", "headline", "other", "de", ["From everyone, in de", undefined]],
    ["everyone's, in the parent of the locale", "headline", "other", "de-AT", ["From everyone, in de", undefined]],
    ["everyone's, for all locales", "headline", "other", "fr", ["From everyone, for all locales", undefined]],
    ["the variant's of all locales", "headline", "mail", "de", ["From the words for all locales", undefined]],
    [
      "the variant's own for all locales",
      "headline",
      "mail",
      "*",
      ["Own words, for all locales", "Back to everyone’s"],
    ],
    ["a variant's own, where everyone has none", "note", "gold", "*", ["Own words, for all locales", "Take them away"]],
    ["nobody's", "note", "mail", "de", ["Neither here nor for everyone: left out", undefined]],
    ["everyone's own", "headline", "base", "de", [undefined, "Back to the words for all locales"]],
    ["everyone's of the language", "headline", "base", "de-AT", ["From the words in de", undefined]],
    ["everyone's of all locales, which has no way back", "headline", "base", "*", [undefined, undefined]],
    ["nobody's, seen from everyone", "none", "base", "*", [undefined, undefined]],
  ])("%s", (_, name, variant, locale, said) => {
    expect(says(name, variant, locale)).toEqual(said);
  });
});
