import { Duration, parseTimestamp, Timestamp } from "./time.ts";
import type { Type } from "./types.ts";

/** An event as the request carries it: `name`, `at` and its properties, none of them trusted to have its declared type. */
export type EventValue = { readonly [property: string]: unknown };

/**
 * What an expression comes to. `undefined` is Kleene's *unknown*: a missing or masked attribute, a value of the wrong type,
 * or anything computed from one. There is no null.
 */
export type Value = string | number | boolean | Timestamp | Duration | EventValue | ValueList;
export type ValueList = readonly (Value | undefined)[];

/** Longer lists than this are not looked through: a decision must end in time. */
export const longestList = 1_000;

/** Takes a value of a request as its declared type says, or as unknown where it has another. */
export function readAs(raw: unknown, type: Type): Value | undefined {
  switch (type.is) {
    case "string":
      return typeof raw === "string" ? raw : undefined;
    case "double":
      return typeof raw === "number" && Number.isFinite(raw) ? raw : undefined;
    case "bool":
      return typeof raw === "boolean" ? raw : undefined;
    case "timestamp": {
      const ms = typeof raw === "string" ? parseTimestamp(raw) : null;
      return ms === null ? undefined : new Timestamp(ms);
    }
    case "list":
      return Array.isArray(raw) && raw.length <= longestList && raw.every((item) => typeof item === "string")
        ? raw
        : undefined;
    default:
      return undefined;
  }
}

/** Whether two known values of one type are equal; unknown where that hangs on an unknown item of a list. */
export function equal(a: Value, b: Value): boolean | undefined {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  if (Array.isArray(a) && Array.isArray(b)) return equalLists(a, b);
  if (a instanceof Timestamp && b instanceof Timestamp) return a.ms === b.ms;
  if (a instanceof Duration && b instanceof Duration) return a.ms === b.ms;
  return undefined;
}

function equalLists(a: ValueList, b: ValueList): boolean | undefined {
  if (a.length !== b.length) return false;
  let result: boolean | undefined = true;
  for (const [index, left] of a.entries()) {
    const right = b[index];
    const same = left === undefined || right === undefined ? undefined : equal(left, right);
    if (same === false) return false;
    if (same === undefined) result = undefined;
  }
  return result;
}

/** Whether a known value is in a list; unknown where only an unknown item could be it. */
export function isIn(value: Value, list: ValueList): boolean | undefined {
  let result: boolean | undefined = false;
  for (const item of list) {
    const same = item === undefined ? undefined : equal(value, item);
    if (same === true) return true;
    if (same === undefined) result = undefined;
  }
  return result;
}

/** Negative, zero or positive as a stands before, at or after b; unknown where the two have no order. */
export function compare(a: Value, b: Value): number | undefined {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareTexts(a, b);
  // CEL puts no before yes.
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  if (a instanceof Timestamp && b instanceof Timestamp) return a.ms - b.ms;
  if (a instanceof Duration && b instanceof Duration) return a.ms - b.ms;
  return undefined;
}

/** CEL orders texts by code points; JavaScript's own order, by code units, differs beyond the basic plane. */
function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

// Surrogates (D800–DFFF) stand for code points above all others.
const codePointRank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
