import { attributeKey, conjuncts, type Node } from "../rules/cel/ast.ts";
import type { Condition } from "../rules/cel/compilation.ts";
import type { CompiledCondition } from "../rules/cel/conditions.ts";
import type { Layout } from "../rules/cel/layout.ts";
import type { Value } from "../rules/cel/values.ts";

/** A conjunct that is true exactly of these values of one attribute, unknown where that is unknown, and false otherwise. */
export interface Equality {
  readonly slot: number;
  readonly values: readonly Value[];
}

/** The signs of bounds; the place of each is its code. */
export const boundSigns = ["<", "<=", ">", ">="] as const;

/** A conjunct that compares one attribute with a number. */
export interface Bound {
  readonly slot: number;
  readonly sign: (typeof boundSigns)[number];
  readonly value: number;
}

/** One conjunct of a condition, those of the audiences that it names included. */
export interface Conjunct {
  readonly equality: Equality | null;
  readonly bound: Bound | null;
  readonly compile: () => Condition;
}

/** What is left to test of a condition once an index has seen to some of it: nothing, one bound, or any condition. */
export type Rest = Bound | Condition | null;

/** What an index needs of a rule besides the rule itself. */
export interface Indexed<R> {
  readonly rule: R;
  readonly equalities: readonly Equality[];
  /** What is left of the condition without the equalities of the given attributes. */
  readonly rest: (slots: ReadonlySet<number>) => Rest;
}

/** Makes a rule ready for an index. */
export function indexed<R>(rule: R, parts: readonly Conjunct[]): Indexed<R> {
  return {
    rule,
    equalities: parts.flatMap(({ equality }) => equality ?? []),
    rest: (slots) => restOf(parts.filter(({ equality }) => !equality || !slots.has(equality.slot))),
  };
}

function restOf(parts: readonly Conjunct[]): Rest {
  const [first, second] = parts;
  if (!first) return null;
  if (!second) return first.bound ?? first.compile();
  const conditions = parts.map((part) => part.compile());
  // Only whether all are true is asked of what an index leaves, so the first that is not ends it.
  return (facts) => {
    for (let index = 0; index < conditions.length; index++) if (conditions[index]!(facts) !== true) return false;
    return true;
  };
}

/**
 * Takes a condition apart into its conjuncts. An audience that stands as a conjunct counts as its own conjuncts: most
 * rules are an audience and little else. The audiences must not lead back to themselves.
 */
export function conjunctsOf(
  condition: CompiledCondition,
  layout: Layout,
  audience: (name: string) => CompiledCondition | null,
): Conjunct[] {
  return conjuncts(condition.ast).flatMap((node) => {
    const named =
      node.op === "call" && node.name === "audience" && node.args[0]?.op === "string"
        ? audience(node.args[0].value)
        : null;
    if (named) return conjunctsOf(named, layout, audience);
    return [
      { equality: equalityOf(node, layout), bound: boundOf(node, layout), compile: () => condition.compilePart(node) },
    ];
  });
}

/**
 * Reads `profile.k == "v"`, `profile.k in ["v", "w"]`, `profile.flag`, `!profile.flag` and alternatives of these over one
 * attribute. In all of them the three values follow from the attribute alone.
 */
export function equalityOf(node: Node, layout: Layout): Equality | null {
  const flag = flagOf(node, layout);
  if (flag) return flag;
  if (node.op !== "binary") return null;
  if (node.sign === "||") return alternatives(node, layout);
  if (node.sign === "==")
    return literalOf(node.left, [node.right], layout) ?? literalOf(node.right, [node.left], layout);
  if (node.sign === "in" && node.right.op === "list") return literalOf(node.left, node.right.items, layout);
  return null;
}

/** Reads `profile.k >= 18` and the like. */
function boundOf(node: Node, layout: Layout): Bound | null {
  if (node.op !== "binary" || (node.right.op !== "int" && node.right.op !== "double")) return null;
  const sign = boundSigns.find((each) => each === node.sign);
  const slot = slotOf(node.left, layout);
  return sign === undefined || slot === null ? null : { slot, sign, value: node.right.value };
}

function flagOf(node: Node, layout: Layout): Equality | null {
  const negated = node.op === "not";
  const slot = slotOf(negated ? node.of : node, layout);
  return slot === null ? null : { slot, values: [!negated] };
}

function slotOf(node: Node, layout: Layout): number | null {
  const key = attributeKey(node);
  return key === null ? null : (layout.attributeByKey.get(key)?.slot ?? null);
}

function literalOf(side: Node, others: readonly Node[], layout: Layout): Equality | null {
  const slot = slotOf(side, layout);
  if (slot === null) return null;
  const values: Value[] = [];
  for (const other of others) {
    if (other.op !== "string" && other.op !== "int" && other.op !== "double" && other.op !== "bool") return null;
    values.push(other.value);
  }
  return { slot, values: [...new Set(values)] };
}

function alternatives(node: Node, layout: Layout): Equality | null {
  const sides = conjuncts(node, "||").map((side) => equalityOf(side, layout));
  const slot = sides[0]?.slot;
  if (slot === undefined || sides.some((side) => side?.slot !== slot)) return null;
  return { slot, values: [...new Set(sides.flatMap((side) => side?.values ?? []))] };
}
