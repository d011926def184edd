import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openText } from "#shared/rules/builder/open.ts";
import { walk } from "#shared/rules/cel/ast.ts";
import { checkCondition } from "#shared/rules/cel/check.ts";
import { createConditions } from "#shared/rules/cel/conditions.ts";
import { Facts } from "#shared/rules/cel/facts.ts";
import { limits, tryParse } from "#shared/rules/cel/parse.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { dictionary, evaluate } from "#test/support/conditions.ts";

const nested = (open: string, inner: string, close: string, times: number) =>
  open.repeat(times) + inner + close.repeat(times);

const hostile: Readonly<Record<string, string>> = {
  "brackets without end": nested("(", "true", ")", 4_000),
  "brackets just over the cap": nested("(", "true", ")", limits.depth + 1),
  "negations without end": "!".repeat(9_000) + "profile.vip",
  "lists in lists": nested("[", "1", "]", 3_000) + " == []",
  "choices in choices": "profile.vip ? ".repeat(500) + "true" + " : false".repeat(500),
  "a chain of fields": `profile${".city".repeat(1_900)}`,
  "a chain of calls": `profile.city${".lowerAscii()".repeat(700)} == "a"`,
  "a sum of too many parts": `${"1 + ".repeat(2_000)}1 > 0`,
  "a list that is too long": `profile.age in [${"1,".repeat(1_001)}1]`,
  "a text that is too long": `profile.city == "${"a".repeat(limits.textLength)}"`,
  "macros in macros in macros":
    "events.exists(a, events.exists(b, events.exists(c, a.name == b.name && b.name == c.name)))",
  "a pattern with a back reference": 'profile.city.matches("(a)\\\\1")',
  "a pattern that looks ahead": 'profile.city.matches("(?=a)b")',
  "a pattern that is computed": "profile.city.matches(profile.country)",
  "a number as a text": 'profile.age == "18"',
  "a text as a list": "profile.city.exists(c, c == 'x')",
  "a list as yes or no": "profile.interests && true",
  "the prototype of the person": "profile.__proto__.vip",
  "the constructor of the person": 'profile.constructor == "x"',
  "the constructor of a text": 'profile.city.constructor("return 1")()',
  "a method of every object": 'profile.city.toString() == "x"',
  "a name of every object": "toString == true",
  "the prototype of an event": "events.exists(e, e.__proto__.vip)",
  "a function of every object": 'hasOwnProperty("vip")',
  "an audience of every object": 'audience("__proto__")',
  "an event of every object": 'events.exists(e, e.name == "constructor")',
  "a letter that only looks like one": "prоfile.vip",
  "text that runs backwards": "profile.\u202evip",
  "half a character": 'profile.city == "\ud800"',
  "a character of no width in a name": "profile.\u200bvip",
  "nothing at all": "",
  "a null byte": "profile.vip\0",
};

describe("RU-5 hostile conditions are refused with a clear error, before anything is done with them", () => {
  const conditions = createConditions(dictionary);

  test.each(Object.entries(hostile))("%s", (_, text) => {
    const { ok, diagnostics } = checkCondition(text, dictionary);
    expect(ok).toBe(false);
    const [first] = diagnostics.filter(({ severity }) => severity === "error");
    expect(first?.message).toMatch(/^.{10,400}$/s);
    expect(() => conditions.compile(text)).toThrow(AppError);
    // Nothing that is refused is work for anybody else: what can be read at all is within the caps.
    const parsed = tryParse(text);
    const parts = parsed.ok ? [...walk(parsed.ast)].length : 0;
    expect(parts).toBeLessThanOrEqual(limits.nodes);
  });
});

test("RU-6 a pattern on which backtracking would never end is one pass over the text", () => {
  const city = "a".repeat(9_999) + "!";
  expect(evaluate('profile.city.matches("(a+)+$")', { attributes: { city } })).toBe(false);
  expect(evaluate('profile.city.matches("^(a|aa)+$")', { attributes: { city } })).toBe(false);
});

test("RU-9 a request cannot bring attributes in by a prototype", () => {
  const attributes = JSON.parse('{"__proto__": {"vip": true, "city": "Graz"}}') as Record<string, unknown>;
  expect(evaluate("profile.vip", { attributes })).toBeUndefined();
  const inherited = Object.create({ vip: true }) as Record<string, unknown>;
  expect(evaluate("profile.vip", { attributes: inherited })).toBeUndefined();
});

const piece = fc.oneof(
  fc.constantFrom(...Object.values(hostile).filter((text) => text.length < 80)),
  fc.constantFrom(
    ..."profile.vip profile.age events now __proto__ constructor toString ( ) [ ] { } , . ! - && || == != < in ? : 1 1.5 9007199254740993 0x10 1u b'x' null true \"a\" 'b'".split(
      " ",
    ),
  ),
  fc.constantFrom("events.exists(e, ", "events.filter(e, ", "size(", "duration(", "timestamp(", ".matches(", "has("),
  fc.string({ unit: "binary", maxLength: 4 }),
);

test("RU-1 RU-17 whatever is typed, reading, checking and deciding end in a verdict or in an error with a code", () => {
  const conditions = createConditions(dictionary);
  const person = {
    attributes: { vip: true, age: 1e308, city: "\ud800", interests: [] },
    events: [{ name: "Order_Placed", total: "x" }, { name: "__proto__" }],
  };
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), fc.constantFrom("", " "), (parts, gap) => {
      const text = parts.join(gap);
      const { ok } = checkCondition(text, dictionary);
      openText(text);
      const facts = new Facts(conditions.layout);
      facts.load(person, 0);
      const possible: readonly unknown[] = ok ? [true, false, undefined] : ["RULE_SYNTAX", "RULE_TYPE"];
      expect(possible).toContain(verdict(() => conditions.compile(text).test(facts)));
    }),
    { numRuns: 2_000 },
  );
});

/** What a condition comes to, or the code that it is refused with; anything else that is thrown is a fault. */
function verdict(decide: () => boolean | undefined): boolean | string | undefined {
  try {
    return decide();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
