import type { Database, Row } from "#main/db/database.ts";
import { projectedTables } from "#main/projections.ts";

/** Every table that follows from journal and objects, these two included. */
export const derivedTables: readonly string[] = [
  "journal",
  "journal_node",
  "journal_subject",
  "object",
  "meta",
  ...projectedTables,
];

const keyOf = (row: Row): string =>
  Object.values(row)
    .map((value) => (Buffer.isBuffer(value) ? value.toString("hex") : String(value)))
    .join("\u0000");

/** All rows of every derived table, in an order that depends on what they hold alone. */
export const tablesOf = (database: Database): Record<string, Row[]> =>
  database.read((db) =>
    Object.fromEntries(
      derivedTables.map((table) => {
        // The ids of the search table's rows tie them to assets, and `*` does not show them.
        const columns = table === "asset_search" ? "rowid, *" : "*";
        const rows = db.all(`SELECT ${columns} FROM ${table}`).map((row) => [keyOf(row), row] as const);
        return [table, rows.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)];
      }),
    ),
  );
