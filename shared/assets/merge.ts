import { canonicalJson, type Json } from "../kernel/canonical.ts";
import type { FieldConflict } from "./model.ts";
import type { Body } from "./parts.ts";

export interface Merged {
  readonly body: Body;
  /** Fields that both sides changed, each in its own way. Empty: the merge is clean. */
  readonly conflicts: readonly FieldConflict[];
}

type Value = Json | undefined;

/**
 * Merges two bodies that were made from the same base, field by field. What only one side changed is taken;
 * what both changed alike is taken; what both changed differently is a conflict, and `body` keeps `theirs` there.
 * Objects merge key by key; lists and plain values are fields of their own.
 */
export function mergeBodies(base: Body, theirs: Body, yours: Body): Merged {
  const conflicts: FieldConflict[] = [];
  const body = merge(base, theirs, yours, "", conflicts) as Body;
  return { body, conflicts };
}

/** The paths of the fields in which two bodies differ, in order. */
export function changedFields(before: Body, after: Body): string[] {
  const paths: string[] = [];
  const visit = (a: Value, b: Value, at: string): void => {
    if (equal(a, b)) return;
    if (isObject(a) && isObject(b)) for (const key of keysOf(a, b)) visit(a[key], b[key], join(at, key));
    else paths.push(at);
  };
  visit(before, after, "");
  return paths;
}

function merge(base: Value, theirs: Value, yours: Value, at: string, conflicts: FieldConflict[]): Value {
  if (equal(theirs, yours) || equal(base, yours)) return theirs;
  if (equal(base, theirs)) return yours;
  if (isObject(theirs) && isObject(yours))
    return mergeObjects(isObject(base) ? base : {}, theirs, yours, at, conflicts);
  conflicts.push({ at, base, theirs, yours });
  return theirs;
}

type JsonRecord = { readonly [key: string]: Json };

function mergeObjects(
  base: JsonRecord,
  theirs: JsonRecord,
  yours: JsonRecord,
  at: string,
  conflicts: FieldConflict[],
): Json {
  const merged: Record<string, Json> = {};
  for (const key of keysOf(theirs, yours)) {
    const value = merge(own(base, key), own(theirs, key), own(yours, key), join(at, key), conflicts);
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

const own = (object: JsonRecord, key: string): Value => (Object.hasOwn(object, key) ? object[key] : undefined);
const keysOf = (a: JsonRecord, b: JsonRecord): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted();
const join = (at: string, key: string): string => (at === "" ? key : `${at}.${key}`);

function isObject(value: Value): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return canonicalJson(a) === canonicalJson(b);
}
