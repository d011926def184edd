import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { approveAll, audience, hero, heroType, make, makeHero, publishHero } from "#test/support/content.ts";
import { besideApp, makeWorkspace, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

const headline = (text: string, teaser?: string) => ({ headline: text, ...(teaser === undefined ? {} : { teaser }) });

describe("owners and names", () => {
  test("AS-1 an asset has exactly one owner: a column of the asset, that may be neither empty nor a stranger", async () => {
    const { block } = await makeHero(workspace);
    besideApp(workspace, (database) => {
      database.pragma("foreign_keys = ON");
      const update = database.prepare("UPDATE asset SET owner = ? WHERE id = ?");
      expect(() => update.run(null, block)).toThrow(/NOT NULL/);
      expect(() => update.run("mem_nobody", block)).toThrow(/FOREIGN KEY/);
      const columns = "id, kind, name, tier, brand, market, channel, created_at";
      const insert = database.prepare(
        `INSERT INTO asset (${columns}) VALUES ('a', 'block', 'n', 't', '*', '*', '*', '')`,
      );
      expect(() => insert.run()).toThrow(/NOT NULL constraint failed: asset.owner/);
    });
    const edda = await workspace.as("edda");
    expect((await edda.assets.get({ asset: block })).owner).toBe(workspace.people.edda);
  });

  test("AS-1 an asset cannot be given to somebody who is not a member", async () => {
    const bea = await workspace.as("bea");
    const stranger = workspace.people.edda.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    const wish = {
      kind: "blockType",
      name: "type.hero",
      tier: "campaign",
      scope: { brand: "*", market: "*", channel: "*" },
    };
    const { code } = await refused(bea.assets.create({ ...wish, body: heroType(), owner: stranger } as never));
    expect(code).toBe("NOT_FOUND");
    expect((await bea.assets.list({ filter: {} })).total).toBe(0);
  });

  test("AS-2 a name stands for one asset", async () => {
    const { type } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    const again = { kind: "block", name: "hero.spring", body: hero(type), by: "edda" } as const;
    expect((await refused(make(workspace, again))).code).toBe("NAME_TAKEN");
    const second = await make(workspace, { ...again, name: "hero.autumn" });
    expect((await refused(edda.assets.rename({ asset: second, name: "hero.spring" }))).code).toBe("NAME_TAKEN");
  });

  test("AS-2 a name that does not follow the convention is refused", async () => {
    const { block } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    for (const name of ["Hero", "hero..x", "hé", "hero spring"])
      expect((await refused(edda.assets.rename({ asset: block, name }))).code).toBe("INPUT_INVALID");
    expect((await edda.assets.rename({ asset: block, name: "hero.fruehling" })).revision.number).toBe(2);
  });
});

describe("revisions and drafts", () => {
  test("AS-3 revisions and what they say can be neither changed nor taken away", async () => {
    await makeHero(workspace);
    besideApp(workspace, (database) => {
      expect(() => database.exec("UPDATE revision SET note = 'forged'")).toThrow("revisions are immutable");
      expect(() => database.exec("DELETE FROM revision")).toThrow("revisions are immutable");
      expect(() => database.exec("UPDATE object SET bytes = x'00'")).toThrow("objects are immutable");
      expect(() => database.exec("DELETE FROM object")).toThrow("objects are immutable");
    });
  });

  test("AS-4 a draft is its author's alone, survives closing the file, and is gone once it is a revision", async () => {
    const { block, type } = await makeHero(workspace);
    const body = hero(type, headline("Unfinished"));
    const edda = await workspace.as("edda");
    const { head } = await edda.assets.get({ asset: block });
    await edda.assets.saveDraft({ asset: block, body, base: head, version: 1 });
    workspace.reopen();
    const again = await workspace.as("edda");
    expect((await again.assets.get({ asset: block })).draft?.body).toEqual(body);
    expect((await (await workspace.as("bea")).assets.get({ asset: block })).draft).toBeNull();
    await again.assets.revise({ asset: block, base: head, body });
    const after = await again.assets.get({ asset: block });
    expect(after.draft).toBeNull();
    expect(after.body).toEqual(body);
  });

  test("AS-4 a save that does not know of another one is refused, and what is stored stays", async () => {
    const { block, type } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    const save = (text: string, version: number) =>
      edda.assets.saveDraft({ asset: block, body: hero(type, headline(text)), base: null, version });
    await save("First", 1);
    const second = await save("Second", 2);
    const stored = { version: 2, body: hero(type, headline("Second")) };
    for (const version of [1, 2, 4]) {
      const error = await refused(save("Late", version));
      expect(error).toMatchObject({ code: "CONFLICT", details: { version: 2, known: version - 1 } });
    }
    // An answer that was lost is asked for again.
    expect((await save("Second", 2)).savedAt).toBe(second.savedAt);
    expect((await edda.assets.get({ asset: block })).draft).toMatchObject(stored);
    // Neither is it thrown away, nor does it vanish in a revision, by who has not seen it.
    const { head } = await edda.assets.get({ asset: block });
    expect((await refused(edda.assets.discardDraft({ asset: block, version: 1 }))).code).toBe("CONFLICT");
    const revision = { asset: block, base: head, body: hero(type, headline("Mine")) };
    expect((await refused(edda.assets.revise({ ...revision, draft: 1 }))).code).toBe("CONFLICT");
    expect((await edda.assets.get({ asset: block })).draft).toMatchObject(stored);
    await edda.assets.revise({ ...revision, draft: 2 });
    expect((await edda.assets.get({ asset: block })).draft).toBeNull();
  });

  test("AS-18 a window that slept through the end of a draft never overwrites the one that came after it", async () => {
    const { block, type } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    const save = (text: string, version: number) =>
      edda.assets.saveDraft({ asset: block, body: hero(type, headline(text)), base: null, version });
    await save("This window", 1);
    // Another window, which knows of the first draft, discards it and begins anew.
    await edda.assets.discardDraft({ asset: block, version: 1 });
    const anew = await save("The other window", 1);
    expect(anew.version).toBe(2);
    expect((await refused(save("This window again", 2))).code).toBe("CONFLICT");
    expect((await edda.assets.get({ asset: block })).draft?.body).toEqual(hero(type, headline("The other window")));
    expect((await save("The other window goes on", 3)).version).toBe(3);
  });

  test("AS-16 steps of undo are kept with the very body that they lead away from, for their author alone", async () => {
    const { block, type } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    const { head, body: before, undo: none } = await edda.assets.get({ asset: block });
    expect(none).toBeNull();
    const body = hero(type, headline("Now"));
    const undo = { past: [[{ at: ["copy", "base", "headline", "*"], value: "Once" }]], future: [] };
    await edda.assets.saveDraft({ asset: block, body, base: head, version: 1, undo });
    workspace.reopen();
    const again = await workspace.as("edda");
    expect((await again.assets.get({ asset: block })).undo).toEqual(undo);
    expect((await (await workspace.as("bea")).assets.get({ asset: block })).undo).toBeNull();
    await again.assets.revise({ asset: block, base: head, body });
    expect((await again.assets.get({ asset: block })).undo).toEqual(undo);
    await again.assets.revise({ asset: block, base: null, body: before! }).catch(() => {});
    await again.assets.saveDraft({ asset: block, body: hero(type, headline("Other")), base: head, version: 1 });
    expect((await again.assets.get({ asset: block })).undo).toBeNull();
    const bad = { past: [[{ at: "copy", value: 1 }]], future: [] } as never;
    const late = again.assets.saveDraft({ asset: block, body, base: head, version: 2, undo: bad });
    expect((await refused(late)).code).toBe("INPUT_INVALID");
  });

  test("AS-5 a draft may break a limit, and is told so; a revision may not, and all of its problems are named", async () => {
    const { block, type } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    const body: Body = { ...hero(type, headline("H".repeat(41))), claim: { base: { nothing: { "*": "x" } } } };
    const { head } = await edda.assets.get({ asset: block });
    const { problems } = await edda.assets.saveDraft({ asset: block, body, base: head, version: 1 });
    expect(problems.length).toBeGreaterThan(1);
    const error = await refused(edda.assets.revise({ asset: block, base: head, body }));
    expect(error.code).toBe("CHECKS_FAILED");
    expect(error.details["problems"]).toEqual(problems.filter(({ severity }) => severity === "error"));
  });

  test("AS-6 what others changed in other fields meanwhile is kept", async () => {
    const { block, type } = await makeHero(workspace);
    const [edda, bea] = [await workspace.as("edda"), await workspace.as("bea")];
    const { head } = await edda.assets.get({ asset: block });
    const text = "The ridge is free of snow";
    await bea.assets.revise({ asset: block, base: head, body: hero(type, headline(text, "Bea's teaser")) });
    await edda.assets.revise({ asset: block, base: head, body: hero(type, headline("Edda's headline")) });
    expect((await edda.assets.get({ asset: block })).body).toEqual(
      hero(type, headline("Edda's headline", "Bea's teaser")),
    );
  });

  test("AS-7 one field that two people changed is a conflict that shows both, and nothing is written", async () => {
    const { block, type } = await makeHero(workspace);
    const [edda, bea] = [await workspace.as("edda"), await workspace.as("bea")];
    const { head } = await edda.assets.get({ asset: block });
    await bea.assets.revise({ asset: block, base: head, body: hero(type, headline("Bea's")) });
    const error = await refused(edda.assets.revise({ asset: block, base: head, body: hero(type, headline("Edda's")) }));
    expect(error.code).toBe("CONFLICT");
    expect(error.details["conflicts"]).toEqual([
      { at: "copy.base.headline.*", base: "The ridge is free of snow", theirs: "Bea's", yours: "Edda's" },
    ]);
    const now = await edda.assets.get({ asset: block });
    expect([now.revision, now.body]).toEqual([2, hero(type, headline("Bea's"))]);
  });

  test("AS-8 a revision that says what the newest one says is none", async () => {
    const { block, type } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    const { head } = await edda.assets.get({ asset: block });
    expect((await refused(edda.assets.revise({ asset: block, base: head, body: hero(type) }))).code).toBe(
      "NOTHING_CHANGED",
    );
  });

  test("AS-9 an old revision comes back as a new one, if today's rules allow what it says", async () => {
    const { block, type } = await makeHero(workspace);
    const [edda, bea] = [await workspace.as("edda"), await workspace.as("bea")];
    const { head } = await edda.assets.get({ asset: block });
    await edda.assets.revise({ asset: block, base: head, body: hero(type, headline("Short")) });
    const [, first] = (await edda.assets.get({ asset: block })).revisions;
    expect((await edda.assets.restore({ asset: block, revision: first!.digest })).revision.number).toBe(3);

    const short = await edda.assets.get({ asset: block });
    await edda.assets.revise({ asset: block, base: short.head, body: hero(type, headline("Tiny")) });
    const before = await bea.assets.get({ asset: type });
    await bea.assets.revise({
      asset: type,
      base: before.head,
      body: heroType({ headline: { limits: { maxLength: 10 } } }),
    });
    expect((await refused(edda.assets.restore({ asset: block, revision: first!.digest }))).code).toBe("CHECKS_FAILED");
    expect((await edda.assets.get({ asset: block })).revision).toBe(4);
  });
});

describe("use and retirement", () => {
  test("AS-10 an asset says what it names and what names it, as the newest revisions have it", async () => {
    const { block, type } = await makeHero(workspace);
    const bea = await workspace.as("bea");
    expect((await bea.assets.get({ asset: block })).uses.map(({ name }) => name)).toEqual(["type.hero"]);
    expect((await bea.assets.get({ asset: type })).usedBy).toEqual([
      { id: block, name: "hero.spring", kind: "block", live: false },
    ]);
    const other = await make(workspace, { kind: "blockType", name: "type.other", body: heroType(), by: "bea" });
    const { head } = await bea.assets.get({ asset: block });
    await bea.assets.revise({ asset: block, base: head, body: hero(other) });
    expect((await bea.assets.get({ asset: type })).usedBy).toEqual([]);
  });

  test("AS-11 what others use cannot be retired; whoever uses it is named", async () => {
    const { block, type } = await makeHero(workspace);
    const [edda, bea] = [await workspace.as("edda"), await workspace.as("bea")];
    const error = await refused(bea.assets.retire({ asset: type, reason: "No longer needed" }));
    expect(error).toMatchObject({ code: "STILL_USED", details: { usedBy: [block] } });
    expect(error.message).toContain("hero.spring");
    await edda.assets.retire({ asset: block, reason: "The season is over" });
    await bea.assets.retire({ asset: type, reason: "No longer needed" });
    expect((await bea.assets.list({ filter: {} })).total).toBe(0);
    expect((await bea.assets.list({ filter: { status: ["retired"] } })).total).toBe(2);
    expect((await refused(edda.assets.revise({ asset: block, base: null, body: hero(type) }))).code).toBe("NOT_FOUND");
  });

  test("AS-11 what is in review cannot be retired", async () => {
    const { block } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    await edda.approvals.open({ title: "Spring", assets: [block] });
    expect((await refused(edda.assets.retire({ asset: block, reason: "No" }))).code).toBe("IN_REVIEW");
  });
});

describe("finding", () => {
  const names = async (filter: object): Promise<string[]> =>
    (await (await workspace.as("edda")).assets.list({ filter })).rows.map(({ name }) => name);

  test("AS-12 words are found wherever they stand, the last one also unfinished", async () => {
    const { type } = await makeHero(workspace);
    const body = hero(type, { headline: "Zelte für Grönland", teaser: "東京の天気は晴れです" });
    await make(workspace, { kind: "block", name: "hero.north", body, by: "edda" });
    expect(await names({ text: "zelte" })).toEqual(["hero.north"]);
    expect(await names({ text: "für grön" })).toEqual(["hero.north"]);
    expect(await names({ text: "gron" })).toEqual(["hero.north"]);
    expect(await names({ text: "spring ridge" })).toEqual(["hero.spring"]);
    expect(await names({ text: "ridge zelte" })).toEqual([]);
    expect(await names({ text: '"' })).toHaveLength(3);
  });

  test.each(["東京", "天気", "晴れ"])("AS-12 a Japanese word of two characters, %s, is found", async (word) => {
    const { type } = await makeHero(workspace);
    const body = hero(type, { headline: "Weather", teaser: "東京の天気は晴れです" });
    await make(workspace, { kind: "block", name: "hero.tokyo", body, by: "edda" });
    expect(await names({ text: word })).toEqual(["hero.tokyo"]);
  });

  test("AS-12 what is found is what the newest revision says", async () => {
    const { type, block } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    const { head } = await edda.assets.get({ asset: block });
    await edda.assets.revise({ asset: block, base: head, body: hero(type, headline("Meadows")) });
    expect([await names({ text: "ridge" }), await names({ text: "meadow" })]).toEqual([[], ["hero.spring"]]);
  });

  test("AS-13 lists narrow by kind, tier, market, owner and status, and count what they do not show", async () => {
    const { type, block } = await publishHero(workspace);
    const germany = { brand: "*", market: "de", channel: "*" };
    await make(workspace, {
      kind: "block",
      name: "hero.de",
      body: hero(type),
      by: "edda",
      scope: germany,
      tier: "variable",
    });
    const france = { ...germany, market: "fr" };
    await make(workspace, { kind: "block", name: "hero.fr", body: hero(type), by: "bea", scope: france });
    expect(await names({ kinds: ["blockType"] })).toEqual(["type.hero"]);
    expect(await names({ tier: "variable" })).toEqual(["hero.de"]);
    expect(await names({ market: "de", kinds: ["block"] })).toEqual(["hero.de", "hero.spring"]);
    expect(await names({ owner: workspace.people.bea })).toEqual(["hero.fr", "type.hero"]);
    expect(await names({ status: ["live"] })).toEqual(["hero.spring", "type.hero"]);
    expect(await names({ status: ["draft"], kinds: ["block"] })).toEqual(["hero.de", "hero.fr"]);
    const edda = await workspace.as("edda");
    const page = await edda.assets.list({ filter: { status: ["live", "draft"] }, offset: 1, limit: 2 });
    expect([page.rows.map(({ name }) => name), page.total]).toEqual([["hero.fr", "hero.spring"], 4]);
    expect((await edda.assets.get({ asset: block })).live).toBe(true);
  });

  test("AS-13 an asset's status follows it from draft to live, and tells when its time is over", async () => {
    const { type, block } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    const status = async (): Promise<string> => (await edda.assets.get({ asset: block })).status;
    expect(await status()).toBe("draft");
    const until = new Date(workspace.clock.now() + 1000).toISOString();
    const { head, body } = await edda.assets.get({ asset: block });
    await edda.assets.revise({
      asset: block,
      base: head,
      body: { ...body, settings: { ...body!.settings, until } },
    });
    const request = await edda.approvals.open({ title: "Spring", assets: [block, type] });
    expect(await status()).toBe("inReview");
    await edda.approvals.withdraw({ request: request.id });
    await approveAll(workspace, [block, type]);
    expect(await status()).toBe("approved");
    workspace.clock.advance(2000);
    expect(await status()).toBe("expired");
    expect(await names({ status: ["expired"] })).toEqual(["hero.spring"]);
  });

  test("AS-13 bodies are read as they stand and as they were approved", async () => {
    const found = await make(workspace, { kind: "audience", name: "audience.all", body: audience("true"), by: "egon" });
    const egon = await workspace.as("egon");
    await approveAll(workspace, [found], "egon");
    const { head } = await egon.assets.get({ asset: found });
    await egon.assets.revise({ asset: found, base: head, body: audience("1 < 2") });
    const read = async (which: "head" | "approved") =>
      (await egon.assets.bodies({ kinds: ["audience"], which })).assets.map(({ body }) => body.logic?.["when"]);
    expect([await read("head"), await read("approved")]).toEqual([["1 < 2"], ["true"]]);
  });
});

test("AS-3 every revision stays readable by its digest", async () => {
  const { block, type } = await makeHero(workspace);
  const edda = await workspace.as("edda");
  const { head } = await edda.assets.get({ asset: block });
  await edda.assets.revise({ asset: block, base: head, body: hero(type, headline("Second")), note: "Softer" });
  const [second, first] = (await edda.assets.get({ asset: block })).revisions;
  expect([second!.note, first!.digest]).toEqual(["Softer", head]);
  const read = await edda.assets.revision({ digest: first!.digest });
  expect([read.asset, read.body]).toEqual<[AssetId, Body]>([block, hero(type)]);
});
