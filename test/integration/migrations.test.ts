import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "#main/db/database.ts";
import { migrate, type Migration } from "#main/db/migrate.ts";
import { putObject } from "#main/db/objects.ts";
import { migrations } from "#main/migrations.ts";

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "imprimatur-migrations-"));
  database = openDatabase(join(folder, "a.imprimatur"));
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const tablesOf = (): string[] =>
  database
    .read((db) => db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"))
    .map((row) => row.name);

const next: Migration = {
  number: 1000,
  name: "a later step",
  sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;\n",
};

test("DB-1: steps have whole tens as numbers, strictly rising across all features", () => {
  const numbers = migrations.map((step) => step.number);
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  for (const number of numbers) expect(number % 10).toBe(0);
  expect(() => migrate(database, [next, { ...next, number: 990 }])).toThrow("out of order");
  expect(() => migrate(database, [{ ...next, number: 15 }])).toThrow("out of order");
});

test("DB-2: every table is STRICT, so that a column holds what it says", () => {
  migrate(database, migrations);
  const loose = database.read((db) =>
    db.all<{ name: string }>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    ),
  );
  expect(loose).toEqual([]);
});

test("DB-3: a file of a newer version is refused by the name of what it has", () => {
  migrate(database, [...migrations, next]);
  const before = tablesOf();
  expect(() => migrate(database, migrations)).toThrow(
    expect.objectContaining({ code: "WORKSPACE_NEWER", message: expect.stringContaining("a later step") as string }),
  );
  expect(tablesOf()).toEqual(before);
});

test("DB-4: a past step that reads differently today is refused", () => {
  migrate(database, migrations);
  const altered = migrations.map((step, index) => (index === 2 ? { ...step, sql: `${step.sql}-- changed` } : step));
  expect(() => migrate(database, altered)).toThrow(expect.objectContaining({ code: "WORKSPACE_ALTERED" }));
  const missing = migrations.filter((_, index) => index !== 2);
  expect(() => migrate(database, missing)).toThrow(expect.objectContaining({ code: "WORKSPACE_ALTERED" }));
});

describe("DB-5: tables, indexes or triggers that another program changed are refused", () => {
  test.each([
    ["a trigger taken away", "DROP TRIGGER journal_no_delete"],
    ["a column added", "ALTER TABLE asset ADD COLUMN extra TEXT"],
    ["an index taken away", "DROP INDEX asset_by_owner"],
    ["a table added", "CREATE TABLE mine (id INTEGER PRIMARY KEY)"],
  ])("%s", (_, sql) => {
    migrate(database, migrations);
    database.exec(sql);
    expect(() => migrate(database, migrations)).toThrow(expect.objectContaining({ code: "WORKSPACE_ALTERED" }));
  });
});

test("DB-6: all steps happen in one transaction: when one fails, none has happened", () => {
  migrate(database, migrations.slice(0, 3));
  const before = tablesOf();
  const broken: Migration = {
    number: 2000,
    name: "broken",
    sql: "CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT;\nCREATE TABLE asset (id TEXT) STRICT;\n",
  };
  expect(() => migrate(database, [...migrations, broken])).toThrow("table asset already exists");
  expect(tablesOf()).toEqual(before);
  migrate(database, migrations);
  expect(tablesOf().length).toBeGreaterThan(before.length);
});

test("DB-7: opening an up-to-date file changes nothing", () => {
  migrate(database, migrations);
  const before = database.read((db) => db.get("SELECT * FROM schema_seal"));
  migrate(database, migrations);
  expect(database.read((db) => db.get("SELECT * FROM schema_seal"))).toEqual(before);
});

describe("DB-8: each step applies to a file that has data in all tables of the steps before", () => {
  test.each(migrations.map((step, index) => [step.number, step.name, index] as const))("%i, %s", (number, _, index) => {
    migrate(database, migrations.slice(0, index));
    // A row that every version can hold, and that must be there unchanged afterwards.
    if (index > 0) database.write((db) => db.run("INSERT INTO object (digest, bytes) VALUES ('sha256:kept', x'7b7d')"));
    migrate(database, migrations.slice(0, index + 1));
    const state = database.read((db) => ({
      newest: db.get<{ number: number }>("SELECT MAX(number) AS number FROM migration")?.number,
      kept: index > 0 ? db.get("SELECT digest FROM object") : null,
    }));
    expect(state).toEqual({ newest: number, kept: index > 0 ? { digest: "sha256:kept" } : null });
  });
});

test("DB-9: a command that fails cannot leave its transaction half done", () => {
  migrate(database, migrations);
  const insert = "INSERT INTO object (digest, bytes) VALUES ('sha256:a', x'00')";
  expect(() =>
    database.write((db) => {
      db.run(insert);
      throw new Error("the handler failed");
    }),
  ).toThrow("the handler failed");
  expect(database.read((db) => db.all("SELECT * FROM object"))).toEqual([]);
});

test("DB-10: what is no database is refused as damaged, and a missing file as missing", () => {
  const path = join(folder, "noise.imprimatur");
  writeFileSync(path, "this is no database, whatever its name says. ".repeat(100));
  expect(() => migrate(openDatabase(path), migrations)).toThrow(expect.objectContaining({ code: "WORKSPACE_DAMAGED" }));
  expect(() => openDatabase(join(folder, "none.imprimatur"), { mustExist: true })).toThrow(
    expect.objectContaining({ code: "NOT_FOUND" }),
  );
});

test("DB-8: drafts of an older file stay, and have no undo yet", () => {
  migrate(
    database,
    migrations.filter(({ number }) => number < 120),
  );
  const draft = { asset: "ast_a", member: "mem_a", base: null, body: "{}", version: 3, saved_at: "2026-02-02" };
  database.write((db) => {
    db.run("INSERT INTO member (id, name, active) VALUES ('mem_a', 'A', 1)");
    db.run(
      `INSERT INTO asset (id, kind, name, tier, brand, market, channel, owner, created_at)
       VALUES ('ast_a', 'block', 'hero.old', 'campaign', '*', '*', '*', 'mem_a', '2026-01-01')`,
    );
    db.run("INSERT INTO draft VALUES (@asset, @member, @base, @body, @version, @saved_at)", draft);
  });
  migrate(database, migrations);
  const kept = database.read((db) => [db.all("SELECT * FROM draft"), db.all("SELECT * FROM draft_undo")]);
  expect(kept).toEqual([[draft], []]);
});

test("DB-8: what an older file holds is found, sorted and dated by the columns that came later", () => {
  migrate(
    database,
    migrations.filter(({ number }) => number < 110),
  );
  const body = { settings: { label: "Grüße", type: "ast_type", variants: [] } };
  const identity = {
    kind: "block",
    name: "hero.old",
    tier: "campaign",
    scope: { brand: "*", market: "*", channel: "*" },
  };
  database.write((db) => {
    const digest = putObject(db, body);
    db.run("INSERT INTO member (id, name, active) VALUES ('mem_a', 'A', 1)");
    db.run(
      `INSERT INTO asset (id, kind, name, tier, brand, market, channel, owner, head, head_number, approved, created_at)
       VALUES ('ast_a', 'block', 'hero.old', 'campaign', '*', '*', '*', 'mem_a', 'sha256:r', 1, 'sha256:r', '2026-01-01')`,
    );
    db.run(
      `INSERT INTO revision (asset, number, digest, identity, body, parts, author, at, note)
       VALUES ('ast_a', 1, 'sha256:r', @identity, @digest, '{}', 'mem_a', '2026-02-02', '')`,
      { identity: JSON.stringify(identity), digest },
    );
  });
  migrate(database, migrations);
  const found = database.read((db) =>
    db.get(
      `SELECT name, stage, changed, form FROM asset WHERE row IN
         (SELECT rowid FROM asset_search WHERE asset_search MATCH '"gruesse"')`,
    ),
  );
  expect(found).toEqual({ name: "hero.old", stage: "approved", changed: "2026-02-02", form: "ast_type" });
});
