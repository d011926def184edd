import type { KindName } from "#shared/assets/kind.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId, Instant, MemberId } from "#shared/kernel/ids.ts";
import { type Material, type RuleSet, ruleSetOf } from "#shared/rules/analysis/view.ts";
import { dictionaryKinds } from "../assets/world.ts";
import type { ReadDb } from "../db/database.ts";
import { getObject } from "../db/objects.ts";

/** A body that stands in for an asset's newest revision, while it is typed. */
export interface Edited {
  readonly asset: AssetId;
  readonly body: Body;
}

const kinds: readonly KindName[] = [...dictionaryKinds, "placement", "template", "rule"];

/** All rules with what they stand on: at the newest revisions, over these one's own drafts, over these what is being typed. */
export function readRuleSet(db: ReadDb, member: MemberId, edited: Edited | null): RuleSet {
  const drafts = draftsOf(db, member);
  if (edited) drafts.set(edited.asset, edited.body);
  const named = headsOf(db, "asset.kind IN (SELECT value FROM json_each(@wanted))", kinds).map((one) => ({
    ...one,
    body: drafts.get(one.id) ?? one.body,
  }));
  const shown = new Set(named.flatMap(({ kind, body }) => (kind === "rule" ? blockOf(body) : [])));
  const blocks = headsOf(db, "asset.id IN (SELECT value FROM json_each(@wanted))", [...shown]);
  return ruleSetOf([...named, ...blocks], usedKeys(db));
}

function blockOf(body: unknown): string[] {
  const block = (body as Body).logic?.["block"];
  return typeof block === "string" ? [block] : [];
}

function headsOf(db: ReadDb, where: string, wanted: readonly string[]): Material[] {
  return db
    .all<{ id: AssetId; kind: KindName; name: string; expires: Instant | null; body: Digest }>(
      `SELECT asset.id AS id, asset.kind AS kind, asset.name AS name, asset.expires AS expires, revision.body AS body
       FROM asset JOIN revision ON revision.asset = asset.id AND revision.number = asset.head_number
       WHERE asset.retired_at IS NULL AND ${where} ORDER BY asset.row`,
      { wanted: JSON.stringify(wanted) },
    )
    .map(({ body, expires, ...one }) => ({ ...one, ends: expires, body: getObject(db, body) }));
}

function draftsOf(db: ReadDb, member: MemberId): Map<AssetId, Body> {
  const rows = db.all<{ asset: AssetId; body: string }>(
    `SELECT draft.asset AS asset, draft.body AS body FROM draft JOIN asset ON asset.id = draft.asset
     WHERE draft.member = @member AND asset.kind IN (SELECT value FROM json_each(@kinds))`,
    { member, kinds: JSON.stringify(kinds) },
  );
  return new Map(rows.map(({ asset, body }) => [asset, JSON.parse(body) as Body]));
}

/** What conditions and tokens name, by key. */
function usedKeys(db: ReadDb): NonNullable<RuleSet["used"]> {
  const rows = db.all<{ kind: string; key: string }>(
    `SELECT DISTINCT mention.kind AS kind, mention.key AS key FROM mention JOIN asset ON asset.id = mention.asset
     WHERE asset.retired_at IS NULL`,
    {},
  );
  const keys = (wanted: string) => new Set(rows.filter(({ kind }) => kind === wanted).map(({ key }) => key));
  return { attributes: keys("attribute"), events: keys("event") };
}

export const countRules = (db: ReadDb): number =>
  db.get<{ rules: number }>("SELECT COUNT(*) AS rules FROM asset WHERE kind = 'rule' AND retired_at IS NULL", {})!
    .rules;
