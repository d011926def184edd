import type { KindName } from "#shared/assets/kind.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Identity } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { tagsOf } from "#shared/assets/tags.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId, Instant } from "#shared/kernel/ids.ts";
import type { WriteDb } from "../db/database.ts";
import { getObject } from "../db/objects.ts";
import { dependentsOf, endAgain, endsBy } from "./ends.ts";
import { indexText } from "./search.ts";

export interface Head {
  readonly asset: AssetId;
  readonly number: number;
  readonly revision: Digest;
  readonly identity: Identity;
  readonly body: Body;
  readonly at: Instant;
}

/** Makes a revision the newest one: what lists show of it, what it names, and the words that it is found by. */
export function indexHead(db: WriteDb, { asset, number, revision, identity, body, at }: Head): void {
  const kind = kindOf(identity.kind);
  const { name, tier, scope } = identity;
  const { row, key: before } = db.get<{ row: number; key: string | null }>(
    "SELECT row, key FROM asset WHERE id = @asset",
    { asset },
  )!;
  const endedBy = endsBy(db, asset);
  const key = keyOf(identity, body);
  db.run(
    `UPDATE asset SET name = @name, tier = @tier, brand = @brand, market = @market, channel = @channel, label = @label,
       key = @key, head = @revision, head_number = @number, expires = @expires,
       ends_with = NULL, changed = @at, form = @form
     WHERE row = @row`,
    {
      row,
      name,
      tier,
      ...scope,
      label: kind.title(body),
      key,
      revision,
      number,
      expires: kind.expires(body),
      at,
      form: formOf(identity.kind, body),
    },
  );
  indexReferences(db, asset, identity.kind, body);
  if (identity.kind === "block") endAgain(db, [asset]);
  if (endedBy !== endsBy(db, asset)) endAgain(db, dependentsOf(db, asset));
  recheckDependents(db, { asset, kind: identity.kind, before, after: key });
  db.run("DELETE FROM asset_search WHERE rowid = @row", { row });
  indexWords(db, row, identity, body);
  indexTags(db, row, body);
}

function indexTags(db: WriteDb, row: number, body: Body): void {
  db.run("DELETE FROM asset_tag WHERE row = @row", { row });
  for (const { vocabulary, key } of tagsOf(body)) {
    db.run("INSERT INTO asset_tag (vocabulary, key, row) VALUES (@vocabulary, @key, @row) ON CONFLICT DO NOTHING", {
      vocabulary,
      key,
      row,
    });
  }
}

function indexWords(db: WriteDb, row: number, { kind, name }: Identity, body: Body): void {
  db.run("INSERT INTO asset_search (rowid, name, label, words) VALUES (@row, @name, @label, @words)", {
    row,
    name,
    label: indexText(kindOf(kind).title(body)),
    words: indexText(kindOf(kind).searchText(body)),
  });
}

/** The block type of a block: what lists of blocks narrow by. */
function formOf(kind: KindName, body: Body): string | null {
  const type = kind === "block" ? body.settings?.["type"] : null;
  return typeof type === "string" ? type : null;
}

const slice = 1000;

/** Writes search and block types of every asset again, from the newest revisions: for files of before they were kept so. */
export function indexAnew(db: WriteDb): void {
  eachHead(db, (row, identity, body) => {
    db.run("UPDATE asset SET form = @form WHERE row = @row", { row, form: formOf(identity.kind, body) });
    indexWords(db, row, identity, body);
  });
}

/** The same for tags, which are found as words too: the words were taken out before. */
export function indexTagsAnew(db: WriteDb): void {
  eachHead(db, (row, identity, body) => {
    indexWords(db, row, identity, body);
    indexTags(db, row, body);
  });
}

function eachHead(db: WriteDb, index: (row: number, identity: Identity, body: Body) => void): void {
  let after = 0;
  for (;;) {
    const rows = db.all<{ row: number; identity: string; body: Digest }>(
      `SELECT asset.row AS row, revision.identity AS identity, revision.body AS body FROM asset
       JOIN revision ON revision.asset = asset.id AND revision.number = asset.head_number
       WHERE asset.row > @after ORDER BY asset.row LIMIT @slice`,
      { after, slice },
    );
    for (const { row, identity: stored, body: digest } of rows) {
      index(row, JSON.parse(stored) as Identity, getObject(db, digest) as Body);
      after = row;
    }
    if (rows.length < slice) return;
  }
}

/**
 * What an asset is checked against is what it names and what that names in turn. A revision has passed its own checks;
 * those of everything that reaches it in one or two steps are to be looked at again. CROSS JOIN keeps the search going from
 * the asset outwards: the other way each save would read all references of the workspace.
 */
function recheckDependents(
  db: WriteDb,
  { asset, kind, before, after }: { asset: AssetId; kind: KindName; before: string | null; after: string | null },
): void {
  db.run(
    `WITH near (id) AS (
       SELECT asset FROM reference WHERE target = @asset
       UNION SELECT asset FROM mention WHERE kind = @kind AND key IN (@before, @after)),
     far (id) AS (
       SELECT reference.asset FROM near CROSS JOIN reference ON reference.target = near.id
       UNION SELECT mention.asset FROM near CROSS JOIN asset AS named ON named.id = near.id
         CROSS JOIN mention ON mention.kind = named.kind AND mention.key = named.key)
     INSERT INTO recheck (asset) SELECT id FROM (SELECT id FROM near UNION SELECT id FROM far)
       WHERE true ON CONFLICT (asset) DO NOTHING`,
    { asset, kind, before, after },
  );
  db.run("DELETE FROM recheck WHERE asset = @asset", { asset });
}

/** What conditions and tokens call an asset, where they can. */
function keyOf({ kind, name }: Identity, body: Body): string | null {
  if (kind === "audience") return name;
  const key = body.settings?.["key"];
  return (kind === "attribute" || kind === "event") && typeof key === "string" ? key : null;
}

function indexReferences(db: WriteDb, asset: AssetId, kindName: KindName, body: Body): void {
  const kind = kindOf(kindName);
  db.run("DELETE FROM reference WHERE asset = @asset", { asset });
  for (const { asset: target } of kind.references(body)) {
    db.run("INSERT INTO reference (asset, target) VALUES (@asset, @target) ON CONFLICT DO NOTHING", { asset, target });
  }
  db.run("DELETE FROM mention WHERE asset = @asset", { asset });
  for (const mention of kind.mentions(body)) {
    db.run("INSERT INTO mention (asset, kind, key) VALUES (@asset, @kind, @key) ON CONFLICT DO NOTHING", {
      asset,
      kind: mention.kind,
      key: mention.key,
    });
  }
}
