import { type BlockBody, baseVariant } from "../content/model.ts";
import { blockValues } from "../content/policy.ts";
import { type AssetId, isAssetId } from "../kernel/ids.ts";
import { valueFor } from "../taxonomy/locales.ts";
import type { BlockTypeBody, Field, FieldValue, Localized } from "../taxonomy/model.ts";
import { fieldsByName, type ValuePart, valueParts } from "../taxonomy/policy.ts";
import { tokensOf } from "../taxonomy/text.ts";

/** What translators get: one text of one block in one locale, to be said in another. */
export interface TextUnit {
  /** Block, part, variant and field, joined by points: the same in every export. */
  readonly key: string;
  readonly block: string;
  readonly type: string;
  readonly variant: string;
  readonly field: string;
  readonly source: string;
  /** What stands there in the target locale; empty where nothing does. */
  readonly target: string;
  /** In graphemes. */
  readonly maxLength: number | undefined;
  /** Limits in words, and what must stay. */
  readonly notes: readonly string[];
}

/** A unit that came back. `target` is null where nothing was translated. */
export interface ReturnedUnit {
  /** Where it stands in the file. */
  readonly place: string;
  readonly key: string;
  readonly locale: string;
  readonly source: string;
  readonly target: string | null;
  /** Why it cannot be read. */
  readonly fault?: string;
}

export interface Locales {
  readonly source: string;
  readonly target: string;
}

const hasWords = (field: Field): boolean => field.localized && ["text", "richText", "list"].includes(field.type);

/** Fields whose words differ by language, block by block. */
export const isTranslatable = (field: Field): boolean => field.mode === "flexible" && hasWords(field);

/** Fixed fields whose words differ by language: they stand once in the block type, and are translated once. */
export const isFixedText = (field: Field): boolean => field.mode === "fixed" && hasWords(field);

/** Stands where the variant of a block stands, in the place of a text that is fixed in its type. */
export const fixedVariant = "fixed";

/** A block type's fixed values, seen as those of a block that has nothing else. */
export function fixedView(type: BlockTypeBody, id: AssetId): BlockBody {
  const { label } = type.settings;
  const view: BlockBody = { settings: { label, type: id, variants: [] } };
  for (const part of valueParts) {
    const values = type[part];
    if (values) view[part] = { [fixedVariant]: values };
  }
  return view;
}

/** A block type with the fixed values of such a view. */
export function withFixedView(type: BlockTypeBody, view: BlockBody): BlockTypeBody {
  const next = { ...type };
  for (const part of valueParts) {
    const values = view[part]?.[fixedVariant];
    if (values) next[part] = values;
  }
  return next;
}

/** The fixed texts of a block type, once for all of its blocks. */
export function fixedUnitsOf(
  { id, name, body }: { id: AssetId; name: string; body: BlockTypeBody },
  locales: Locales,
): TextUnit[] {
  return body.settings.fields.filter(isFixedText).flatMap((field) => {
    const own = { part: field.part, variant: fixedVariant, label: "the same in every block" };
    const unit = unitOf(
      { id, name, type: body.settings.label, field, values: body[field.part]?.[field.name] },
      own,
      locales,
    );
    const notes = [
      `fixed: it stands in every ${body.settings.label}, and only those who may change the type can take it`,
      ...(field.reason ? [field.reason] : []),
    ];
    return unit ? [{ ...unit, notes: [...notes, ...unit.notes] }] : [];
  });
}

/** The texts of a block that have words in the source locale, in the order in which its type lists the fields. */
export function unitsOf(
  { id, name, body, type }: { id: AssetId; name: string; body: BlockBody; type: BlockTypeBody },
  locales: Locales,
): TextUnit[] {
  const variants = [{ id: baseVariant, label: baseVariant }, ...body.settings.variants];
  return variants.flatMap((variant) =>
    type.settings.fields.filter(isTranslatable).flatMap((field) => {
      const values = body[field.part]?.[variant.id]?.[field.name];
      const place = { part: field.part, variant: variant.id, label: variant.label };
      return unitOf({ id, name, type: type.settings.label, field, values }, place, locales) ?? [];
    }),
  );
}

interface TextSource {
  readonly id: AssetId;
  readonly name: string;
  readonly type: string;
  readonly field: Field;
  readonly values: Localized | undefined;
}

/** The unit of one text; null where it says nothing in the source locale. */
function unitOf(
  { id, name, type, field, values }: TextSource,
  { part, variant, label }: { part: ValuePart; variant: string; label: string },
  locales: Locales,
): TextUnit | null {
  const source = textOf(valueFor(values, locales.source));
  if (!source) return null;
  const own = values && Object.hasOwn(values, locales.target) ? values[locales.target] : undefined;
  return {
    key: [id, part, variant, field.name].join("."),
    block: name,
    type,
    variant: label,
    field: field.label,
    source,
    target: textOf(own) ?? "",
    maxLength: field.type === "list" ? undefined : field.limits.maxLength,
    notes: notesFor(field, source),
  };
}

/** A value as a translator's text: a list is a line an item. Undefined for what is no text, such as the id of a block. */
export function textOf(value: FieldValue | undefined): string | undefined {
  const items = typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
  if (items.length === 0 || items.some((item) => isAssetId(item))) return undefined;
  if (Array.isArray(value) && items.some((item) => item.includes("\n"))) return undefined;
  return items.join("\n");
}

/** A translator's text as the value of its field. */
export const valueOf = (field: Field, text: string): FieldValue => (field.type === "list" ? text.split("\n") : text);

/** The limits of a field in words, for people who see nothing but their file. */
export function notesFor({ type, limits }: Field, source: string): string[] {
  const notes: string[] = [];
  const each = type === "list" ? "each line: " : "";
  if (limits.minLength) notes.push(`${each}at least ${limits.minLength} characters`);
  if (limits.maxLength !== undefined)
    notes.push(`${each}at most ${limits.maxLength} characters as a reader counts them`);
  if (limits.width) notes.push(`${each}at most ${limits.width.pixels} px wide at ${limits.width.size} px`);
  if (limits.pattern !== undefined) notes.push(`${each}must match ${limits.pattern}`);
  if (limits.values) notes.push(`${each}one of: ${limits.values.join(", ")}`);
  for (const { word, reason, suggestions } of limits.forbidden ?? [])
    notes.push(
      `do not say “${word}”${reason ? `: ${reason}` : ""}${suggestions.length > 0 ? ` Say ${suggestions.join(" or ")}.` : ""}`,
    );
  if (type === "list") notes.push("keep the number of lines: each is an item");
  if (type === "richText") notes.push("keep the formatting marks");
  for (const key of new Set(tokensOf(source).map((token) => token.key)))
    notes.push(`keep {{${key}|…}}; the words after | are read where nothing is known, and are translated`);
  return notes;
}

/** Where the value of a unit stands. */
export interface UnitPlace {
  readonly asset: AssetId;
  readonly part: ValuePart;
  readonly variant: string;
  readonly field: string;
}

export function readKey(key: string): UnitPlace | null {
  const [asset = "", part = "", variant, field, ...rest] = key.trim().split(".");
  const known = valueParts.find((one) => one === part);
  if (!isAssetId(asset) || !known || !variant || !field || rest.length > 0) return null;
  return { asset, part: known, variant, field };
}

export type Placed = { readonly place: UnitPlace; readonly field: Field; readonly value: FieldValue };

/** What a returned unit sets, or why it cannot be set at all. Limits and locks are not looked at: the block's checks hold them. */
export function placeUnit(unit: ReturnedUnit, body: BlockBody, type: BlockTypeBody): Placed | string {
  const place = readKey(unit.key);
  if (!place) return `“${unit.key}” names no text of a block.`;
  const field = fieldsByName(type).get(place.field);
  if (!field) return `The block type has no field ${place.field} any more.`;
  const isFixed = place.variant === fixedVariant && body.settings.type === place.asset;
  if (isFixed && !isFixedText(field)) return `${field.label} is not fixed any more: each block has its own.`;
  const isVariant =
    isFixed || place.variant === baseVariant || body.settings.variants.some(({ id }) => id === place.variant);
  if (!isVariant) return `The block has no variant ${place.variant} any more.`;
  if (field.mode === "flexible" && !isTranslatable(field)) return `${field.label} is no text that is translated.`;
  const value = valueOf(field, unit.target ?? "");
  const lines = field.type === "list" ? unit.source.split("\n").length : 1;
  if (Array.isArray(value) && value.length !== lines)
    return `${field.label} has ${lines} lines in the source and ${value.length} in the translation: each is an item.`;
  return { place, field, value };
}

/** What somebody should look at before it is taken: the source moved on, or a token is missing. */
export function warningFor(
  unit: ReturnedUnit,
  body: BlockBody,
  { part, variant, field }: UnitPlace,
  source: string | null,
) {
  const values = body[part]?.[variant]?.[field];
  const now = source === null ? undefined : textOf(valueFor(values, source));
  const same =
    now === undefined
      ? Array.from(blockValues(body)).some(
          (one) =>
            one.part === part && one.variant === variant && one.field === field && textOf(one.value) === unit.source,
        )
      : now === unit.source;
  const kept = new Set(tokensOf(unit.target ?? "").map(({ key }) => key));
  const missing = [...new Set(tokensOf(unit.source).map(({ key }) => key))].filter((key) => !kept.has(key));
  const warnings = [
    ...(same ? [] : [`The source text has changed since this was exported${now ? `: “${now}”` : ""}.`]),
    ...missing.map((key) => `The token {{${key}}} of the source is not in the translation.`),
  ];
  return warnings.length > 0 ? warnings.join(" ") : undefined;
}
