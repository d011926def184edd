import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Node } from "#shared/rules/cel/ast.ts";
import { parse, tryParse } from "#shared/rules/cel/parse.ts";
import { write } from "#shared/rules/cel/write.ts";
import { checkCondition } from "#shared/rules/cel/check.ts";
import { completions, hover } from "#shared/rules/cel/complete.ts";
import { anyTree, place, shape } from "#test/support/cel-trees.ts";
import { dictionary, evaluate } from "#test/support/conditions.ts";

describe("RU-7 what is written, read again, is the same tree", () => {
  test("for any of 20,000 trees", () => {
    fc.assert(
      fc.property(anyTree, (ast) => {
        expect(shape(parse(write(ast)))).toEqual(shape(ast));
      }),
      { numRuns: 20_000 },
    );
  });

  test("no pair of parentheses can be left out, but for chained comparisons", () => {
    const words = fc.constantFrom("a", "b", "c");
    const plain = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        words.map((value): Node => ({ op: "name", name: value, ...place })),
        tie("node").map((of): Node => ({ op: "not", of, ...place })),
        fc
          .tuple(
            fc.constantFrom("||" as const, "&&" as const, "+" as const, "-" as const, "*" as const),
            tie("node"),
            tie("node"),
          )
          .map(([sign, left, right]): Node => ({ op: "binary", sign, left, right, ...place })),
      ),
    })).node;
    fc.assert(
      fc.property(plain, (ast) => {
        const shorter = leavingOutOnePair(write(ast)).map(tryParse);
        const same = shorter.filter((parsed) => parsed.ok && isDeepStrictEqual(shape(parsed.ast), shape(ast)));
        expect(same).toEqual([]);
      }),
    );
  });

  test.each([
    "a - (b - c)",
    "(a == b) == c",
    "(a ? b : c) ? d : e",
    "a ? b : c ? d : e",
    "!(a && b)",
    "-(-1)",
    "(1).size()",
    "(-a).b",
    "a || b && c",
    "(a || b) && c",
    '"\\"\\\\\\n\\u0000"',
  ])("%s stays", (condition) => {
    const written = write(parse(condition));
    expect(shape(parse(written))).toEqual(shape(parse(condition)));
  });
});

function leavingOutOnePair(text_: string): string[] {
  const open: number[] = [];
  const shorter: string[] = [];
  for (const [at, character] of [...text_].entries()) {
    if (character === "(") open.push(at);
    if (character !== ")") continue;
    const start = open.pop()!;
    shorter.push(text_.slice(0, start) + text_.slice(start + 1, at) + text_.slice(at + 1));
  }
  return shorter;
}

const snippets = [
  "profile.",
  "profile.age",
  "profile.city",
  "events",
  ".exists(e, ",
  "e.name",
  ' == "Order_Placed"',
  " && ",
  " || ",
  "!",
  "(",
  ")",
  "[",
  "]",
  " > 18",
  "now",
  ' - duration("24h")',
  "has(",
  'audience("adults")',
  " ? ",
  " : ",
  "1",
  ".5",
  "'",
  '"',
  "\\",
  ",",
  " in ",
  "\n",
  "//",
  "size(",
  "👩‍🚀",
  "\ud800",
];

test("RU-1 RU-8 no text makes the checks or the editor's help fail, and every fix stands inside the text", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...snippets), { maxLength: 14 }), fc.nat(200), (parts, at) => {
      const condition = parts.join("");
      const offset = Math.min(at, condition.length);
      for (const { from, to, message, fixes } of checkCondition(condition, dictionary).diagnostics) {
        expect(0 <= from && from <= to && to <= condition.length).toBe(true);
        expect(message).toMatch(/[.?…)]$|: .+$/s);
        for (const fix of fixes) expect(0 <= fix.from && fix.from <= fix.to && fix.to <= condition.length).toBe(true);
      }
      for (const { from, to } of completions(condition, offset, dictionary))
        expect(from <= offset && offset <= to).toBe(true);
      hover(condition, offset, dictionary);
    }),
    { numRuns: 2_000 },
  );
});

describe("laws of the three values", () => {
  const atom = fc.constantFrom(
    "profile.vip",
    'profile.city == "a"',
    'profile.tier == "gold"',
    "has(profile.age)",
    "profile.age > 3",
    'audience("adults")',
    '"x" in profile.interests',
    'events.exists(e, e.name == "Order_Placed" && e.total > 5)',
    "true",
    "false",
  );
  const condition = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      atom,
      tie("any").map((inner) => `!(${inner})`),
      fc
        .tuple(tie("any"), fc.constantFrom("&&", "||"), tie("any"))
        .map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
    ),
  })).any;
  const person = fc.record(
    {
      attributes: fc.record(
        {
          vip: fc.boolean(),
          city: fc.constantFrom("a", "b"),
          tier: fc.constantFrom("gold", "iron"),
          age: fc.nat(40),
          interests: fc.array(fc.constantFrom("x", "y"), { maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
      events: fc.array(fc.record({ name: fc.constantFrom("Order_Placed", "Product_Viewed"), total: fc.nat(10) }), {
        maxLength: 3,
      }),
    },
    { requiredKeys: ["attributes"] },
  );
  const agreed = fc.subarray(["loyalty", "tracking"]);

  test("RU-10 a double negation and De Morgan's laws hold for unknown too", () => {
    fc.assert(
      fc.property(condition, condition, person, agreed, (a, b, who, purposes) => {
        const of = (text_: string) => evaluate(text_, who, purposes);
        expect(of(`!(!(${a}))`)).toBe(of(a));
        expect(of(`!((${a}) && (${b}))`)).toBe(of(`!(${a}) || !(${b})`));
        expect(of(`(${a}) && (${b})`)).toBe(of(`(${b}) && (${a})`));
      }),
    );
  });

  test("RU-9 learning more never turns true into false: what was decided stays decided", () => {
    const withoutHas = condition.filter((text_) => !text_.includes("has("));
    fc.assert(
      fc.property(withoutHas, person, agreed, (text_, who, purposes) => {
        const sparse = evaluate(text_, who, purposes);
        const informed = evaluate(
          text_,
          {
            attributes: { vip: true, city: "a", tier: "gold", age: 10, interests: [], ...who.attributes },
            events: who.events ?? [],
          },
          ["loyalty", "tracking"],
        );
        expect(informed).toBeTypeOf("boolean");
        expect([undefined, informed]).toContain(sparse);
      }),
      { numRuns: 500 },
    );
  });
});
