import type { Migration } from "../db/migrate.ts";

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
];
