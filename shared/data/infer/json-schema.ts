import { canonicalEvent, isCanonicalEvent, keyFrom } from "../event-names.ts";
import { personalDataClasses, type ValueType } from "../model.ts";
import { type AttributeSettings, type Inferred, labelFrom, type Named, type Reading, type Unread } from "./inferred.ts";
import { personalGuess } from "./values.ts";

type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads a JSON Schema (2020-12 or draft 07) of a person or of one event. `x-purposes`, `x-personal-data`, `x-unit`,
 * `x-source`, `x-freshness-hours` and `x-aliases` say what the standard has no words for.
 */
export function readSchema(root: unknown, describes: "person" | "event"): Reading | string {
  if (!isObject(root)) return "The file is no JSON Schema: it should be an object.";
  const whole = resolve(root, root) ?? root;
  const { properties } = whole;
  if (!isObject(properties)) return "The schema has no properties.";
  const found: Inferred[] = [];
  const unread: Unread[] = [];
  for (const [name, given] of Object.entries(properties)) {
    const source = `property “${name}”`;
    const read = property(name, given, root, source);
    if (typeof read === "string") unread.push({ kind: "attribute", source, reason: read });
    else found.push(read);
  }
  return describes === "person" ? { found, unread, notes: [] } : eventOf(whole, found, unread);
}

/** @returns what a property says of an attribute, or why it cannot be read */
function property(name: string, given: unknown, root: Schema, source: string): Inferred | string {
  const schema = isObject(given) ? resolve(given, root) : null;
  if (!schema)
    return isObject(given) ? `It leads to ${String(given["$ref"])}, which is not there.` : "It says nothing of a type.";
  const key = /^[A-Za-z][A-Za-z0-9_]*$/.test(name) ? name : keyFrom(name);
  if (key === "") return "Its name has no letters.";
  const type = typeIn(schema);
  if (!type.is) return type.reason;
  const values = enumOf(schema);
  const personal = personalGuess(key, []);
  const extension = extensions(schema);
  if (typeof extension === "string") return extension;
  const notes = [
    ...(typeof schema["description"] === "string" ? [schema["description"].slice(0, 300)] : []),
    ...(schema["deprecated"] === true ? ["The schema calls it deprecated."] : []),
    ...(schema["format"] === "date" ? ["A day without a time is a text for conditions."] : []),
    ...(!extension.personalData && personal.why ? [personal.why] : []),
  ];
  const { title } = schema;
  return {
    kind: "attribute",
    source,
    key,
    said: {
      type: type.is,
      ...(typeof title === "string" && title.trim() !== "" ? { label: title.trim() } : {}),
      ...(values && (type.is === "string" || type.is === "list") ? { values } : {}),
      ...extension,
    },
    guessed: {
      label: labelFrom(name),
      personalData: personal.is,
      ...(key === name || extension.aliases ? {} : { aliases: [name] }),
    },
    notes,
  };
}

type Typed = { readonly is: ValueType } | { readonly is: null; readonly reason: string };

/** `null` beside another type says that it may be missing, which every attribute may. */
function typeIn(schema: Schema): Typed {
  const given = schema["type"];
  const some = (Array.isArray(given) ? given : [given]).filter((one) => one !== "null" && one !== undefined);
  const [type = inferredFrom(schema)] = some;
  if (some.length > 1) return { is: null, reason: `It may be ${some.join(" or ")}: an attribute has one type.` };
  switch (type) {
    case "string":
      return { is: schema["format"] === "date-time" ? "timestamp" : "string" };
    case "number":
    case "integer":
      return { is: "number" };
    case "boolean":
      return { is: "boolean" };
    case "array":
      return isObject(schema["items"]) && schema["items"]["type"] === "string"
        ? { is: "list" }
        : { is: null, reason: "It is a list of something else than texts." };
    case "object":
      return { is: null, reason: "It has parts of its own: name each of them as a property." };
    default:
      return { is: null, reason: "It says nothing of a type that an attribute could have." };
  }
}

/** A schema may leave its type to its values. */
function inferredFrom(schema: Schema): string | undefined {
  const values = Array.isArray(schema["enum"]) ? schema["enum"] : "const" in schema ? [schema["const"]] : [];
  const types = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  return types.size === 1 ? [...types][0] : undefined;
}

function enumOf(schema: Schema): string[] | undefined {
  const of = isObject(schema["items"]) ? schema["items"]["enum"] : undefined;
  const values = schema["enum"] ?? of ?? (typeof schema["const"] === "string" ? [schema["const"]] : undefined);
  const texts = Array.isArray(values) ? values.filter((value) => typeof value === "string") : [];
  return texts.length > 0 ? [...new Set(texts)] : undefined;
}

/** Follows `$ref` within the document, and takes a single choice beside null. Null where it leads nowhere or in a circle. */
function resolve(schema: Schema, root: Schema, steps = 0): Schema | null {
  if (steps > 20) return null;
  const { $ref: ref, anyOf, oneOf } = schema;
  if (typeof ref === "string") {
    const target = ref === "#" ? root : ref.startsWith("#/") ? follow(root, ref.slice(2).split("/")) : undefined;
    const { $ref: _, ...rest } = schema;
    const found = isObject(target) ? resolve(target, root, steps + 1) : null;
    return found && { ...found, ...rest };
  }
  const choices = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : null;
  const real = choices?.filter((one) => !isObject(one) || one["type"] !== "null");
  if (real?.length !== 1 || !isObject(real[0])) return schema;
  const { anyOf: _, oneOf: __, ...rest } = schema;
  const found = resolve(real[0], root, steps + 1);
  return found && { ...found, ...rest };
}

function follow(root: Schema, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, step) => {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    return isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, root);
}

/** @returns what the extensions say, or which of them cannot be read */
function extensions(schema: Schema): Named<AttributeSettings> | string {
  const texts = (key: string): readonly string[] | undefined | null => {
    const value = schema[key];
    if (value === undefined) return undefined;
    return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : null;
  };
  const [purposes, aliases] = [texts("x-purposes"), texts("x-aliases")];
  if (purposes === null || aliases === null) return "x-purposes and x-aliases are lists of texts.";
  const [said, hours, unit, source] = ["x-personal-data", "x-freshness-hours", "x-unit", "x-source"].map(
    (key) => schema[key],
  );
  const personalData = personalDataClasses.find((one) => one === said);
  if (said !== undefined && !personalData) return `x-personal-data is one of ${personalDataClasses.join(", ")}.`;
  if (hours !== undefined && !(typeof hours === "number" && Number.isInteger(hours) && hours > 0))
    return "x-freshness-hours is a whole number of hours.";
  return {
    ...(purposes ? { purposes } : {}),
    ...(aliases ? { aliases: [...aliases] } : {}),
    ...(personalData ? { personalData } : {}),
    ...(typeof unit === "string" ? { unit } : {}),
    ...(typeof source === "string" ? { source } : {}),
    ...(hours === undefined ? {} : { freshness: { hours, undated: "fresh" as const } }),
  };
}

/** The same properties as those of one event, which its title names. */
function eventOf(schema: Schema, found: readonly Inferred[], unread: readonly Unread[]): Reading | string {
  const { title } = schema;
  if (typeof title !== "string" || title.trim() === "") return "The schema has no title: it names the event.";
  const name = title.trim();
  const key = isCanonicalEvent(name) ? name : canonicalEvent(name);
  if (key === "") return `“${name}” is no name of an event.`;
  const extension = extensions(schema);
  if (typeof extension === "string") return extension;
  const own = new Set(["name", "at"]);
  const properties = found.flatMap((one) =>
    one.kind === "attribute" && !own.has(one.key) ? [{ key: one.key, type: one.said.type ?? "string" }] : [],
  );
  const aliases = [...(extension.aliases ?? []), ...(key === name ? [] : [name])];
  const event: Inferred = {
    kind: "event",
    source: `schema “${name}”`,
    key,
    said: {
      properties,
      ...(extension.purposes ? { purposes: extension.purposes } : {}),
      ...(aliases.length > 0 ? { aliases } : {}),
    },
    guessed: { label: labelFrom(key) },
    notes: key === name ? [] : [`${name} is called ${key} by the convention, and stays a former name.`],
  };
  return { found: [event], unread: unread.map((one) => ({ ...one, kind: "event" })), notes: [] };
}
