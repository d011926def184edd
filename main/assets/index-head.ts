import type { KindName } from "#shared/assets/kind.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Identity } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { WriteDb } from "../db/database.ts";
import { segmented } from "./search.ts";

/** Makes a revision the newest one: what lists show of it, what it names, and the words that it is found by. */
export function indexHead(
  db: WriteDb,
  asset: AssetId,
  number: number,
  revision: Digest,
  identity: Identity,
  body: Body,
): void {
  const kind = kindOf(identity.kind);
  const { name, tier, scope } = identity;
  const label = kind.title(body);
  db.run(
    `UPDATE asset SET name = @name, tier = @tier, brand = @brand, market = @market, channel = @channel, label = @label,
       key = @key, head = @revision, head_number = @number, expires = @expires WHERE id = @asset`,
    { asset, name, tier, ...scope, label, key: keyOf(identity, body), revision, number, expires: kind.expires(body) },
  );
  indexReferences(db, asset, identity.kind, body);
  const { row } = db.get<{ row: number }>("SELECT row FROM asset WHERE id = @asset", { asset })!;
  db.run("DELETE FROM asset_search WHERE rowid = @row", { row });
  db.run("INSERT INTO asset_search (rowid, name, label, words) VALUES (@row, @name, @label, @words)", {
    row,
    name,
    label: segmented(label),
    words: segmented(kind.searchText(body)),
  });
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
