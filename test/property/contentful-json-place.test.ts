import * as fc from "fast-check";
import { expect, test } from "vitest";
import { placeOfFault } from "#shared/content/contentful/json-place.ts";

/** The longest prefix of a text that some JSON document begins with, found by trying: slow and plainly right. */
const isPrefixOfSome = (text: string): boolean => {
  const { line, column } = placeOfFault(text);
  const lines = text.split("\n");
  return line === lines.length && column === lines.at(-1)!.length + 1;
};

test("IM-2 a document that is cut short breaks where it ends, unless what is left is a document", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom(0, 1, 2), (value, cut, indent) => {
      const text = JSON.stringify([value], null, indent);
      const part = text.slice(0, cut % text.length);
      const { line, column } = placeOfFault(part);
      const offset =
        part
          .split("\n")
          .slice(0, line - 1)
          .reduce((sum, each) => sum + each.length + 1, 0) +
        column -
        1;
      // Either at the very end, or at the start of the scalar that was cut.
      expect(part.slice(offset)).toMatch(
        /^(?:"(?:[^"\\]|\\.)*\\?(?:u[0-9a-fA-F]{0,3})?|[-+.\deE]*|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?)$/s,
      );
    }),
  );
});

test("IM-2 a foreign character breaks a document exactly where it stands", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), (values, index) => {
      const parts = values.map((value) => JSON.stringify(value));
      const before = `[\n${[...parts.slice(0, index % parts.length), ""].join(",\n")}`;
      const { line, column } = placeOfFault(`${before}§${parts.slice(index % parts.length).join(",")}]`);
      const lines = before.split("\n");
      expect({ line, column }).toEqual({ line: lines.length, column: lines.at(-1)!.length + 1 });
    }),
  );
});

test("IM-2 an unfinished document is read to its end", () => {
  expect(isPrefixOfSome('{"a": [1, {"b": null')).toBe(true);
  expect(isPrefixOfSome("")).toBe(true);
  expect(isPrefixOfSome('{"a" 1}')).toBe(false);
});
