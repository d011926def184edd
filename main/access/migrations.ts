import type { Migration } from "../db/migrate.ts";

export const migrations: readonly Migration[] = [
  {
    number: 30,
    name: "members and the versions of the policy",
    sql: `
CREATE TABLE policy (
  version INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE REFERENCES object (digest),
  envelope TEXT NOT NULL REFERENCES object (digest),
  at TEXT NOT NULL
) STRICT;
CREATE TABLE member (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  active INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
  },
];
