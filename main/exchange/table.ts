import { type Identity, identity as assetIdentity, type Scope, type Tier } from "#shared/assets/model.ts";
import { type BlockBody, blockBody } from "#shared/content/model.ts";
import { changesOf } from "#shared/exchange/changes.ts";
import type { ExchangeReport } from "#shared/exchange/model.ts";
import {
  type ColumnMeanings,
  columnProblems,
  type Columns,
  columnWords,
  guessColumns,
  reasonColumn,
} from "#shared/exchange/columns.ts";
import { readRow, slug, type TableRow, withRow } from "#shared/exchange/table.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { blockTypeBody } from "#shared/taxonomy/model.ts";
import { nameByConvention } from "#shared/taxonomy/naming-proposal.ts";
import { createAsset, reviseAsset } from "../assets/revise.ts";
import { getAssetRow, getRevision, headTaxonomy, identityOf, listBodies, nameTaken } from "../assets/store.ts";
import type { WriteContext } from "../context.ts";
import { plainReasonOf, refuseUnlessAuthor, runImport, type Taken, takePieces } from "./apply.ts";
import type { CsvTable, writeCsv } from "./formats/csv.ts";

export interface TableImport {
  readonly format: string;
  readonly source: Digest;
  readonly table: CsvTable;
  readonly type: AssetId;
  readonly columns?: Columns | undefined;
  readonly rows?: { readonly from: number; readonly count: number } | undefined;
  readonly tier: Tier;
  readonly scope: Scope;
  readonly owner: MemberId;
  /** How rejected rows are written; loaded with the first table. */
  readonly write: typeof writeCsv;
  readonly apply: boolean;
}

/** What a table holds: each column with the first few of its values. */
export function describeTable({ columns, rows }: CsvTable) {
  return {
    rows: rows.length,
    columns: columns.map((header, index) => {
      const values = rows.map(({ cells }) => (cells[index] ?? "").trim()).filter((cell) => cell !== "");
      const samples = [...new Set(values)].slice(0, 3).map((value) => value.slice(0, 200));
      return { header, samples, filled: values.length };
    }),
  };
}

/** A row becomes a block of the type, or revises the one that it made before. @throws NOT_FOUND, INPUT_INVALID */
export function importTable(context: WriteContext, what: TableImport): ExchangeReport {
  const { table, format, source, apply } = what;
  const found = getAssetRow(context.db, what.type);
  if (found.kind !== "blockType") throw new AppError("INPUT_INVALID", `${found.name} is no block type.`);
  const meanings: ColumnMeanings = {
    type: blockTypeBody.parse(getRevision(context.db, found.head!).body),
    vocabularies: [...headTaxonomy(context.db).vocabularies.values()].filter(({ settings }) =>
      settings.kinds.includes("block"),
    ),
  };
  const columns = what.columns ?? guessColumns(table.columns, meanings);
  const problems = columnProblems(columns, table.columns, meanings);
  if (problems.length > 0) throw new AppError("INPUT_INVALID", problems.join(" "), { columns: table.columns });
  const notes = table.columns.map((header, index) => columnWords(header, columns[index] ?? null, meanings));
  const origins = originsOf(context);
  const firstWith = firstRows(table, columns);
  const names = (name: string): string | undefined =>
    context.db.get<{ id: AssetId }>("SELECT id FROM asset WHERE name = @name", { name })?.id;
  const takeLine = ({ line, cells }: CsvTable["rows"][number]): Taken => {
    const row = readRow(cells, columns, meanings, names);
    if (typeof row === "string") throw new AppError("INPUT_INVALID", row);
    const first = row.key === null ? line : (firstWith.get(row.key) ?? line);
    if (first !== line) throw new AppError("INPUT_INVALID", `Row ${first} has the key ${row.key} already.`);
    const origin = originOf(what, row, line);
    const existing = origins.get(JSON.stringify([origin.system, origin.id]));
    if (existing) return reviseRow(context, existing, row);
    return createRow(context, what, { row, origin, typeName: found.name });
  };
  const { from = 0, count = table.rows.length } = what.rows ?? {};
  const asked = table.rows.slice(from, from + count);
  const pieces = asked.map((one) => ({ source: `row ${one.line}`, take: () => takeLine(one) }));
  const report = runImport(context, {
    format,
    source,
    take: () => takePieces(context, pieces, plainReasonOf),
    notes,
    apply,
  });
  const rejected = rejectedFile(what, asked, report);
  return rejected ? { ...report, rejected } : report;
}

/** The first row of each key, of the whole table: a stretch of it must not take a key for new that an earlier one has. */
function firstRows({ rows }: CsvTable, columns: Columns): ReadonlyMap<string, number> {
  const at = columns.findIndex((target) => target?.to === "key");
  const first = new Map<string, number>();
  for (const { line, cells } of at < 0 ? [] : rows) {
    const key = (cells[at] ?? "").trim();
    if (key !== "" && !first.has(key)) first.set(key, line);
  }
  return first;
}

/** Rejected rows with their own cells and why, in a column that no import reads: mend them there and import the file. */
function rejectedFile(
  { table: { columns }, write }: TableImport,
  asked: CsvTable["rows"],
  { rows }: ExchangeReport,
): ExchangeReport["rejected"] {
  const kept = columns.flatMap((header, index) => (header === reasonColumn ? [] : [index]));
  const lines = asked.flatMap(({ cells }, index) => {
    const { outcome, reason = "" } = rows[index]!;
    return outcome === "rejected" ? [[...kept.map((at) => cells[at] ?? ""), reason]] : [];
  });
  if (lines.length === 0) return undefined;
  return { path: "rejected-rows.csv", text: write([...kept.map((at) => columns[at]!), reasonColumn], lines) };
}

interface Origin {
  readonly system: string;
  readonly id: string;
}

/** By its key a row is found again in later versions of the table; without one, by its place in this very file. */
const originOf = ({ type, source }: TableImport, { key }: TableRow, line: number): Origin =>
  key === null ? { system: `table ${source}`, id: String(line) } : { system: `table ${type}`, id: key };

/** The blocks that tables made before, by where they came from. */
function originsOf(context: WriteContext): ReadonlyMap<string, AssetId> {
  const found = new Map<string, AssetId>();
  for (const { id, body } of listBodies(context.db, { kinds: ["block"] }, "head")) {
    const origin = (body.settings as Partial<BlockBody["settings"]> | undefined)?.origin;
    if (origin?.system.startsWith("table ")) found.set(JSON.stringify([origin.system, origin.id]), id);
  }
  return found;
}

interface NewRow {
  readonly row: TableRow;
  readonly origin: Origin;
  readonly typeName: string;
}

function createRow(context: WriteContext, what: TableImport, { row, origin, typeName }: NewRow): Taken {
  const words = row.values.find(({ value }) => typeof value === "string")?.value;
  const label = row.label ?? row.name ?? (typeof words === "string" ? words.slice(0, 160) : origin.id);
  const scope = {
    brand: row.brand ?? what.scope.brand,
    market: row.market ?? what.scope.market,
    channel: row.channel ?? what.scope.channel,
  };
  const tier = row.tier ?? what.tier;
  const empty: BlockBody = { settings: { label, type: what.type, variants: [], origin } };
  const body = withRow(empty, row);
  const wanted = freeName(context, typeName, label);
  const named = { kind: "block", tier, scope, body, type: typeName } as const;
  const byConvention = (): string | undefined =>
    nameByConvention(wanted, named, headTaxonomy(context.db), (each) => nameTaken(context.db, each));
  const name = row.name ?? byConvention() ?? wanted;
  const parsed = assetIdentity.safeParse({ kind: "block", name, tier, scope });
  if (!parsed.success)
    throw new AppError(
      "INPUT_INVALID",
      `“${name}”, ${scope.brand}, ${scope.market}: ${parsed.error.issues[0]!.message}.`,
    );
  refuseUnlessAuthor(context, parsed.data);
  createAsset(context, {
    id: context.newId("ast"),
    identity: parsed.data,
    owner: what.owner,
    body,
    note: "Imported from a table",
  });
  return { outcome: "created", asset: name, changes: changesOf({}, body).filter(({ at }) => at !== "settings") };
}

/** A name of the type's and the row's words that nothing has yet. */
function freeName(context: WriteContext, typeName: string, label: string): string {
  const base = `${typeName.replace(/^type[.-]/, "")}.${slug(label) || "block"}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!nameTaken(context.db, name)) return name;
  }
}

function reviseRow(context: WriteContext, id: AssetId, row: TableRow): Taken {
  const asset = getAssetRow(context.db, id);
  const before = blockBody.parse(getRevision(context.db, asset.head!).body);
  const body = withRow(before, row);
  const changes = changesOf(before, body);
  const stays = movedBy(row, identityOf(asset));
  const warning =
    stays === "" ? {} : { warning: `It keeps its ${stays}: a table does not move a block that is there.` };
  if (changes.length === 0) return { outcome: "unchanged", asset: asset.name, changes, ...warning };
  refuseUnlessAuthor(context, identityOf(asset), asset.owner);
  reviseAsset(context, { asset: id, base: asset.head, body, note: "Imported from a table" });
  return { outcome: "changed", asset: asset.name, changes, ...warning };
}

/** What a row says of a block's place and tier that the block is not. */
function movedBy({ tier, name, ...row }: TableRow, is: Identity): string {
  const parts = (["brand", "market", "channel"] as const).filter(
    (part) => row[part] !== null && row[part] !== is.scope[part],
  );
  return [
    ...(name !== null && name !== is.name ? [`name ${is.name}`] : []),
    ...(tier !== null && tier !== is.tier ? [`tier ${is.tier}`] : []),
    ...parts.map((part) => `${part} ${is.scope[part]}`),
  ].join(", ");
}
