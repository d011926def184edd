import * as fc from "fast-check";
import { binarySigns, macroNames, type Node, walk } from "#shared/rules/cel/ast.ts";

/** Two trees are the same where they differ in offsets alone. */
export const shape = (node: Node): unknown =>
  JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === "from" || key === "to" ? undefined : value)));

export const place = { from: 0, to: 0 };
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

/** Any tree that can be read, whatever it means. */
export const anyTree: fc.Arbitrary<Node> = tree.filter(isReadable);
