import Sqlite from "better-sqlite3";
import { AppError } from "#shared/kernel/errors.ts";

export type Row = Record<string, string | number | bigint | Buffer | null>;
export type Parameters = Record<string, string | number | bigint | Uint8Array | null>;

declare const reads: unique symbol;
declare const writes: unique symbol;

/** A database that can only be read through. Queries get one, so a query that writes does not compile. */
export interface ReadDb {
  readonly [reads]: true;
  all<T extends object = Row>(sql: string, parameters?: Parameters): T[];
  get<T extends object = Row>(sql: string, parameters?: Parameters): T | undefined;
  /** The first column alone, for long answers: a row object each would cost more than the reading. */
  values<T extends string | number | null>(sql: string, parameters?: Parameters): T[];
}

/** A database inside a write transaction. Only `Database.write` hands one out. */
export interface WriteDb extends ReadDb {
  readonly [writes]: true;
  /** @returns the number of rows changed. */
  run(sql: string, parameters?: Parameters): number;
}

export interface Database {
  readonly path: string;
  /** Reads from one snapshot: everything inside sees the same state. */
  read<T>(work: (db: ReadDb) => T): T;
  /** Runs in `BEGIN IMMEDIATE`; commits when `work` returns, rolls back when it throws. Inside another, it is a savepoint. */
  write<T>(work: (db: WriteDb) => T): T;
  /** Runs statements outside of transactions, for migrations and pragmas. */
  exec(sql: string): void;
  /** Copies the database to a file while it is in use. */
  backup(path: string): Promise<void>;
  close(): void;
}

/**
 * Opens a SQLite file the one way that is used here: write-ahead log, every commit synced to disk before it is acknowledged,
 * foreign keys enforced.
 *
 * @throws AppError WORKSPACE_DAMAGED, WORKSPACE_BUSY or DISK_FULL.
 */
export function openDatabase(path: string, options: { mustExist?: boolean; readonly?: boolean } = {}): Database {
  const sqlite = translated(() => {
    const opened = new Sqlite(path, {
      fileMustExist: options.mustExist ?? false,
      readonly: options.readonly ?? false,
      timeout: 5000,
    });
    if (!options.readonly) opened.pragma("journal_mode = WAL");
    opened.pragma("synchronous = FULL");
    opened.pragma("foreign_keys = ON");
    opened.pragma("trusted_schema = OFF");
    opened.pragma("cache_size = -65536");
    return opened;
  });
  const handle = makeHandle(sqlite);
  return {
    path,
    read: (work) =>
      translated(() => (sqlite.inTransaction ? work(handle) : sqlite.transaction(() => work(handle)).deferred())),
    write: (work) => translated(() => sqlite.transaction(() => work(handle)).immediate()),
    exec: (sql) => translated(() => void sqlite.exec(sql)),
    backup: async (to) => void (await sqlite.backup(to)),
    close: () => sqlite.close(),
  };
}

function makeHandle(sqlite: Sqlite.Database): WriteDb {
  const statements = new Map<string, Sqlite.Statement>();
  const prepared = (sql: string): Sqlite.Statement => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = sqlite.prepare(sql)));
    return statement;
  };
  const columns = new Map<string, Sqlite.Statement>();
  const plucked = (sql: string): Sqlite.Statement => {
    let statement = columns.get(sql);
    if (!statement) columns.set(sql, (statement = sqlite.prepare(sql).pluck()));
    return statement;
  };
  return {
    all: (sql: string, parameters: Parameters = {}) => prepared(sql).all(parameters),
    get: (sql: string, parameters: Parameters = {}) => prepared(sql).get(parameters),
    values: (sql: string, parameters: Parameters = {}) => plucked(sql).all(parameters),
    run: (sql: string, parameters: Parameters = {}) => prepared(sql).run(parameters).changes,
  } as WriteDb;
}

/** SQLite's own errors become ours, so that people read what to do and not a result code. */
function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translate(error);
  }
}

function translate(error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const { code } = error;
  if (code === "SQLITE_FULL")
    return new AppError("DISK_FULL", "The disk is full. Nothing was saved; make room and try again.", {}, error);
  if (code.startsWith("SQLITE_BUSY")) {
    return new AppError(
      "WORKSPACE_BUSY",
      "Another program is writing to this workspace. Try again in a moment.",
      {},
      error,
    );
  }
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB" || code.startsWith("SQLITE_IOERR")) {
    return new AppError(
      "WORKSPACE_DAMAGED",
      "The workspace file is damaged. Restore it from a backup or from another member's copy.",
      {},
      error,
    );
  }
  if (code === "SQLITE_CANTOPEN")
    return new AppError("NOT_FOUND", "There is no workspace file at this place, or it may not be opened.", {}, error);
  return error;
}
