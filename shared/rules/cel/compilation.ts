import type { Node } from "./ast.ts";
import type { Facts } from "./facts.ts";
import type { Layout } from "./layout.ts";
import type { Type } from "./types.ts";
import type { Value } from "./values.ts";

/** A compiled expression. It never throws: what cannot be computed is unknown (`undefined`). */
export type Expression = (facts: Facts) => Value | undefined;
/** A compiled condition, in Kleene's three values: `undefined` is unknown. */
export type Condition = (facts: Facts) => boolean | undefined;

/** What the compilation of one condition shares. */
export interface Compilation {
  readonly layout: Layout;
  readonly types: ReadonlyMap<Node, Type>;
  readonly properties: ReadonlyMap<string, Type>;
  /** The compiled condition of an audience, by its slot. */
  readonly audience: (slot: number) => Condition;
  /** The depth at which the variable of each enclosing macro stands in `facts.locals`. */
  readonly variables: ReadonlyMap<string, number>;
  /** Compiles a part, for the forms that contain others. */
  readonly compile: (node: Node, context: Compilation) => Expression;
}

/** An expression as what it must be where yes or no is asked. Anything else, which a checked condition never is, counts as unknown. */
export const asCondition =
  (expression: Expression): Condition =>
  (facts) => {
    const value = expression(facts);
    return typeof value === "boolean" ? value : undefined;
  };
