import type { Dictionary } from "#shared/data/dictionary.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { CheckContext, KnownAsset, Self } from "#shared/assets/define-kind.ts";
import type { AssetSummary, Identity, RevisionSummary, Scope, Status, Tier } from "#shared/assets/model.ts";
import type { Body, PartDigests } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { type Taxonomy, taxonomyKinds } from "#shared/taxonomy/taxonomy.ts";
import type { AssetId, Instant, MemberId, RequestId } from "#shared/kernel/ids.ts";
import type { Projections } from "../audit/journal.ts";
import type { ReadDb, WriteDb } from "../db/database.ts";
import { getObject } from "../db/objects.ts";
import { dependentsOf, endAgain } from "./ends.ts";
import { indexHead } from "./index-head.ts";
import { dictionaryFor, dictionaryKinds, hash, type Inhabitant, taxonomyFor, type World, worldFrom } from "./world.ts";

export const tables = ["asset", "revision", "reference", "mention", "asset_search", "recheck"] as const;

export interface AssetRow {
  row: number;
  id: AssetId;
  kind: KindName;
  name: string;
  tier: Tier;
  brand: string;
  market: string;
  channel: string;
  owner: MemberId;
  label: string;
  /** What conditions and tokens call it: an attribute's or event's key, an audience's name. */
  key: string | null;
  head: Digest | null;
  head_number: number;
  approved: Digest | null;
  request: RequestId | null;
  /** When it ends: for a block, with the first of all that it shows and carries. */
  expires: Instant | null;
  /** The asset whose end that is; null: its own. */
  ends_with: AssetId | null;
  created_at: Instant;
  /** When its newest revision was made. */
  changed: Instant;
  retired_at: Instant | null;
}

interface RevisionRow {
  asset: AssetId;
  number: number;
  digest: Digest;
  base: Digest | null;
  identity: string;
  body: Digest;
  parts: string;
  author: MemberId;
  at: Instant;
  note: string;
}

export interface Revision extends RevisionSummary {
  readonly asset: AssetId;
  readonly identity: Identity;
  readonly body: Body;
  readonly parts: PartDigests;
}

export const projections: Projections = {
  "asset.created"(db, body, entry) {
    const { brand, market, channel } = body.scope;
    db.run(
      `INSERT INTO asset (id, kind, name, tier, brand, market, channel, owner, created_at, changed)
       VALUES (@asset, @kind, @name, @tier, @brand, @market, @channel, @owner, @at, @at)`,
      {
        asset: body.asset,
        kind: body.kind,
        name: body.name,
        tier: body.tier,
        brand,
        market,
        channel,
        owner: body.owner,
        at: entry.at,
      },
    );
  },
  "asset.revised"(db, body, entry) {
    const { asset, revision, identity } = body;
    const number = getAssetRow(db, asset).head_number + 1;
    db.run(
      `INSERT INTO revision (asset, number, digest, base, identity, body, parts, author, at, note)
       VALUES (@asset, @number, @revision, @base, @identity, @body, @parts, @author, @at, @note)`,
      {
        asset,
        number,
        revision,
        base: body.base,
        identity: JSON.stringify(identity),
        body: body.body,
        parts: JSON.stringify(body.parts),
        author: entry.actor,
        at: entry.at,
        note: body.note,
      },
    );
    indexHead(db, { asset, number, revision, identity, body: getObject(db, body.body) as Body, at: entry.at });
  },
  "asset.retired"(db, body, entry) {
    db.run("UPDATE asset SET retired_at = @at WHERE id = @asset", { asset: body.asset, at: entry.at });
    db.run("DELETE FROM recheck WHERE asset = @asset", { asset: body.asset });
    endAgain(db, dependentsOf(db, body.asset));
  },
};

/** @throws AppError NOT_FOUND */
export function getAssetRow(db: ReadDb, idOrName: string): AssetRow {
  const row =
    db.get<AssetRow>("SELECT * FROM asset WHERE id = @key", { key: idOrName }) ??
    db.get<AssetRow>("SELECT * FROM asset WHERE name = @key", { key: idOrName });
  if (!row) throw new AppError("NOT_FOUND", `There is no asset ${idOrName} in this workspace.`, { asset: idOrName });
  return row;
}

export const nameTaken = (db: ReadDb, name: string): boolean =>
  db.get("SELECT 1 AS one FROM asset WHERE name = @name", { name }) !== undefined;

export const scopeOf = ({ brand, market, channel }: AssetRow): Scope => ({ brand, market, channel });
export const identityOf = (row: AssetRow): Identity => ({
  kind: row.kind,
  name: row.name,
  tier: row.tier,
  scope: scopeOf(row),
});

/** The revision with this digest; of equal ones, the latest. @throws AppError NOT_FOUND */
export function getRevision(db: ReadDb, digest: Digest): Revision {
  const row = db.get<RevisionRow>("SELECT * FROM revision WHERE digest = @digest ORDER BY number DESC LIMIT 1", {
    digest,
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such revision in this workspace.", { digest });
  return {
    ...revisionSummary(row),
    asset: row.asset,
    identity: JSON.parse(row.identity) as Identity,
    body: getObject(db, row.body) as Body,
  };
}

/** What a check needs to know of the asset that it checks. */
export const selfOf = (id: AssetId, { name, tier, scope }: Omit<Identity, "kind">): Self => ({ id, name, tier, scope });

const revisionSummary = ({
  digest,
  number,
  author,
  at,
  note,
  parts,
}: RevisionRow): RevisionSummary & { parts: PartDigests } => ({
  digest,
  number,
  author,
  at,
  note,
  parts: JSON.parse(parts) as PartDigests,
});

/** Newest first. */
export function listRevisions(db: ReadDb, asset: AssetId): RevisionSummary[] {
  return db
    .all<RevisionRow>("SELECT * FROM revision WHERE asset = @asset ORDER BY number DESC", { asset })
    .map(revisionSummary);
}

export function setRequest(db: WriteDb, asset: AssetId, request: RequestId | null): void {
  db.run("UPDATE asset SET request = @request WHERE id = @asset", { asset, request });
}

export function setApproved(db: WriteDb, asset: AssetId, revision: Digest): void {
  db.run("UPDATE asset SET approved = @revision WHERE id = @asset", { asset, revision });
}

export function setOwner(db: WriteDb, asset: AssetId, owner: MemberId): void {
  db.run("UPDATE asset SET owner = @owner WHERE id = @asset", { asset, owner });
}

export interface ListedBody extends Identity {
  readonly id: AssetId;
  readonly body: Body;
}

/** Narrows a listing: assets of these kinds, these assets. */
export interface Wanted {
  readonly kinds?: readonly KindName[] | undefined;
  readonly assets?: readonly AssetId[] | undefined;
}

/** Assets at their head or at their newest approved revision, by name. Retired ones are left out. */
export function listInhabitants(db: ReadDb, { kinds, assets }: Wanted, which: "head" | "approved"): Inhabitant[] {
  // Each term only where it narrows, so that its index is used.
  const terms = [
    "asset.retired_at IS NULL",
    ...(kinds ? ["asset.kind IN (SELECT value FROM json_each(@kinds))"] : []),
    ...(assets ? ["asset.id IN (SELECT value FROM json_each(@assets))"] : []),
  ];
  const rows = db.all<{ id: AssetId; digest: Digest; identity: string; body: Digest }>(
    `SELECT asset.id AS id, revision.digest AS digest, revision.identity AS identity, revision.body AS body
     FROM asset
     JOIN revision ON revision.asset = asset.id AND revision.number = (
       SELECT MAX(number) FROM revision AS newest WHERE newest.asset = asset.id AND newest.digest = asset.${which})
     WHERE ${terms.join(" AND ")} ORDER BY asset.name`,
    { ...(kinds && { kinds: JSON.stringify(kinds) }), ...(assets && { assets: JSON.stringify(assets) }) },
  );
  return rows.map(({ id, digest, identity, body }) => ({
    id,
    digest,
    identity: JSON.parse(identity) as Identity,
    body: getObject(db, body) as Body,
  }));
}

/** The same without digests, in the form that screens, checks and imports read. */
export const listBodies = (db: ReadDb, wanted: Wanted, which: "head" | "approved"): ListedBody[] =>
  listInhabitants(db, wanted, which).map(({ id, identity, body }) => ({ id, ...identity, body }));

/**
 * What the checks of a kind may look at, read from the heads as they are needed.
 * @param self the asset that is checked, where it exists.
 */
/** @param coming assets that are written together with the one that is checked, and may name it as it names them */
export function checkContext(db: ReadDb, self?: Self, coming?: ReadonlyMap<AssetId, KnownAsset>): CheckContext {
  const known = new Map<AssetId, KnownAsset | undefined>();
  let dictionary: Dictionary | undefined;
  let taxonomy: Taxonomy | undefined;
  return {
    asset(id) {
      if (!known.has(id)) known.set(id, coming?.get(id) ?? readHead(db, id));
      return known.get(id);
    },
    get dictionary() {
      return (dictionary ??= headDictionary(db));
    },
    get taxonomy() {
      return (taxonomy ??= headTaxonomy(db));
    },
    ...(self && { self }),
  };
}

/** Changes with every change of an asset of these kinds. */
function stampOfKinds(db: ReadDb, kinds: readonly KindName[]): string {
  const heads = db.values<string>(
    "SELECT head FROM asset WHERE retired_at IS NULL AND head IS NOT NULL AND kind IN (SELECT value FROM json_each(@kinds)) ORDER BY name",
    { kinds: JSON.stringify(kinds) },
  );
  return hash(heads);
}

const headDictionary = (db: ReadDb, stamp = stampOfKinds(db, dictionaryKinds)): Dictionary =>
  dictionaryFor(stamp, () => listBodies(db, { kinds: dictionaryKinds }, "head"));

/** The vocabularies and naming conventions of today: they govern from their newest revision on, approved or not. */
export const headTaxonomy = (db: ReadDb, stamp = stampOfKinds(db, taxonomyKinds)): Taxonomy =>
  taxonomyFor(stamp, () => listBodies(db, { kinds: taxonomyKinds }, "head"));

/** The newest revision of every asset that is not retired, read as far as it is looked at, with all that is wrong with each. */
export function headWorld(db: ReadDb): World {
  const known = new Map<AssetId, Inhabitant | undefined>();
  const words = stampOfKinds(db, dictionaryKinds);
  const rules = stampOfKinds(db, taxonomyKinds);
  let dictionary: Dictionary | undefined;
  return worldFrom("heads", {
    words,
    find(id) {
      if (!known.has(id)) known.set(id, listInhabitants(db, { assets: [id] }, "head")[0]);
      return known.get(id);
    },
    dictionary: () => (dictionary ??= headDictionary(db, words)),
    taxonomy: { stamp: rules, read: () => headTaxonomy(db, rules) },
  });
}

/** Assets whose checks may have a new answer, since something that they name was changed after their newest revision. */
export const assetsToRecheck = (
  db: ReadDb,
  { kinds, owner, limit }: { kinds?: readonly KindName[]; owner?: MemberId; limit: number },
): { id: AssetId; name: string }[] =>
  db.all(
    `SELECT asset.id AS id, asset.name AS name FROM recheck JOIN asset ON asset.id = recheck.asset
     WHERE asset.retired_at IS NULL AND (@owner IS NULL OR asset.owner = @owner)
       AND (@kinds IS NULL OR asset.kind IN (SELECT value FROM json_each(@kinds)))
     ORDER BY asset.name LIMIT @limit`,
    { kinds: kinds ? JSON.stringify(kinds) : null, owner: owner ?? null, limit },
  );

function readHead(db: ReadDb, id: AssetId): KnownAsset | undefined {
  const row = db.get<AssetRow>("SELECT * FROM asset WHERE id = @id AND retired_at IS NULL", { id });
  if (!row?.head) return undefined;
  const { identity, body } = getRevision(db, row.head);
  return { identity, body };
}

/** The status of an asset as of a moment, in SQL over `asset`. Bind `@now`. Triggers keep `stage`: all of it but the moment. */
export const statusSql = `CASE WHEN asset.stage NOT IN ('retired', 'inReview') AND asset.expires <= @now THEN 'expired'
  ELSE asset.stage END`;

type SummaryRow = AssetRow & { status: Status; live: number; drafted: number };

export const summarySql = `SELECT asset.*, ${statusSql} AS status,
  EXISTS (SELECT 1 FROM live WHERE live.asset = asset.id) AS live,
  EXISTS (SELECT 1 FROM draft WHERE draft.asset = asset.id AND draft.member = @me) AS drafted
  FROM asset`;

export const toSummary = (row: SummaryRow): AssetSummary => ({
  id: row.id,
  ...identityOf(row),
  label: row.label,
  owner: row.owner,
  status: row.status,
  revision: row.head_number,
  head: row.head,
  live: row.live === 1,
  changed: row.changed,
  expires: row.expires,
  hasDraft: row.drafted === 1,
});

export function getSummary(db: ReadDb, asset: AssetId, me: MemberId, now: Instant): AssetSummary {
  return toSummary(db.get<SummaryRow>(`${summarySql} WHERE asset.id = @asset`, { asset, me, now })!);
}

/** What lists say of the assets that a condition finds, each with its `asset.row`. */
export const listSummaries = (
  db: ReadDb,
  where: string,
  parameters: Record<string, string | number | null>,
): { row: number; summary: AssetSummary }[] =>
  db
    .all<SummaryRow>(`${summarySql} ${where}`, parameters)
    .map((found) => ({ row: found.row, summary: toSummary(found) }));
