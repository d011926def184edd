import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Field } from "#shared/taxonomy/model.ts";
import { field } from "#test/support/assets.ts";
import { hero, heroType, make, makeHero } from "#test/support/content.ts";
import { makeWorkspace, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

const get = async (asset: AssetId) => (await workspace.as("bea")).assets.get({ asset });
const fieldsOf = (type: Body): Field[] => type.settings!["fields"] as unknown as Field[];
const withFields = (change: (fields: Field[]) => Field[]): Body => {
  const type = heroType();
  return { ...type, settings: { ...type.settings, fields: change(fieldsOf(type)) as never } };
};
const renamed = withFields((fields) =>
  fields.map((one) => (one.name === "headline" ? { ...one, name: "title" } : one)),
);

describe("CO-20 a change of a block type", () => {
  test("is shown block by block before it is made, and writes nothing then", async () => {
    const { type, block } = await makeHero(workspace);
    const api = await workspace.as("bea");
    const preview = await api.content.previewMigration({ type, body: renamed });
    expect(preview).toEqual({
      changes: ["The field headline is now title."],
      blocks: [{ asset: block, name: "hero.spring", live: false, outcome: "migrated", why: null }],
      counts: { kept: 0, migrated: 1, byHand: 0, refused: 0 },
    });
    expect((await get(type)).revision).toBe(1);
  });

  test("takes its blocks along: a value follows its field to a new name", async () => {
    const { type, block } = await makeHero(workspace);
    const before = await get(type);
    const { revised, unproposed, left } = await (
      await workspace.as("bea")
    ).content.migrate({ type, base: before.head, body: renamed, note: "A clearer name" });
    expect({ revised, unproposed, left }).toEqual({ revised: [type, block], unproposed: [type, block], left: [] });
    expect((await get(block)).body).toMatchObject({ copy: { base: { title: { "*": "The ridge is free of snow" } } } });
    expect((await get(block)).problems).toEqual([]);
  });

  test("lets the request that a block is in follow it: only the others are to be proposed", async () => {
    const { type, block } = await makeHero(workspace);
    const { id } = await (await workspace.as("edda")).approvals.open({ title: "Spring", assets: [block] });
    const bea = await workspace.as("bea");
    const { revised, unproposed } = await bea.content.migrate({ type, base: (await get(type)).head, body: renamed });
    expect({ revised, unproposed }).toEqual({ revised: [type, block], unproposed: [type] });
    const { items } = await bea.approvals.get({ request: id });
    expect(items.map(({ revision }) => revision)).toEqual([(await get(block)).head]);
  });

  test("is refused where another window has changed the draft of the type meanwhile", async () => {
    const { type } = await makeHero(workspace);
    const bea = await workspace.as("bea");
    const { head } = await get(type);
    await bea.assets.saveDraft({ asset: type, body: renamed, base: head, version: 1 });
    await bea.assets.saveDraft({ asset: type, body: heroType(), base: head, version: 2 });
    const late = bea.content.migrate({ type, base: head, body: renamed, draft: 1 });
    await expect(late).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await get(type)).revision).toBe(1);
  });

  test("moves a value to the part whose approval covers it now, and drops what became fixed", async () => {
    const { type } = await makeHero(workspace);
    const full = await make(workspace, {
      kind: "block",
      name: "hero.full",
      by: "edda",
      body: hero(type, { headline: "Up", teaser: "Come along" }, { proof: "Tested" }),
    });
    const body: Body = {
      ...withFields((fields) =>
        fields.map((one) =>
          one.name === "teaser" ? { ...one, mode: "fixed" } : one.name === "proof" ? { ...one, part: "copy" } : one,
        ),
      ),
      copy: { teaser: { "*": "The same everywhere" } },
    };
    await (await workspace.as("bea")).content.migrate({ type, base: (await get(type)).head, body });
    expect((await get(full)).body).toEqual({
      settings: { label: "Hero", type, variants: [] },
      copy: { base: { headline: { "*": "Up" }, proof: { "*": "Tested" } } },
    });
  });

  test("leaves what needs a hand as it is, and says why", async () => {
    const { type, block } = await makeHero(workspace);
    const tighter = withFields((fields) =>
      fields.map((one) => (one.name === "headline" ? { ...one, limits: { maxLength: 10 } } : one)),
    );
    const before = await get(block);
    const { revised, left } = await (
      await workspace.as("bea")
    ).content.migrate({ type, base: (await get(type)).head, body: tighter });
    expect(revised).toEqual([type]);
    expect(left).toMatchObject([
      { name: "hero.spring", outcome: "byHand", why: expect.stringMatching(/^Shorten headline/) },
    ]);
    expect((await get(block)).head).toBe(before.head);
  });

  test("never takes away somebody's draft: that block is refused", async () => {
    const { type, block } = await makeHero(workspace);
    const { head, body } = await get(block);
    const bea = await workspace.as("bea");
    await bea.assets.saveDraft({
      asset: block,
      body: { ...body, copy: { base: { headline: { "*": "Mine" } } } },
      base: head,
      version: 1,
    });
    const { counts, blocks } = await bea.content.previewMigration({ type, body: renamed });
    expect(counts.refused).toBe(1);
    expect(blocks[0]?.why).toMatch(/draft/);
  });

  test("is nobody's who may not write the type", async () => {
    const { type } = await makeHero(workspace);
    const edda = await workspace.as("edda");
    await expect(edda.content.migrate({ type, base: (await get(type)).head, body: renamed })).rejects.toThrow(AppError);
    expect((await get(type)).revision).toBe(1);
  });

  test("a field that is new and required needs a hand in every block", async () => {
    const { type } = await makeHero(workspace);
    const body = withFields((fields) => [...fields, field("kicker", { label: "Kicker", required: true })]);
    const { counts } = await (await workspace.as("bea")).content.previewMigration({ type, body });
    expect(counts).toEqual({ kept: 0, migrated: 0, byHand: 1, refused: 0 });
  });
});
