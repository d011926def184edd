import type { KindName } from "#shared/assets/kind.ts";
import type { Identity } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { AssetRow } from "../assets/store.ts";
import type { ReadDb } from "../db/database.ts";
import { getObject } from "../db/objects.ts";

export interface Exported {
  readonly id: AssetId;
  readonly identity: Identity;
  readonly revision: Digest;
  readonly body: Body;
}

const standing = "retired_at IS NULL AND head IS NOT NULL";

/** Assets as they stand, a stretch of them by name. Retired ones are history, and stay where they are. */
export function exportedAssets(db: ReadDb, { offset, limit }: { offset: number; limit: number }): Exported[] {
  const rows = db.all<{ id: AssetId; head: Digest; identity: string; body: Digest }>(
    `SELECT asset.id AS id, asset.head AS head, revision.identity AS identity, revision.body AS body
     FROM (SELECT id, name, head, head_number FROM asset WHERE ${standing} ORDER BY name LIMIT @limit OFFSET @offset) AS asset
     JOIN revision ON revision.asset = asset.id AND revision.number = asset.head_number
     ORDER BY asset.name`,
    { offset, limit },
  );
  return rows.map(({ id, head, identity, body }) => ({
    id,
    revision: head,
    identity: JSON.parse(identity) as Identity,
    body: getObject(db, body) as Body,
  }));
}

export function countExported(db: ReadDb): Partial<Record<KindName, number>> {
  const rows = db.all<{ kind: KindName; count: number }>(
    `SELECT kind, COUNT(*) AS count FROM asset WHERE ${standing} GROUP BY kind`,
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

export const findAsset = (db: ReadDb, id: AssetId): AssetRow | undefined =>
  db.get<AssetRow>("SELECT * FROM asset WHERE id = @id", { id });
