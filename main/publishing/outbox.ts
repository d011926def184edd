import { mkdirSync, rmSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { AppError } from "#shared/kernel/errors.ts";
import type { Database, ReadDb, WriteDb } from "../db/database.ts";
import type { Migration } from "../db/migrate.ts";
import { writeFileAtomic } from "../keys/atomic-file.ts";
import { isCode } from "./files.ts";

/** A file on its way out of the machine; without bytes, one to take away. */
export interface OutgoingFile {
  readonly path: string;
  readonly bytes: Uint8Array | null;
}

export const migrations: readonly Migration[] = [
  {
    number: 60,
    name: "the outbox",
    sql: `
CREATE TABLE outbox (
  parcel INTEGER NOT NULL,
  position INTEGER NOT NULL,
  folder TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes BLOB,
  PRIMARY KEY (parcel, position)
) STRICT;
CREATE TABLE outbox_counter (one INTEGER PRIMARY KEY CHECK (one = 1), parcels INTEGER NOT NULL) STRICT;
INSERT INTO outbox_counter (one, parcels) VALUES (1, 0);
`,
  },
];

/**
 * What leaves the machine is committed first, in the transaction of the act that sends it, and delivered afterwards.
 * A crash in between is made good at the next start: delivering twice is the same as delivering once.
 */
export class Outbox {
  readonly #database: Database;
  readonly #folders: Readonly<Record<string, string>>;

  /** @param folders the places that files may go to, by a name that stays true when the workspace moves. */
  constructor(database: Database, folders: Readonly<Record<string, string>>) {
    this.#database = database;
    this.#folders = folders;
  }

  /** How many parcels were ever put: whoever prepares one notes it, and `put` refuses when another came first. */
  parcels(db: ReadDb): number {
    return db.get<{ parcels: number }>("SELECT parcels FROM outbox_counter")!.parcels;
  }

  /**
   * Commits files to be delivered together, in this order: metadata that makes them visible comes last.
   * @throws WORKSPACE_BUSY when something else was published since `prepared`.
   */
  put(db: WriteDb, files: readonly OutgoingFile[], prepared: number): void {
    if (this.parcels(db) !== prepared)
      throw new AppError("WORKSPACE_BUSY", "Something else was published meanwhile. Try again.");
    const parcel = prepared + 1;
    db.run("UPDATE outbox_counter SET parcels = @parcel", { parcel });
    for (const [position, { path, bytes }] of files.entries()) {
      db.run(
        "INSERT INTO outbox (parcel, position, folder, path, bytes) VALUES (@parcel, @position, @folder, @path, @bytes)",
        {
          parcel,
          position,
          ...this.#address(path),
          bytes,
        },
      );
    }
  }

  /** Delivers everything that is committed, oldest first. @throws DISK_FULL, REPOSITORY_UNREACHABLE; what is left stays for the next time. */
  drain(): void {
    for (;;) {
      const next = this.#database.read((db) =>
        db.get<{ parcel: number | null }>("SELECT MIN(parcel) AS parcel FROM outbox"),
      );
      const parcel = next?.parcel ?? null;
      if (parcel === null) return;
      const files = this.#database.read((db) =>
        db.all<{ folder: string; path: string; bytes: Uint8Array | null }>(
          "SELECT folder, path, bytes FROM outbox WHERE parcel = @parcel ORDER BY position",
          { parcel },
        ),
      );
      for (const file of files) deliver(join(this.#folders[file.folder]!, file.path), file.bytes);
      this.#database.write((db) => db.run("DELETE FROM outbox WHERE parcel = @parcel", { parcel }));
    }
  }

  #address(path: string): { folder: string; path: string } {
    for (const [folder, root] of Object.entries(this.#folders)) {
      const inside = relative(root, path);
      if (!inside.startsWith("..") && !isAbsolute(inside)) return { folder, path: inside.replaceAll(sep, "/") };
    }
    throw new Error("A file of the outbox lies outside of the folders that it may go to.");
  }
}

function deliver(path: string, bytes: Uint8Array | null): void {
  try {
    if (!bytes) return rmSync(path, { force: true });
    mkdirSync(dirname(path), { recursive: true });
    writeFileAtomic(path, bytes);
  } catch (error) {
    if (isCode(error, "ENOSPC") || isCode(error, "EDQUOT")) {
      throw new AppError(
        "DISK_FULL",
        "The disk is full. What you signed is kept and will be published as soon as there is room.",
        {},
        error,
      );
    }
    throw new AppError(
      "REPOSITORY_UNREACHABLE",
      "The repository's folder cannot be written. What you signed is kept and will be published as soon as it can.",
      { path },
      error,
    );
  }
}
