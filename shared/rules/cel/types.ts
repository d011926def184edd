import type { ValueType } from "#shared/data/model.ts";

/**
 * The types of conditions. `any` stands where a fault has already been reported, or for the items of an empty list:
 * it fits everything, so that one mistake is reported once.
 */
export type Type =
  | { readonly is: "string" | "int" | "double" | "bool" | "timestamp" | "duration" | "event" | "profile" | "any" }
  | { readonly is: "list"; readonly of: Type };

export const string: Type = { is: "string" };
export const int: Type = { is: "int" };
export const double: Type = { is: "double" };
export const bool: Type = { is: "bool" };
export const timestamp: Type = { is: "timestamp" };
export const duration: Type = { is: "duration" };
export const event: Type = { is: "event" };
export const profile: Type = { is: "profile" };
export const any: Type = { is: "any" };
export const listOf = (of: Type): Type => ({ is: "list", of });

/** Every number of the dictionary is a double: JSON does not tell whole ones apart. */
export const declaredTypes: Readonly<Record<ValueType, Type>> = {
  string,
  number: double,
  boolean: bool,
  timestamp,
  list: listOf(string),
};

export const isNumber = (type: Type): boolean => type.is === "int" || type.is === "double" || type.is === "any";
export const fits = (type: Type, wanted: Type["is"]): boolean => type.is === wanted || type.is === "any";

/** The one type that both have, where whole numbers count as numbers; null where there is none. */
export function unify(a: Type, b: Type): Type | null {
  if (a.is === "any") return b;
  if (b.is === "any") return a;
  if (a.is === "list" && b.is === "list") {
    const of = unify(a.of, b.of);
    return of && listOf(of);
  }
  if (a.is === b.is) return a;
  return isNumber(a) && isNumber(b) ? double : null;
}

const words: Readonly<Record<Type["is"], string>> = {
  string: "a text",
  int: "a number",
  double: "a number",
  bool: "a yes or no",
  timestamp: "a point in time",
  duration: "a length of time",
  event: "an event",
  profile: "the profile",
  any: "anything",
  list: "a list",
};

/** A type in a sentence. */
export function spokenType(type: Type): string {
  if (type.is !== "list" || type.of.is === "any") return words[type.is];
  const items: Partial<Record<Type["is"], string>> = {
    string: "texts",
    int: "numbers",
    double: "numbers",
    event: "events",
    bool: "yes or no values",
  };
  return `a list of ${items[type.of.is] ?? "values"}`;
}
