import { describe, expect, test } from "vitest";
import { type LinkedThings, writeRichText } from "#shared/content/contentful/rich-text.ts";
import { linkTo, paragraph, words } from "#test/support/contentful.ts";

const things: LinkedThings = {
  token: (id) => (id === "city" ? "{{location_city|your city}}" : null),
  path: (id) => (id === "pricing" ? "/pricing" : null),
  title: (id) => (id === "nowhere" ? null : id),
  picture: (id) => (id === "map" ? { url: "https://images.example.com/map.png", alt: "A map [1]" } : null),
};
const write = (...content: readonly object[]) => writeRichText({ nodeType: "document", data: {}, content }, things);
const node = (nodeType: string, content: object[] = [], data: object = {}) => ({ nodeType, content, data });
const item = (...content: object[]) => node("list-item", content);

describe("IM-12 rich text", () => {
  test.each([
    ["paragraphs", [paragraph(words("One")), paragraph(words("Two"))], "One\n\nTwo"],
    ["headings", [node("heading-3", [words("Title")])], "### Title"],
    ["bold and italic", [paragraph(words("very ", "bold"), words("nice", "bold", "italic"))], "**very** ***nice***"],
    ["code with a backtick", [paragraph(words("a`b", "code"))], "`` a`b ``"],
    [
      "a list in a list",
      [
        node("unordered-list", [
          item(paragraph(words("A")), node("ordered-list", [item(paragraph(words("B")))])),
          item(paragraph(words("C"))),
        ]),
      ],
      "- A\n  1. B\n- C",
    ],
    ["a quote", [node("blockquote", [paragraph(words("One")), paragraph(words("Two"))])], "> One\n>\n> Two"],
    ["a rule", [node("hr")], "---"],
    [
      "a link",
      [paragraph(node("hyperlink", [words("site")], { uri: "https://example.com/a" }))],
      "[site](https://example.com/a)",
    ],
    [
      "a link to a page",
      [paragraph(node("entry-hyperlink", [words("prices")], { target: linkTo("Entry", "pricing") }))],
      "[prices](/pricing)",
    ],
    [
      "a picture",
      [node("embedded-asset-block", [], { target: linkTo("Asset", "map") })],
      "![A map \\[1\\]](https://images.example.com/map.png)",
    ],
    [
      "a token",
      [paragraph(words("In "), node("embedded-entry-inline", [], { target: linkTo("Entry", "city") }))],
      "In {{location_city|your city}}",
    ],
  ])("keeps %s", (_, content, text) => {
    expect(write(...content)).toEqual({ text, losses: [], broken: null });
  });

  test.each([
    ["*stars*", "\\*stars\\*"],
    ["snake_case", "snake\\_case"],
    ["# no heading", "\\# no heading"],
    ["- no item", "\\- no item"],
    ["2020. A year", "2020\\. A year"],
    ["> no quote", "\\> no quote"],
    ["1,000+ people", "1,000+ people"],
  ])("escapes what would read as markup: %s", (plain, text) => {
    expect(write(paragraph(words(plain))).text).toBe(text);
  });

  test.each([
    ["a mark that has no form here", [paragraph(words("under", "underline"))], "under", "The mark “underline”"],
    [
      "a link whose address cannot be used",
      [paragraph(node("hyperlink", [words("run")], { uri: "javascript:alert(1)" }))],
      "run",
      "address cannot be used",
    ],
    [
      "a link to an entry without a page",
      [paragraph(node("entry-hyperlink", [words("that")], { target: linkTo("Entry", "person") }))],
      "that",
      "the entry “person”",
    ],
    [
      "a table",
      [
        node("table", [
          node("table-row", [node("table-cell", [paragraph(words("a"))]), node("table-cell", [paragraph(words("b"))])]),
        ]),
      ],
      "a | b",
      "A table",
    ],
    ["a node that nobody knows", [node("callout", [paragraph(words("Mind"))])], "Mind", "“callout”"],
    [
      "a picture without a file",
      [node("embedded-asset-block", [], { target: linkTo("Asset", "gone") })],
      "",
      "An embedded picture",
    ],
  ])("keeps the words of %s, and reports the rest", (_, content, text, loss) => {
    const written = write(...content);
    expect(written.text).toBe(text);
    expect(written.losses.join(" ")).toContain(loss);
    expect(written.broken).toBeNull();
  });

  test.each([
    ["holds braces that would read as a token", [paragraph(words("{{first_name}}"))]],
    [
      "lacks words inside a sentence",
      [paragraph(node("embedded-entry-inline", [], { target: linkTo("Entry", "nowhere") }))],
    ],
    [
      "is nested without end",
      [Array.from({ length: 60 }).reduce<object>((inner) => node("blockquote", [inner]), paragraph(words("deep")))],
    ],
  ])("is broken where it %s", (_, content) => {
    expect(write(...content).broken).not.toBeNull();
  });
});
