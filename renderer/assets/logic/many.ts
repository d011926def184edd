import type { PlannedChange } from "#shared/content/contract.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { type BlockTypeBody, blockTypeBody, type Field, type FieldValue } from "#shared/taxonomy/model.ts";
import type { LibraryAsset } from "./library.ts";
import { blockBody } from "#shared/content/model.ts";

/** What can be done to all chosen assets. */
export type Deed = "set" | "replace" | "drafts" | "review" | "retire";

/** A preview, sorted as it is read. */
export interface SortedPreview {
  /** Would change, as shown; some of their values may stay. */
  readonly changes: readonly PlannedChange[];
  /** Stay as they are, for the reasons given. */
  readonly refused: readonly PlannedChange[];
  /** Have nothing to change. */
  readonly same: readonly PlannedChange[];
}

export function sortPreview(rows: readonly PlannedChange[]): SortedPreview {
  return {
    changes: rows.filter((row) => row.stamp !== null),
    refused: rows.filter((row) => row.stamp === null && (row.refused !== null || row.edits.length > 0)),
    same: rows.filter((row) => row.stamp === null && row.refused === null && row.edits.length === 0),
  };
}

/** What a form for one field's value can offer, over all chosen blocks. */
export interface Offer {
  readonly fields: readonly Field[];
  readonly variants: readonly { readonly id: string; readonly label: string }[];
  readonly locales: readonly string[];
  /** The one that most values are for. */
  readonly usual: string;
}

/** References and pictures are chosen one by one. */
const notHere: readonly string[] = ["reference", "image"];

export function offerOf(blocks: readonly LibraryAsset[], types: ReadonlyMap<AssetId, LibraryAsset>): Offer {
  const fields = new Map<string, Field>();
  const variants = new Map([["base", "Everyone"]]);
  const locales = new Map([["*", 0]]);
  for (const asset of blocks) {
    const block = blockBody.safeParse(asset.body);
    if (!block.success) continue;
    for (const field of fieldsOf(types.get(block.data.settings.type)))
      if (field.mode === "flexible" && !notHere.includes(field.type) && !fields.has(field.name))
        fields.set(field.name, field);
    for (const { id, label } of block.data.settings.variants) variants.set(id, label);
    for (const part of [block.data.copy, block.data.visual, block.data.disclosure, block.data.claim])
      for (const values of Object.values(part ?? {}))
        for (const byLocale of Object.values(values))
          for (const locale of Object.keys(byLocale)) locales.set(locale, (locales.get(locale) ?? 0) + 1);
  }
  const [usual] = [...locales].reduce((most, each) => (each[1] > most[1] ? each : most));
  return {
    fields: [...fields.values()],
    variants: Array.from(variants, ([id, label]) => ({ id, label })),
    // The star sorts before every letter.
    locales: [...locales.keys()].toSorted((a, b) => (a < b ? -1 : 1)),
    usual,
  };
}

function fieldsOf(type: LibraryAsset | undefined): readonly Field[] {
  const parsed = blockTypeBody.safeParse(type?.body);
  return parsed.success ? (parsed.data satisfies BlockTypeBody).settings.fields : [];
}

/** What was typed as a value of a field; undefined while it is none yet. */
export function valueTyped(field: Field, text: string): FieldValue | undefined {
  switch (field.type) {
    case "number": {
      const number = Number(text);
      return text.trim() === "" || !Number.isFinite(number) ? undefined : number;
    }
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "list": {
      const items = text.split("\n").filter((line) => line.trim() !== "");
      return items.length > 0 ? items : undefined;
    }
    default:
      return text === "" ? undefined : text;
  }
}

/** A value as a person reads it. */
export const valueWords = (value: FieldValue | null): string =>
  value === null
    ? ""
    : typeof value === "boolean"
      ? value
        ? "Yes"
        : "No"
      : Array.isArray(value)
        ? value.join("\n")
        : String(value);
