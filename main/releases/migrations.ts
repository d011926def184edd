import type { Migration } from "../db/migrate.ts";

export const migrations: readonly Migration[] = [
  {
    number: 70,
    name: "owners' signatures and releases",
    sql: `
CREATE TABLE owner_link (
  asset TEXT NOT NULL REFERENCES asset (id),
  sequence INTEGER NOT NULL,
  owner TEXT NOT NULL REFERENCES member (id),
  link TEXT NOT NULL,
  envelope TEXT NOT NULL REFERENCES object (digest),
  at TEXT NOT NULL,
  PRIMARY KEY (asset, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE own_signature (
  asset TEXT NOT NULL REFERENCES asset (id),
  revision TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES member (id),
  envelope TEXT NOT NULL REFERENCES object (digest),
  at TEXT NOT NULL,
  PRIMARY KEY (asset, revision, member)
) STRICT, WITHOUT ROWID;
CREATE TABLE release (
  environment TEXT NOT NULL,
  number INTEGER NOT NULL,
  bundle TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES member (id),
  assets INTEGER NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  PRIMARY KEY (environment, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE release_item (
  asset TEXT NOT NULL REFERENCES asset (id),
  environment TEXT NOT NULL,
  number INTEGER NOT NULL,
  revision TEXT NOT NULL,
  PRIMARY KEY (asset, environment, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE live (
  environment TEXT NOT NULL,
  asset TEXT NOT NULL REFERENCES asset (id),
  revision TEXT NOT NULL,
  PRIMARY KEY (environment, asset)
) STRICT, WITHOUT ROWID;
CREATE INDEX live_by_asset ON live (asset, revision);
`,
  },
];
