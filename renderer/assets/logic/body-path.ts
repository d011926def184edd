import { canonicalJson, type Json } from "#shared/kernel/canonical.ts";
import type { Body } from "#shared/assets/parts.ts";

/** A place in a body: `["copy", "base", "headline", "de-DE"]`, or the same joined by dots as problems and conflicts say it. */
export type Path = readonly string[];

/** Takes a dotted place apart. Keys of bodies hold no dots. */
export const pathOf = (at: string): Path => (at === "" ? [] : at.split("."));

type Value = Json | undefined;

const isObject = (value: Value): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at a place, or undefined where nothing does. Steps into lists by index. */
export function valueAt(body: Body, path: Path): Value {
  let value: Value = body;
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)] as Value;
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

/**
 * A body with another value at a place; `undefined` takes the value away. Objects that are empty after that go too, so
 * that a body never says that there is something where there is nothing. What is not on the path is shared, not copied.
 */
export function withValueAt(body: Body, path: Path, value: Value): Body {
  return (changed(body, path, value) ?? {}) as Body;
}

function changed(within: Value, path: Path, value: Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(within)) return changedList(within, Number(key), rest, value);
  const object = isObject(within) ? within : {};
  const next = changed(Object.hasOwn(object, key) ? object[key] : undefined, rest, value);
  if (next !== undefined) return { ...object, [key]: next };
  const { [key]: _gone, ...left } = object;
  return Object.keys(left).length === 0 ? undefined : left;
}

function changedList(list: readonly Json[], index: number, rest: Path, value: Value): Value {
  const next = changed(list[index], rest, value);
  if (next === undefined) return list.filter((_, at) => at !== index);
  return list.with(index, next);
}

/** Whether two bodies are the same revision: by their canonical form, which is what is hashed. */
export function sameBody(a: Body | null, b: Body | null): boolean {
  if (a === b) return true;
  return a !== null && b !== null && canonicalJson(a) === canonicalJson(b);
}
