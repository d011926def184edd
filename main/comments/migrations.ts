import type { Migration } from "../db/migrate.ts";

export const migrations: readonly Migration[] = [
  {
    number: 140,
    name: "comments",
    sql: `
CREATE TABLE comment_thread (
  id TEXT PRIMARY KEY,
  asset TEXT NOT NULL REFERENCES asset (id),
  number INTEGER NOT NULL,
  part TEXT,
  field TEXT,
  variant TEXT,
  locale TEXT,
  purpose TEXT NOT NULL,
  asked_at TEXT REFERENCES asset (id),
  revision TEXT,
  quote TEXT NOT NULL,
  state TEXT NOT NULL,
  author TEXT NOT NULL REFERENCES member (id),
  at TEXT NOT NULL,
  resolver TEXT REFERENCES member (id),
  resolved_at TEXT,
  /* The journal's entry that changed it last: the order of lists. */
  changed INTEGER NOT NULL,
  UNIQUE (asset, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_thread_by_state ON comment_thread (state, changed);
CREATE TABLE comment (
  id TEXT PRIMARY KEY,
  thread TEXT NOT NULL REFERENCES comment_thread (id),
  number INTEGER NOT NULL,
  author TEXT NOT NULL REFERENCES member (id),
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  revised_at TEXT,
  withdrawn INTEGER NOT NULL,
  UNIQUE (thread, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE comment_mention (
  comment TEXT NOT NULL REFERENCES comment (id),
  member TEXT NOT NULL REFERENCES member (id),
  PRIMARY KEY (comment, member)
) STRICT, WITHOUT ROWID;
`,
  },
];
