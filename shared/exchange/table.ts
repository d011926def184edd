import { type Tier, tier as tierSchema, tiers } from "../assets/model.ts";
import { type AssetTag, tagsOf, withTags } from "../assets/tags.ts";
import { baseVariant, type BlockBody } from "../content/model.ts";
import { channel as channelSchema, channels } from "../rules/model.ts";
import type { Field, FieldValue } from "../taxonomy/model.ts";
import { fieldsByName } from "../taxonomy/policy.ts";
import type { ColumnMeanings, Columns, RowWord } from "./columns.ts";

/** A row as far as it can be read without the workspace. */
export interface TableRow {
  readonly key: string | null;
  readonly name: string | null;
  readonly label: string | null;
  readonly brand: string | null;
  readonly market: string | null;
  readonly channel: string | null;
  readonly tier: Tier | null;
  readonly tags: readonly AssetTag[];
  readonly values: readonly { readonly field: Field; readonly locale: string; readonly value: FieldValue }[];
}

/** @returns the row, or why it cannot be read. An empty cell says nothing. */
export function readRow(
  cells: readonly string[],
  columns: Columns,
  meanings: ColumnMeanings,
  idOf: (name: string) => string | undefined,
): TableRow | string {
  const fields = fieldsByName(meanings.type);
  const words: Partial<Record<RowWord, string>> = {};
  const values: TableRow["values"][number][] = [];
  const tags: AssetTag[] = [];
  for (const [index, target] of columns.entries()) {
    const cell = cells[index] ?? "";
    if (target === null || cell.trim() === "") continue;
    if (target.to === "tag") {
      const read = readTags(cell, target.vocabulary, meanings);
      if (typeof read === "string") return read;
      tags.push(...read);
    } else if (target.to !== "field") words[target.to] = cell.trim();
    else {
      const field = fields.get(target.field);
      if (!field) return `The block type has no field ${target.field}.`;
      const value = cellValue(field, cell, idOf);
      if (value === null) return `${field.label}: “${cell}” is no ${field.type}.`;
      values.push({ field, locale: target.locale, value });
    }
  }
  const { key = null, name = null, label = null, brand, market, channel, tier } = words;
  const readTier = tier === undefined ? null : tierOf(tier);
  if (readTier === undefined) return `“${tier}” is no tier. There are: ${tiers.join(", ")}.`;
  const where = channel?.toLowerCase() ?? null;
  if (where !== null && where !== "*" && !channelSchema.safeParse(where).success)
    return `“${channel}” is no channel. There are: ${Object.keys(channels).join(", ")}.`;
  return {
    key,
    name,
    label,
    brand: brand?.toLowerCase() ?? null,
    market: market?.toLowerCase() ?? null,
    channel: where,
    tier: readTier,
    tags,
    values,
  };
}

/** “campaign” as well as “Campaign framework”. */
function tierOf(text: string): Tier | undefined {
  const [last] = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => tierSchema.safeParse(word).success);
  return last as Tier | undefined;
}

/** Tags by key or label. A retired one is refused: it would be offered to nobody. */
function readTags(cell: string, id: AssetTag["vocabulary"], { vocabularies }: ColumnMeanings): AssetTag[] | string {
  const vocabulary = vocabularies.find((one) => one.id === id);
  if (!vocabulary) return "A column names a vocabulary that is not here any more.";
  const { label, terms } = vocabulary.settings;
  const tags: AssetTag[] = [];
  for (const word of cell.split(/[,;\n]/).map((one) => one.trim())) {
    if (word === "") continue;
    const lower = word.toLowerCase();
    const term = terms.find((one) => one.key === lower || one.label.toLowerCase() === lower);
    if (!term || term.retired) return `${label} has no tag “${word}”${term ? " any more" : ""}.`;
    tags.push({ vocabulary: id, key: term.key });
  }
  return tags;
}

const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  "1": true,
  false: false,
  no: false,
  "0": false,
};

/** A cell as its field's value; lists have a line an item, references the name of what they lead to. */
function cellValue(field: Field, cell: string, idOf: (name: string) => string | undefined): FieldValue | null {
  switch (field.type) {
    case "number":
      return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell.trim()) ? Number(cell) : null;
    case "boolean":
      return booleans[cell.trim().toLowerCase()] ?? null;
    case "list":
      return cell
        .split(/\r?\n/)
        .map((item) => item.trim())
        .filter((item) => item !== "");
    case "reference":
    case "image":
      return idOf(cell.trim()) ?? cell.trim();
    case "text":
    case "richText":
      return cell.replaceAll("\r\n", "\n");
    default:
      return cell.trim();
  }
}

/** A block with a row's values: only what the row says is set, all else stays. */
export function withRow(body: BlockBody, row: TableRow): BlockBody {
  const next = structuredClone(body);
  if (row.label) next.settings.label = row.label;
  for (const { field, locale: where, value } of row.values) {
    const values = ((next[field.part] ??= {})[baseVariant] ??= {});
    values[field.name] = { ...values[field.name], [where]: value };
  }
  return withRowTags(next, row.tags);
}

/** The tags that a row names, instead of those of the same vocabularies: what it says of one, it says whole. */
function withRowTags(body: BlockBody, tags: readonly AssetTag[]): BlockBody {
  let next: BlockBody = body;
  for (const [vocabulary, own] of Map.groupBy(tags, (tag) => tag.vocabulary)) {
    const keys = [...new Set(own.map(({ key }) => key))];
    const before = tagsOf(next).filter((tag) => tag.vocabulary === vocabulary);
    const same = before.length === keys.length && before.every(({ key }) => keys.includes(key));
    if (!same) next = withTags(next, vocabulary, keys) as BlockBody;
  }
  return next;
}

/** A part of a name, of words that people wrote. */
export const slug = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
