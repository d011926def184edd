import { z } from "zod";
import { baseVariant, type BlockBody } from "../content/model.ts";
import { type BlockTypeBody, type Field, type FieldValue, locale } from "../taxonomy/model.ts";
import { fieldsByName } from "../taxonomy/policy.ts";

/** What a column of a table means. */
export const columnTarget = z.discriminatedUnion("to", [
  /** What tells the row apart in later versions of the table. */
  z.strictObject({ to: z.literal("key") }),
  z.strictObject({ to: z.literal("name") }),
  z.strictObject({ to: z.literal("label") }),
  z.strictObject({ to: z.literal("market") }),
  z.strictObject({ to: z.literal("field"), field: z.string(), locale: z.union([locale, z.literal("*")]) }),
]);
export type ColumnTarget = z.infer<typeof columnTarget>;

/** What a person says of a column: nothing is read from one that is null. */
export type Columns = readonly (ColumnTarget | null)[];

const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

const plain: Readonly<Record<string, "key" | "name" | "label" | "market">> = {
  id: "key",
  key: "key",
  name: "name",
  label: "label",
  market: "market",
  country: "market",
};

/** Guesses by the header: `headline`, `Headline (de-DE)`, `headline.ja`; a field goes before a word of ours. */
export function guessColumns(headers: readonly string[], type: BlockTypeBody): Columns {
  const taken = new Set<string>();
  return headers.map((header) => {
    const target = guessColumn(header, type);
    const mark = JSON.stringify(target);
    if (!target || taken.has(mark)) return null;
    taken.add(mark);
    return target;
  });
}

function guessColumn(header: string, type: BlockTypeBody): ColumnTarget | null {
  const tail = /^(.*?)[\s.:([_/]+([a-z]{2,3}(?:-[A-Za-z0-9]{2,4})*)[)\]]?\s*$/.exec(header.trim());
  const where = tail && locale.safeParse(tail[2]).success ? tail[2]! : null;
  const find = (words: string): Field | undefined =>
    type.settings.fields.find(({ name, label }) => bare(name) === bare(words) || bare(label) === bare(words));
  const whole = find(header);
  if (whole) return { to: "field", field: whole.name, locale: "*" };
  const field = where === null ? undefined : find(tail![1]!);
  if (field?.localized) return { to: "field", field: field.name, locale: where! };
  const word = plain[bare(header)];
  return word ? { to: word } : null;
}

/** How a column is read, in words. */
export const columnWords = (header: string, target: ColumnTarget | null): string =>
  `Column “${header}”: ${target === null ? "not read" : target.to === "field" ? `${target.field}${target.locale === "*" ? "" : ` in ${target.locale}`}` : target.to}.`;

/** A row as far as it can be read without the workspace. */
export interface TableRow {
  readonly key: string | null;
  readonly name: string | null;
  readonly label: string | null;
  readonly market: string | null;
  readonly values: readonly { readonly field: Field; readonly locale: string; readonly value: FieldValue }[];
}

/** @returns the row, or why it cannot be read. An empty cell says nothing. */
export function readRow(
  cells: readonly string[],
  columns: Columns,
  type: BlockTypeBody,
  idOf: (name: string) => string | undefined,
): TableRow | string {
  const fields = fieldsByName(type);
  const words: Partial<Record<string, string>> = {};
  const values: TableRow["values"][number][] = [];
  for (const [index, target] of columns.entries()) {
    const cell = cells[index] ?? "";
    if (target === null || cell.trim() === "") continue;
    if (target.to !== "field") words[target.to] = cell.trim();
    else {
      const field = fields.get(target.field);
      if (!field) return `The block type has no field ${target.field}.`;
      const value = cellValue(field, cell, idOf);
      if (value === null) return `${field.label}: “${cell}” is no ${field.type}.`;
      values.push({ field, locale: target.locale, value });
    }
  }
  const { key = null, name = null, label = null, market = null } = words;
  return { key, name, label, market: market?.toLowerCase() ?? null, values };
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
