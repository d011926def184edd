import type { Migration } from "../db/migrate.ts";

export const migrations: readonly Migration[] = [
  {
    number: 20,
    name: "the journal and its Merkle tree",
    sql: `
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  device TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT,
  act TEXT NOT NULL,
  entry BLOB NOT NULL,
  leaf BLOB NOT NULL
) STRICT;
CREATE INDEX journal_by_actor ON journal (actor, sequence);
CREATE INDEX journal_by_act ON journal (act, sequence);
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_in_order BEFORE INSERT ON journal WHEN NEW.sequence <> (SELECT COALESCE(MAX(sequence) + 1, 0) FROM journal) BEGIN
  SELECT RAISE(ABORT, 'the journal has no gaps'); END;
CREATE TABLE journal_node (
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_node_no_update BEFORE UPDATE ON journal_node BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_node_no_delete BEFORE DELETE ON journal_node BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TABLE journal_subject (
  asset TEXT NOT NULL,
  sequence INTEGER NOT NULL REFERENCES journal (sequence),
  PRIMARY KEY (asset, sequence)
) STRICT, WITHOUT ROWID;
`,
  },
];
