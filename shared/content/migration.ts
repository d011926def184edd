import { defaultLocaleOf } from "../decision/assemble.ts";
import { type BlockTypeBody, type Field, type FieldValue, type Localized } from "../taxonomy/model.ts";
import { fieldsByName, type ValuePart, valueParts } from "../taxonomy/policy.ts";
import type { BlockBody, ValuesByVariant } from "./model.ts";

/** What becomes of a field when its block type changes. `to` is null where its values go with it. */
export interface FieldMove {
  readonly from: Field;
  readonly to: Field | null;
}

/**
 * What becomes of each field that the old type had. A field with the same name stays itself; a field that is gone became
 * the new one with its label, or else the new one of its type in its place. Every other field is gone with its values.
 */
export function movesBetween(before: BlockTypeBody, after: BlockTypeBody): FieldMove[] {
  const now = fieldsByName(after);
  const then = fieldsByName(before);
  const added = after.settings.fields.filter(({ name }) => !then.has(name));
  const gone = before.settings.fields.filter(({ name }) => !now.has(name));
  const heirs = new Map<string, Field>();
  const take = (from: Field, to: Field | undefined): void => {
    if (to && !heirs.has(from.name) && ![...heirs.values()].includes(to)) heirs.set(from.name, to);
  };
  for (const from of gone)
    take(
      from,
      added.find(({ label }) => label === from.label),
    );
  for (const from of gone) {
    const place = before.settings.fields.indexOf(from);
    take(
      from,
      added.find((to) => to.type === from.type && after.settings.fields.indexOf(to) === place),
    );
  }
  return before.settings.fields.map((from) => ({ from, to: now.get(from.name) ?? heirs.get(from.name) ?? null }));
}

/** A type change in sentences, as far as it moves or drops what blocks say. */
export const moveWords = (moves: readonly FieldMove[]): string[] =>
  moves.flatMap(({ from, to }) => {
    if (from.mode === "fixed") return [];
    if (!to) return [`${from.label} is gone, and what blocks say in it.`];
    if (to.mode === "fixed") return [`${to.label} is fixed now: blocks lose their own.`];
    return [
      from.name !== to.name && `The field ${from.name} is now ${to.name}.`,
      from.part !== to.part && `${to.label} is approved as ${to.part} now.`,
      from.type !== to.type && `${to.label} becomes another type of value where that can be.`,
      from.localized && !to.localized && `${to.label} has one value for all locales now.`,
    ].filter((words): words is string => words !== false);
  });

/** The body of a block as the changed type wants it: values move with their fields, and nothing is cut or invented. */
export function migrateBlock(body: BlockBody, moves: readonly FieldMove[]): BlockBody {
  const to = new Map(moves.map((move) => [move.from.name, move.to]));
  const parts: Partial<Record<ValuePart, ValuesByVariant>> = {};
  for (const part of valueParts) {
    for (const [variant, values] of Object.entries(body[part] ?? {})) {
      for (const [name, byLocale] of Object.entries(values)) {
        // A value that no field of the old type had stays where it is; the check says what is wrong with it.
        const field = to.has(name) ? to.get(name) : undefined;
        if (field === null || field?.mode === "fixed") continue;
        const place = ((parts[field?.part ?? part] ??= {})[variant] ??= {});
        place[field?.name ?? name] = field ? converted(byLocale, field) : byLocale;
      }
    }
  }
  return { settings: body.settings, ...parts };
}

function converted(byLocale: Localized, field: Field): Localized {
  const values = Object.fromEntries(
    Object.entries(byLocale).map(([locale, value]) => [locale, convertValue(value, field.type)]),
  );
  if (field.localized || Object.keys(values).every((locale) => locale === "*")) return values;
  return { "*": values["*"] ?? values[defaultLocaleOf(Object.keys(values))]! };
}

/** A value as another type of field has it, where it means the same there; else as it is, for somebody to decide. */
function convertValue(value: FieldValue, type: Field["type"]): FieldValue {
  switch (type) {
    case "text":
    case "richText":
    case "choice":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    case "number":
      return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
    case "list":
      return typeof value === "string" ? [value] : value;
    default:
      return value;
  }
}
