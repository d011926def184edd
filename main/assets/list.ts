import type { z } from "zod";
import type { assetFilter } from "#shared/assets/contract.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetSummary } from "#shared/assets/model.ts";
import type { AssetId, Instant, MemberId } from "#shared/kernel/ids.ts";
import type { ReadDb } from "../db/database.ts";
import { matchQuery } from "./search.ts";
import { listSummaries, statusSql } from "./store.ts";

export type AssetFilter = z.output<typeof assetFilter>;

/** Each has an index for one kind, so that a page costs the same at ten assets and at a hundred thousand. */
const orders = {
  name: "asset.name",
  campaign: "asset.campaign, asset.name",
  tier: "CASE asset.tier WHEN 'campaign' THEN 0 WHEN 'variable' THEN 1 ELSE 2 END, asset.name",
} as const;

/** One page of a filtered list, in the order asked for, and how many there are in all. */
export function filterAssets(
  db: ReadDb,
  filter: AssetFilter,
  order: keyof typeof orders,
  { me, now, ...page }: { offset: number; limit: number; me: MemberId; now: Instant },
): { rows: AssetSummary[]; total: number } {
  const { where, parameters } = conditions(filter);
  // The status depends on the moment; better-sqlite3 refuses parameters that a statement does not name.
  const named = filter.status ? { ...parameters, now } : parameters;
  const found = db.all<{ id: AssetId }>(
    `SELECT asset.id FROM asset ${where} ORDER BY ${orders[order]} LIMIT @limit OFFSET @offset`,
    { ...named, ...page },
  );
  // What a row says costs more than where it stands: it is asked of this page's rows alone.
  const rows = listSummaries(db, `WHERE asset.id IN (SELECT value FROM json_each(@ids)) ORDER BY ${orders[order]}`, {
    ids: JSON.stringify(found.map((row) => row.id)),
    me,
    now,
  });
  if (page.offset === 0 && rows.length < page.limit) return { rows, total: rows.length };
  const total = db.get<{ total: number }>(`SELECT COUNT(*) AS total FROM asset ${where}`, named)!.total;
  return { rows, total };
}

function conditions(filter: AssetFilter): { where: string; parameters: Record<string, string> } {
  const terms: string[] = [];
  const parameters: Record<string, string> = {};
  const add = (term: string, name: string, value: string): void => {
    terms.push(term);
    parameters[name] = value;
  };
  // One kind is asked for by name: only so can its indexes give the order.
  if (filter.kinds?.length === 1) add("asset.kind = @kind", "kind", filter.kinds[0]!);
  else if (filter.kinds)
    add("asset.kind IN (SELECT value FROM json_each(@kinds))", "kinds", JSON.stringify(filter.kinds));
  if (filter.tier) add("asset.tier = @tier", "tier", filter.tier);
  if (filter.market) add("asset.market IN (@market, '*')", "market", filter.market);
  if (filter.owner) add("asset.owner = @owner", "owner", filter.owner);
  if (filter.status)
    add(`(${statusSql}) IN (SELECT value FROM json_each(@statuses))`, "statuses", JSON.stringify(filter.status));
  else terms.push("asset.retired_at IS NULL");
  const match = filter.text ? matchQuery(filter.text) : null;
  if (match) add("asset.row IN (SELECT rowid FROM asset_search WHERE asset_search MATCH @match)", "match", match);
  return { where: `WHERE ${terms.join(" AND ")}`, parameters };
}

interface Neighbour {
  id: AssetId;
  name: string;
  kind: KindName;
  live: number;
}

/** The assets that an asset's newest revision names, by id or by the word for it in a condition or token. */
export const uses = (db: ReadDb, asset: AssetId): { id: AssetId; name: string; kind: KindName }[] =>
  db.all<Neighbour>(
    `SELECT id, name, kind FROM asset WHERE retired_at IS NULL AND id IN (
       SELECT target FROM reference WHERE asset = @asset
       UNION SELECT named.id FROM mention JOIN asset AS named ON named.kind = mention.kind AND named.key = mention.key
       WHERE mention.asset = @asset)
     ORDER BY name`,
    { asset },
  );

/** The assets whose newest revision names this one. */
export const usedBy = (db: ReadDb, asset: AssetId): { id: AssetId; name: string; kind: KindName; live: boolean }[] =>
  db
    .all<Neighbour>(
      `SELECT asset.id, asset.name, asset.kind, EXISTS (SELECT 1 FROM live WHERE live.asset = asset.id) AS live
       FROM asset WHERE asset.retired_at IS NULL AND asset.id IN (
         SELECT asset FROM reference WHERE target = @asset
         UNION SELECT mention.asset FROM mention JOIN asset AS named ON named.kind = mention.kind AND named.key = mention.key
         WHERE named.id = @asset)
       ORDER BY asset.name`,
      { asset },
    )
    .map((row) => ({ ...row, live: row.live === 1 }));
