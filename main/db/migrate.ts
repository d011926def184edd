import { createHash } from "node:crypto";
import { AppError } from "#shared/kernel/errors.ts";
import type { Database, ReadDb, WriteDb } from "./database.ts";

/**
 * One step of the schema. Numbers rise in tens across all features; a step that has been released never changes.
 * All tables are STRICT.
 */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** What SQL cannot say, after it and in the same transaction: it may rely on this step's tables and no later ones. */
  readonly after?: (db: WriteDb) => void;
}

const bookkeeping = `
  CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS schema_seal (one INTEGER PRIMARY KEY CHECK (one = 1), digest TEXT NOT NULL) STRICT;
`;

/**
 * Brings a database to the newest schema, in one transaction: all steps or none.
 *
 * @throws AppError WORKSPACE_NEWER when the file has steps that this program does not know,
 * WORKSPACE_ALTERED when a past step or the schema itself is not what it was.
 */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  checkOrder(migrations);
  database.exec(bookkeeping);
  database.write((db) => {
    const done = db.all<{ number: number; name: string; digest: string }>(
      "SELECT number, name, digest FROM migration ORDER BY number",
    );
    checkPast(done, migrations);
    if (done.length > 0) checkSeal(db);
    const pending = migrations.slice(done.length);
    if (pending.length === 0) return;
    for (const step of pending) apply(db, step);
    const sealed = { digest: schemaDigest(db) };
    db.run(
      "INSERT INTO schema_seal (one, digest) VALUES (1, @digest) ON CONFLICT (one) DO UPDATE SET digest = @digest",
      sealed,
    );
  });
}

export const migrationDigest = (step: Migration): string =>
  createHash("sha256").update(`${step.name}\n${step.sql}`).digest("hex");

function checkOrder(migrations: readonly Migration[]): void {
  for (const [index, step] of migrations.entries()) {
    const before = migrations[index - 1]?.number ?? 0;
    if (step.number % 10 !== 0 || step.number <= before)
      throw new Error(`Migration ${step.number} (${step.name}) is out of order: whole tens, strictly rising.`);
  }
}

function checkPast(
  done: readonly { number: number; name: string; digest: string }[],
  migrations: readonly Migration[],
): void {
  const newest = migrations.at(-1)?.number ?? 0;
  const beyond = done.find((row) => row.number > newest);
  if (beyond) {
    throw new AppError(
      "WORKSPACE_NEWER",
      `This workspace was written by a newer version of Imprimatur (it has "${beyond.name}"). Update Imprimatur to open it.`,
      {
        step: beyond.number,
      },
    );
  }
  for (const [index, row] of done.entries()) {
    const step = migrations[index];
    if (!step || step.number !== row.number || migrationDigest(step) !== row.digest) {
      throw new AppError(
        "WORKSPACE_ALTERED",
        `Step ${row.number} of this workspace's structure is not the one this version made. Restore it from a backup.`,
        {
          step: row.number,
        },
      );
    }
  }
}

function checkSeal(db: ReadDb): void {
  const seal = db.get<{ digest: string }>("SELECT digest FROM schema_seal");
  if (seal?.digest !== schemaDigest(db)) {
    throw new AppError(
      "WORKSPACE_ALTERED",
      "Tables, indexes or triggers of this workspace were changed by another program. Restore it from a backup.",
    );
  }
}

function apply(db: WriteDb, step: Migration): void {
  for (const statement of splitStatements(step.sql)) db.run(statement);
  step.after?.(db);
  db.run("INSERT INTO migration (number, name, digest) VALUES (@number, @name, @digest)", {
    number: step.number,
    name: step.name,
    digest: migrationDigest(step),
  });
}

/** Statements end with a semicolon at the end of a line; inside triggers, lines are indented further and end the trigger with END;. */
function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let current: string[] = [];
  let inTrigger = false;
  for (const line of sql.split("\n")) {
    if (line.trim() === "") continue;
    current.push(line);
    if (/^\s*CREATE TRIGGER/i.test(line)) inTrigger = true;
    const ends = inTrigger ? /END;\s*$/i.test(line) : /;\s*$/.test(line);
    if (!ends) continue;
    statements.push(current.join("\n"));
    current = [];
    inTrigger = false;
  }
  return statements;
}

/** A digest over the definitions of all tables, indexes and triggers. */
function schemaDigest(db: ReadDb): string {
  // SQLite's own tables (sqlite_stat1 comes with ANALYZE) are not part of the structure.
  const rows = db.all<{ type: string; name: string; sql: string | null }>(
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
  );
  return createHash("sha256").update(JSON.stringify(rows)).digest("hex");
}
