import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { journalEntry } from "#shared/audit/model.ts";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { digestBytes, toDigest } from "#shared/kernel/crypto.ts";
import { leafHash, verifyInclusion } from "#shared/kernel/merkle.ts";
import { openDatabase } from "#main/db/database.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";
import { rebuild } from "#main/rebuild.ts";
import { jsonAs, ioOf, runLine } from "#test/support/cli.ts";
import { approveAll, hero, makeHero, publishHero, release } from "#test/support/content.ts";
import { derivedTables, tablesOf } from "#test/support/tables.ts";
import { besideApp, makeWorkspace, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

const auditor = () => workspace.as("audra");
const size = async (): Promise<number> => (await (await auditor()).audit.journal({ limit: 1 })).checkpoint.size;

describe("what is recorded", () => {
  test("JO-1 each act is one entry, with who, when and what, in the order in which they happened", async () => {
    await publishHero(workspace);
    const { entries, total, checkpoint } = await (await auditor()).audit.journal({ limit: 500 });
    expect([total, checkpoint.size]).toEqual([entries.length, entries.length]);
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => entries.length - 1 - index));
    const acts = entries
      .filter(({ act }) => act !== "session.signedIn" && act !== "policy.signed")
      .map(({ act, actor }) => [act, actor]);
    const { ada, bea, edda, bruno, leo } = workspace.people;
    expect(acts.toReversed()).toEqual([
      ["workspace.created", null],
      ["asset.created", bea],
      ["asset.revised", bea],
      ["asset.created", edda],
      ["asset.revised", edda],
      ["request.opened", edda],
      ["approval.given", bruno],
      ["approval.given", leo],
      ["release.signed", bea],
      ["release.signed", edda],
      ["release.published", ada],
    ]);
    expect(new Set(entries.map(({ at }) => at))).toEqual(new Set([new Date(workspace.clock.now()).toISOString()]));
  });

  test("JO-1 what is refused, and what only reads, leaves no entry", async () => {
    const { block, type } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    await auditor();
    const before = await size();
    await refused(edda.assets.revise({ asset: block, base: null, body: hero(type, { headline: "x".repeat(41) }) }));
    await refused(edda.releases.publish({ environment: "production" }));
    await refused(edda.assets.retire({ asset: type, reason: "Not mine" }));
    await edda.assets.list({ filter: {} });
    await edda.insight.home({});
    await edda.assets.saveDraft({ asset: block, base: null, body: hero(type), version: 1 });
    expect(await size()).toBe(before);
  });

  test("JO-2 no entry is changed or taken away, and none is put in between", async () => {
    besideApp(workspace, (database) => {
      expect(() => database.exec("UPDATE journal SET act = 'asset.retired'")).toThrow("append-only");
      expect(() => database.exec("DELETE FROM journal")).toThrow("append-only");
      expect(() => database.exec("UPDATE journal_node SET hash = x'00'")).toThrow("append-only");
      expect(() => database.exec("DELETE FROM journal_node")).toThrow("append-only");
      const insert =
        "INSERT INTO journal SELECT sequence + 1000, device, at, actor, act, entry, leaf FROM journal LIMIT 1";
      expect(() => database.exec(insert)).toThrow("no gaps");
    });
  });

  test("JO-8 the journal narrows to an asset, a person and an act, and is read page by page", async () => {
    const { block } = await publishHero(workspace);
    const { audit } = await auditor();
    const acts = async (filter: object) => (await audit.journal(filter)).entries.map(({ act }) => act);
    expect(await acts({ asset: block })).toEqual([
      "release.published",
      "release.signed",
      "approval.given",
      "approval.given",
      "request.opened",
      "asset.revised",
      "asset.created",
    ]);
    expect(await acts({ actor: workspace.people.leo, act: "approval.given" })).toEqual(["approval.given"]);
    const first = await audit.journal({ asset: block, limit: 3 });
    const second = await audit.journal({ asset: block, limit: 3, before: first.entries.at(-1)!.sequence });
    expect([first.total, second.entries.map(({ act }) => act)]).toEqual([
      7,
      ["approval.given", "request.opened", "asset.revised"],
    ]);
    expect(second.entries[0]!.subjects.map(({ name }) => name)).toEqual(["hero.spring", "type.hero"]);
  });
});

describe("what can be proven", () => {
  test("JO-3 every entry is a leaf whose place in the log anybody can check with the checkpoint alone", async () => {
    await publishHero(workspace);
    const { audit } = await auditor();
    const { checkpoint } = await audit.journal({});
    for (let sequence = 0; sequence < checkpoint.size; sequence++) {
      const proof = await audit.proof({ sequence });
      const { leaf: stored, subjects: _names, ...entry } = proof.entry;
      const leaf = leafHash(nodeCrypto, canonicalBytes(journalEntry.parse(entry)));
      expect(toDigest(leaf)).toBe(stored);
      const path = proof.path.map(digestBytes);
      const given = { index: sequence, size: checkpoint.size, leaf, path, root: digestBytes(checkpoint.root) };
      expect(verifyInclusion(nodeCrypto, given)).toBe(true);
      expect(verifyInclusion(nodeCrypto, { ...given, index: (sequence + 1) % checkpoint.size })).toBe(false);
    }
    expect((await refused(audit.proof({ sequence: checkpoint.size }))).code).toBe("NOT_FOUND");
  });

  test("JO-3 a release carries the journal's head of its moment", async () => {
    const published = await publishHero(workspace);
    const { entries } = await (await auditor()).audit.journal({ act: "release.published" });
    const { checkpoint } = await jsonAs<{ checkpoint: { size: number } }>(workspace, "ada", "verify");
    expect([published.number, checkpoint.size]).toEqual([1, entries[0]!.sequence]);
  });

  test("JO-4 a flipped byte in any entry is found, and its entry named", async () => {
    await publishHero(workspace);
    const { audit } = await auditor();
    expect(await audit.verify({})).toMatchObject({ ok: true, firstBad: null });
    besideApp(workspace, (database) => {
      database.exec("DROP TRIGGER journal_no_update");
      database.exec(
        "UPDATE journal SET entry = CAST(replace(CAST(entry AS TEXT), 'Fjell', 'Fjoll') AS BLOB) WHERE sequence = 0",
      );
    });
    expect(await audit.verify({})).toMatchObject({ ok: false, firstBad: 0 });
  });

  test("JO-4 an entry that was replaced together with its leaf is found by the tree", async () => {
    await makeHero(workspace);
    besideApp(workspace, (database) => {
      database.exec("DROP TRIGGER journal_no_update");
      const { entry } = database.prepare("SELECT entry FROM journal WHERE sequence = 3").get() as { entry: Buffer };
      const forged = Buffer.from(entry.toString("utf8").replace("Added", "Baked"));
      const leaf = leafHash(nodeCrypto, forged);
      database.prepare("UPDATE journal SET entry = ?, leaf = ? WHERE sequence = 3").run(forged, leaf);
    });
    expect(await (await auditor()).audit.verify({})).toMatchObject({ ok: false, firstBad: null });
  });

  test("JO-7 an asset's history shows who owned it when, and each revision, approval, signature and release", async () => {
    const { block, type } = await publishHero(workspace);
    const edda = await workspace.as("edda");
    const { head } = await edda.assets.get({ asset: block });
    workspace.clock.advance(60_000);
    await edda.assets.revise({ asset: block, base: head, body: hero(type, { headline: "Second" }) });
    const { tenures, marks } = await (await auditor()).audit.asset({ asset: block });
    expect(tenures).toEqual([{ owner: workspace.people.edda, from: marks[0]!.at, until: null, accepted: true }]);
    expect(marks.map(({ lane, by, void: isVoid }) => [lane, by, isVoid])).toEqual([
      ["revision", workspace.people.edda, false],
      ["revision", workspace.people.edda, false],
      ["brand", workspace.people.bruno, true],
      ["legal", workspace.people.leo, true],
      ["own", workspace.people.edda, false],
      ["release", workspace.people.ada, false],
    ]);
  });
});

describe("what follows from it", () => {
  const rebuiltPath = (): string => join(workspace.options.path, "..", "again.imprimatur");
  const readAll = (path: string) => {
    const database = openDatabase(path, { mustExist: true });
    try {
      return tablesOf(database);
    } finally {
      database.close();
    }
  };

  test("JO-5 every table rebuilt from journal and objects is what the live one is", async () => {
    const { block, type } = await publishHero(workspace);
    const [edda, bea] = [await workspace.as("edda"), await workspace.as("bea")];
    const { head } = await edda.assets.get({ asset: block });
    await edda.assets.revise({
      asset: block,
      base: head,
      body: hero(type, { headline: "Draft" }, { proof: "Proven" }),
    });
    await edda.assets.rename({ asset: block, name: "hero.summer" });
    await approveAll(workspace, [block]);
    await release(workspace, ["edda"]);
    await edda.approvals.withdraw({ request: (await open()).id });
    await bea.approvals.sendBack({ request: (await open()).id, reason: "Too loud" });
    await edda.assets.saveDraft({ asset: block, base: null, body: hero(type), version: 3 });
    const { app } = workspace;
    const entries = await size();
    const counts = rebuild(app.services.database, rebuiltPath());
    const [live, rebuilt] = [tablesOf(app.services.database), readAll(rebuiltPath())];
    expect(Object.keys(rebuilt)).toEqual([...derivedTables]);
    for (const table of derivedTables) expect([table, rebuilt[table]]).toEqual([table, live[table]]);
    expect(counts).toMatchObject({ entries, lost: [] });

    async function open() {
      const now = await edda.assets.get({ asset: block });
      const text = `Words ${now.revision}`;
      await edda.assets.revise({ asset: block, base: now.head, body: hero(type, { headline: text }) });
      return edda.approvals.open({ title: text, assets: [block] });
    }
  });

  test("JO-6 a workspace whose other tables were destroyed is rebuilt in its place, and the damaged file is kept", async () => {
    const { block } = await publishHero(workspace);
    const before = tablesOf(workspace.app.services.database);
    workspace.app.close();
    besideApp(workspace, (database) => {
      database.pragma("foreign_keys = OFF");
      database.exec(
        "DELETE FROM live; DELETE FROM approval; DELETE FROM asset_search; UPDATE asset SET owner = 'nobody'",
      );
    });
    const { exit, out } = await runLine(["rebuild", workspace.options.path, "--json"], ioOf(workspace));
    expect(exit).toBe(0);
    const { kept } = JSON.parse(out) as { kept: string };
    expect(readFileSync(kept).length).toBeGreaterThan(0);
    expect(readAll(workspace.options.path)).toEqual(before);
    workspace.reopen();
    expect((await (await workspace.as("edda")).assets.get({ asset: block })).live).toBe(true);
  });

  test.each([
    [
      "entry",
      "UPDATE journal SET entry = CAST(replace(CAST(entry AS TEXT), 'Added', 'Baked') AS BLOB) WHERE sequence = 3",
    ],
    ["object", "UPDATE object SET bytes = x'7b7d' WHERE digest = (SELECT body FROM revision LIMIT 1)"],
  ])("JO-6 nothing is rebuilt from an %s that is not what was written", async (_what, sql) => {
    await makeHero(workspace);
    besideApp(workspace, (database) =>
      database.exec(`DROP TRIGGER journal_no_update; DROP TRIGGER object_no_update; ${sql}`),
    );
    expect(() => rebuild(workspace.app.services.database, rebuiltPath())).toThrow(
      expect.objectContaining({ code: "WORKSPACE_DAMAGED" }),
    );
    expect(() => readFileSync(rebuiltPath())).toThrow("ENOENT");
  });
});
