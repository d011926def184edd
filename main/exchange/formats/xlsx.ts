import { strFromU8, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { AppError } from "#shared/kernel/errors.ts";
import type { CsvTable } from "./csv.ts";

/** The first sheet of an Office Open XML workbook (ECMA-376), as texts: what a table import needs, and nothing that runs. */

/** What all that is read may weigh unpacked: a small file that claims more is a bomb. */
const mostUnpacked = 64 * 2 ** 20;
const most = { rows: 200_000, columns: 500 };

/** @throws INPUT_INVALID */
export function readXlsx(bytes: Uint8Array): CsvTable {
  const files = unpack(bytes);
  const read = (path: string): string => (files[path] ? strFromU8(files[path]) : "");
  const strings = sharedStrings(read("xl/sharedStrings.xml"));
  const dates = dateStyles(read("xl/styles.xml"));
  const sheet = read(firstSheet(read("xl/workbook.xml"), read("xl/_rels/workbook.xml.rels")));
  if (sheet === "") throw refused("it has no sheet");
  const rows = sheetRows(sheet, strings, dates, /date1904="(1|true)"/.test(read("xl/workbook.xml")));
  const [head, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (!head) throw refused("its first sheet is empty");
  return { columns: head.cells.map((cell) => cell.trim()), rows: rest };
}

const refused = (why: string): AppError =>
  new AppError("INPUT_INVALID", `This is no workbook that can be read: ${why}. Save it as .xlsx, or as CSV.`);

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!/^xl\/(workbook|sharedStrings|styles|worksheets\/[^/]+|_rels\/workbook)\.xml(\.rels)?$/.test(name))
          return false;
        size += originalSize;
        if (size > mostUnpacked) throw refused("unpacked it is larger than 64 MiB");
        return true;
      },
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refused("it is no zip archive, or a damaged one");
  }
}

type Attributes = Readonly<Record<string, string>>;
interface Visitor {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(words: string): void;
}

/** @throws INPUT_INVALID also for document types: a workbook has none */
function visit(xml: string, visitor: Visitor): void {
  const parser = new SaxesParser();
  const local = (name: string): string => name.slice(name.indexOf(":") + 1);
  parser.on("error", () => {
    throw refused("a part of it is no XML");
  });
  parser.on("doctype", () => {
    throw refused("it declares a document type");
  });
  parser.on("opentag", ({ name, attributes }) => visitor.open(local(name), attributes));
  parser.on("closetag", ({ name }) => visitor.close?.(local(name)));
  parser.on("text", (words) => visitor.text?.(words));
  if (xml !== "") parser.write(xml).close();
}

function firstSheet(workbook: string, relations: string): string {
  let id: string | undefined;
  visit(workbook, {
    open: (name, attributes) => {
      if (name === "sheet") id ??= attributes["r:id"];
    },
  });
  let target = "worksheets/sheet1.xml";
  visit(relations, {
    open: (name, attributes) => {
      if (name === "Relationship" && attributes["Id"] === id) target = attributes["Target"] ?? target;
    },
  });
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

/** The texts that cells share. Phonetic readings stand beside a text and are not part of it. */
function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let [reading, phonetic] = [false, false];
  visit(xml, {
    open(name) {
      if (name === "si") strings.push("");
      if (name === "rPh") phonetic = true;
      reading = name === "t" && !phonetic;
    },
    close(name) {
      if (name === "rPh") phonetic = false;
      if (name === "t") reading = false;
    },
    text(words) {
      if (reading) strings[strings.length - 1] += words;
    },
  });
  return strings;
}

/** Which cell formats show a number as a day. */
function dateStyles(xml: string): boolean[] {
  const custom = new Map<string, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  visit(xml, {
    open(name, attributes) {
      const id = attributes["numFmtId"] ?? "0";
      if (name === "numFmt")
        custom.set(id, /[dy]/i.test((attributes["formatCode"] ?? "").replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, "")));
      if (name === "cellXfs") inCells = true;
      if (name === "xf" && inCells) styles.push(custom.get(id) ?? ((+id >= 14 && +id <= 17) || +id === 22));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

function sheetRows(xml: string, strings: readonly string[], dates: readonly boolean[], since1904: boolean) {
  const rows: { line: number; cells: string[] }[] = [];
  let [type, style, column, value, reading] = ["", 0, 0, "", false];
  visit(xml, {
    open(name, attributes) {
      if (name === "row") {
        rows.push({ line: Number(attributes["r"]) || rows.length + 1, cells: [] });
        if (rows.length > most.rows) throw refused(`it has more than ${most.rows} rows`);
      } else if (name === "c") {
        type = attributes["t"] ?? "n";
        style = Number(attributes["s"] ?? 0);
        column = attributes["r"] ? columnOf(attributes["r"]) : (rows.at(-1)?.cells.length ?? 0);
        value = "";
      }
      // The stored value of a formula, never the formula.
      reading = name === "v" || (name === "t" && type === "inlineStr");
    },
    text(words) {
      if (reading) value += words;
    },
    close(name) {
      if (name === "v" || name === "t") reading = false;
      const cells = rows.at(-1)?.cells;
      if (name !== "c" || !cells) return;
      while (cells.length < column) cells.push("");
      cells[column] = shown(value, { type, date: dates[style] ?? false, strings, since1904 });
    },
  });
  return rows;
}

interface Shown {
  readonly type: string;
  readonly date: boolean;
  readonly strings: readonly string[];
  readonly since1904: boolean;
}

function shown(value: string, { type, date, strings, since1904 }: Shown): string {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "true" : "false";
  if (type === "e") return "";
  if (type === "n" && date && value !== "") return dayOf(Number(value), since1904);
  return value;
}

/** A day as spreadsheets count them: 1 is the first of January 1900, and a 29th of February 1900 that never was is counted too. */
function dayOf(serial: number, since1904: boolean): string {
  const days = Math.floor(serial) + (since1904 ? 1462 : 0);
  const date = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000);
  return Number.isNaN(date.getTime()) ? String(serial) : date.toISOString().slice(0, 10);
}

function columnOf(cell: string): number {
  const letters = /^[A-Z]{1,3}/.exec(cell)?.[0] ?? "A";
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  if (column >= most.columns) throw refused(`it has more than ${most.columns} columns`);
  return column;
}
