import { canonicalEvent, isCanonicalEvent, keyFrom } from "../event-names.ts";
import { personalDataClasses, type ValueType, valueTypes } from "../model.ts";
import { type AttributeSettings, type Inferred, labelFrom, type Named, type Reading, type Unread } from "./inferred.ts";
import { fewValues, personalGuess, typeOfCells } from "./values.ts";

/** A table as it was read: cells by row, with the line of each row in its file. */
export interface SourceTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const bare = (header: string): string => header.toLowerCase().replaceAll(/[^a-z]/g, "");

/** What the columns of a list of attributes and events are called. */
const listColumns: Readonly<Record<string, string>> = {
  key: "key",
  attribute: "key",
  event: "key",
  name: "key",
  label: "label",
  title: "label",
  type: "type",
  kind: "kind",
  unit: "unit",
  values: "values",
  allowedvalues: "values",
  source: "source",
  system: "source",
  sourcesystem: "source",
  freshness: "freshness",
  freshnesshours: "freshness",
  personaldata: "personalData",
  purposes: "purposes",
  consent: "purposes",
  aliases: "aliases",
  formernames: "aliases",
  properties: "properties",
};

/** A table that lists attributes and events, one a row; any other has people in its rows, and its columns are the attributes. */
export function readTable(table: SourceTable): Reading {
  const meanings = table.columns.map((header) => listColumns[bare(header)]);
  const lists = meanings.includes("key") && (meanings.includes("type") || meanings.includes("kind"));
  return lists ? readList(table, meanings) : readPeople(table);
}

function readPeople({ columns, rows }: SourceTable): Reading {
  const found: Inferred[] = [];
  const unread: Unread[] = [];
  for (const [index, header] of columns.entries()) {
    const source = header === "" ? `column ${index + 1}` : `column “${header}”`;
    const key = plainKey(header);
    if (key === "") {
      unread.push({ kind: "attribute", source, reason: "Its header is no name: give it one of letters and digits." });
      continue;
    }
    const cells = rows.map((row) => (row.cells[index] ?? "").trim()).filter((cell) => cell !== "");
    found.push(columnFound(key, header, source, cells, rows.length));
  }
  const notes = [`${rows.length.toLocaleString("en")} rows were looked at: the columns become attributes.`];
  return { found, unread, notes };
}

function columnFound(key: string, header: string, source: string, cells: readonly string[], rows: number): Inferred {
  const type = typeOfCells(cells);
  const values = type === "string" ? fewValues(cells) : undefined;
  const personal = personalGuess(key, cells);
  const notes = [filledWords(cells.length, rows)];
  if (type === "number" && cells.length > 0 && cells.every((cell) => cell === "0" || cell === "1"))
    notes.push("Only 0 and 1: it may be meant as yes or no.");
  if (personal.why) notes.push(personal.why);
  const guessed: Named<AttributeSettings> = {
    label: labelFrom(header),
    type,
    personalData: personal.is,
    ...(values ? { values } : {}),
    ...(key === header ? {} : { aliases: [header] }),
  };
  return { kind: "attribute", source, key, said: {}, guessed, notes };
}

const filledWords = (filled: number, of: number): string =>
  filled === of ? "Filled in every row." : `Filled in ${of === 0 ? 0 : Math.round((100 * filled) / of)} % of the rows.`;

/** A name that conditions can use stays as it is delivered. */
const plainKey = (name: string): string => (/^[A-Za-z][A-Za-z0-9_]*$/.test(name) ? name : keyFrom(name));

function readList({ rows }: SourceTable, meanings: readonly (string | undefined)[]): Reading {
  const found: Inferred[] = [];
  const unread: Unread[] = [];
  for (const { line, cells } of rows) {
    const row = new Map<string, string>();
    for (const [index, meaning] of meanings.entries()) {
      const cell = (cells[index] ?? "").trim();
      if (meaning && cell !== "" && !row.has(meaning)) row.set(meaning, cell);
    }
    const source = `row ${line}`;
    const isEvent = /^event/i.test(row.get("kind") ?? "");
    const read = isEvent ? eventRow(row, source) : attributeRow(row, source);
    if (typeof read === "string") unread.push({ kind: isEvent ? "event" : "attribute", source, reason: read });
    else found.push(read);
  }
  return { found, unread, notes: ["The table lists attributes and events, one a row."] };
}

const listOf = (cell: string | undefined): string[] | undefined =>
  cell?.split(/[;,|\n]/).flatMap((item) => item.trim() || []);

const typeWords: Readonly<Record<string, ValueType>> = {
  text: "string",
  str: "string",
  varchar: "string",
  enum: "string",
  int: "number",
  integer: "number",
  float: "number",
  double: "number",
  decimal: "number",
  bool: "boolean",
  date: "timestamp",
  datetime: "timestamp",
  array: "list",
};

function typeNamed(word: string): ValueType | null {
  const plain = word.toLowerCase();
  return valueTypes.find((type) => type === plain) ?? (Object.hasOwn(typeWords, plain) ? typeWords[plain]! : null);
}

/** @returns what a row says of an attribute, or why it cannot be read */
function attributeRow(row: ReadonlyMap<string, string>, source: string): Inferred | string {
  const name = row.get("key");
  if (!name) return "It has no key.";
  const key = plainKey(name);
  if (key === "") return `“${name}” is no key: use letters, digits and underscores.`;
  const word = row.get("type") ?? "string";
  const type = typeNamed(word);
  if (!type) return `“${word}” is no type. There are: ${valueTypes.join(", ")}.`;
  const said = row.get("personalData")?.toLowerCase();
  const personalData = personalDataClasses.find((one) => one === said);
  if (said !== undefined && !personalData)
    return `“${said}” is no class of personal data. There are: ${personalDataClasses.join(", ")}.`;
  const hours = row.get("freshness");
  if (hours !== undefined && !/^[1-9]\d*$/.test(hours)) return `“${hours}” is no number of hours.`;
  const guess = personalGuess(key, []);
  const [values, purposes, aliases] = ["values", "purposes", "aliases"].map((column) => listOf(row.get(column)));
  const [label, unit, system] = [row.get("label"), row.get("unit"), row.get("source")];
  return {
    kind: "attribute",
    source,
    key,
    said: {
      type,
      ...(label ? { label } : {}),
      ...(unit ? { unit } : {}),
      ...(system ? { source: system } : {}),
      ...(values ? { values } : {}),
      ...(personalData ? { personalData } : {}),
      ...(purposes ? { purposes } : {}),
      ...(aliases ? { aliases } : {}),
      ...(hours ? { freshness: { hours: Number(hours), undated: "fresh" } } : {}),
    },
    guessed: {
      label: labelFrom(name),
      personalData: guess.is,
      ...(key === name || aliases ? {} : { aliases: [name] }),
    },
    notes: personalData || !guess.why ? [] : [guess.why],
  };
}

/** @returns what a row says of an event, or why it cannot be read */
function eventRow(row: ReadonlyMap<string, string>, source: string): Inferred | string {
  const name = row.get("key");
  const key = name && (isCanonicalEvent(name) ? name : canonicalEvent(name));
  if (!name || !key) return name ? `“${name}” is no name of an event.` : "It has no key.";
  const properties: { key: string; type: ValueType }[] = [];
  for (const item of listOf(row.get("properties")) ?? []) {
    const [property = "", word = "string"] = item.split(":").map((part) => part.trim());
    const type = typeNamed(word);
    if (!type || !/^[A-Za-z][A-Za-z0-9_]*$/.test(property))
      return `“${item}” is no property: write key:type, such as price:number.`;
    properties.push({ key: property, type });
  }
  const [purposes, aliases = []] = [listOf(row.get("purposes")), listOf(row.get("aliases"))];
  const label = row.get("label");
  const former = key === name ? aliases : [...new Set([...aliases, name])];
  return {
    kind: "event",
    source,
    key,
    said: {
      ...(label ? { label } : {}),
      ...(properties.length > 0 ? { properties } : {}),
      ...(purposes ? { purposes } : {}),
      ...(former.length > 0 ? { aliases: former } : {}),
    },
    guessed: { label: labelFrom(key) },
    notes: key === name ? [] : [`${name} is called ${key} by the convention, and stays a former name.`],
  };
}
