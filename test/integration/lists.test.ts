import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AssetOrder } from "#shared/assets/contract.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { approveAll, hero, heroType, make, makeHero, publishHero, release } from "#test/support/content.ts";
import { makeWorkspace, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
let type: AssetId;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

const list = async (filter: object, order?: AssetOrder) =>
  (await workspace.as("edda")).assets.list({ filter, ...(order ? { order } : {}) });
const names = async (filter: object, order?: AssetOrder): Promise<string[]> =>
  (await list(filter, order)).rows.map(({ name }) => name);

async function block(name: string, headline: string, more: { until?: string; tier?: "variable" } = {}) {
  const body = hero(type, { headline });
  const { until, tier } = more;
  return make(workspace, {
    kind: "block",
    name,
    by: "edda",
    body: until ? { ...body, settings: { ...body.settings, until } } : body,
    ...(tier ? { tier } : {}),
  });
}

describe("LI-1: a word is found however it is written", () => {
  beforeEach(async () => {
    type = await make(workspace, { kind: "blockType", name: "type.hero", body: heroType(), by: "bea" });
    await block("hero.de", "Hüttenschlafsäcke für die Straße");
    await block("hero.ja", "登山靴を修理します");
    await block("hero.kana", "ﾎﾟｲﾝﾄ二倍");
    await block("hero.ar", "الكِتَابُ الأوّل");
    await block("hero.hi", "हिन्दी में लिखा");
    await block("hero.th", "รองเท้าเดินป่า");
  });

  test.each([
    ["a compound by its beginning", "hüttenschl", "hero.de"],
    ["an umlaut without its dots", "huttenschlafsacke", "hero.de"],
    ["an umlaut as two letters", "huettenschlafsaecke", "hero.de"],
    ["ß as ß", "straße", "hero.de"],
    ["ß as ss, in capitals", "STRASSE", "hero.de"],
    ["a Japanese word of two characters", "修理", "hero.ja"],
    ["a Japanese word of three", "登山靴", "hero.ja"],
    ["half-width kana by full-width kana", "ポイント", "hero.kana"],
    ["Arabic without its vowels", "الكتاب", "hero.ar"],
    ["Arabic without its hamza", "الاول", "hero.ar"],
    ["Hindi with its vowel signs", "हिन्दी", "hero.hi"],
    ["Thai, which puts no spaces", "รองเท้า", "hero.th"],
  ])("%s: %s", async (_, typed, found) => {
    expect(await names({ text: typed })).toEqual([found]);
  });

  test("what only looks alike is not found", async () => {
    expect(await names({ text: "schlafsäcke" })).toEqual([]);
    expect(await names({ text: "理修" })).toEqual([]);
  });
});

describe("orders and groups", () => {
  beforeEach(async () => {
    type = await make(workspace, { kind: "blockType", name: "type.hero", body: heroType(), by: "bea" });
    await block("hero.spring.web.de", "One", { until: "2031-05-01T00:00:00.000Z" });
    workspace.clock.advance(1000);
    await block("hero.autumn.web.de", "Two", { tier: "variable" });
    workspace.clock.advance(1000);
    await block("card.spring.web.de", "Three", { until: "2030-01-01T00:00:00.000Z" });
    workspace.clock.advance(1000);
    await block("hero.plain", "Four");
  });
  const kinds = { kinds: ["block"] };

  test.each<[AssetOrder, string[]]>([
    ["name", ["card.spring.web.de", "hero.autumn.web.de", "hero.plain", "hero.spring.web.de"]],
    ["campaign", ["hero.autumn.web.de", "card.spring.web.de", "hero.spring.web.de", "hero.plain"]],
    ["tier", ["card.spring.web.de", "hero.plain", "hero.spring.web.de", "hero.autumn.web.de"]],
    ["changed", ["hero.plain", "card.spring.web.de", "hero.autumn.web.de", "hero.spring.web.de"]],
    ["expires", ["card.spring.web.de", "hero.spring.web.de", "hero.autumn.web.de", "hero.plain"]],
  ])("LI-2: by %s", async (order, expected) => {
    expect(await names(kinds, order)).toEqual(expected);
  });

  test("LI-2: by status, as of now", async () => {
    const edda = await workspace.as("edda");
    const id = (await list(kinds)).rows.find(({ name }) => name === "hero.plain")!.id;
    await edda.approvals.open({ title: "Plain", assets: [id] });
    workspace.clock.advance(Date.parse("2030-02-01T00:00:00Z") - workspace.clock.now());
    const { rows } = await list(kinds, "status");
    expect(rows.map(({ name, status }) => `${status} ${name}`)).toEqual([
      "draft hero.autumn.web.de",
      "draft hero.spring.web.de",
      "inReview hero.plain",
      "expired card.spring.web.de",
    ]);
  });

  test("LI-3: the first page tells the groups and how much is in each, also of what was found", async () => {
    expect((await list(kinds, "campaign")).groups).toEqual([
      { campaign: "autumn", tier: null, count: 1 },
      { campaign: "spring", tier: null, count: 2 },
      { campaign: null, tier: "campaign", count: 1 },
    ]);
    expect((await list({ ...kinds, text: "t" }, "campaign")).groups.map(({ count }) => count)).toEqual([1, 1]);
    expect((await list(kinds, "tier")).groups.map(({ tier, count }) => [tier, count])).toEqual([
      ["campaign", 3],
      ["variable", 1],
    ]);
  });

  test("LI-3: pages and stretches of ids are parts of one list", async () => {
    const edda = await workspace.as("edda");
    const all = (await list(kinds, "campaign")).rows.map(({ id }) => id);
    const page = await edda.assets.list({ filter: { kinds: ["block"] }, order: "campaign", offset: 1, limit: 2 });
    const { ids } = await edda.assets.ids({ filter: { kinds: ["block"] }, order: "campaign", offset: 1, limit: 2 });
    expect([page.rows.map(({ id }) => id), ids, page.total]).toEqual([all.slice(1, 3), all.slice(1, 3), 4]);
  });

  test("LI-4: a list narrows by channel, block type and one's own drafts", async () => {
    const edda = await workspace.as("edda");
    const other = await make(workspace, { kind: "blockType", name: "type.card", body: heroType(), by: "bea" });
    const email = { brand: "*", market: "*", channel: "email" };
    const mail = await make(workspace, {
      kind: "block",
      name: "mail.spring",
      body: hero(other),
      by: "edda",
      scope: email,
    });
    expect(await names({ ...kinds, type: other })).toEqual(["mail.spring"]);
    expect(await names({ ...kinds, channel: "web" })).not.toContain("mail.spring");
    expect(await names({ ...kinds, channel: "email", text: "ridge" })).toEqual(["mail.spring"]);
    expect(await names({ hasDraft: true })).toEqual([]);
    const { body, head } = await edda.assets.get({ asset: mail });
    await edda.assets.saveDraft({ asset: mail, body: body!, base: head, version: 1 });
    expect(await names({ hasDraft: true })).toEqual(["mail.spring"]);
    const bea = await workspace.as("bea");
    expect((await bea.assets.list({ filter: { hasDraft: true } })).total).toBe(0);
  });
});

test("LI-5: the status that lists are sorted and narrowed by follows every release", async () => {
  const made = await publishHero(workspace);
  type = made.type;
  const edda = await workspace.as("edda");
  expect(await names({ status: ["live"] })).toEqual(["hero.spring", "type.hero"]);
  const { head } = await edda.assets.get({ asset: made.block });
  await edda.assets.revise({ asset: made.block, base: head, body: hero(made.type, { headline: "New" }) });
  expect(await names({ status: ["live"] })).toEqual(["type.hero"]);
  await approveAll(workspace, [made.block]);
  expect(await names({ status: ["approved"] })).toEqual(["hero.spring"]);
  await release(workspace, ["edda"]);
  expect(await names({ status: ["live"] })).toEqual(["hero.spring", "type.hero"]);
});

test("LI-6: Home looks again at what names something that was changed, and at nothing else", async () => {
  const made = await makeHero(workspace);
  const bea = await workspace.as("bea");
  const edda = await workspace.as("edda");
  const waiting = (): string[] =>
    workspace.app.services.database.read((db) =>
      db.values("SELECT asset.name FROM recheck JOIN asset ON asset.id = recheck.asset ORDER BY asset.name"),
    );
  expect(waiting()).toEqual([]);
  const { head } = await bea.assets.get({ asset: made.type });
  const short = heroType({ headline: { limits: { maxLength: 10 } } });
  await bea.assets.revise({ asset: made.type, base: head, body: short });
  expect(waiting()).toEqual(["hero.spring"]);
  expect((await edda.insight.home({})).attention.map(({ name }) => name)).toEqual(["hero.spring"]);
  const before = await edda.assets.get({ asset: made.block });
  await edda.assets.revise({ asset: made.block, base: before.head, body: hero(made.type, { headline: "Ridge" }) });
  expect([waiting(), (await edda.insight.home({})).attention]).toEqual([[], []]);
});

describe("LI-13: a list is narrowed by tags, and a vocabulary knows how often each is carried", () => {
  let campaign: AssetId;
  let theme: AssetId;
  const tagged = async (name: string, ...tags: { vocabulary: AssetId; key: string }[]) => {
    const body = hero(type, { headline: `Words of ${name.replaceAll(".", " ")}` });
    const id = await make(workspace, {
      kind: "block",
      name,
      by: "edda",
      body: { ...body, settings: { ...body.settings, tags } },
    });
    return id;
  };
  const vocabulary = (name: string, carry: "one" | "many", ...keys: string[]) =>
    make(workspace, {
      kind: "tagVocabulary",
      name,
      by: "bea",
      tier: "foundation",
      body: {
        settings: {
          label: name,
          terms: keys.map((key) => ({ key, label: key })),
          carry,
          kinds: ["block"],
          required: [],
        },
      },
    });

  beforeEach(async () => {
    type = await make(workspace, { kind: "blockType", name: "type.hero", body: heroType(), by: "bea" });
    campaign = await vocabulary("tags.campaign", "one", "alpine", "repair");
    theme = await vocabulary("tags.theme", "many", "snow", "craft-and-care");
    await tagged("hero.one", { vocabulary: campaign, key: "alpine" }, { vocabulary: theme, key: "snow" });
    await tagged("hero.two", { vocabulary: campaign, key: "repair" }, { vocabulary: theme, key: "craft-and-care" });
    await tagged("hero.three", { vocabulary: campaign, key: "alpine" });
    await tagged("hero.four");
  });

  test("tags of one vocabulary widen, those of another narrow", async () => {
    const alpine = { vocabulary: campaign, key: "alpine" };
    const repair = { vocabulary: campaign, key: "repair" };
    const snow = { vocabulary: theme, key: "snow" };
    expect(await names({ tags: [alpine] })).toEqual(["hero.one", "hero.three"]);
    expect(await names({ tags: [alpine, repair] })).toEqual(["hero.one", "hero.three", "hero.two"]);
    expect(await names({ tags: [alpine, repair, snow] })).toEqual(["hero.one"]);
    expect(await names({ tags: [{ vocabulary: theme, key: "alpine" }] })).toEqual([]);
  });

  test("a tag is found as a word", async () => {
    expect(await names({ text: "craft", kinds: ["block"] })).toEqual(["hero.two"]);
  });

  test("a revision without the tag is not found by it any more, and what is retired is not counted", async () => {
    const edda = await workspace.as("edda");
    const { id, head } = await edda.assets.get({ asset: "hero.one" });
    await edda.assets.revise({ asset: id, base: head, body: hero(type, { headline: "No tags any more" }), note: "" });
    const { id: two } = await edda.assets.get({ asset: "hero.two" });
    await edda.assets.retire({ asset: two, reason: "over" });
    expect(await names({ tags: [{ vocabulary: campaign, key: "alpine" }] })).toEqual(["hero.three"]);
    expect(await edda.assets.tagUsage({ vocabulary: campaign })).toEqual({ counts: { alpine: 1 } });
    expect(await edda.assets.tagUsage({ vocabulary: theme })).toEqual({ counts: {} });
  });
});
