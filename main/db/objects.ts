import { createHash } from "node:crypto";
import { canonicalBytes, fromUtf8 } from "#shared/kernel/canonical.ts";
import { type Digest, toDigest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { ReadDb, WriteDb } from "./database.ts";
import type { Migration } from "./migrate.ts";

/** Immutable bytes by their digest: bodies of revisions, policies, envelopes. Journal and objects together are the truth. */
export const migrations: readonly Migration[] = [
  {
    number: 10,
    name: "objects by digest, and what this file is",
    sql: `
CREATE TABLE object (
  digest TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER object_no_update BEFORE UPDATE ON object BEGIN
  SELECT RAISE(ABORT, 'objects are immutable'); END;
CREATE TRIGGER object_no_delete BEFORE DELETE ON object BEGIN
  SELECT RAISE(ABORT, 'objects are immutable'); END;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
  },
];

/** Stores a value in canonical form. @returns its digest. */
export function putObject(db: WriteDb, value: unknown): Digest {
  const bytes = canonicalBytes(value);
  const digest = toDigest(createHash("sha256").update(bytes).digest());
  db.run("INSERT INTO object (digest, bytes) VALUES (@digest, @bytes) ON CONFLICT (digest) DO NOTHING", {
    digest,
    bytes,
  });
  return digest;
}

/**
 * Reads a value back. The bytes are trusted as stored; `audit.verify` and `checkObjects` hash them again.
 * @throws AppError WORKSPACE_DAMAGED when it is not there.
 */
export function getObject(db: ReadDb, digest: Digest): unknown {
  const row = db.get<{ bytes: Uint8Array }>("SELECT bytes FROM object WHERE digest = @digest", { digest });
  if (!row)
    throw new AppError(
      "WORKSPACE_DAMAGED",
      "A stored revision or signature is missing from this workspace. Restore it from a backup.",
      { digest },
    );
  return JSON.parse(fromUtf8(row.bytes));
}
