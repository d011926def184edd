import { children, type Node } from "#shared/rules/cel/ast.ts";
import type { CompiledCondition, Conditions } from "#shared/rules/cel/conditions.ts";
import type { Condition } from "#shared/rules/cel/compilation.ts";
import { type Dictionary, dictionaryIndex } from "#shared/data/dictionary.ts";

/** A part of a condition that joins nothing: what it must come to, and how to test it by itself. */
export interface Literal {
  readonly node: Node;
  readonly wanted: boolean;
  readonly test: Condition;
}

/** Ways to make a condition true: each a list of literals that must all be as wanted. The simplest come first. */
export type Ways = readonly (readonly Literal[])[];

/** More ways than this are not looked at; a condition that has them is seldom met by one sample person anyway. */
const mostWays = 256;

/**
 * Takes a condition apart into the ways in which it comes to `wanted`, also through the audiences that it names.
 * Where there are very many, some are left out.
 */
export function waysTo(
  condition: CompiledCondition,
  wanted: boolean,
  conditions: Conditions,
  dictionary: Dictionary,
): Ways {
  const { audiences } = dictionaryIndex(dictionary);
  const visit = (node: Node, want: boolean, of: CompiledCondition): Ways => {
    if (node.op === "bool") return node.value === want ? [[]] : [];
    if (node.op === "not") return visit(node.of, !want, of);
    if (node.op === "binary" && (node.sign === "&&" || node.sign === "||")) {
      const left = visit(node.left, want, of);
      const right = visit(node.right, want, of);
      return (node.sign === "&&") === want ? both(left, right) : either(left, right);
    }
    if (node.op === "ternary") {
      const yes = both(visit(node.test, true, of), visit(node.yes, want, of));
      return either(yes, both(visit(node.test, false, of), visit(node.no, want, of)));
    }
    if (node.op === "call" && node.name === "audience" && node.args[0]?.op === "string") {
      const audience = audiences.get(node.args[0].value);
      if (!audience) return [];
      const inside = conditions.compile(audience.when);
      return visit(inside.ast, want, inside);
    }
    return [[{ node, wanted: want, test: of.compilePart(node) }]];
  };
  return visit(condition.ast, wanted, condition).toSorted((a, b) => a.length - b.length);
}

function both(left: Ways, right: Ways): Ways {
  const ways: Literal[][] = [];
  for (const one of left) {
    for (const other of right) {
      if (ways.length >= mostWays) return ways;
      ways.push([...one, ...other]);
    }
  }
  return ways;
}

const either = (left: Ways, right: Ways): Ways => [...left, ...right].slice(0, mostWays);

/** Whether a node reads the person's events anywhere. */
export function readsEvents(node: Node): boolean {
  if (node.op === "name") return node.name === "events";
  return children(node).some(readsEvents);
}
