import { parseTimestamp } from "#shared/rules/cel/time.ts";
import type { personalDataClasses, ValueType } from "../model.ts";

/** The type of a value of JSON; null where no attribute or property could hold it. */
export function typeOf(value: unknown): ValueType | null {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return isTime(value) ? "timestamp" : "string";
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? "list" : null;
  return null;
}

const isTime = (text: string): boolean => text.length >= 20 && parseTimestamp(text) !== null;

/** The type of the cells of a table. Numbers that begin with zeros, such as postcodes, are texts. */
export function typeOfCells(cells: readonly string[]): ValueType {
  if (cells.length === 0) return "string";
  if (cells.every((cell) => /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(cell))) return "number";
  if (cells.every((cell) => /^(true|false)$/i.test(cell))) return "boolean";
  return cells.every(isTime) ? "timestamp" : "string";
}

/** The most values that a list of all of them may have. */
const mostValues = 24;

/** All values of a text, where it seems to have only a few: each must have come several times. */
export function fewValues(texts: readonly string[]): string[] | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) {
    counts.set(text, (counts.get(text) ?? 0) + 1);
    if (counts.size > mostValues) return undefined;
  }
  if (counts.size === 0 || texts.length < counts.size * 4) return undefined;
  return [...counts.keys()].toSorted();
}

type PersonalData = (typeof personalDataClasses)[number];

const names: readonly (readonly [PersonalData, RegExp, string])[] = [
  ["special", /relig|health|medic|disab|ethnic|race\b|sexual|politic|union_member|pregnan|biometr/, "its name"],
  [
    "identifying",
    /e_?mail|phone|mobile|(^|_)tel(_|$)|(first|last|full|given|family|sur)_?name|street|address|birth|(^|_)dob(_|$)|passport|iban|(^|_)ssn(_|$)|(^|_)ip(_|$)/,
    "its name",
  ],
];
const email = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i;
const phone = /^(\+|00)[1-9][\d\s().\-/]{6,20}$/;

/** A guess at the class of personal data, by name and values. What is known of a person is at least pseudonymous. */
export function personalGuess(key: string, values: readonly unknown[]): { is: PersonalData; why: string | null } {
  const spelled = key.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
  const texts = values.filter((value) => typeof value === "string").slice(0, 200);
  if (texts.length > 0 && texts.every((text) => email.test(text)))
    return { is: "identifying", why: "Its values are e-mail addresses." };
  if (texts.length > 0 && texts.every((text) => phone.test(text)))
    return { is: "identifying", why: "Its values are telephone numbers." };
  const named = names.find(([, pattern]) => pattern.test(spelled));
  if (!named) return { is: "pseudonymous", why: null };
  const what = named[0] === "special" ? "a special category of personal data" : "a person";
  return {
    is: named[0],
    why: `By ${named[2]} it identifies ${what}: check it.`.replace("identifies a special", "is of a special"),
  };
}
