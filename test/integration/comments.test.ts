import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Place, Thread } from "#shared/comments/model.ts";
import type { StudioApi } from "#shared/contracts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { jsonAs, runAs } from "#test/support/cli.ts";
import { hero, heroType, make, makeHero } from "#test/support/content.ts";
import { makeWorkspace, refused, type PersonKey, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
let block: AssetId;
let type: AssetId;

// Bea owns the type, Edda the block; Dirk writes in Germany alone, Audra nowhere.
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ block, type } = await makeHero(workspace));
});
afterEach(() => workspace.dispose());

const as = (person: PersonKey): Promise<StudioApi> => workspace.as(person);
const headline: Place = { part: "copy", field: "headline", variant: null, locale: null };

async function begin(person: PersonKey, more: object = {}): Promise<Thread> {
  return (await (await as(person)).comments.start({ asset: block, place: headline, text: "Which ridge?", ...more }))
    .thread;
}

const waiting = async (person: PersonKey) =>
  (await (await as(person)).comments.waiting({})).threads.map(({ because, text }) => [because, text]);

const codeOf = async (call: Promise<unknown>) => (await refused(call)).code;

describe("what a thread is about", () => {
  test("CM-1: a field is one that the asset has, or its author's draft", async () => {
    const edda = await as("edda");
    const wrong: Place[] = [
      { ...headline, field: "slogan" },
      { ...headline, part: "claim" },
      { ...headline, variant: "gold" },
      { part: "settings", field: "until", variant: null, locale: null },
      { part: "settings", field: "label", variant: "base", locale: null },
      { part: "settings", field: "label", variant: null, locale: "de-DE" },
      { part: "settings", field: "constructor", variant: null, locale: null },
    ];
    for (const place of wrong)
      expect(await refused(edda.comments.start({ asset: block, place, text: "Why?" }))).toEqual(
        expect.objectContaining({
          code: "INPUT_INVALID",
          message: expect.stringContaining(`hero.spring has no field ${place.part}`),
        }),
      );
    const { body, head } = await edda.assets.get({ asset: block });
    const settings = { ...body!.settings, until: "2026-12-01T00:00:00.000Z" };
    await edda.assets.saveDraft({ asset: block, base: head, body: { ...body, settings }, version: 1 });
    const until: Place = { part: "settings", field: "until", variant: null, locale: null };
    expect((await begin("edda", { place: until })).quote).toBe("2026-12-01T00:00:00.000Z");
    expect(await codeOf(begin("bea", { place: until }))).toBe("INPUT_INVALID");
    expect((await begin("bea", { place: { ...headline, variant: "base", locale: "de-DE" } })).place?.locale).toBe(
      "de-DE",
    );
  });

  test("CM-1: a field of a block type, a condition, and the asset as a whole", async () => {
    const bea = await as("bea");
    const terms: Place = { part: "disclosure", field: "terms", variant: null, locale: null };
    const { thread } = await bea.comments.start({ asset: type, place: terms, text: "Is it still true?" });
    expect(thread.quote).toBe("Terms apply.");
    expect(await codeOf(bea.comments.start({ asset: type, place: { ...terms, variant: "base" }, text: "?" }))).toBe(
      "INPUT_INVALID",
    );
    const body = { settings: { label: "All" }, logic: { when: "true" } };
    const audience = await make(workspace, { kind: "audience", name: "audience.all", body, by: "egon" });
    const when: Place = { part: "logic", field: "when", variant: null, locale: null };
    expect((await bea.comments.start({ asset: audience, place: when, text: "All?" })).thread.quote).toBe("true");
    expect((await bea.comments.start({ asset: audience, text: "Who is that?" })).thread).toMatchObject({
      place: null,
      quote: "",
      number: 2,
    });
  });

  test("CM-2: it keeps the words and the revision that it was about, whatever comes after", async () => {
    const thread = await begin("bea");
    const edda = await as("edda");
    const { head } = await edda.assets.get({ asset: block });
    await edda.assets.revise({ asset: block, base: head, body: hero(type, { headline: "Up" }) });
    const [found] = (await edda.comments.list({ assets: [block] })).threads;
    expect(found).toMatchObject({ id: thread.id, quote: "The ridge is free of snow", revision: { number: 1 } });
    expect((await begin("bea", { revision: head })).quote).toBe("The ridge is free of snow");
    expect((await begin("bea")).revision?.number).toBe(2);
  });

  test("CM-2: a quotation is at most 280 characters; a revision of another asset is refused", async () => {
    const long = heroType({ teaser: { limits: {} } });
    const other = await make(workspace, { kind: "blockType", name: "type.long", body: long, by: "bea" });
    const text = "Über den Grat. ".repeat(40);
    const body = hero(other, { headline: "Up", teaser: text });
    const id = await make(workspace, { kind: "block", name: "hero.long", body, by: "edda" });
    const bea = await as("bea");
    const { thread } = await bea.comments.start({ asset: id, place: { ...headline, field: "teaser" }, text: "Long." });
    expect(thread.quote).toBe(`${text.slice(0, 279)}…`);
    const call = { asset: id, text: "?", revision: (await bea.assets.get({ asset: block })).head! };
    expect(await codeOf(bea.comments.start(call))).toBe("INPUT_INVALID");
    expect(await codeOf(bea.comments.start({ asset: id, text: "?", quote: "x".repeat(281) }))).toBe("INPUT_INVALID");
  });

  test("CM-3: threads of an asset are numbered, and none has the number of one that is gone", async () => {
    const first = await begin("bea");
    await (await as("bea")).comments.withdraw({ comment: first.comments[0]!.id });
    expect((await begin("bea")).number).toBe(2);
    expect((await (await as("bea")).comments.start({ asset: type, text: "?" })).thread.number).toBe(1);
  });

  test.each([
    ["nothing", ""],
    ["spaces", " \n\t\u00a0"],
    ["marks that nobody sees", "\u200b\u2060\ufeff"],
    ["one too many", "x".repeat(4001)],
    ["one too many, of several code units each", "👨‍👩‍👧‍👦".repeat(4001)],
    ["half a character", "a\ud83d"],
    ["one character of endless marks", `a${"\u0301".repeat(70_000)}`],
  ])("CM-4: %s is refused", async (_, text) => {
    expect(await codeOf(begin("bea", { text }))).toBe("INPUT_INVALID");
    const thread = await begin("bea");
    const bea = await as("bea");
    expect(await codeOf(bea.comments.reply({ thread: thread.id, text }))).toBe("INPUT_INVALID");
    expect(await codeOf(bea.comments.revise({ comment: thread.comments[0]!.id, text }))).toBe("INPUT_INVALID");
  });

  test.each([
    ["plain", "x".repeat(4000)],
    ["families", "👨‍👩‍👧‍👦".repeat(4000)],
    ["from right to left", "ن".repeat(4000)],
  ])("CM-4: 4,000 characters are taken, %s", async (_, text) => {
    expect((await begin("bea", { text })).comments[0]!.text).toBe(text);
  });
});

describe("who may do what", () => {
  test("CM-5: everybody comments and answers; writers, the owner and whoever began it resolve", async () => {
    const thread = await begin("audra");
    await (await as("dirk")).comments.reply({ thread: thread.id, text: "The high one." });
    for (const person of ["dirk", "egon", "ada"] as const)
      expect(await refused((await as(person)).comments.resolve({ thread: thread.id }))).toMatchObject({
        code: "FORBIDDEN",
        message: expect.stringContaining("Whoever began the thread can do this"),
      });
    for (const person of ["audra", "edda", "bea"] as const) {
      const { thread: done } = await (await as(person)).comments.resolve({ thread: thread.id });
      expect(done).toMatchObject({ state: "resolved", resolved: { by: workspace.people[person] } });
      expect(await codeOf((await as(person)).comments.resolve({ thread: thread.id }))).toBe("NOTHING_CHANGED");
      await (await as("egon")).comments.reopen({ thread: thread.id });
    }
    expect(await codeOf((await as("egon")).comments.reopen({ thread: thread.id }))).toBe("NOTHING_CHANGED");
  });

  test("CM-5: the owner of a foundation asset resolves what is said of it, though others write it", async () => {
    const bea = await as("bea");
    const made = {
      kind: "block",
      name: "hero.imprint",
      tier: "foundation",
      scope: { brand: "*", market: "*", channel: "*" },
    };
    const owner = workspace.people.audra;
    const { id } = await bea.assets.create({ ...made, owner, body: hero(type) } as never);
    const { thread } = await (await as("dirk")).comments.start({ asset: id, text: "Old address." });
    await (await as("audra")).comments.resolve({ thread: thread.id });
    expect((await bea.comments.list({ assets: [id], state: "open" })).total).toBe(0);
  });

  test("CM-6: one rewords and withdraws one's own comment until somebody has answered", async () => {
    const thread = await begin("bea", { mentions: [workspace.people.edda] });
    const [first] = thread.comments;
    const [bea, edda] = [await as("bea"), await as("edda")];
    expect(await codeOf(edda.comments.revise({ comment: first!.id, text: "Mine" }))).toBe("NOT_OWNER");
    expect(await codeOf(edda.comments.withdraw({ comment: first!.id }))).toBe("NOT_OWNER");
    const same = { comment: first!.id, text: "Which ridge?", mentions: first!.mentions };
    expect(await codeOf(bea.comments.revise(same))).toBe("NOTHING_CHANGED");
    const { thread: reworded } = await bea.comments.revise({ comment: first!.id, text: "Which ridge, please?" });
    expect(reworded.comments).toMatchObject([
      { text: "Which ridge, please?", mentions: [], revised: expect.any(String) },
    ]);
    const { thread: answered } = await edda.comments.reply({ thread: thread.id, text: "The high one." });
    for (const call of [
      bea.comments.revise({ comment: first!.id, text: "Never mind" }),
      bea.comments.withdraw({ comment: first!.id }),
    ])
      expect(await codeOf(call)).toBe("COMMENT_SETTLED");
    await edda.comments.withdraw({ comment: answered.comments[1]!.id });
    expect(await codeOf(edda.comments.withdraw({ comment: answered.comments[1]!.id }))).toBe("COMMENT_SETTLED");
    const [after] = (await bea.comments.list({ assets: [block] })).threads;
    expect(after!.comments.map(({ text, withdrawn }) => [text, withdrawn])).toEqual([
      ["Which ridge, please?", false],
      ["", true],
    ]);
    await bea.comments.withdraw({ comment: first!.id });
    expect((await bea.comments.list({ assets: [block] })).total).toBe(0);
    expect(await codeOf(edda.comments.reply({ thread: thread.id, text: "And?" }))).toBe("NOT_FOUND");
  });

  test("CM-7: a resolved thread takes no answer and no change until it is reopened", async () => {
    const thread = await begin("bea");
    const bea = await as("bea");
    await bea.comments.resolve({ thread: thread.id });
    const comment = thread.comments[0]!.id;
    expect(await codeOf(bea.comments.reply({ thread: thread.id, text: "Wait" }))).toBe("COMMENT_SETTLED");
    expect(await codeOf(bea.comments.revise({ comment, text: "Wait" }))).toBe("COMMENT_SETTLED");
    expect(await codeOf(bea.comments.withdraw({ comment }))).toBe("COMMENT_SETTLED");
    await bea.comments.reopen({ thread: thread.id });
    await bea.comments.reply({ thread: thread.id, text: "Wait" });
  });

  test("CM-8: on a retired asset comments are read, and nothing else", async () => {
    const thread = await begin("bea");
    const edda = await as("edda");
    await edda.assets.retire({ asset: block, reason: "Over" });
    for (const call of [
      begin("bea"),
      edda.comments.reply({ thread: thread.id, text: "Gone" }),
      edda.comments.resolve({ thread: thread.id }),
      (await as("bea")).comments.withdraw({ comment: thread.comments[0]!.id }),
    ])
      expect(await codeOf(call)).toBe("NOT_FOUND");
    expect((await edda.comments.list({ assets: [block] })).threads).toHaveLength(1);
    expect(await waiting("edda")).toEqual([]);
  });
});

describe("who hears of it", () => {
  test("CM-9: a thread waits for its owner, for whom it mentions and for who began it, until they spoke last", async () => {
    const thread = await begin("audra", { mentions: [workspace.people.leo, workspace.people.leo] });
    expect(await waiting("edda")).toEqual([["owned", "Which ridge?"]]);
    expect(await waiting("leo")).toEqual([["mentioned", "Which ridge?"]]);
    expect(await waiting("audra")).toEqual([]);
    await (await as("leo")).comments.reply({ thread: thread.id, text: "Ask Egon.", mentions: [workspace.people.egon] });
    expect(await waiting("leo")).toEqual([]);
    expect(await waiting("audra")).toEqual([["answered", "Ask Egon."]]);
    expect(await waiting("egon")).toEqual([["mentioned", "Ask Egon."]]);
    const edda = await as("edda");
    await edda.comments.reply({ thread: thread.id, text: "The high one." });
    // Leo was mentioned before he spoke; Egon has not spoken yet.
    expect([await waiting("leo"), await waiting("edda")]).toEqual([[], []]);
    expect(await waiting("egon")).toEqual([["mentioned", "The high one."]]);
    const { comments } = await edda.insight.home({});
    expect(comments).toEqual([]);
    expect((await (await as("audra")).insight.home({})).comments).toMatchObject([
      { name: "hero.spring", because: "answered", number: 1, by: workspace.people.edda },
    ]);
    await edda.comments.resolve({ thread: thread.id });
    expect([await waiting("egon"), await waiting("audra")]).toEqual([[], []]);
    await edda.comments.reopen({ thread: thread.id });
    expect(await waiting("egon")).toHaveLength(1);
  });

  test("CM-9: who is no active member cannot be mentioned", async () => {
    const mentions = ["mem_01h0000000000000000000000a"];
    expect(await codeOf(begin("bea", { mentions }))).toBe("NOT_FOUND");
    expect(await codeOf(begin("bea", { mentions: ["Edda"] }))).toBe("INPUT_INVALID");
  });

  test("CM-10: a change of a fixed field is asked for in its type, and its owner hears of it", async () => {
    const edda = await as("edda");
    const terms: Place = { part: "disclosure", field: "terms", variant: null, locale: null };
    const { thread } = await edda.comments.start({
      asset: type,
      place: terms,
      purpose: "change",
      from: block,
      text: "The terms have moved.",
    });
    expect(thread).toMatchObject({
      purpose: "change",
      from: { asset: block, name: "hero.spring" },
      quote: "Terms apply.",
    });
    expect((await (await as("bea")).comments.waiting({})).threads).toMatchObject([
      { asset: type, name: "type.hero", purpose: "change", because: "owned" },
    ]);
    const from = "ast_01h0000000000000000000000a" as AssetId;
    expect(await codeOf(edda.comments.start({ asset: type, from, text: "?" }))).toBe("NOT_FOUND");
  });
});

test("CM-11: each of it is in the journal for good, and what was withdrawn is not on the screens", async () => {
  const thread = await begin("bea", { text: "Ask Jonas about it" });
  const bea = await as("bea");
  await bea.comments.revise({ comment: thread.comments[0]!.id, text: "Ask somebody" });
  await bea.comments.withdraw({ comment: thread.comments[0]!.id });
  const { entries } = await bea.audit.journal({ asset: block });
  expect(entries.slice(0, 3).map(({ act, body }) => [act, body["text"]])).toEqual([
    ["comment.withdrawn", undefined],
    ["comment.revised", "Ask somebody"],
    ["comment.started", "Ask Jonas about it"],
  ]);
  expect(JSON.stringify((await bea.comments.list({})).threads)).not.toContain("Ask");
});

test("CM-12: an exported folder does not have them, and their words are not found", async () => {
  await begin("bea", { text: "Murmeltier" });
  const bea = await as("bea");
  const { files } = await bea.exchange.exportFolder({});
  expect(JSON.stringify(files)).not.toContain("Murmeltier");
  expect((await bea.assets.list({ filter: { text: "Murmeltier" } })).total).toBe(0);
});

describe("the command line", () => {
  test("CM-5: comments are added, answered, listed, resolved and reopened", async () => {
    const text = "@Edda Editor and @Bea Brand: which ridge?";
    const args = ["hero.spring", text, "--field", "copy.headline", "--locale", "de-DE", "--change"];
    const added = await jsonAs<Thread>(workspace, "egon", "comment", "add", ...args);
    expect(added).toMatchObject({ exit: 0, number: 1, purpose: "change", quote: "The ridge is free of snow" });
    expect(added.comments[0]!.mentions).toEqual([workspace.people.edda, workspace.people.bea].toSorted());
    await runAs(workspace, "edda", "comment", "reply", "hero.spring", "1", "The high one.");
    const { out } = await runAs(workspace, "bea", "comment", "list", "hero.spring");
    expect(out).toContain("1  copy.headline.de-DE  a change is asked for  revision 1  open");
    expect(out).toContain("Edda Editor, 2026-03-02 09:00 UTC: The high one.");
    expect(await jsonAs(workspace, "edda", "comment", "resolve", "hero.spring", "1")).toMatchObject({
      state: "resolved",
    });
    expect((await runAs(workspace, "bea", "comment", "list", "hero.spring")).out).toBe(
      "no open threads on hero.spring\n",
    );
    expect((await runAs(workspace, "bea", "comment", "list", "hero.spring", "--all")).out).toContain("The high one.");
    expect(await jsonAs(workspace, "dirk", "comment", "reopen", "hero.spring", "1")).toMatchObject({ state: "open" });
  });

  test.each([
    [["add", "hero.spring", " "], "INPUT_INVALID", 2],
    [["add", "hero.spring", "?", "--field", "headline"], "INPUT_INVALID", 2],
    [["add", "hero.spring", "?", "--field", "copy.slogan"], "INPUT_INVALID", 2],
    [["add", "hero.spring", "?", "--locale", "de-DE"], "INPUT_INVALID", 2],
    [["add", "hero.none", "?"], "NOT_FOUND", 2],
    [["resolve", "hero.spring", "7"], "NOT_FOUND", 2],
  ])("CM-5: comment %s is refused", async (args, code, exit) => {
    expect(await jsonAs(workspace, "bea", "comment", ...args)).toMatchObject({ exit, error: { code } });
  });
});
