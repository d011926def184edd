import type { Migration } from "../db/migrate.ts";

export const migrations: readonly Migration[] = [
  {
    number: 180,
    name: "words that people taught the spell checker",
    sql: `
-- Personal and not governed, as drafts and views are. An empty asset: everywhere.
CREATE TABLE spelling_word (
  member TEXT NOT NULL REFERENCES member (id),
  word TEXT NOT NULL,
  asset TEXT NOT NULL,
  added_at TEXT NOT NULL,
  PRIMARY KEY (member, word, asset)
) STRICT, WITHOUT ROWID;
`,
  },
];
