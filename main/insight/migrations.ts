import type { Migration } from "../db/migrate.ts";

export const migrations: readonly Migration[] = [
  {
    number: 200,
    name: "findings of the linter that are meant to be so",
    sql: `
CREATE TABLE finding_aside (
  asset TEXT NOT NULL REFERENCES asset (id),
  rule TEXT NOT NULL,
  about TEXT NOT NULL,
  reason TEXT NOT NULL,
  member TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (asset, rule, about)
) STRICT, WITHOUT ROWID;
`,
  },
];
