import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { type Counter, noCounter } from "#shared/decision/counter.ts";
import { runtimeCrypto } from "../crypto.ts";

/** How long counts are kept: longer than any cap can look back (90 days), and than any month. */
const keptFor = 92 * 24 * 60 * 60 * 1000;

/** Old counts are taken away in portions, so that no decision waits long for it. */
const portion = 5_000;

/** After a failure the file is not tried again for every decision. */
const patience = 2_000;

/** Another process that has the file does not keep decisions waiting longer than this, in milliseconds. */
const busyFor = 100;

const version = 1;

const schema = `
  CREATE TABLE counts (cap TEXT NOT NULL, person BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE INDEX counts_of_person ON counts (cap, person, at);
  CREATE INDEX counts_by_time ON counts (at);
  CREATE TABLE salt (value BLOB NOT NULL) STRICT;
`;

/** What people got under frequency caps, kept in the service's folder. */
export interface Counts {
  /**
   * Makes one decision. What it looks up and what it counts are one transaction, so that two decisions at once never both
   * take the last place. Where that fails the decision is made again, and nothing is known of any count: caps then block.
   */
  decide<T>(work: (counter: Counter) => T): T;
  /** Takes away what no cap looks back to any more. */
  prune(now: number): void;
  /** Why counting fails; null where it works. */
  readonly failure: string | null;
  close(): void;
}

/** Opens `counts.sqlite` in a folder. Never throws: while the file cannot be used, caps block. */
export const openCounts = (folder: string, now: () => number = Date.now): Counts => new CountFile(folder, now);

interface Opened {
  readonly sqlite: Sqlite.Database;
  readonly salt: Buffer;
  readonly count: Sqlite.Statement<[string, Uint8Array, number], number>;
  readonly add: Sqlite.Statement<[string, Uint8Array, number]>;
}

class CountFile implements Counts {
  readonly #folder: string;
  readonly #now: () => number;
  #file: Opened | null = null;
  #failure: { readonly message: string; readonly at: number } | null = null;
  #closed = false;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
    this.#opened();
  }

  get failure(): string | null {
    return this.#failure?.message ?? null;
  }

  decide<T>(work: (counter: Counter) => T): T {
    const file = this.#opened();
    if (!file) return work(noCounter);
    // The engine ends a failure of its counter by itself; here it must also be known that there was one.
    const problems: unknown[] = [];
    try {
      file.sqlite.exec("BEGIN IMMEDIATE");
      const done = work(counterOf(file, problems));
      if (problems.length > 0) throw problems[0];
      file.sqlite.exec("COMMIT");
      this.#failure = null;
      return done;
    } catch (error) {
      this.#fail(error);
      return work(noCounter);
    }
  }

  prune(now: number): void {
    const file = this.#opened();
    if (!file) return;
    try {
      file.sqlite
        .prepare("DELETE FROM counts WHERE rowid IN (SELECT rowid FROM counts WHERE at < ? ORDER BY at LIMIT ?)")
        .run(now - keptFor, portion);
    } catch (error) {
      this.#fail(error);
    }
  }

  close(): void {
    this.#closed = true;
    this.#file?.sqlite.close();
    this.#file = null;
  }

  #opened(): Opened | null {
    if (this.#file || this.#closed) return this.#file;
    if (this.#failure && this.#now() - this.#failure.at < patience) return null;
    try {
      this.#file = openFile(this.#folder);
      this.#failure = null;
    } catch (error) {
      this.#fail(error);
    }
    return this.#file;
  }

  /** The file is opened anew the next time: a handle that failed once may fail for ever. One that was busy did not fail. */
  #fail(error: unknown): void {
    const message = `Frequency caps block: counts.sqlite cannot be used (${error instanceof Error ? error.message : "unknown"}).`;
    this.#failure = { message, at: this.#now() };
    try {
      if (this.#file?.sqlite.inTransaction) this.#file.sqlite.exec("ROLLBACK");
      if (error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_BUSY")) return;
      this.#file?.sqlite.close();
    } catch {
      // It has failed already, and what it failed of is told.
    }
    this.#file = null;
  }
}

function openFile(folder: string): Opened {
  mkdirSync(folder, { recursive: true });
  const sqlite = new Sqlite(join(folder, "counts.sqlite"), { timeout: busyFor });
  try {
    sqlite.pragma("journal_mode = WAL");
    // Counts outlive the process at any instant; a power failure may take the last moments, which a sync each would cost every decision.
    sqlite.pragma("synchronous = NORMAL");
    sqlite.transaction(() => prepareFile(sqlite)).immediate();
    const salt = sqlite.prepare<[], Buffer>("SELECT value FROM salt").pluck().get();
    if (!salt) throw new Error("it has lost its salt");
    return {
      sqlite,
      salt,
      count: sqlite
        .prepare<[string, Uint8Array, number], number>(
          "SELECT count(*) FROM counts WHERE cap = ? AND person = ? AND at >= ?",
        )
        .pluck(),
      add: sqlite.prepare("INSERT INTO counts (cap, person, at) VALUES (?, ?, ?)"),
    };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function prepareFile(sqlite: Sqlite.Database): void {
  const found = sqlite.pragma("user_version", { simple: true });
  if (found === version) return;
  if (found !== 0) throw new Error(`it is of version ${String(found)}, this service knows ${version}`);
  sqlite.exec(schema);
  sqlite.prepare("INSERT INTO salt (value) VALUES (?)").run(randomBytes(32));
  sqlite.pragma(`user_version = ${version}`);
}

/** Counts inside a transaction. People are kept as salted digests: no identifier, and no address, is ever written. */
function counterOf({ salt, count, add }: Opened, problems: unknown[]): Counter {
  const noting = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      problems.push(error);
      throw error;
    }
  };
  const keyOf = (person: string): Uint8Array => runtimeCrypto.sha256(salt, Buffer.from(person, "utf8"));
  return {
    count: (cap, person, since) => noting(() => count.get(cap, keyOf(person), Math.ceil(since))),
    add: (caps, person, at) =>
      noting(() => {
        const key = keyOf(person);
        for (const cap of caps) add.run(cap, key, Math.floor(at));
      }),
  };
}
