import { describe, expect, test } from "vitest";
import { buildDictionary } from "#shared/data/dictionary.ts";
import { checkValue, meter } from "#shared/taxonomy/limits.ts";
import type { Field, FieldValue } from "#shared/taxonomy/model.ts";
import { attribute, field, idOf } from "#test/support/assets.ts";

const dictionary = buildDictionary([attribute("first_name")]);
const problems = (rest: Partial<Field>, value: FieldValue, locale = "en") =>
  checkValue(field("headline", { label: "Headline", ...rest }), value, locale, { dictionary });
const codes = (...args: Parameters<typeof problems>) => problems(...args).map(({ code }) => code);
const messages = (...args: Parameters<typeof problems>) => problems(...args).map(({ message }) => message);

describe("TX-1 lengths count what a reader sees as one character", () => {
  test.each([
    ["abc", 3],
    ["👩‍🚀👨‍👩‍👧‍👦", 2],
    ["e\u0301", 1],
    ["ｶﾞ한글", 3],
    ["नमस्ते", 3],
    ["🇩🇪🇦🇹", 2],
    ["a\r\nb", 3],
    ["Hi {{first_name|there}}!", 9],
    ["Hi {{first_name}}!", 4],
  ])("%j has %i", (text, used) => {
    expect(meter(field("x"), text).used).toBe(used);
    expect(
      codes({ limits: { maxLength: used, tokens: ["first_name"] } }, text).filter((code) => code === "limit"),
    ).toEqual([]);
    expect(codes({ limits: { maxLength: used - 1, tokens: ["first_name"] } }, text)).toContain("limit");
  });

  test("the message says by how much", () => {
    expect(messages({ limits: { maxLength: 4 } }, "Hello")).toEqual([
      "Shorten Headline by 1 character: it has 5 of at most 4.",
    ]);
    expect(messages({ limits: { minLength: 8 } }, "Hello")).toEqual([
      "Lengthen Headline by 3 characters: it has 5 of at least 8.",
    ]);
    expect(messages({ limits: { minLength: 8 } }, "")).toEqual([]);
  });

  test("a meter shows how full a field is", () => {
    const limited = field("x", { limits: { maxLength: 10 } });
    expect(meter(limited, "Hello")).toEqual({ used: 5, max: 10, ratio: 0.5 });
    expect(meter(limited, ["a", "Hello"])).toEqual({ used: 5, max: 10, ratio: 0.5 });
    expect(meter(limited, undefined)).toEqual({ used: 0, max: 10, ratio: 0 });
    expect(meter(field("x"), "Hello")).toEqual({ used: 5, max: null, ratio: 0 });
    expect(meter(limited, 7)).toEqual({ used: 0, max: 10, ratio: 0 });
  });
});

describe("TX-2 patterns and allowed values", () => {
  test("a pattern must match the whole value, in linear time", () => {
    expect(codes({ limits: { pattern: "[A-Z]{2}-\\d+" } }, "AB-12")).toEqual([]);
    expect(codes({ limits: { pattern: "[A-Z]{2}-\\d+" } }, "AB-12x")).toEqual(["limit"]);
    expect(codes({ limits: { pattern: "(a+)+b" } }, "a".repeat(5_000))).toEqual(["limit"]);
  });

  test("allowed values are the only ones", () => {
    expect(codes({ type: "choice", limits: { values: ["left", "right"] } }, "left")).toEqual([]);
    expect(messages({ type: "choice", limits: { values: ["left", "right"] } }, "top")).toEqual([
      "Choose one of “left”, “right” for Headline.",
    ]);
  });
});

describe("TX-3 forbidden words", () => {
  const found = (word: string, text: string, locale = "en") =>
    codes({ limits: { forbidden: [{ word, reason: "Legal says so", suggestions: [] }] } }, text, locale).includes(
      "rule",
    );

  test.each([
    ["free", "Get it FREE today", "en"],
    ["free", "free", "en"],
    ["free", "Is it free?", "en"],
    ["free", "f\u00adr\u200bee", "en"],
    ["free", "ｆｒｅｅ", "en"],
    ["straße", "DIE STRASSE", "de"],
    ["ISPARTA", "ısparta", "tr"],
    ["risk free", "It is risk free.", "en"],
    ["100%", "100% sure", "en"],
    ["保証", "全額保証します", "ja"],
    ["café", "Cafe\u0301", "fr"],
    ["free", "{{first_name|free}}", "en"],
  ])("%s is found in %s (%s)", (word, text, locale) => {
    expect(found(word, text, locale)).toBe(true);
  });

  test.each([
    ["free", "freedom", "en"],
    ["free", "carefree", "en"],
    ["free", "free_shipping", "en"],
    ["art", "départ", "fr"],
    ["ISPARTA", "isparta", "tr"],
  ])("%s is not found in %s (%s)", (word, text, locale) => {
    expect(found(word, text, locale)).toBe(false);
  });

  test("the problem names the reason and what to say instead", () => {
    const forbidden = [{ word: "free", reason: "Nothing is free.", suggestions: ["included", "at no cost"] }];
    expect(messages({ limits: { forbidden } }, "Free!")).toEqual([
      "“free” may not be used here: Nothing is free. Say “included” or “at no cost” instead.",
    ]);
  });
});

describe("TX-4 tokens", () => {
  const limits = { tokens: ["first_name", "undeclared"] };
  test.each([
    ["Hi {{first_name|there}}", []],
    ["Hi {{ first_name | there }}", []],
    ["Hi {{first_name}}", ["missing"]],
    ["Hi {{first_name| }}", ["missing"]],
    ["Hi {{last_name|there}}", ["rule"]],
    ["Hi {{undeclared|there}}", ["reference"]],
    ["Hi {{first_name|there}", ["form"]],
    ["Hi first_name}}", ["form"]],
    ["Hi {{{first_name|there}}}", []],
  ])("%s → %j", (text, expected) => {
    expect(codes({ limits }, text)).toEqual(expected);
  });

  test("a field that allows none takes none, nor does a link", () => {
    expect(codes({}, "Hi {{first_name|there}}")).toEqual(["rule"]);
    expect(codes({ type: "link", limits }, "/x?{{first_name|y}}")).toContain("rule");
  });
});

describe("TX-5 links", () => {
  const limits = { linkHosts: ["shop.example"] };
  test.each(["/", "/offers/spring?x=1#top", "#top", "https://shop.example/a", "https://SHOP.example:8443/a", ""])(
    "%s is allowed",
    (url) => {
      expect(codes({ type: "link", limits }, url)).toEqual([]);
    },
  );

  test.each([
    "http://shop.example/",
    "https://evil.example/",
    "https://shop.example.evil.example/",
    "https://shop.example@evil.example/",
    "https://user@shop.example/",
    "//evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    " https://shop.example",
    "https:/shop.example",
    "https://",
    "data:text/html,x",
    "offers",
  ])("%s is refused", (url) => {
    expect(codes({ type: "link", limits }, url)).toEqual(["rule"]);
  });

  test("without a list of hosts any https address is allowed; images may also be relative", () => {
    expect(codes({ type: "link" }, "https://anywhere.example/")).toEqual([]);
    expect(codes({ type: "image" }, "media/hero-1.jpg")).toEqual([]);
    expect(codes({ type: "image" }, "../secret.jpg")).toEqual(["rule"]);
  });
});

describe("TX-6 numbers, lists and other types", () => {
  test.each([
    [{ type: "number", limits: { min: 1, max: 5 } }, 3, []],
    [{ type: "number", limits: { min: 1, max: 5 } }, 0, ["limit"]],
    [{ type: "number", limits: { min: 1, max: 5 } }, 6, ["limit"]],
    [{ type: "number" }, "3", ["form"]],
    [{ type: "boolean" }, true, []],
    [{ type: "boolean" }, "true", ["form"]],
    [{ type: "text" }, 3, ["form"]],
    [{ type: "list", limits: { max: 2, maxLength: 3 } }, ["abc", "d"], []],
    [{ type: "list", limits: { max: 2, maxLength: 3 } }, ["abc", "defg", "h"], ["limit", "limit"]],
    [{ type: "list" }, "abc", ["form"]],
    [{ type: "reference" }, idOf("x"), []],
    [{ type: "reference" }, "x", ["reference"]],
    [{ type: "text", required: true }, "  ", ["missing"]],
  ] as const)("%j holding %j → %j", (rest, value, expected) => {
    expect(codes(rest as Partial<Field>, value as FieldValue)).toEqual(expected);
  });

  test("problems of a list name the item", () => {
    expect(problems({ type: "list", limits: { maxLength: 1 } }, ["a", "bc"])[0]?.at).toBe("headline.1");
  });
});
