import Papa from "papaparse";
import type { ReturnedUnit, TextUnit } from "#shared/exchange/texts.ts";
import { AppError } from "#shared/kernel/errors.ts";

/**
 * What spreadsheets take for a formula gets an apostrophe in front, which they hide; so does what begins with one already,
 * so that taking one away again always gives back the same text.
 */
const formula = /^'*[=+\-@\t\r]/;
const unescaped = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** Excel reads UTF-8 only where this stands first. */
const byteOrderMark = "\ufeff";

export function writeCsv(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const data = [columns, ...rows].map((row) => [...row]);
  return byteOrderMark + Papa.unparse(data, { newline: "\r\n", escapeFormulae: formula }) + "\r\n";
}

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Reads comma, semicolon or tab separated values, as spreadsheets save them. @throws INPUT_INVALID */
export function readCsv(text: string): CsvTable {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ""), {
    skipEmptyLines: "greedy",
    delimitersToGuess: [",", ";", "\t"],
  });
  const broken = errors.find(({ code }) => code !== "UndetectableDelimiter");
  if (broken)
    throw new AppError("INPUT_INVALID", `Row ${(broken.row ?? 0) + 1} of the file is no CSV: ${broken.message}.`);
  const [head, ...rest] = data;
  if (!head) throw new AppError("INPUT_INVALID", "The file is empty. Its first row should name the columns.");
  return {
    columns: head.map((name) => unescaped(name).trim()),
    rows: rest.map((cells, index) => ({ line: index + 2, cells: cells.map(unescaped) })),
  };
}

const textColumns = [
  "id",
  "block",
  "type",
  "variant",
  "field",
  "sourceLocale",
  "targetLocale",
  "source",
  "target",
  "maxLength",
  "notes",
] as const;

export const writeTexts = (units: readonly TextUnit[], locales: { source: string; target: string }): string =>
  writeCsv(
    textColumns,
    units.map(({ key, block, type, variant, field, source, target, maxLength, notes }) => [
      key,
      block,
      type,
      variant,
      field,
      locales.source,
      locales.target,
      source,
      target,
      maxLength ?? "",
      notes.join("; "),
    ]),
  );

/** @throws INPUT_INVALID where a column is missing */
export function readTexts(text: string): { units: ReturnedUnit[]; source: string | null } {
  const { columns, rows } = readCsv(text);
  const needed = ["id", "sourceLocale", "targetLocale", "source", "target"] as const;
  const at = Object.fromEntries(needed.map((name) => [name, columns.indexOf(name)]));
  const missing = needed.filter((name) => at[name] === -1);
  if (missing.length > 0)
    throw new AppError(
      "INPUT_INVALID",
      `The file lacks the columns ${missing.join(", ")}. Keep the columns of the export.`,
    );
  const units = rows.map(({ line, cells }): ReturnedUnit => {
    const cell = (name: (typeof needed)[number]): string => (cells[at[name]!] ?? "").replaceAll("\r\n", "\n");
    const target = cell("target");
    return {
      place: `row ${line}`,
      key: cell("id"),
      locale: cell("targetLocale").trim(),
      source: cell("source"),
      target: target.trim() === "" ? null : target,
    };
  });
  const sources = new Set(rows.map(({ cells }) => cells[at["sourceLocale"]!]?.trim()));
  return { units, source: sources.size === 1 ? ([...sources][0] ?? null) : null };
}
