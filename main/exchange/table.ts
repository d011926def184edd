import { identity as assetIdentity, type Scope, type Tier } from "#shared/assets/model.ts";
import { type BlockBody, blockBody } from "#shared/content/model.ts";
import { changesOf } from "#shared/exchange/changes.ts";
import type { ExchangeReport } from "#shared/exchange/model.ts";
import {
  type Columns,
  columnWords,
  guessColumns,
  readRow,
  slug,
  type TableRow,
  withRow,
} from "#shared/exchange/table.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { blockTypeBody } from "#shared/taxonomy/model.ts";
import { createAsset, reviseAsset } from "../assets/revise.ts";
import { getAssetRow, getRevision, identityOf, listBodies, nameTaken } from "../assets/store.ts";
import type { WriteContext } from "../context.ts";
import { refuseUnlessAuthor, runImport, type Taken, takePieces } from "./apply.ts";
import type { CsvTable } from "./formats/csv.ts";

export interface TableImport {
  readonly format: string;
  readonly source: Digest;
  readonly table: CsvTable;
  readonly type: AssetId;
  readonly columns?: Columns | undefined;
  readonly tier: Tier;
  readonly scope: Scope;
  readonly owner: MemberId;
  readonly apply: boolean;
}

/** A row becomes a block of the type, or revises the one that it made before. @throws NOT_FOUND, INPUT_INVALID */
export function importTable(context: WriteContext, what: TableImport): ExchangeReport {
  const { table, format, source, apply } = what;
  const found = getAssetRow(context.db, what.type);
  if (found.kind !== "blockType") throw new AppError("INPUT_INVALID", `${found.name} is no block type.`);
  const type = blockTypeBody.parse(getRevision(context.db, found.head!).body);
  const columns = what.columns ?? guessColumns(table.columns, type);
  if (!columns.some((target) => target?.to === "field"))
    throw new AppError(
      "INPUT_INVALID",
      `No column is one of ${type.settings.label}: ${type.settings.fields.map(({ label }) => label).join(", ")}.`,
      {
        columns: table.columns,
      },
    );
  const notes = table.columns.map((header, index) => columnWords(header, columns[index] ?? null));
  const origins = originsOf(context);
  const lines = new Map<string, number>();
  const names = (name: string): string | undefined =>
    context.db.get<{ id: AssetId }>("SELECT id FROM asset WHERE name = @name", { name })?.id;
  const takeLine = ({ line, cells }: CsvTable["rows"][number]): Taken => {
    const row = readRow(cells, columns, type, names);
    if (typeof row === "string") throw new AppError("INPUT_INVALID", row);
    const origin = originOf(what, row, line);
    const first = lines.get(origin.id) ?? line;
    lines.set(origin.id, first);
    if (first !== line) throw new AppError("INPUT_INVALID", `Row ${first} has the key ${row.key} already.`);
    const existing = origins.get(JSON.stringify([origin.system, origin.id]));
    if (existing) return reviseRow(context, existing, row);
    return createRow(context, what, { row, origin, typeName: found.name });
  };
  const pieces = table.rows.map((one) => ({ source: `row ${one.line}`, take: () => takeLine(one) }));
  return runImport(context, { format, source, take: () => takePieces(context, pieces), notes, apply });
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
  const scope = row.market ? { ...what.scope, market: row.market } : what.scope;
  const name = row.name ?? freeName(context, typeName, label);
  const parsed = assetIdentity.safeParse({ kind: "block", name, tier: what.tier, scope });
  if (!parsed.success)
    throw new AppError("INPUT_INVALID", `“${name}”, ${scope.market}: ${parsed.error.issues[0]!.message}.`);
  refuseUnlessAuthor(context, parsed.data);
  const empty: BlockBody = { settings: { label, type: what.type, variants: [], origin } };
  const body = withRow(empty, row);
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
  if (changes.length === 0) return { outcome: "unchanged", asset: asset.name, changes };
  refuseUnlessAuthor(context, identityOf(asset), asset.owner);
  reviseAsset(context, { asset: id, base: asset.head, body, note: "Imported from a table" });
  return { outcome: "changed", asset: asset.name, changes };
}
