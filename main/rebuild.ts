import { createHash } from "node:crypto";
import { existsSync, renameSync, rmSync } from "node:fs";
import { type Digest, equalBytes, toDigest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { leafHash } from "#shared/kernel/merkle.ts";
import { insertEntry, readEntry } from "./audit/journal.ts";
import { type Database, openDatabase, type ReadDb, type WriteDb } from "./db/database.ts";
import { migrate } from "./db/migrate.ts";
import { nodeCrypto } from "./keys/crypto.ts";
import { migrations } from "./migrations.ts";
import { project } from "./projections.ts";

/** Tables that follow from nothing: people's unfinished work, and what has not left the machine yet. */
const carriedTables = [
  "draft",
  "draft_undo",
  "draft_last",
  "saved_view",
  "spelling_word",
  "outbox",
  "outbox_counter",
] as const;

const laterTables: ReadonlySet<string> = new Set<(typeof carriedTables)[number]>([
  "draft_undo",
  "draft_last",
  "saved_view",
  "spelling_word",
]);

export interface Rebuilt {
  readonly entries: number;
  readonly objects: number;
  /** Tables whose rows could not be read; what they held is lost. */
  readonly lost: readonly string[];
}

/**
 * Makes a workspace anew from the journal and the objects of another, which are the truth: every other table follows from them.
 * Each entry is held against its leaf, and each object against its digest, before it is believed. The source is only read.
 *
 * @param path where the new workspace is written. It appears there when it is complete.
 * @throws WORKSPACE_EXISTS, WORKSPACE_DAMAGED when an entry or object is missing or is not what it was, DISK_FULL
 */
export function rebuild(source: Database, path: string): Rebuilt {
  if (existsSync(path))
    throw new AppError("WORKSPACE_EXISTS", "There already is a file at this place. Choose another.", { path });
  const unfinished = `${path}.making`;
  const discard = (): void => {
    for (const leftover of [unfinished, `${unfinished}-wal`, `${unfinished}-shm`]) rmSync(leftover, { force: true });
  };
  discard();
  const target = openDatabase(unfinished);
  let rebuilt: Rebuilt;
  try {
    migrate(target, migrations);
    rebuilt = target.write((db) => source.read((from) => replay(from, db)));
    target.close();
  } catch (error) {
    target.close();
    discard();
    throw error;
  }
  renameSync(unfinished, path);
  return rebuilt;
}

function replay(from: ReadDb, to: WriteDb): Rebuilt {
  const objects = copyObjects(from, to);
  const entries = copyJournal(from, to);
  return { entries, objects, lost: carriedTables.filter((table) => !carry(from, to, table)) };
}

function copyObjects(from: ReadDb, to: WriteDb): number {
  const digests = from.all<{ digest: Digest }>("SELECT digest FROM object ORDER BY digest");
  for (const { digest } of digests) {
    const { bytes } = from.get<{ bytes: Uint8Array }>("SELECT bytes FROM object WHERE digest = @digest", { digest })!;
    if (toDigest(createHash("sha256").update(bytes).digest()) !== digest)
      throw new AppError("WORKSPACE_DAMAGED", "A stored revision or signature is not what was written.", { digest });
    to.run("INSERT INTO object (digest, bytes) VALUES (@digest, @bytes)", { digest, bytes });
  }
  return digests.length;
}

function copyJournal(from: ReadDb, to: WriteDb): number {
  const rows = from.all<{ sequence: number; entry: Uint8Array; leaf: Uint8Array }>(
    "SELECT sequence, entry, leaf FROM journal ORDER BY sequence",
  );
  for (const [index, { sequence, entry, leaf }] of rows.entries()) {
    if (sequence !== index || !equalBytes(leafHash(nodeCrypto, entry), leaf))
      throw new AppError("WORKSPACE_DAMAGED", `Entry ${index} of the journal is missing or not what was written.`, {
        firstBad: index,
      });
    project(to, insertEntry(to, readEntry(entry)));
  }
  return rows.length;
}

/** Copies a table as it is. @returns false where its rows cannot be read. */
function carry(from: ReadDb, to: WriteDb, table: (typeof carriedTables)[number]): boolean {
  // A file of an older version has no such table, and so nothing of it to lose.
  if (laterTables.has(table) && !from.get("SELECT 1 AS one FROM sqlite_schema WHERE name = @table", { table }))
    return true;
  let rows: Record<string, string | number | bigint | Buffer | null>[];
  try {
    rows = from.all(`SELECT * FROM ${table}`);
  } catch {
    return false;
  }
  to.run(`DELETE FROM ${table}`);
  for (const row of rows) {
    const columns = Object.keys(row);
    to.run(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((name) => `@${name}`).join(", ")})`,
      row,
    );
  }
  return true;
}
