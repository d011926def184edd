import type { Json } from "#shared/kernel/canonical.ts";
import { type PartName, partNames, type Body } from "#shared/assets/parts.ts";
import { usageError } from "./output.ts";

/** A change of one place in a body: a value, or its removal. */
export interface Assignment {
  readonly path: readonly string[];
  readonly value: Json | undefined;
}

/**
 * Reads `copy.base.headline.de-DE=Der Grat ist frei` (text), `settings.variants:=[]` (JSON) and `copy.base.teaser` (with
 * `remove`: takes it away).
 *
 * @throws INPUT_INVALID
 */
export function readAssignment(text: string): Assignment {
  const at = text.indexOf("=");
  if (at < 1) throw usageError(`“${text}” sets nothing: write PATH=TEXT or PATH:=JSON.`);
  const isJson = text[at - 1] === ":";
  const path = readPath(text.slice(0, isJson ? at - 1 : at));
  const value = text.slice(at + 1);
  return { path, value: isJson ? readJson(value, text) : value };
}

export const readRemoval = (text: string): Assignment => ({ path: readPath(text), value: undefined });

function readPath(text: string): readonly string[] {
  const path = text.split(".");
  if (!partNames.includes(path[0] as PartName))
    throw usageError(`“${text}” starts with no part. The parts are ${partNames.join(", ")}.`);
  if (path.length < 2 || path.includes("")) throw usageError(`“${text}” is no path to a field.`);
  return path;
}

function readJson(value: string, text: string): Json {
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw usageError(`What follows := in “${text}” is not JSON.`);
  }
}

/** A copy of the body with the assignments made, in order. Whether the result may stand is for the checks of its kind. */
export const assign = (body: Body, assignments: readonly Assignment[]): Body =>
  assignments.reduce<Json>((changed, { path, value }) => put(changed, path, value), body as Json) as Body;

function put(into: Json | undefined, path: readonly string[], value: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value ?? null;
  if (Array.isArray(into)) return putInList(into, key, rest, value);
  const former = typeof into === "object" && into !== null ? (into as { readonly [key: string]: Json }) : {};
  if (rest.length === 0 && value === undefined) {
    const { [key]: _removed, ...kept } = former;
    return kept;
  }
  // `__proto__` and the like are plain keys here, and the checks of the kind refuse them.
  const child = Object.hasOwn(former, key) ? former[key] : undefined;
  return Object.fromEntries([
    ...Object.entries(former).filter(([name]) => name !== key),
    [key, put(child, rest, value)],
  ]);
}

function putInList(list: readonly Json[], key: string, rest: readonly string[], value: Json | undefined): Json {
  const index = Number(key);
  if (!Number.isSafeInteger(index) || index < 0 || index > list.length)
    throw usageError(`“${key}” is no place in a list of ${list.length}.`);
  if (rest.length === 0 && value === undefined) return list.toSpliced(index, 1);
  return list.toSpliced(index, 1, put(list[index], rest, value));
}
