import type { ValueType } from "#shared/data/model.ts";
import type { Comparison, Literal, Operand, Relation, Subject, Test, TextCall } from "./model.ts";
import type { SubjectInfo } from "./subjects.ts";

/**
 * The ways to compare, by type of value. A way has a name made of its test: `!oneOf`, `==`, `<:ago`. Ways that are equal in
 * meaning have names of their own (`!=` and `!==`), so that opening a condition and choosing what is chosen changes nothing.
 */
export interface Way {
  readonly id: string;
  readonly label: string;
}

const labels: Readonly<Record<string, string>> = {
  yes: "is yes",
  "!yes": "is no",
  known: "is known",
  "!known": "is not known",
  oneOf: "is one of",
  "!oneOf": "is none of",
  contains: "contains",
  "!contains": "does not contain",
  startsWith: "starts with",
  "!startsWith": "does not start with",
  endsWith: "ends with",
  "!endsWith": "does not end with",
  matches: "matches the pattern",
  "!matches": "does not match the pattern",
  holds: "includes",
  "!holds": "does not include",
  holdsAny: "includes any of",
  "!holdsAny": "includes none of",
  holdsAll: "includes all of",
  "!holdsAll": "does not include all of",
  "==": "is",
  "!=": "is not",
  "!==": "is not",
  "<": "is below",
  "<=": "is at most",
  ">": "is above",
  ">=": "is at least",
  "==:time": "is at",
  "!=:time": "is not at",
  "<:time": "is before",
  "<=:time": "is at or before",
  ">:time": "is after",
  ">=:time": "is at or after",
  "<:now": "is past",
  "<=:now": "is past or now",
  ">:now": "is still to come",
  ">=:now": "is now or still to come",
  ">:ago": "is within the last",
  ">=:ago": "is at most this long ago:",
  "<:ago": "is longer ago than",
  "<=:ago": "is at least this long ago:",
  "<:ahead": "is before, counted from now:",
  "<=:ahead": "is at most this far ahead:",
  ">:ahead": "is after, counted from now:",
  ">=:ahead": "is at least this far ahead:",
};

const offered: Readonly<Record<ValueType, readonly string[]>> = {
  string: [
    "==",
    "!=",
    "oneOf",
    "!oneOf",
    "contains",
    "!contains",
    "startsWith",
    "endsWith",
    "matches",
    "known",
    "!known",
  ],
  number: ["==", "!=", ">=", ">", "<=", "<", "known", "!known"],
  boolean: ["yes", "!yes", "known", "!known"],
  timestamp: [">:ago", "<:ago", "<:time", ">:time", "<:now", ">:now", "known", "!known"],
  list: ["holds", "!holds", "holdsAny", "!holdsAny", "holdsAll", "!holdsAll", "known", "!known"],
};

const labelOf = (id: string): string => labels[id] ?? (id.startsWith("!") ? `not: ${labels[id.slice(1)] ?? id}` : id);

const mirrored: Readonly<Record<Relation, Relation>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** The sign as it reads with the subject first. */
export const signOf = (test: Test & { is: "relation" }): Relation => (test.swapped ? mirrored[test.sign] : test.sign);

/** The name of the way in which a row compares. */
export function wayOf({ not, test }: Comparison): string {
  const bare =
    test.is === "relation" ? signOf(test) + momentSuffix(test.operand) : test.is === "text" ? test.call : test.is;
  return `${not ? "!" : ""}${bare}`;
}

function momentSuffix(operand: Operand): string {
  if (operand.is === "timestamp") return ":time";
  return operand.is === "now" || operand.is === "ago" || operand.is === "ahead" ? `:${operand.is}` : "";
}

/** The ways that suit a type, with the one that is chosen among them whatever it is. */
export function waysFor(comparison: Comparison, { type }: SubjectInfo): Way[] {
  const chosen = wayOf(comparison);
  const sized = comparison.subject.as === "size" || comparison.subject.as === "sizeMethod";
  const suits = (type === null ? [] : offered[type]).filter((id) => !sized || !id.endsWith("known"));
  return [...new Set([...suits, chosen])].map((id) => ({ id, label: labelOf(id) }));
}

/**
 * The same row, compared in another way; what it was compared with stays as far as it fits. `today` is the moment that a
 * row begins with where it asks for one.
 */
export function inWay(comparison: Comparison, id: string, info: SubjectInfo, today: string): Comparison {
  if (id === wayOf(comparison)) return comparison;
  const negated = id.startsWith("!") && id !== "!=" && !id.startsWith("!=:");
  return { ...comparison, not: negated, test: testIn(negated ? id.slice(1) : id, comparison.test, info, today) };
}

function testIn(bare: string, before: Test, info: SubjectInfo, today: string): Test {
  const [sign = bare, suffix] = bare.split(":");
  const values = literalsOf(before);
  const text = values.find((value) => value.is === "string");
  switch (bare) {
    case "yes":
    case "known":
      return { is: bare };
    case "oneOf":
      return { is: "oneOf", values: values.length > 0 ? values : [firstLiteral(info)] };
    case "holds":
      return { is: "holds", value: values[0] ?? firstLiteral(info) };
    case "holdsAny":
    case "holdsAll":
      return { is: bare, values: values.length > 0 ? values : [firstLiteral(info)], variable: "item" };
    case "contains":
    case "startsWith":
    case "endsWith":
    case "matches":
      return { is: "text", call: bare satisfies TextCall, value: text?.value ?? "" };
    default:
      return {
        is: "relation",
        sign: sign as Relation,
        operand: operandFor(suffix, before, info, today),
        swapped: false,
      };
  }
}

function operandFor(suffix: string | undefined, before: Test, info: SubjectInfo, today: string): Operand {
  const old = before.is === "relation" ? before.operand : undefined;
  switch (suffix) {
    case "now":
      return { is: "now" };
    case "ago":
    case "ahead":
      return { is: suffix, length: old?.is === "ago" || old?.is === "ahead" ? old.length : usualWindow };
    case "time":
      return old?.is === "timestamp" ? old : { is: "timestamp", text: today };
    default:
      // Another attribute stays what the row compares with.
      return old?.is === "subject" ? old : (literalsOf(before)[0] ?? firstLiteral(info));
  }
}

/** The literals that a test compares with. */
export function literalsOf(test: Test): readonly Literal[] {
  switch (test.is) {
    case "relation": {
      const { operand } = test;
      return operand.is === "string" || operand.is === "int" || operand.is === "double" || operand.is === "bool"
        ? [operand]
        : [];
    }
    case "text":
      return [{ is: "string", value: test.value }];
    case "holds":
      return [test.value];
    case "oneOf":
    case "holdsAny":
    case "holdsAll":
      return test.values;
    default:
      return [];
  }
}

/** 30 days. */
export const usualWindow = "720h";

function firstLiteral({ type, values }: SubjectInfo): Literal {
  if (type === "number") return { is: "int", value: 1 };
  if (type === "boolean") return { is: "bool", value: true };
  return { is: "string", value: values?.[0] ?? "" };
}

const usualWay: Readonly<Record<ValueType, string>> = {
  string: "==",
  number: ">=",
  boolean: "yes",
  timestamp: ">:ago",
  list: "holds",
};

/** A row about something, as it begins: whole, so that what is on the screen is the condition. */
export function freshComparison(subject: Subject, info: SubjectInfo): Comparison {
  const begun: Comparison = { kind: "comparison", not: false, subject, test: { is: "known" } };
  return inWay(begun, info.type === null ? "known" : usualWay[info.type], info, "");
}
