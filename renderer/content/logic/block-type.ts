import type { Body } from "#shared/assets/parts.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import type { Field, Limits, Localized } from "#shared/taxonomy/model.ts";
import { valueAt, withValueAt } from "#renderer/assets/logic/body-path.ts";

/** The fields of a block type as they stand in a draft. */
export function fieldsIn(body: Body): readonly Field[] {
  const fields = body.settings?.["fields"];
  return Array.isArray(fields) ? (fields as unknown as readonly Field[]).map(complete) : [];
}

/** A half-written field, with what is missing as a new field has it. */
const complete = (field: Partial<Field>): Field => ({ ...blankField, ...field, limits: field.limits ?? {} });

export const blankField: Field = {
  name: "",
  label: "",
  type: "text",
  part: "copy",
  mode: "flexible",
  required: false,
  localized: true,
  limits: {},
};

const withFields = (body: Body, fields: readonly Field[]): Body => ({
  ...body,
  settings: { ...body.settings, fields: fields as unknown as Json },
});

/** A name for a new field, made of its label and unlike every other: “Legal line” is legalLine. */
export function fieldNameFor(label: string, taken: readonly string[]): string {
  const parts = label
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9 ]+/g, " ")
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  const joined = parts
    .map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()))
    .join("")
    .replace(/^[^a-z]+/, "");
  const wanted = joined || "field";
  let name = wanted;
  for (let count = 2; taken.includes(name); count++) name = `${wanted}${count}`;
  return name;
}

export function addField(body: Body, label: string): Body {
  const fields = fieldsIn(body);
  const name = fieldNameFor(
    label,
    fields.map((field) => field.name),
  );
  return withFields(body, [...fields, { ...blankField, name, label, limits: { maxLength: 120 } }]);
}

/** The fixed values of a field. */
export const fixedValues = (body: Body, { part, name }: Pick<Field, "part" | "name">): Localized =>
  (valueAt(body, [part, name]) ?? {}) as Localized;

/**
 * Changes a field. Its fixed values follow it to its new name and class; a field that becomes flexible loses them, as
 * each block has its own then.
 */
export function changeField(body: Body, at: number, changes: Partial<Field>): Body {
  const fields = fieldsIn(body);
  const before = fields[at];
  if (!before) return body;
  const after = tidy({ ...before, ...changes });
  const values = fixedValues(body, before);
  const moved = before.name !== after.name || before.part !== after.part || after.mode === "flexible";
  let next = withFields(body, fields.with(at, after));
  if (moved && Object.keys(values).length > 0) {
    next = withValueAt(next, [before.part, before.name], undefined);
    if (after.mode === "fixed") next = withValueAt(next, [after.part, after.name], values);
  }
  return next;
}

/** Limits that the field's type has no use for go with it; an empty reason or help is none. */
function tidy(field: Field): Field {
  const { reason, help, ...rest } = field;
  const useful = usefulLimits(field.type);
  const limits = Object.fromEntries(Object.entries(field.limits).filter(([key]) => useful.has(key as keyof Limits)));
  return { ...rest, limits, ...(help ? { help } : {}), ...(reason ? { reason } : {}) };
}

/** Which limits mean something for a type of field. */
export function usefulLimits(type: Field["type"]): ReadonlySet<keyof Limits> {
  const text: (keyof Limits)[] = ["minLength", "maxLength", "width", "pattern", "forbidden", "allowedWords", "values"];
  const byType: Readonly<Record<Field["type"], readonly (keyof Limits)[]>> = {
    text: [...text, "tokens"],
    richText: [...text, "tokens", "marks"],
    list: [...text, "tokens", "min", "max", "types"],
    link: ["linkHosts", "maxLength", "pattern"],
    image: ["picture", "linkHosts", "maxLength", "pattern"],
    choice: ["values"],
    number: ["min", "max", "decimals"],
    price: ["currencies", "min", "max", "decimals"],
    date: ["earliest", "latest"],
    boolean: [],
    token: ["tokens"],
    reference: ["types"],
  };
  return new Set(byType[type]);
}

export function removeField(body: Body, at: number): Body {
  const fields = fieldsIn(body);
  const gone = fields[at];
  if (!gone) return body;
  const without = withValueAt(body, [gone.part, gone.name], undefined);
  return withFields(without, fields.toSpliced(at, 1));
}

/** Moves a field up or down: blocks show their fields in this order. */
export function moveField(body: Body, at: number, by: -1 | 1): Body {
  const fields = [...fieldsIn(body)];
  const other = at + by;
  if (!fields[at] || !fields[other]) return body;
  [fields[at], fields[other]] = [fields[other], fields[at]];
  return withFields(body, fields);
}
