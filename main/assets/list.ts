import type { z } from "zod";
import type { AssetOrder, assetFilter } from "#shared/assets/contract.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetSummary, ListGroup, Tier } from "#shared/assets/model.ts";
import type { AssetTag } from "#shared/assets/tags.ts";
import type { AssetId, Instant, MemberId } from "#shared/kernel/ids.ts";
import type { ReadDb } from "../db/database.ts";
import {
  type Base,
  countGroups,
  type GroupCount,
  intersect,
  keptFor,
  makeBase,
  pageOf,
  readRows,
  type RowSet,
  sizeOf,
  type Subset,
} from "./found.ts";
import { matchQuery } from "./search.ts";
import { listSummaries, statusSql } from "./store.ts";

export type AssetFilter = z.output<typeof assetFilter>;

/** Each has an index for one kind, so that the order of a hundred thousand assets is read and not sorted. */
const orders: Readonly<Record<AssetOrder, string>> = {
  name: "asset.name",
  campaign: "asset.grouping, asset.campaign, asset.name",
  tier: "(CASE asset.tier WHEN 'campaign' THEN 0 WHEN 'variable' THEN 1 ELSE 2 END), asset.name",
  changed: "asset.changed DESC, asset.name",
  expires: "(asset.expires IS NULL), asset.expires, asset.name",
  // The moment decides what has expired, so this one is sorted, over an index that has all it needs.
  status: `CASE ${statusSql} WHEN 'draft' THEN 0 WHEN 'inReview' THEN 1 WHEN 'approved' THEN 2 WHEN 'live' THEN 3
    WHEN 'expired' THEN 4 ELSE 5 END, asset.name`,
};

/** What an order puts together under one head, in SQL. */
const groupings: Partial<Readonly<Record<AssetOrder, string>>> = { campaign: "asset.grouping", tier: "asset.tier" };

interface Asked {
  readonly me: MemberId;
  readonly now: Instant;
}

/** One page of a filtered list, in the order asked for, how many there are in all, and with the first page the groups. */
export function filterAssets(
  db: ReadDb,
  filter: AssetFilter,
  order: AssetOrder,
  { offset, limit, ...asked }: { offset: number; limit: number } & Asked,
): { rows: AssetSummary[]; total: number; groups: ListGroup[] } {
  const { base, subset } = find(db, filter, order, asked);
  return {
    rows: summariesOf(db, pageOf(base, subset, offset, limit), asked),
    total: sizeOf(base, subset),
    groups: offset === 0 ? countGroups(base, subset).map(asGroup) : [],
  };
}

/** The ids of a stretch of a filtered list: for a selection that reaches beyond what is in sight. */
export function filterIds(
  db: ReadDb,
  filter: AssetFilter,
  order: AssetOrder,
  { offset, limit, ...asked }: { offset: number; limit: number } & Asked,
): AssetId[] {
  const { base, subset } = find(db, filter, order, asked);
  const rows = pageOf(base, subset, offset, limit);
  const found = db.all<{ row: number; id: AssetId }>(
    "SELECT row, id FROM asset WHERE row IN (SELECT value FROM json_each(@rows))",
    { rows: JSON.stringify(rows) },
  );
  const ids = new Map(found.map(({ row, id }) => [row, id]));
  return rows.map((row) => ids.get(row)!);
}

/** What a row says costs more than where it stands: it is asked of one page's rows alone. */
function summariesOf(db: ReadDb, rows: readonly number[], asked: Asked): AssetSummary[] {
  const found = listSummaries(db, "WHERE asset.row IN (SELECT value FROM json_each(@rows))", {
    ...asked,
    rows: JSON.stringify(rows),
  });
  const byRow = new Map(found.map(({ row, summary }) => [row, summary]));
  return rows.map((row) => byRow.get(row)!);
}

/** `1`, `2` and `3` stand for the tiers, where a name says no campaign. */
function asGroup({ key, count }: GroupCount): ListGroup {
  if (key.startsWith("0")) return { campaign: key.slice(1), tier: null, count };
  const numbered: Tier | undefined = ({ 1: "campaign", 2: "variable", 3: "foundation" } as const)[key];
  return { campaign: null, tier: numbered ?? (key as Tier), count };
}

function find(db: ReadDb, filter: AssetFilter, order: AssetOrder, asked: Asked): { base: Base; subset: Subset } {
  const base = baseOf(db, filter, order, asked);
  const narrow = () => intersect(base, setsOf(db, filter, asked));
  // Drafts are not in the journal, and a status changes by itself: those are asked each time.
  const subset =
    filter.hasDraft || filter.status ? narrow() : keptFor(db, `rows ${order} ${JSON.stringify(filter)}`, narrow);
  return { base, subset };
}

/** Everything of the kinds in an order: without the retired, unless the filter names them. */
function baseOf(db: ReadDb, { kinds, status }: AssetFilter, order: AssetOrder, { now }: Asked): Base {
  const retired = status?.includes("retired") ?? false;
  const terms = retired ? ["true"] : ["asset.retired_at IS NULL"];
  const parameters: Record<string, string> = {};
  // One kind is asked for by name: only so can its indexes give the order.
  if (kinds?.length === 1) {
    terms.push("asset.kind = @kind");
    parameters["kind"] = kinds[0]!;
  } else if (kinds) {
    terms.push("asset.kind IN (SELECT value FROM json_each(@kinds))");
    parameters["kinds"] = JSON.stringify(kinds);
  }
  const where = `WHERE ${terms.join(" AND ")}`;
  const key = JSON.stringify(["base", kinds, retired, order, order === "status" ? now : null]);
  return keptFor(db, key, () => {
    const named = order === "status" ? { ...parameters, now } : parameters;
    const rows = db.values<number>(`SELECT asset.row FROM asset ${where} ORDER BY ${orders[order]}`, named);
    const grouping = groupings[order];
    const groups = grouping
      ? db.all<{ key: string; count: number }>(
          `SELECT ${grouping} AS key, COUNT(*) AS count FROM asset ${where} GROUP BY ${groupOrder(order)} ORDER BY ${groupOrder(order)}`,
          parameters,
        )
      : [];
    return makeBase(rows, groups);
  });
}

/** The first term of an order: what it groups by. */
const groupOrder = (order: AssetOrder): string =>
  order === "tier" ? orders.tier.slice(0, orders.tier.lastIndexOf(",")) : "asset.grouping";

/** The rows that each term of a filter lets through. Terms over columns are one set, of one index. */
function setsOf(db: ReadDb, filter: AssetFilter, { me, now }: Asked): RowSet[] {
  const sets: RowSet[] = [];
  const terms: string[] = [];
  const parameters: Record<string, string> = {};
  const add = (term: string, name: string, value: string): void => {
    terms.push(term);
    parameters[name] = value;
  };
  if (filter.tier) add("asset.tier = @tier", "tier", filter.tier);
  if (filter.market) add("asset.market IN (@market, '*')", "market", filter.market);
  if (filter.channel) add("asset.channel IN (@channel, '*')", "channel", filter.channel);
  if (filter.type) add("asset.form = @type", "type", filter.type);
  if (filter.owner) add("asset.owner = @owner", "owner", filter.owner);
  if (filter.status) {
    add(`(${statusSql}) IN (SELECT value FROM json_each(@statuses))`, "statuses", JSON.stringify(filter.status));
    parameters["now"] = now;
  }
  if (terms.length > 0 && filter.kinds?.length === 1) add("asset.kind = @kind", "kind", filter.kinds[0]!);
  const read = (row: string, from: string, named: Record<string, string>): void =>
    void sets.push(readRows(db, row, from, named));
  if (terms.length > 0) read("asset.row", `FROM asset WHERE ${terms.join(" AND ")}`, parameters);
  for (const [vocabulary, keys] of byVocabulary(filter.tags ?? []))
    read("row", "FROM asset_tag WHERE vocabulary = @vocabulary AND key IN (SELECT value FROM json_each(@keys))", {
      vocabulary,
      keys: JSON.stringify(keys),
    });
  if (filter.hasDraft)
    read("asset.row", "FROM draft JOIN asset ON asset.id = draft.asset WHERE draft.member = @me", { me });
  const match = filter.text ? matchQuery(filter.text) : null;
  if (match) read("rowid", "FROM asset_search WHERE asset_search MATCH @match", { match });
  return sets;
}

function byVocabulary(tags: readonly AssetTag[]): Map<AssetId, string[]> {
  const keys = new Map<AssetId, string[]>();
  for (const { vocabulary, key } of tags) keys.set(vocabulary, [...(keys.get(vocabulary) ?? []), key]);
  return keys;
}

/** How many assets that are not retired carry each tag of a vocabulary in their newest revision. */
export const countTags = (db: ReadDb, vocabulary: AssetId): Record<string, number> =>
  Object.fromEntries(
    db
      .all<{ key: string; count: number }>(
        `SELECT asset_tag.key AS key, COUNT(*) AS count FROM asset_tag JOIN asset ON asset.row = asset_tag.row
         WHERE vocabulary = @vocabulary AND asset.retired_at IS NULL GROUP BY asset_tag.key`,
        { vocabulary },
      )
      .map(({ key, count }) => [key, count]),
  );

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
