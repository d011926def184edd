import { z } from "zod";

/** A tree of `nt_rules`, read. An empty `all` or `any` is refused on reading: nobody can say whom it means. */
export type Rule =
  | { readonly is: "all" | "any"; readonly of: readonly Rule[] }
  | { readonly is: "not"; readonly of: Rule }
  | TraitRule
  | EventRule;

/** The person has the trait, with this value where there is one. */
export interface TraitRule {
  readonly is: "trait";
  readonly trait: string;
  readonly value: string | null;
}

export interface EventRule {
  readonly is: "event";
  readonly event: EventName;
  readonly conditions: readonly Condition[];
  readonly count: Count;
}

/** Events are page views, or tracked under a name of the site's own. */
export interface EventName {
  readonly type: "page" | "track";
  readonly name: string;
}

/** What one occurrence of an event must look like. */
export interface Condition {
  readonly property: string;
  readonly label: string;
  readonly type: "string" | "number" | "boolean";
  readonly operator: Operator;
  readonly value: string;
}

export interface Count {
  readonly operator: keyof typeof comparisons;
  readonly value: number;
}

/** The comparisons of Contentful's rules, in CEL. */
export const comparisons = {
  equal: "==",
  notEqual: "!=",
  greaterThan: ">",
  greaterThanInclusive: ">=",
  lessThan: "<",
  lessThanInclusive: "<=",
} as const;

const textOperators = [
  "contains",
  "notContains",
  "startsWith",
  "notStartsWith",
  "endsWith",
  "notEndsWith",
  "exists",
  "notExists",
] as const;
export type Operator = keyof typeof comparisons | (typeof textOperators)[number];

const isComparison = (operator: string): operator is keyof typeof comparisons => Object.hasOwn(comparisons, operator);
const isOperator = (operator: string): operator is Operator =>
  isComparison(operator) || (textOperators as readonly string[]).includes(operator);

const leafShape = z.looseObject({
  type: z.string(),
  key: z.string().nullish(),
  value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
  count: z.number().int().nonnegative().default(1),
  operator: z.string().default("greaterThanInclusive"),
  conditions: z.array(z.unknown()).default([]),
});
type Leaf = z.infer<typeof leafShape>;

const conditionShape = z.looseObject({
  key: z.looseObject({
    id: z.string().min(1),
    label: z.string().nullish(),
    category: z.looseObject({ type: z.string().nullish() }).nullish(),
  }),
  operator: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
});

const groupNames = { all: "all", any: "any", none: "any" } as const;
const deepest = 20;

/** Why a tree cannot be taken over. It is the whole audience that is left out then: half of its rules would mean others. */
export class RuleRefused extends Error {}

/** @throws RuleRefused where the tree holds anything whose meaning is not known for certain. */
export function readRules(value: unknown): Rule {
  return readNode(value, 0);
}

function readNode(value: unknown, depth: number): Rule {
  if (depth > deepest) throw new RuleRefused(`The rules are nested more than ${deepest} levels deep.`);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RuleRefused("A rule is not an object.");
  const groups = Object.entries(groupNames).filter(([name]) => Object.hasOwn(value, name));
  if (groups.length > 1) throw new RuleRefused("A group of rules is both “all” and “any”.");
  if (Object.hasOwn(value, "not")) return { is: "not", of: readNode((value as { not: unknown }).not, depth + 1) };
  const group = groups[0];
  if (!group) return readLeaf(value);
  const [name, is] = group;
  const members = (value as Record<string, unknown>)[name];
  if (!Array.isArray(members) || members.length === 0) throw new RuleRefused(`A group of rules (“${name}”) is empty.`);
  const of = members.map((member) => readNode(member, depth + 1));
  const read: Rule = of.length === 1 ? of[0]! : { is, of };
  return name === "none" ? { is: "not", of: read } : read;
}

function readLeaf(value: unknown): Rule {
  const parsed = leafShape.safeParse(value);
  if (!parsed.success)
    throw new RuleRefused(
      `A rule does not have the form expected (${parsed.error.issues[0]!.path.join(".") || "its root"}).`,
    );
  const leaf = parsed.data;
  const { type, operator } = leaf;
  if (!isComparison(operator)) throw new RuleRefused(`The importer does not know how often “${operator}” is.`);
  if (type === "identify") return readTrait(leaf);
  const count: Count = { operator, value: leaf.count };
  const conditions = leaf.conditions.map(readCondition);
  if (type === "page") return { is: "event", event: { type, name: "page" }, conditions, count };
  if (type === "track") {
    const name = String(leaf.value ?? "").trim();
    if (name === "") throw new RuleRefused("A rule about a tracked event does not name the event.");
    return { is: "event", event: { type, name }, conditions, count };
  }
  throw new RuleRefused(`The importer does not know rules of the type “${type}”.`);
}

function readTrait(leaf: Leaf): Rule {
  const name = (leaf.key ?? "").trim();
  if (name === "") throw new RuleRefused("A rule about a trait does not name the trait.");
  if (leaf.conditions.length > 0)
    throw new RuleRefused(`The rule about the trait “${name}” has conditions of its own.`);
  const value = leaf.value === null || leaf.value === undefined || leaf.value === "" ? null : String(leaf.value);
  const trait: Rule = { is: "trait", trait: name, value };
  const often = `${leaf.operator} ${leaf.count}`;
  if (["greaterThanInclusive 1", "greaterThan 0", "equal 1", "notEqual 0"].includes(often)) return trait;
  if (["lessThan 1", "lessThanInclusive 0", "equal 0"].includes(often)) return { is: "not", of: trait };
  throw new RuleRefused(`A person has the trait “${name}” or not; “${often}” times has no meaning here.`);
}

function readCondition(value: unknown): Condition {
  const parsed = conditionShape.safeParse(value);
  if (!parsed.success)
    throw new RuleRefused(
      `A condition on an event does not have the form expected (${parsed.error.issues[0]!.path.join(".")}).`,
    );
  const { key, operator } = parsed.data;
  if (!isOperator(operator)) throw new RuleRefused(`The importer does not know the comparison “${operator}”.`);
  const type = key.category?.type ?? "string";
  if (type !== "string" && type !== "number" && type !== "boolean")
    throw new RuleRefused(`“${key.label ?? key.id}” is a ${type}, which has no counterpart.`);
  return { property: key.id, label: key.label ?? key.id, type, operator, value: String(parsed.data.value ?? "") };
}

/** Every leaf of a tree. */
export function* leavesOf(rule: Rule): Generator<TraitRule | EventRule> {
  if (rule.is === "trait" || rule.is === "event") yield rule;
  else if (rule.is === "not") yield* leavesOf(rule.of);
  else for (const member of rule.of) yield* leavesOf(member);
}
