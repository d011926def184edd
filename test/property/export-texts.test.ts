import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { TextUnit } from "#shared/exchange/texts.ts";
import * as csv from "#main/exchange/formats/csv.ts";
import * as xliff from "#main/exchange/formats/xliff.ts";

/** Texts with the characters that formats trip over. */
const awkward = fc.constantFrom(
  "=1+1",
  "'=1",
  "''-",
  "+",
  "@x",
  "\t",
  "\n",
  ",",
  ";",
  '"',
  "<b>",
  "&amp;",
  "]]>",
  "{{a|b}}",
  "שלום",
  "\u0001",
  "\uffff",
  "👨‍👩‍👧",
);
const words = fc
  .array(fc.oneof(awkward, fc.string({ unit: "binary" })), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(""))
  .filter((text) => text.isWellFormed() && text.trim() !== "");
const unit = fc.record({
  key: fc.nat(999).map((n) => `ast_01h00000000000000000000${String(n).padStart(3, "0")}.copy.base.headline`),
  block: words,
  type: words,
  variant: words,
  field: words,
  source: words,
  target: fc.oneof(words, fc.constant("")),
  maxLength: fc.option(fc.nat(), { nil: undefined }),
  notes: fc.array(words, { maxLength: 2 }),
}) satisfies fc.Arbitrary<TextUnit>;
const locales = { source: "en", target: "de-DE" };

const comesBack = (format: typeof csv | typeof xliff, normalised: (text: string) => string) =>
  fc.property(fc.array(unit, { minLength: 1, maxLength: 6 }), (units) => {
    const read = format.readTexts(format.writeTexts(units, locales));
    const grouped = [...Map.groupBy(units, ({ key }) => key.split(".")[0]).values()].flat();
    const order = format === xliff ? grouped : units;
    expect(read.source).toBe("en");
    expect(read.units.map(({ key, locale, source, target }) => ({ key, locale, source, target }))).toEqual(
      order.map(({ key, source, target }) => ({
        key,
        locale: "de-DE",
        source: normalised(source),
        target: target === "" ? null : normalised(target),
      })),
    );
  });

test("EX-21 whatever goes out as XLIFF comes back as it was", () => {
  fc.assert(comesBack(xliff, (text) => text));
});

test("EX-21 whatever goes out as CSV comes back as it was, but for the line ends of Windows", () => {
  fc.assert(comesBack(csv, (text) => text.replaceAll("\r\n", "\n")));
});
