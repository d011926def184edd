import type { Database, WriteDb } from "../db/database.ts";
import type { Migration } from "../db/migrate.ts";

/** A file on its way out of the machine. */
export interface OutgoingFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * What leaves the machine is committed first, in the transaction of the act that sends it, and delivered afterwards.
 * A crash in between is made good at the next start: delivering twice is the same as delivering once.
 */
export const migrations: readonly Migration[] = [
  {
    number: 60,
    name: "the outbox",
    sql: `
CREATE TABLE outbox (
  parcel INTEGER NOT NULL,
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (parcel, position)
) STRICT;
`,
  },
];

export class Outbox {
  readonly #database: Database;
  readonly #deliver: (file: OutgoingFile) => void;

  /** @param deliver writes one file, durably and whole; called in the order in which the files were put. */
  constructor(database: Database, deliver: (file: OutgoingFile) => void) {
    this.#database = database;
    this.#deliver = deliver;
  }

  /** Commits files to be delivered together, in this order: metadata that makes them visible comes last. */
  put(db: WriteDb, files: readonly OutgoingFile[]): void {
    const parcel = db.get<{ next: number }>("SELECT COALESCE(MAX(parcel), 0) + 1 AS next FROM outbox")!.next;
    for (const [position, file] of files.entries()) {
      db.run("INSERT INTO outbox (parcel, position, path, bytes) VALUES (@parcel, @position, @path, @bytes)", {
        parcel,
        position,
        ...file,
      });
    }
  }

  /** Delivers everything that is committed, oldest first. @throws what the delivery throws; what is left stays for the next time. */
  drain(): void {
    for (;;) {
      const parcel = this.#database.read((db) =>
        db.get<{ parcel: number | null }>("SELECT MIN(parcel) AS parcel FROM outbox"),
      )?.parcel;
      if (parcel === null || parcel === undefined) return;
      const files = this.#database.read((db) =>
        db.all<OutgoingFile & object>("SELECT path, bytes FROM outbox WHERE parcel = @parcel ORDER BY position", {
          parcel,
        }),
      );
      for (const file of files) this.#deliver(file);
      this.#database.write((db) => db.run("DELETE FROM outbox WHERE parcel = @parcel", { parcel }));
    }
  }
}
