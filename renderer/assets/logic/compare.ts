import type { KindName } from "#shared/assets/kind.ts";
import type { Body } from "#shared/assets/parts.ts";
import { baseVariant } from "#shared/content/model.ts";
import type { Json, JsonObject } from "#shared/kernel/canonical.ts";
import { valueParts } from "#shared/taxonomy/policy.ts";
import { changedRows, type DiffNames, type DiffRow, fieldsOf } from "#renderer/reviews/diff-rows.ts";

/** One side of a comparison: a body, or one variant of it as its readers see it. */
export interface ComparedSide {
  /** Null: nothing came before. */
  readonly body: Body | null;
  /** Null: all of its variants. */
  readonly variant: string | null;
}

/** Two sides as rows. Variants are paired field by field, whatever they are called. */
export function compareRows(kind: KindName, before: ComparedSide, after: ComparedSide, names: DiffNames): DiffRow[] {
  const old = seenAs(before);
  return fieldsOf(kind, old, seenAs(after) ?? {}, names);
}

const seenAs = ({ body, variant }: ComparedSide): Body | null =>
  body === null || variant === null ? body : asVariant(body, variant);

const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** A body as one variant's readers see it: its own words, and everyone's where it has none. */
export function asVariant(body: Body, variant: string): Body {
  const seen: Body = { ...body, settings: { ...body.settings, variants: [] } };
  for (const part of valueParts) {
    const values = body[part];
    if (!values) continue;
    const base = objectOf(values[baseVariant]);
    const own = variant === baseVariant ? {} : objectOf(values[variant]);
    const fields = new Set([...Object.keys(base), ...Object.keys(own)]);
    seen[part] = {
      [baseVariant]: Object.fromEntries(
        [...fields].map((field) => [field, { ...objectOf(base[field]), ...objectOf(own[field]) }]),
      ),
    };
  }
  return seen;
}

/** The variants that a body has, with their labels: what can be chosen on a side. */
export function variantsOf(body: Body | null): { id: string; label: string }[] {
  const variants = body?.settings?.["variants"];
  if (!Array.isArray(variants)) return [];
  return variants.flatMap((one) => {
    const { id, label } = objectOf(one);
    return typeof id === "string" ? [{ id, label: typeof label === "string" ? label : id }] : [];
  });
}

/** The languages that rows are in, in order. */
export const localesOfRows = (rows: readonly DiffRow[]): string[] =>
  [...new Set(rows.flatMap(({ language }) => language ?? []))].toSorted();

/** The rows in one language, with those that are in none; all for null. */
export const rowsIn = (rows: readonly DiffRow[], locale: string | null): DiffRow[] =>
  rows.filter(({ language }) => locale === null || language === undefined || language === locale);

/** “3 of 14 fields differ”. */
export function differWords(rows: readonly DiffRow[]): string {
  const count = changedRows(rows).length;
  if (count === 0) return "Nothing differs";
  return `${count} of ${rows.length} ${rows.length === 1 ? "field" : "fields"} ${count === 1 ? "differs" : "differ"}`;
}
