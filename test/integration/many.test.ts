import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ManyChange } from "#shared/content/bulk.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { hero, heroType, make } from "#test/support/content.ts";
import { makeWorkspace, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
let type: AssetId;
let one: AssetId;
let two: AssetId;
let three: AssetId;

beforeEach(async () => {
  workspace = await makeWorkspace();
  type = await make(workspace, { kind: "blockType", name: "type.hero", body: heroType(), by: "bea" });
  const block = (name: string, headline: string) =>
    make(workspace, { kind: "block", name, body: hero(type, { headline, teaser: "Boots for spring" }), by: "edda" });
  one = await block("hero.one", "Spring is here");
  two = await block("hero.two", "Spring on the ridge, thirty-nine letters"); // 40: the limit itself
  three = await block("hero.three", "Autumn");
});
afterEach(() => workspace.dispose());

const edda = () => workspace.as("edda");
const preview = async (change: ManyChange, assets = [one, two, three]) =>
  (await (await edda()).content.previewMany({ assets, change })).assets;

/** Confirms everything that the preview would do. */
async function apply(change: ManyChange, assets = [one, two, three]) {
  const confirmed = (await preview(change, assets)).flatMap(({ asset, stamp }) => (stamp ? [{ asset, stamp }] : []));
  return (await (await edda()).content.reviseMany({ change, confirmed, note: "All at once" })).assets;
}
const copyOf = async (asset: AssetId) => (await (await edda()).assets.get({ asset })).body?.["copy"]?.["base"];
const entries = async () => (await (await edda()).audit.journal({ limit: 1 })).total;

const set = (field: string, value: string | null, change: { variant?: string; locale?: string } = {}): ManyChange => ({
  kind: "set",
  field,
  variant: change.variant ?? "base",
  locale: change.locale ?? "*",
  value,
});
const replace = (find: string, by: string, change: object = {}): ManyChange => ({
  kind: "replace",
  find,
  replace: by,
  matchCase: false,
  wholeWord: false,
  locale: null,
  ...change,
});

describe("LI-9: a value is set in many blocks", () => {
  test("each gets a revision of its own, and those that say it already get none", async () => {
    await apply(set("teaser", "New"), [three]);
    const before = await entries();
    const done = await apply(set("teaser", "New"));
    expect(done.map(({ name, refused: no }) => [name, no])).toEqual([
      ["hero.one", null],
      ["hero.two", null],
    ]);
    expect(await copyOf(two)).toMatchObject({ teaser: { "*": "New" } });
    expect(await entries()).toBe(before + 2);
    const { revisions } = await (await edda()).assets.get({ asset: one });
    expect(revisions[0]).toMatchObject({ number: 2, note: "All at once" });
  });

  test("a value is taken away, but not one that every block needs", async () => {
    expect((await preview(set("teaser", null)))[0]!.edits).toMatchObject([{ before: "Boots for spring", after: null }]);
    await apply(set("teaser", null));
    expect(await copyOf(one)).toEqual({ headline: { "*": "Spring is here" } });
    const [row] = await preview(set("headline", null));
    expect([row!.stamp, row!.edits[0]!.refused]).toEqual([null, expect.stringContaining("Fill in headline")]);
  });

  test("at the limit it is taken, one past it it is shown and not", async () => {
    const emoji = "👩‍👩‍👧";
    const [fits] = await preview(set("headline", emoji.repeat(40)));
    const [over] = await preview(set("headline", emoji.repeat(41)));
    expect([fits!.edits[0]!.refused, over!.edits[0]!.refused]).toEqual([null, expect.stringContaining("41")]);
    expect([typeof fits!.stamp, over!.stamp]).toEqual(["string", null]);
  });

  test("LI-10: a fixed field is shown and stays, whoever confirms what", async () => {
    const change = set("terms", "No terms");
    const [row] = await preview(change);
    expect([row!.stamp, row!.edits[0]!.refused]).toEqual([null, expect.stringContaining("terms is fixed")]);
    const before = await entries();
    const stamp = (await (await edda()).assets.get({ asset: one })).head!;
    const { assets } = await (await edda()).content.reviseMany({ change, confirmed: [{ asset: one, stamp }] });
    expect([assets[0]!.refused?.code, await entries()]).toEqual(["CONFLICT", before]);
  });
});

describe("LI-11: words are found and replaced in many blocks", () => {
  test("every place is shown, and what is confirmed is what was shown", async () => {
    const change = replace("spring", "Frühling");
    const rows = await preview(change);
    expect(
      rows.map(({ name, edits }) => [name, edits.map(({ label, after }) => `${label}: ${String(after)}`)]),
    ).toEqual([
      ["hero.one", ["headline: Frühling is here", "teaser: Boots for Frühling"]],
      ["hero.two", ["headline: Frühling on the ridge, thirty-nine letters", "teaser: Boots for Frühling"]],
      ["hero.three", ["teaser: Boots for Frühling"]],
    ]);
    await apply(change);
    expect(await copyOf(one)).toMatchObject({ headline: { "*": "Frühling is here" } });
  });

  test("LI-10: a place that would break a limit keeps its words, and the others change", async () => {
    const change = replace("spring", "Frühling");
    const broken = (await preview(change))[1]!.edits[0]!;
    expect(broken.refused).toContain("at most 40");
    await apply(change);
    expect(await copyOf(two)).toEqual({
      headline: { "*": "Spring on the ridge, thirty-nine letters" },
      teaser: { "*": "Boots for Frühling" },
    });
  });

  test("by case, by whole word and by locale", async () => {
    const count = async (change: ManyChange) => (await preview(change)).flatMap(({ edits }) => edits).length;
    expect(await count(replace("SPRING", "x"))).toBe(5);
    expect(await count(replace("SPRING", "x", { matchCase: true }))).toBe(0);
    expect(await count(replace("sprin", "x", { wholeWord: true }))).toBe(0);
    expect(await count(replace("spring", "x", { locale: "de-DE" }))).toBe(0);
  });

  test("LI-12: it is taken back by restoring what each said before, as revisions again", async () => {
    const done = await apply(replace("spring", "Winter"));
    const back = {
      kind: "restore" as const,
      revisions: done.map(({ asset, before }) => ({ asset, revision: before! })),
    };
    await apply(back);
    expect(await copyOf(one)).toEqual({ headline: { "*": "Spring is here" }, teaser: { "*": "Boots for spring" } });
    expect((await (await edda()).assets.get({ asset: one })).revision).toBe(3);
  });
});

describe("LI-12: nothing half done", () => {
  test("what was changed after the preview is refused, and the others are done", async () => {
    const change = set("teaser", "New");
    const confirmed = (await preview(change)).map(({ asset, stamp }) => ({ asset, stamp: stamp! }));
    const api = await edda();
    const { head } = await api.assets.get({ asset: two });
    await api.assets.revise({ asset: two, base: head, body: hero(type, { headline: "Other" }) });
    const { assets } = await api.content.reviseMany({ change, confirmed });
    expect(assets.map(({ refused: no }) => no?.code ?? null)).toEqual([null, "CONFLICT", null]);
    expect(await copyOf(two)).toEqual({ headline: { "*": "Other" } });
  });

  test("each asset asks for its own right", async () => {
    const change = set("teaser", "New");
    const dirk = await workspace.as("dirk");
    const { assets } = await dirk.content.previewMany({ assets: [one], change });
    expect([assets[0]!.refused?.code, assets[0]!.stamp]).toEqual(["FORBIDDEN", null]);
    const stamp = (await preview(change))[0]!.stamp!;
    const done = await dirk.content.reviseMany({ change, confirmed: [{ asset: one, stamp }] });
    expect(done.assets[0]!.refused?.code).toBe("FORBIDDEN");
  });

  test("a draft of one's own is not overwritten; made a revision it is what the draft said", async () => {
    const api = await edda();
    const { head } = await api.assets.get({ asset: one });
    const body = hero(type, { headline: "From my draft" });
    await api.assets.saveDraft({ asset: one, body, base: head, version: 1 });
    expect((await preview(set("teaser", "New")))[0]!.refused).toMatchObject({ code: "CONFLICT" });
    const done = await apply({ kind: "drafts" });
    expect(done.map(({ name }) => name)).toEqual(["hero.one"]);
    expect(await copyOf(one)).toEqual({ headline: { "*": "From my draft" } });
    expect((await api.assets.get({ asset: one })).draft).toBeNull();
  });

  test("many are retired by their owner, except what is still used or in review", async () => {
    const api = await edda();
    await api.approvals.open({ title: "Two", assets: [two] });
    const rows = await preview({ kind: "retire", reason: "Over" }, [one, two, type]);
    expect(rows.map(({ refused: no }) => no?.code ?? null)).toEqual([null, "IN_REVIEW", "NOT_OWNER"]);
    await apply({ kind: "retire", reason: "Over" });
    expect((await api.assets.get({ asset: one })).status).toBe("retired");
    expect((await api.assets.get({ asset: two })).status).toBe("inReview");
  });
});

test("LI-7: a view is one person's: saved, renamed, changed and deleted by nobody else", async () => {
  const api = await edda();
  const view = { list: "Content", name: "Mine, live", look: { status: "live", mine: "me", by: "changed" } };
  const { id } = await api.assets.saveView(view);
  expect((await refused(api.assets.saveView(view))).code).toBe("NAME_TAKEN");
  await api.assets.saveView({ ...view, id, name: "Live" });
  expect((await api.assets.views({ list: "Content" })).views).toEqual([{ id, name: "Live", look: view.look }]);
  const bea = await workspace.as("bea");
  expect((await bea.assets.views({ list: "Content" })).views).toEqual([]);
  for (const call of [bea.assets.saveView({ ...view, id }), bea.assets.removeView({ id })])
    expect((await refused(call)).code).toBe("NOT_FOUND");
  await api.assets.removeView({ id });
  expect((await api.assets.views({ list: "Content" })).views).toEqual([]);
});
