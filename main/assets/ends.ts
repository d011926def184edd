import { kindOf } from "#shared/assets/kinds.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { Identity } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { BlockBody } from "#shared/content/model.ts";
import { endOf } from "#shared/decision/compile-block.ts";
import type { Named, Shelf } from "#shared/decision/linker.ts";
import type { ImageBody } from "#shared/images/model.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { BlockTypeBody } from "#shared/taxonomy/model.ts";
import type { ReadDb, WriteDb } from "../db/database.ts";
import { getObject } from "../db/objects.ts";

/**
 * When blocks end. A block ends with the first of all that it shows and carries (a picture's licence, a claim, a disclosure
 * that its type demands), so its end is kept in step with theirs: worked out by the engine's own code, from the newest
 * revisions.
 */

/** How far what ends a block may stand from it: its type, a disclosure that the type demands, a picture in that. */
const mostSteps = 3;

/**
 * The blocks whose end may be another one when this asset's is. CROSS JOIN fixes the order: from the asset outwards, because
 * the other way every block of the workspace would be looked at for each that is saved.
 */
export const dependentsOf = (db: ReadDb, asset: AssetId): AssetId[] =>
  db
    .all<{ id: AssetId }>(
      `WITH RECURSIVE reach (id, steps) AS (
         SELECT @asset, 0
         UNION SELECT reference.asset, steps + 1 FROM reach CROSS JOIN reference ON reference.target = reach.id
           CROSS JOIN asset ON asset.id = reference.asset
           WHERE steps < ${mostSteps} AND asset.kind IN ('block', 'blockType'))
       SELECT DISTINCT asset.id AS id FROM reach CROSS JOIN asset ON asset.id = reach.id
         WHERE asset.kind = 'block' AND asset.id <> @asset AND asset.head IS NOT NULL AND asset.retired_at IS NULL`,
      { asset },
    )
    .map(({ id }) => id);

/** Works the ends of these blocks out anew. */
export function endAgain(db: WriteDb, blocks: readonly AssetId[]): void {
  if (blocks.length === 0) return;
  const shelf = shelfOf(db);
  for (const block of blocks) {
    const named = shelf.blocks.get(block);
    if (!named) continue;
    const end = endOf(named, shelf);
    db.run("UPDATE asset SET expires = @expires, ends_with = @of WHERE id = @block", {
      block,
      expires: end && new Date(end.until).toISOString(),
      of: end?.of ?? null,
    });
  }
}

/** The same for every block, for files of before it was kept. */
export const endAnew = (db: WriteDb): void =>
  endAgain(
    db,
    db
      .all<{ id: AssetId }>("SELECT id FROM asset WHERE kind = 'block' AND head IS NOT NULL AND retired_at IS NULL")
      .map(({ id }) => id),
  );

/** All of an asset that decides when others end, as one text: while that stays, nobody's end has to be looked at. */
export function endsBy(db: ReadDb, asset: AssetId): string | null {
  const found = readHead(db, asset);
  if (!found) return null;
  const { kind, body } = found;
  const settings = body.settings ?? {};
  const named = kindOf(kind)
    .references(body)
    .map((one) => [one.at, one.asset]);
  if (kind === "image") return JSON.stringify(settings["licence"] ?? null);
  if (kind === "block") return JSON.stringify([settings["type"], settings["until"], named]);
  if (kind !== "blockType") return null;
  const fields = (body as unknown as BlockTypeBody).settings.fields.map(({ name, type, part, mode }) => [
    name,
    type,
    part,
    mode,
  ]);
  return JSON.stringify([settings["role"], settings["disclosures"], fields, named]);
}

interface HeadBody extends Named<Body> {
  readonly kind: KindName;
}

function readHead(db: ReadDb, id: AssetId): HeadBody | undefined {
  const row = db.get<{ identity: string; body: Digest }>(
    `SELECT revision.identity AS identity, revision.body AS body FROM asset
     JOIN revision ON revision.asset = asset.id AND revision.number = asset.head_number
     WHERE asset.id = @id AND asset.retired_at IS NULL`,
    { id },
  );
  if (!row) return undefined;
  const { kind, name, scope } = JSON.parse(row.identity) as Identity;
  return { kind, name, scope, body: getObject(db, row.body) as Body };
}

/** The newest revisions, each read once. What stands there has passed the schema of its kind. */
function shelfOf(db: ReadDb): Shelf {
  const known = new Map<AssetId, HeadBody | undefined>();
  const read = (id: AssetId): HeadBody | undefined => {
    if (!known.has(id)) known.set(id, readHead(db, id));
    return known.get(id);
  };
  const ofKind = <B>(kind: KindName) => ({
    get(id: AssetId): Named<B> | undefined {
      const found = read(id);
      return found?.kind === kind ? (found as unknown as Named<B>) : undefined;
    },
    has: (id: AssetId): boolean => read(id)?.kind === kind,
  });
  return {
    types: ofKind<BlockTypeBody>("blockType"),
    blocks: ofKind<BlockBody>("block"),
    images: ofKind<ImageBody>("image"),
    names: { get: (id) => read(id)?.name },
    report: () => undefined,
  };
}
