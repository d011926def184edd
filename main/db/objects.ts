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

/** Values by digest. They never change, so that a cached one is never stale; readers share them and must not change them. */
const cache = new Map<Digest, unknown>();
const mostCached = 50_000;

/**
 * Reads a value back. The bytes are trusted as stored; `imprimatur verify` hashes them again.
 * @throws AppError WORKSPACE_DAMAGED when it is not there.
 */
export function getObject(db: ReadDb, digest: Digest): unknown {
  const known = cache.get(digest);
  if (known !== undefined) return known;
  const row = db.get<{ bytes: Uint8Array }>("SELECT bytes FROM object WHERE digest = @digest", { digest });
  if (!row)
    throw new AppError(
      "WORKSPACE_DAMAGED",
      "A stored revision or signature is missing from this workspace. Restore it from a backup.",
      { digest },
    );
  const value: unknown = JSON.parse(fromUtf8(row.bytes));
  if (cache.size >= mostCached) cache.delete(cache.keys().next().value!);
  // Large ones, such as an import's source, are read once and would only fill the memory.
  if (row.bytes.length < 65_536) cache.set(digest, value);
  return value;
}
