import {
  type ActBody,
  type ActName,
  acts,
  type JournalEntry,
  journalEntry,
  type Checkpoint,
} from "#shared/audit/model.ts";
import { canonicalBytes, fromUtf8 } from "#shared/kernel/canonical.ts";
import { type Digest, equalBytes, toDigest } from "#shared/kernel/crypto.ts";
import { type AssetId, type DeviceId, type Instant, isAssetId, type MemberId } from "#shared/kernel/ids.ts";
import { completedNodes, leafHash, rangeHash, treeHash } from "#shared/kernel/merkle.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import type { ReadDb, WriteDb } from "../db/database.ts";

/** Applies one act to the tables. Live writes and a rebuild from the journal run the same projections. */
export type Projection<A extends ActName> = (db: WriteDb, body: ActBody<A>, entry: JournalEntry) => void;
export type Projections = { readonly [A in ActName]?: Projection<A> };

/** Appends an entry: the row, its leaf and the tree nodes that it completes, and the assets that it concerns. */
export function append<A extends ActName>(
  db: WriteDb,
  act: A,
  body: ActBody<A>,
  who: { device: DeviceId; at: Instant; actor: MemberId | null },
): JournalEntry {
  const sequence = journalSize(db);
  return insertEntry(db, journalEntry.parse({ ...who, sequence, act, body: acts[act].parse(body) }));
}

/**
 * Stores an entry; its sequence must be the next one.
 * @returns the entry as the journal gives it back, so that what is made of it now is what a rebuild makes of it.
 */
export function insertEntry(db: WriteDb, entry: JournalEntry): JournalEntry {
  const bytes = canonicalBytes(entry);
  const leaf = leafHash(nodeCrypto, bytes);
  db.run(
    "INSERT INTO journal (sequence, device, at, actor, act, entry, leaf) VALUES (@sequence, @device, @at, @actor, @act, @bytes, @leaf)",
    { sequence: entry.sequence, device: entry.device, at: entry.at, actor: entry.actor, act: entry.act, bytes, leaf },
  );
  for (const node of completedNodes(nodeCrypto, entry.sequence, leaf, nodeReader(db))) {
    db.run("INSERT INTO journal_node (level, position, hash) VALUES (@level, @position, @hash)", {
      level: node.level,
      position: node.index,
      hash: node.hash,
    });
  }
  for (const asset of subjectsOf(entry.body)) {
    db.run("INSERT INTO journal_subject (asset, sequence) VALUES (@asset, @sequence)", {
      asset,
      sequence: entry.sequence,
    });
  }
  return readEntry(bytes);
}

export function journalSize(db: ReadDb): number {
  return db.get<{ size: number }>("SELECT COALESCE(MAX(sequence) + 1, 0) AS size FROM journal")!.size;
}

/** The head of this device's log: its size and the RFC 6962 hash over all its entries. */
export function checkpointOf(db: ReadDb): Checkpoint {
  const size = journalSize(db);
  const first = db.get<{ device: DeviceId }>("SELECT device FROM journal WHERE sequence = 0");
  const root = toDigest(rangeHash(nodeCrypto, 0, size, nodeReader(db)));
  return { device: first!.device, size, root };
}

export function nodeReader(db: ReadDb): (level: number, index: number) => Uint8Array {
  return (level, position) =>
    db.get<{ hash: Uint8Array }>("SELECT hash FROM journal_node WHERE level = @level AND position = @position", {
      level,
      position,
    })!.hash;
}

/** Hashes every stored entry anew. @returns the first entry that does not match its leaf, or null, and the root over all. */
export function rehash(db: ReadDb): { root: Digest; firstBad: number | null } {
  const leaves: Uint8Array[] = [];
  let firstBad: number | null = null;
  for (const row of db.all<{ sequence: number; entry: Uint8Array; leaf: Uint8Array }>(
    "SELECT sequence, entry, leaf FROM journal ORDER BY sequence",
  )) {
    const leaf = leafHash(nodeCrypto, row.entry);
    if (firstBad === null && !equalBytes(leaf, row.leaf)) firstBad = row.sequence;
    leaves.push(leaf);
  }
  return { root: toDigest(treeHash(nodeCrypto, leaves)), firstBad };
}

export function readEntry(bytes: Uint8Array): JournalEntry {
  return journalEntry.parse(JSON.parse(fromUtf8(bytes)));
}

/** Every asset that an entry names, wherever in its body it does. */
function subjectsOf(body: unknown): Set<AssetId> {
  const found = new Set<AssetId>();
  const visit = (value: unknown): void => {
    if (typeof value === "string") {
      if (isAssetId(value)) found.add(value);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (value && typeof value === "object") Object.values(value).forEach(visit);
  };
  visit(body);
  return found;
}
