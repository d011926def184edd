import { kinds } from "#shared/assets/kinds.ts";
import type { Envelope } from "#shared/bundle/model.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId, Instant, MemberId } from "#shared/kernel/ids.ts";
import type { ReleaseSummary } from "#shared/releases/model.ts";
import type { getAssetRow } from "../assets/store.ts";
import type { Projections } from "../audit/journal.ts";
import type { ReadDb, WriteDb } from "../db/database.ts";
import { getObject } from "../db/objects.ts";

export const tables = ["owner_link", "own_signature", "release", "release_item", "live"] as const;

export const projections: Projections = {
  "release.signed"(db, body, entry) {
    for (const { asset, sequence, link } of body.claims) {
      db.run(
        "INSERT INTO owner_link (asset, sequence, owner, link, envelope, at) VALUES (@asset, @sequence, @owner, @link, @envelope, @at)",
        {
          asset,
          sequence,
          owner: entry.actor,
          link,
          envelope: body.ownership,
          at: entry.at,
        },
      );
    }
    for (const { asset, revision } of body.revisions) {
      db.run(
        "INSERT INTO own_signature (asset, revision, member, envelope, at) VALUES (@asset, @revision, @member, @envelope, @at) ON CONFLICT DO NOTHING",
        {
          asset,
          revision,
          member: entry.actor,
          envelope: body.envelope,
          at: entry.at,
        },
      );
    }
  },
  "release.published"(db, body, entry) {
    const { environment, number, items } = body;
    const before = liveRevisions(db, environment);
    const added = items.filter((item) => !before.has(item.asset)).length;
    const changed = items.filter((item) => before.has(item.asset) && before.get(item.asset) !== item.revision).length;
    db.run(
      `INSERT INTO release (environment, number, bundle, at, by, assets, added, changed, removed)
       VALUES (@environment, @number, @bundle, @at, @by, @assets, @added, @changed, @removed)`,
      {
        environment,
        number,
        bundle: body.bundle,
        at: entry.at,
        by: entry.actor,
        assets: items.length,
        added,
        changed,
        removed: before.size + added - items.length,
      },
    );
    replaceLive(db, environment, number, items, before);
  },
};

/** Writes only what differs: a release of 10,000 assets with 10 changes touches 10 rows. */
function replaceLive(
  db: WriteDb,
  environment: string,
  number: number,
  items: readonly { readonly asset: AssetId; readonly revision: string }[],
  before: ReadonlyMap<AssetId, Digest>,
): void {
  const kept = new Set<AssetId>();
  for (const { asset, revision } of items) {
    kept.add(asset);
    if (before.get(asset) === revision) continue;
    db.run(
      "INSERT INTO live (environment, asset, revision) VALUES (@environment, @asset, @revision) ON CONFLICT (environment, asset) DO UPDATE SET revision = @revision",
      {
        environment,
        asset,
        revision,
      },
    );
    db.run(
      "INSERT INTO release_item (asset, environment, number, revision) VALUES (@asset, @environment, @number, @revision)",
      { asset, environment, number, revision },
    );
  }
  for (const asset of before.keys()) {
    if (!kept.has(asset))
      db.run("DELETE FROM live WHERE environment = @environment AND asset = @asset", { environment, asset });
  }
}

/** What is live in an environment: revision by asset. */
export function liveRevisions(db: ReadDb, environment: string): Map<AssetId, Digest> {
  const rows = db.all<{ asset: AssetId; revision: Digest }>(
    "SELECT asset, revision FROM live WHERE environment = @environment",
    { environment },
  );
  return new Map(rows.map((row) => [row.asset, row.revision]));
}

interface ReleaseRow extends Omit<ReleaseSummary, "live"> {
  latest: number;
}

export const listReleases = (db: ReadDb, environment: string): ReleaseSummary[] =>
  db
    .all<ReleaseRow>(
      "SELECT *, (SELECT MAX(number) FROM release AS newest WHERE newest.environment = release.environment) AS latest FROM release WHERE environment = @environment ORDER BY number DESC",
      { environment },
    )
    .map(({ latest, ...row }) => ({ ...row, live: row.number === latest }));

export const latestRelease = (db: ReadDb, environment: string): ReleaseSummary | null =>
  listReleases(db, environment)[0] ?? null;

export const nextReleaseNumber = (db: ReadDb, environment: string): number =>
  db.get<{ next: number }>(
    "SELECT COALESCE(MAX(number), 0) + 1 AS next FROM release WHERE environment = @environment",
    { environment },
  )!.next;

export interface OwnSignature {
  asset: AssetId;
  revision: Digest;
  member: MemberId;
  envelope: Digest;
  at: Instant;
}

/** The owners' signatures over the revisions that are approved now, by asset. */
export function ownersSignatures(db: ReadDb): Map<AssetId, OwnSignature> {
  const rows = db.all<OwnSignature>(
    `SELECT own_signature.* FROM asset
     JOIN own_signature ON own_signature.asset = asset.id AND own_signature.revision = asset.approved
       AND own_signature.member = asset.owner`,
  );
  return new Map(rows.map((row) => [row.asset, row]));
}

export interface OwnerLinkRow {
  asset: AssetId;
  sequence: number;
  owner: MemberId;
  link: Digest;
  envelope: Digest;
  at: Instant;
}

export const latestLink = (db: ReadDb, asset: AssetId): OwnerLinkRow | undefined =>
  db.get<OwnerLinkRow>("SELECT * FROM owner_link WHERE asset = @asset ORDER BY sequence DESC LIMIT 1", { asset });

/** The envelopes behind a set of digests, each once, in the order of first appearance. */
export const readEnvelopes = (db: ReadDb, digests: Iterable<Digest>): Envelope[] =>
  [...new Set(digests)].map((digest) => getObject(db, digest) as Envelope);

/**
 * All assets with an approved revision that are not retired, by name: what a release is made of. What governs authoring
 * alone stays in the workspace.
 */
export function approvedAssets(db: ReadDb): ReturnType<typeof getAssetRow>[] {
  return db.all<ReturnType<typeof getAssetRow>>(
    `SELECT * FROM asset WHERE approved IS NOT NULL AND retired_at IS NULL
       AND kind NOT IN (SELECT value FROM json_each(@authoring)) ORDER BY name`,
    { authoring: JSON.stringify(authoringKinds) },
  );
}

const authoringKinds = kinds.filter(({ authoring }) => authoring).map(({ name }) => name);
