import type { ValueType } from "#shared/data/model.ts";
import {
  comparisons,
  type Condition,
  type EventName,
  type EventRule,
  type Rule,
  RuleRefused,
  type TraitRule,
} from "./audience-rules.ts";

/** How the data dictionary names and types what the rules read. */
export interface Vocabulary {
  trait(name: string): { readonly key: string; readonly type: ValueType };
  event(event: EventName): { readonly key: string };
  property(event: EventName, condition: Condition): { readonly key: string; readonly type: ValueType };
}

/**
 * Writes a tree of rules in CEL. A person of whom nothing is known makes it unknown rather than false, which for a
 * selection comes to the same: the variant is not shown.
 *
 * @throws RuleRefused where a value does not fit the type that the dictionary declares.
 */
export function writeRule(rule: Rule, words: Vocabulary): string {
  switch (rule.is) {
    case "all":
      return rule.of.map((member) => grouped(member, "any", words)).join(" && ");
    case "any":
      return rule.of.map((member) => grouped(member, "all", words)).join(" || ");
    case "not":
      return `!(${writeRule(rule.of, words)})`;
    case "trait":
      return writeTrait(rule, words);
    case "event":
      return writeEvent(rule, words);
  }
}

/** Groups of the other sort stand in parentheses, so that nobody needs to know which binds tighter. */
const grouped = (rule: Rule, other: "all" | "any", words: Vocabulary): string =>
  rule.is === other ? `(${writeRule(rule, words)})` : writeRule(rule, words);

function writeTrait({ trait, value }: TraitRule, words: Vocabulary): string {
  const { key, type } = words.trait(trait);
  if (value === null) return `has(profile.${key})`;
  if (type === "list") return `${text(value)} in profile.${key}`;
  if (type === "boolean") return value === "true" ? `profile.${key}` : `!profile.${key}`;
  return `profile.${key} == ${literal(value, type, trait)}`;
}

function writeEvent({ event, conditions, count }: EventRule, words: Vocabulary): string {
  const one = [
    `e.name == ${text(words.event(event).key)}`,
    ...conditions.map((each) => writeCondition(event, each, words)),
  ].join(" && ");
  const often = `${comparisons[count.operator]} ${count.value}`;
  if (often === ">= 1" || often === "> 0" || often === "!= 0") return `events.exists(e, ${one})`;
  if (often === "< 1" || often === "<= 0" || often === "== 0") return `!events.exists(e, ${one})`;
  return `count(events.filter(e, ${one})) ${often}`;
}

function writeCondition(event: EventName, condition: Condition, words: Vocabulary): string {
  const { key, type } = words.property(event, condition);
  const { operator, value, label } = condition;
  const subject = `e.${key}`;
  if (operator === "exists") return `has(${subject})`;
  if (operator === "notExists") return `!has(${subject})`;
  if (operator in comparisons) {
    const sign = comparisons[operator as keyof typeof comparisons];
    if (type !== "number" && sign !== "==" && sign !== "!=")
      throw new RuleRefused(`“${label}” is not a number, so ${sign} has no meaning.`);
    return `${subject} ${sign} ${literal(value, type, label)}`;
  }
  if (type !== "string") throw new RuleRefused(`“${label}” is not a text, so “${operator}” has no meaning.`);
  const negated = operator.startsWith("not");
  const method = negated ? operator[3]!.toLowerCase() + operator.slice(4) : operator;
  return `${negated ? "!" : ""}${subject}.${method}(${text(value)})`;
}

function literal(value: string, type: ValueType, label: string): string {
  if (type === "string") return text(value);
  if (type === "boolean" && (value === "true" || value === "false")) return value;
  // Numbers are doubles in conditions, so that 3 and 3.0 are the same.
  if (type === "number" && value.trim() !== "" && Number.isFinite(Number(value))) return doubleLiteral(Number(value));
  throw new RuleRefused(`“${value}” is no ${type}, as which “${label}” is declared.`);
}

const doubleLiteral = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e15 ? `${value}.0` : String(value);

function text(value: string): string {
  if (!value.isWellFormed()) throw new RuleRefused("A value holds half of a character.");
  return JSON.stringify(value);
}
