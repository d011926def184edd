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

/** One conjunct of a condition, those of the audiences that it names included. */
export interface Conjunct {
  readonly equality: Equality | null;
  readonly compile: () => Condition;
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
    return [{ equality: equalityOf(node, layout), compile: () => condition.compilePart(node) }];
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

export interface Keys {
  /** The most telling attribute first, so that a look-up that fails fails early. */
  readonly slots: readonly number[];
  /** The values under which a rule stands, one per slot in each combination. Empty where it can never be true. */
  readonly combinations: readonly (readonly Value[])[];
}

/**
 * Chooses the attributes by which a rule is found: those of which rules ask for the most different values (`sizes`), at most
 * `longest`, as long as the values that it lists make no more than `most` combinations.
 */
export function keysOf(
  equalities: readonly Equality[],
  sizes: ReadonlyMap<number, number>,
  longest: number,
  most: number,
): Keys {
  const merged = mergeBySlot(equalities);
  const telling = [...merged].toSorted(([a], [b]) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || a - b);
  const chosen: (readonly [number, readonly Value[]])[] = [];
  let count = 1;
  // All combinations that a key could have must be countable exactly.
  let space = 1;
  for (const [slot, values] of telling) {
    if (chosen.length === longest) break;
    const wider = space * (sizes.get(slot) ?? 1);
    if (count * values.length > most || wider > Number.MAX_SAFE_INTEGER) continue;
    count *= values.length;
    space = wider;
    chosen.push([slot, values]);
  }
  return {
    slots: chosen.map(([slot]) => slot),
    combinations: chosen.length === 0 ? [] : combine(chosen.map(([, values]) => values)),
  };
}

/** Two equalities over one attribute are both true only of the values that both have. */
function mergeBySlot(equalities: readonly Equality[]): Map<number, readonly Value[]> {
  const merged = new Map<number, readonly Value[]>();
  for (const { slot, values } of equalities) {
    const known = merged.get(slot);
    merged.set(slot, known ? known.filter((value) => values.includes(value)) : values);
  }
  return merged;
}

const combine = (lists: readonly (readonly Value[])[]): (readonly Value[])[] =>
  lists.reduce<(readonly Value[])[]>(
    (made, values) => made.flatMap((start) => values.map((value) => [...start, value])),
    [[]],
  );
