import type { Migration } from "../db/migrate.ts";
import { endAnew } from "./ends.ts";
import { indexAnew, indexTagsAnew } from "./index-head.ts";

/** How far an asset has come, whatever the moment; whether it has expired depends on that, and is worked out when it is read. */
const stageSql = `CASE
    WHEN retired_at IS NOT NULL THEN 'retired'
    WHEN request IS NOT NULL THEN 'inReview'
    WHEN head IS NOT NULL AND EXISTS (SELECT 1 FROM live WHERE live.asset = asset.id AND live.revision = asset.head) THEN 'live'
    WHEN head IS NOT NULL AND approved = head THEN 'approved'
    ELSE 'draft' END`;

export const migrations: readonly Migration[] = [
  {
    number: 40,
    name: "assets, revisions, drafts and search",
    sql: `
CREATE TABLE asset (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL UNIQUE,
  tier TEXT NOT NULL,
  brand TEXT NOT NULL,
  market TEXT NOT NULL,
  channel TEXT NOT NULL,
  owner TEXT NOT NULL REFERENCES member (id),
  label TEXT NOT NULL DEFAULT '',
  key TEXT,
  head TEXT,
  head_number INTEGER NOT NULL DEFAULT 0,
  approved TEXT,
  request TEXT,
  expires TEXT,
  created_at TEXT NOT NULL,
  retired_at TEXT,
  -- Sorts the assets of a campaign together: hero.ss26-alpine.web.de stands under ss26-alpine. Foundation comes last.
  campaign TEXT GENERATED ALWAYS AS (CASE
    WHEN tier = 'foundation' THEN '3'
    WHEN instr(substr(name, instr(name, '.') + 1), '.') > 0 THEN '0' || substr(name, instr(name, '.') + 1)
    WHEN tier = 'campaign' THEN '1' ELSE '2' END) VIRTUAL
) STRICT;
CREATE INDEX asset_by_kind ON asset (kind, name);
CREATE INDEX asset_in_use_by_name ON asset (kind, name) WHERE retired_at IS NULL;
CREATE INDEX asset_in_use_by_campaign ON asset (kind, campaign, name) WHERE retired_at IS NULL;
CREATE INDEX asset_by_key ON asset (kind, key) WHERE key IS NOT NULL;
CREATE INDEX asset_by_owner ON asset (owner, kind);
CREATE INDEX asset_by_expiry ON asset (expires) WHERE expires IS NOT NULL;
CREATE TABLE revision (
  asset TEXT NOT NULL REFERENCES asset (id),
  number INTEGER NOT NULL,
  digest TEXT NOT NULL,
  base TEXT,
  identity TEXT NOT NULL,
  body TEXT NOT NULL REFERENCES object (digest),
  parts TEXT NOT NULL,
  author TEXT NOT NULL REFERENCES member (id),
  at TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (asset, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_by_digest ON revision (digest);
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision BEGIN
  SELECT RAISE(ABORT, 'revisions are immutable'); END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision BEGIN
  SELECT RAISE(ABORT, 'revisions are immutable'); END;
CREATE TABLE reference (
  asset TEXT NOT NULL REFERENCES asset (id),
  target TEXT NOT NULL,
  PRIMARY KEY (asset, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_by_target ON reference (target);
CREATE TABLE mention (
  asset TEXT NOT NULL REFERENCES asset (id),
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (asset, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_by_key ON mention (kind, key);
CREATE TABLE draft (
  asset TEXT NOT NULL REFERENCES asset (id),
  member TEXT NOT NULL REFERENCES member (id),
  base TEXT,
  body TEXT NOT NULL,
  version INTEGER NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (asset, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_by_member ON draft (member);
CREATE VIRTUAL TABLE asset_search USING fts5 (name, label, words, tokenize = "unicode61 remove_diacritics 2");
`,
  },
  {
    number: 110,
    name: "long lists: orders, filters and search by index, saved views",
    sql: `
ALTER TABLE asset ADD COLUMN stage TEXT NOT NULL DEFAULT 'draft';
ALTER TABLE asset ADD COLUMN changed TEXT NOT NULL DEFAULT '';
ALTER TABLE asset ADD COLUMN form TEXT;
-- The group that a list by campaign shows it in: the campaign after 0, or 1 to 3 where there is none.
ALTER TABLE asset ADD COLUMN grouping TEXT GENERATED ALWAYS AS (CASE
    WHEN campaign LIKE '0%' THEN substr(campaign, 1, instr(campaign, '.') - 1) ELSE campaign END) VIRTUAL;
DROP INDEX asset_by_kind;
DROP INDEX asset_in_use_by_name;
DROP INDEX asset_in_use_by_campaign;
CREATE INDEX asset_by_name ON asset (kind, name, retired_at);
CREATE INDEX asset_by_campaign ON asset (kind, grouping, campaign, name, retired_at);
CREATE INDEX asset_by_tier ON asset (kind, (CASE tier WHEN 'campaign' THEN 0 WHEN 'variable' THEN 1 ELSE 2 END), name, retired_at);
CREATE INDEX asset_by_change ON asset (kind, changed DESC, name, retired_at);
CREATE INDEX asset_by_end ON asset (kind, (expires IS NULL), expires, name, retired_at);
CREATE INDEX asset_by_stage ON asset (kind, stage, expires, name, retired_at);
CREATE INDEX asset_to_narrow ON asset (kind, retired_at, tier, market, channel, owner, stage, form, expires);
CREATE INDEX asset_of_any_kind ON asset (name, retired_at);
CREATE INDEX asset_owned ON asset (owner) WHERE retired_at IS NULL;
CREATE TRIGGER asset_stage AFTER UPDATE OF head, approved, request, retired_at ON asset BEGIN
  UPDATE asset SET stage = ${stageSql} WHERE id = NEW.id; END;
CREATE TRIGGER live_stage_insert AFTER INSERT ON live BEGIN
  UPDATE asset SET stage = ${stageSql} WHERE id = NEW.asset; END;
CREATE TRIGGER live_stage_update AFTER UPDATE ON live BEGIN
  UPDATE asset SET stage = ${stageSql} WHERE id = NEW.asset; END;
CREATE TRIGGER live_stage_delete AFTER DELETE ON live BEGIN
  UPDATE asset SET stage = ${stageSql} WHERE id = OLD.asset; END;
UPDATE asset SET stage = ${stageSql},
  changed = COALESCE((SELECT at FROM revision WHERE revision.asset = asset.id AND revision.number = asset.head_number), created_at);
DROP TABLE asset_search;
CREATE VIRTUAL TABLE asset_search USING fts5 (name, label, words, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 2");
-- Something that these name was changed after they were checked: whether they still hold has to be looked at again.
CREATE TABLE recheck (asset TEXT PRIMARY KEY REFERENCES asset (id)) STRICT, WITHOUT ROWID;
INSERT INTO recheck (asset) SELECT id FROM asset WHERE retired_at IS NULL;
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY,
  member TEXT NOT NULL REFERENCES member (id),
  list TEXT NOT NULL,
  name TEXT NOT NULL,
  look TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  UNIQUE (member, list, name)
) STRICT, WITHOUT ROWID;
`,
    after: indexAnew,
  },
  {
    number: 120,
    name: "undo and redo across restarts",
    sql: `
-- The steps lead away from the body that \`of\` stands for, and from no other.
CREATE TABLE draft_undo (
  asset TEXT NOT NULL REFERENCES asset (id),
  member TEXT NOT NULL REFERENCES member (id),
  of TEXT NOT NULL,
  steps TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (asset, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_undo_by_member ON draft_undo (member, saved_at);
`,
  },
  {
    number: 130,
    name: "numbers of drafts that never come twice",
    sql: `
-- The number that a person's last draft of an asset had when it went: the next one goes on from there.
CREATE TABLE draft_last (
  asset TEXT NOT NULL REFERENCES asset (id),
  member TEXT NOT NULL REFERENCES member (id),
  version INTEGER NOT NULL,
  PRIMARY KEY (asset, member)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    number: 160,
    name: "ends that come from what a block shows and carries",
    sql: `
-- The asset whose end it is that \`expires\` says, where that is not its own.
ALTER TABLE asset ADD COLUMN ends_with TEXT;
`,
    after: endAnew,
  },
  {
    number: 190,
    name: "tags that lists narrow by",
    sql: `
CREATE TABLE asset_tag (
  vocabulary TEXT NOT NULL,
  key TEXT NOT NULL,
  row INTEGER NOT NULL,
  PRIMARY KEY (vocabulary, key, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_tag_by_row ON asset_tag (row);
DELETE FROM asset_search;
`,
    after: indexTagsAnew,
  },
];
