import { describe, expect, test } from "vitest";
import type { KnownAsset } from "#shared/assets/define-kind.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { everywhere } from "#shared/assets/model.ts";
import { buildDictionary } from "#shared/data/dictionary.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";
import { checkValue, widthMeter } from "#shared/taxonomy/limits.ts";
import type { Field, FieldValue, PictureLimits } from "#shared/taxonomy/model.ts";
import { widthOf } from "#shared/taxonomy/width/width.ts";
import { attribute, field, idOf } from "#test/support/assets.ts";

const dictionary = buildDictionary([attribute("first_name")]);
const digest = `sha256:${"a".repeat(64)}`;

/** A picture of the library: 1600 × 900 px, 480 kB, described in English. */
const picture: KnownAsset = {
  identity: { kind: "image", name: "image.summit", tier: "campaign", scope: everywhere },
  body: {
    settings: { label: "Summit" },
    visual: { file: { digest, mediaType: "image/webp", width: 1600, height: 900, bytes: 480_000 } },
    copy: { alt: { en: "A path to the summit" } },
  },
};
const block: KnownAsset = {
  identity: { kind: "block", name: "hero.summit", tier: "campaign", scope: everywhere },
  body: { settings: { label: "Summit", type: idOf("type.hero"), variants: [] } },
};
const assets = new Map<AssetId, KnownAsset>([
  [idOf("image.summit"), picture],
  [idOf("hero.summit"), block],
]);

const problems = (rest: Partial<Field>, value: FieldValue, locale = "en") =>
  checkValue(field("x", { label: "Field", ...rest }), value, locale, { dictionary, asset: (id) => assets.get(id) });
const codes = (...args: Parameters<typeof problems>) => problems(...args).map(({ code }) => code);
const messages = (...args: Parameters<typeof problems>) => problems(...args).map(({ message }) => message);

describe("TX-12 a price is a currency and an exact amount", () => {
  const price: Partial<Field> = { type: "price" };
  test.each(["EUR 49.90", "EUR 0", "JPY 4900", "KWD 1.234", "USD -5", "EUR 999999999999999.99"])("%s is one", (text) =>
    expect(codes(price, text)).toEqual([]),
  );
  test.each(["49.90 EUR", "EUR 49,90", "eur 1", "EUR 01", "EUR", "EUR 1.", "EUR 1e3", "€ 5", "EUR  5"])(
    "%s is none",
    (text) => expect(codes(price, text)).toEqual(["form"]),
  );
  test("it has no more digits than its currency", () => {
    expect(codes(price, "EUR 1.999")).toEqual(["form"]);
    expect(codes(price, "JPY 1.5")).toEqual(["form"]);
    expect(messages(price, "KWD 1.2345")).toEqual(["KWD has 3 digits at most behind the point: correct Field."]);
  });
  test("it keeps to the currencies, the amounts and the decimals of its field", () => {
    const limited: Partial<Field> = { type: "price", limits: { currencies: ["EUR"], min: 1, max: 50, decimals: 1 } };
    expect(codes(limited, "EUR 50")).toEqual([]);
    expect(codes(limited, "EUR 50.1")).toEqual(["limit"]);
    expect(codes(limited, "EUR 1")).toEqual([]);
    expect(codes(limited, "EUR 0.9")).toEqual(["limit"]);
    expect(codes(limited, "EUR 1.55")).toEqual(["limit"]);
    expect(messages(limited, "CHF 5")).toEqual(["Field may be in EUR; this is in CHF."]);
  });
});

describe("TX-13 a number has no more digits behind the point than its field takes", () => {
  const two: Partial<Field> = { type: "number", limits: { decimals: 2 } };
  test.each([1, 1.25, -0.25, 1e21])("%d keeps to two", (value) => expect(codes(two, value)).toEqual([]));
  test.each([1.255, 1e-7])("%d does not", (value) => expect(codes(two, value)).toEqual(["limit"]));
});

describe("TX-14 a date is a day of the calendar, between the earliest and the latest", () => {
  const date: Partial<Field> = { type: "date", limits: { earliest: "2026-02-01", latest: "2026-02-28" } };
  test.each(["2026-02-01", "2026-02-28"])("%s is the limit, and allowed", (day) =>
    expect(codes(date, day)).toEqual([]),
  );
  test.each(["2026-01-31", "2026-03-01"])("%s is one past it", (day) => expect(codes(date, day)).toEqual(["limit"]));
  test.each(["2026-02-30", "2026-2-3", "28.02.2026", "2026-02-28T00:00:00Z"])("%s is no day", (day) =>
    expect(codes(date, day)).toEqual(["form"]),
  );
  test("29 February is one in a leap year alone", () => {
    expect(codes({ type: "date" }, "2028-02-29")).toEqual([]);
    expect(codes({ type: "date" }, "2026-02-29")).toEqual(["form"]);
  });
});

describe("TX-15 a personal value stands alone, and with a fallback", () => {
  const token: Partial<Field> = { type: "token", limits: { tokens: ["first_name"] } };
  test("one token is one", () => expect(codes(token, "{{first_name|there}}")).toEqual([]));
  test.each(["Hello {{first_name|there}}", "there", "{{first_name|there}}!"])("%s is none", (text) =>
    expect(codes(token, text)).toEqual(["form"]),
  );
  test("without a fallback, or of another attribute, it is refused", () => {
    expect(codes(token, "{{first_name}}")).toEqual(["missing"]);
    expect(codes(token, "{{last_name|there}}")).toEqual(["rule"]);
  });
});

describe("TX-16 a line has the room that it has, set in the bundled font", () => {
  test("widths are those of the font, at every size", () => {
    // Noto Sans: H 741, a 561, m 935 thousandths of an em.
    expect(widthOf("Ham", { size: 1000 })).toBe(741 + 561 + 935);
    expect(widthOf("Ham", { size: 16 })).toBeCloseTo((16 * 2237) / 1000);
    expect(widthOf("Ham", { size: 16, weight: "bold" })).toBeGreaterThan(widthOf("Ham", { size: 16 }));
  });
  test("a mark takes no room, a square one em, and the widest line counts", () => {
    expect(widthOf("e\u0301", { size: 10 })).toBe(widthOf("e", { size: 10 }));
    expect(widthOf("東京", { size: 10 })).toBe(20);
    expect(widthOf("ﾊﾝ", { size: 10 })).toBe(10);
    expect(widthOf("i\nMMM", { size: 10 })).toBe(widthOf("MMM", { size: 10 }));
    expect(widthOf("", { size: 10 })).toBe(0);
  });
  test.each([
    ["left to right", "Sommer"],
    ["right to left", "مرحبا بالجميع"],
    ["Hebrew", "שלום"],
    ["squares", "登山靴の季節"],
    ["an emoji", "🏔️ Gipfel"],
  ])("%s: at its width it fits, one pixel less and it does not", (_, text) => {
    const used = widthMeter(field("x", { limits: { width: { pixels: 1, size: 16 } } }), text).used;
    expect(codes({ limits: { width: { pixels: used, size: 16 } } }, text)).toEqual([]);
    expect(codes({ limits: { width: { pixels: used - 1, size: 16 } } }, text)).toEqual(["limit"]);
  });
  test("a token counts as its fallback", () => {
    const limits = { width: { pixels: Math.ceil(widthOf("Hi you", { size: 16 })), size: 16 }, tokens: ["first_name"] };
    expect(codes({ limits }, "Hi {{first_name|you}}")).toEqual([]);
    expect(messages({ limits }, "Hi {{first_name|your majesty}}")[0]).toMatch(
      /^Shorten Field: at 16 px it is \d+ px wide/,
    );
  });
});

describe("TX-17 formatted text uses the marks that its field allows", () => {
  const rich = (marks?: Field["limits"]["marks"]): Partial<Field> => ({
    type: "richText",
    limits: marks ? { marks } : {},
  });
  test.each([
    ["bold", "A **bold** word"],
    ["italic", "An *italic* word"],
    ["strike", "A ~~wrong~~ word"],
    ["code", "A `code` word"],
    ["link", "A [way](https://shop.example) out"],
    ["picture", "![A summit](/summit.webp)"],
    ["heading", "# Above"],
    ["list", "- one\n- two"],
    ["quote", "> said"],
    ["line", "above\n\n---\n\nbelow"],
    ["table", "| a | b |\n| - | - |\n| 1 | 2 |"],
  ] as const)("%s where it is allowed, and nowhere else", (mark, text) => {
    expect(codes(rich([mark]), text)).toEqual([]);
    expect(codes(rich([]), text)).toEqual(["limit"]);
    expect(codes(rich(), text)).toEqual([]);
  });
  test("marks inside of others count too", () => {
    expect(messages(rich(["list"]), "- a **bold** item")).toEqual([
      "Remove the bold words from Field: it takes lists.",
    ]);
    expect(codes(rich(["table"]), "| **a** |\n| - |\n| 1 |")).toEqual(["limit"]);
  });
  test("HTML is never a mark", () => expect(codes(rich(), "A <b>bold</b> word")).toContain("rule"));
  test("plain words, arithmetic and an address have none", () =>
    expect(codes(rich([]), "2 * 3 = 6 at https://shop.example, 5 < 6")).toEqual([]));
});

describe("TX-18 a controlled language has its words and no other", () => {
  const words: Partial<Field> = { limits: { allowedWords: ["free", "returns", "登山"] } };
  test("whatever their case and what stands between them", () =>
    expect(codes(words, "Free returns, FREE!")).toEqual([]));
  test("a word more is named", () =>
    expect(messages(words, "Free lifetime returns")).toEqual([
      "Say Field in its allowed words: “lifetime” is not among them.",
    ]));
  test("words without spaces are parted by their language", () => {
    expect(codes(words, "登山", "ja-JP")).toEqual([]);
    expect(codes(words, "登山靴", "ja-JP")).toEqual(["rule"]);
  });
});

describe("TX-19 a picture of the library is what its field asks for", () => {
  const image = (limits: PictureLimits): Partial<Field> => ({ type: "image", limits: { picture: limits } });
  const summit = idOf("image.summit");
  test.each<[string, PictureLimits, PictureLimits]>([
    ["ratio", { ratio: "16:9" }, { ratio: "4:3" }],
    ["width", { minWidth: 1600 }, { minWidth: 1601 }],
    ["height", { minHeight: 900 }, { minHeight: 901 }],
    ["weight", { maxBytes: 480_000 }, { maxBytes: 479_999 }],
    ["form", { mediaTypes: ["image/webp"] }, { mediaTypes: ["image/png"] }],
  ])("%s: at the limit it is taken, one past it refused", (_, fits, fails) => {
    expect(codes(image(fits), summit)).toEqual([]);
    expect(codes(image(fails), summit)).toEqual(["limit"]);
  });
  test("it is described in the locale where it is shown", () => {
    expect(codes(image({ alt: true }), summit, "en-GB")).toEqual([]);
    expect(codes(image({ alt: true }), summit, "de-DE")).toEqual(["missing"]);
    expect(codes(image({ alt: true }), summit, "*")).toEqual([]);
  });
  test("of an address nobody knows whether it fits", () => {
    expect(codes(image({ minWidth: 1 }), "/summit.webp")).toEqual(["limit"]);
    expect(codes({ type: "image" }, "/summit.webp")).toEqual([]);
  });
  test("a block is no picture", () => expect(codes(image({}), idOf("hero.summit"))).toEqual(["reference"]));
  test("bytes are said as people say them", () =>
    expect([999, 1000, 1250, 480_000, 2_500_000].map(sayBytes)).toEqual([
      "999 bytes",
      "1 kB",
      "1.3 kB",
      "480 kB",
      "2.5 MB",
    ]));
});

describe("TX-20 a reference leads to a block of the types that its field names", () => {
  const hero = idOf("hero.summit");
  test("of that type it is taken, of another refused", () => {
    expect(codes({ type: "reference", limits: { types: [idOf("type.hero")] } }, hero)).toEqual([]);
    expect(codes({ type: "reference", limits: { types: [idOf("type.footer")] } }, hero)).toEqual(["limit"]);
    expect(codes({ type: "reference" }, hero)).toEqual([]);
  });
  test("a picture, or words, are no block", () => {
    expect(codes({ type: "reference" }, idOf("image.summit"))).toEqual(["reference"]);
    expect(codes({ type: "reference" }, "hero.summit")).toEqual(["reference"]);
  });
});

test("TX-21 an empty value is only missing where it is required", () => {
  for (const type of ["price", "date", "token", "reference", "choice", "richText"] as const) {
    expect(codes({ type, limits: { values: ["a"] } }, "")).toEqual([]);
    expect(codes({ type, required: true, limits: { values: ["a"] } }, "")).toEqual(["missing"]);
  }
});
