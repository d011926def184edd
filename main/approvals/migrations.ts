import type { Migration } from "../db/migrate.ts";

export const migrations: readonly Migration[] = [
  {
    number: 50,
    name: "change requests and approvals",
    sql: `
CREATE TABLE request (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  title TEXT NOT NULL,
  note TEXT NOT NULL,
  author TEXT NOT NULL REFERENCES member (id),
  status TEXT NOT NULL,
  opened_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX request_by_status ON request (status, number);
CREATE TABLE request_item (
  request TEXT NOT NULL REFERENCES request (id),
  asset TEXT NOT NULL REFERENCES asset (id),
  revision TEXT NOT NULL,
  before TEXT,
  PRIMARY KEY (request, asset)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_item_by_asset ON request_item (asset);
CREATE TABLE approval (
  asset TEXT NOT NULL REFERENCES asset (id),
  part TEXT NOT NULL,
  digest TEXT NOT NULL,
  step TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES member (id),
  at TEXT NOT NULL,
  envelope TEXT NOT NULL REFERENCES object (digest),
  request TEXT NOT NULL REFERENCES request (id),
  PRIMARY KEY (asset, part, digest, step, member)
) STRICT, WITHOUT ROWID;
`,
  },
];
