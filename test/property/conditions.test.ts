import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binarySigns, macroNames, type Node, walk } from "#shared/rules/cel/ast.ts";
import { parse, tryParse } from "#shared/rules/cel/parse.ts";
import { write } from "#shared/rules/cel/write.ts";
import { checkCondition } from "#shared/rules/cel/check.ts";
import { completions, hover } from "#shared/rules/cel/complete.ts";
import { dictionary, evaluate } from "#test/support/conditions.ts";

/** Two trees are the same where they differ in offsets alone. */
const shape = (node: Node): unknown =>
  JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === "from" || key === "to" ? undefined : value)));

const place = { from: 0, to: 0 };
const name = fc.constantFrom("a", "e", "x1", "profile_x", "inn", "b2");
const text = fc.string({ unit: "grapheme", maxLength: 8 }).filter((value) => value.isWellFormed());
const number = fc.oneof(
  fc.nat(1_000_000).map((value): Node => ({ op: "int", value, ...place })),
  fc
    .double({ min: 0, noNaN: true, noDefaultInfinity: true })
    .map((value): Node => ({ op: "double", value: value + 0, ...place })),
);

const { tree } = fc.letrec<{ tree: Node; field: Node & { op: "field" } }>((tie) => ({
  field: fc.record({
    op: fc.constant("field" as const),
    of: tie("tree"),
    name,
    from: fc.constant(0),
    to: fc.constant(0),
  }),
  tree: fc.oneof(
    { maxDepth: 5, depthIdentifier: "tree", withCrossShrink: true },
    number,
    text.map((value): Node => ({ op: "string", value, ...place })),
    fc.boolean().map((value): Node => ({ op: "bool", value, ...place })),
    name.map((value): Node => ({ op: "name", name: value, ...place })),
    tie("field"),
    tie("field").map((of): Node => ({ op: "has", of, ...place })),
    fc.tuple(tie("tree"), tie("tree")).map(([of, index]): Node => ({ op: "index", of, index, ...place })),
    fc
      .tuple(name, fc.option(tie("tree")), fc.array(tie("tree"), { maxLength: 3 }))
      .map(([called, target, args]): Node => ({ op: "call", name: called, target, args, ...place })),
    fc
      .tuple(fc.constantFrom(...macroNames), tie("tree"), name, tie("tree"), fc.option(tie("tree")))
      .map(([macro, over, variable, body, result]): Node => ({
        op: "macro",
        name: macro,
        over,
        variable,
        body,
        result: macro === "map" ? result : null,
        ...place,
      })),
    fc.array(tie("tree"), { maxLength: 3 }).map((items): Node => ({ op: "list", items, ...place })),
    fc
      .tuple(fc.constantFrom("not" as const, "negate" as const), tie("tree"))
      .map(([op, of]): Node => ({ op, of, ...place })),
    fc
      .tuple(fc.constantFrom(...binarySigns), tie("tree"), tie("tree"))
      .map(([sign, left, right]): Node => ({ op: "binary", sign, left, right, ...place })),
    fc
      .tuple(tie("tree"), tie("tree"), tie("tree"))
      .map(([check, yes, no]): Node => ({ op: "ternary", test: check, yes, no, ...place })),
  ),
}));

/** Macros in macros in macros are refused on purpose. */
const isReadable = (node: Node): boolean => {
  const depth = (each: Node, inside: number): number => {
    if (each.op !== "macro") return Math.max(inside, ...childDepths(each, inside));
    return Math.max(
      depth(each.over, inside),
      depth(each.body, inside + 1),
      each.result ? depth(each.result, inside + 1) : 0,
    );
  };
  const childDepths = (each: Node, inside: number) =>
    [...walk(each)].slice(1).map((child) => (child.op === "macro" ? depth(child, inside) : inside));
  return depth(node, 0) <= 2;
};

describe("RU-7 what is written, read again, is the same tree", () => {
  test("for any tree", () => {
    fc.assert(
      fc.property(tree.filter(isReadable), (ast) => {
        expect(shape(parse(write(ast)))).toEqual(shape(ast));
      }),
      { numRuns: 3_000 },
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
