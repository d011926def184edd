import type { BinarySign } from "../cel/ast.ts";

/**
 * A condition as the builder shows it: groups and rows instead of signs. It is another view of the same expression: what
 * `read.ts` makes of a tree, `build.ts` turns into that very tree again. So the model keeps what no reader cares about and
 * the text does say: which side a literal stands on, what a variable is called, in which of two ways a list is counted.
 *
 * When adding a form: 1. here, 2. read.ts and build.ts, 3. its words in offers.ts, 4. docs/features/rules.md.
 */
export type BuilderNode = Group | Row;
export type Row = Comparison | EventRow | AudienceRow | EveryoneRow;

/** All or any of some conditions. A group of one, and an empty one, stand on the screen alone: the text has no word for them. */
export interface Group {
  readonly kind: "group";
  readonly join: "all" | "any";
  readonly not: boolean;
  readonly items: readonly BuilderNode[];
}

/** An attribute, or within an event row a property of the event. */
export interface Subject {
  readonly of: "profile" | "event";
  readonly name: string;
  /** What is asked about instead of the value itself. */
  readonly as?: "lower" | "size" | "sizeMethod";
}

export interface Comparison {
  readonly kind: "comparison";
  readonly not: boolean;
  readonly subject: Subject;
  readonly test: Test;
}

export type Literal =
  | { readonly is: "string"; readonly value: string }
  | { readonly is: "int" | "double"; readonly value: number }
  | { readonly is: "bool"; readonly value: boolean };

/** A point in time. `ago` and `ahead` count from the decision; `length` is a duration as CEL writes it. */
export type Moment =
  | { readonly is: "timestamp"; readonly text: string }
  | { readonly is: "now" }
  | { readonly is: "ago" | "ahead"; readonly length: string };

export type Operand = Literal | Moment | { readonly is: "subject"; readonly subject: Subject };

export type Relation = Extract<BinarySign, "==" | "!=" | "<" | "<=" | ">" | ">=">;
export const relations: ReadonlySet<string> = new Set<Relation>(["==", "!=", "<", "<=", ">", ">="]);

export const textCalls = ["contains", "startsWith", "endsWith", "matches"] as const;
export type TextCall = (typeof textCalls)[number];

export type Test =
  /** `profile.vip` */
  | { readonly is: "yes" }
  /** `has(profile.city)` */
  | { readonly is: "known" }
  /** `profile.age >= 18`; `swapped` where the literal stands before the sign. */
  | { readonly is: "relation"; readonly sign: Relation; readonly operand: Operand; readonly swapped: boolean }
  /** `profile.city in ["Graz", "Wien"]` */
  | { readonly is: "oneOf"; readonly values: readonly Literal[] }
  /** `profile.plan.startsWith("pro")` */
  | { readonly is: "text"; readonly call: TextCall; readonly value: string }
  /** `"hiking" in profile.interests` */
  | { readonly is: "holds"; readonly value: Literal }
  /** `profile.interests.exists(i, i in ["hiking", "climbing"])`, and `["hiking"].all(i, i in profile.interests)` */
  | { readonly is: "holdsAny" | "holdsAll"; readonly values: readonly Literal[]; readonly variable: string };

/** How many events there must be: some, one alone, or a number of them, in the three ways CEL has of counting. */
export type Times =
  | { readonly is: "some" }
  | { readonly is: "one" }
  | {
      readonly is: "counted";
      readonly by: "count" | "size" | "sizeMethod";
      readonly sign: Relation;
      readonly number: number;
    };

/** What the person did: `events.exists(e, …)`, `count(events.filter(e, …)) >= 3`. */
export interface EventRow {
  readonly kind: "events";
  readonly not: boolean;
  readonly times: Times;
  readonly variable: string;
  readonly where: Group;
}

export interface AudienceRow {
  readonly kind: "audience";
  readonly not: boolean;
  readonly name: string;
}

/** `true` and `false`: everyone, and nobody. */
export interface EveryoneRow {
  readonly kind: "everyone";
  readonly not: boolean;
  readonly value: boolean;
}
