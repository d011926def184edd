import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import type { StudioApi } from "#shared/contracts.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { approveAll, hero, make, makeHero, placement, purpose, release, selection } from "#test/support/content.ts";
import { makeWorkspace, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
let bea: StudioApi;
let type: AssetId;
let main: AssetId;
let foot: AssetId;
let template: AssetId;

const body = (footBlock: AssetId | null, label = "Home"): Body => ({
  settings: {
    label,
    channel: "web",
    slots: [
      { key: "main", label: "Main", mode: "flexible", types: [type], block: main },
      { key: "foot", label: "Foot", mode: "fixed", types: [type], ...(footBlock ? { block: footBlock } : {}) },
    ],
  },
});

beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ type, block: main } = await makeHero(workspace));
  foot = await make(workspace, {
    kind: "block",
    name: "hero.foot",
    body: hero(type, { headline: "Halden, Oberstdorf" }),
    by: "edda",
  });
  template = await make(workspace, { kind: "template", name: "template.home", body: body(foot), by: "bea" });
  bea = await workspace.as("bea");
});
afterEach(() => workspace.dispose());

const said = "Choose the block of “Foot”: a fixed slot is never empty.";

describe("TE-2 a fixed slot cannot be emptied", () => {
  test("by making one, by revising one, or by way of a draft", async () => {
    const made = make(workspace, { kind: "template", name: "template.other", body: body(null), by: "bea" });
    expect((await refused(made)).details["problems"]).toEqual([expect.objectContaining({ message: said })]);

    const { head } = await bea.assets.get({ asset: template });
    const revised = await refused(bea.assets.revise({ asset: template, base: head, body: body(null), note: "" }));
    expect(revised.details["problems"]).toEqual([expect.objectContaining({ message: said })]);

    // A draft may be half-written, and says so; it never becomes a revision.
    const { problems } = await bea.assets.saveDraft({ asset: template, base: head, body: body(null), version: 1 });
    expect(problems.map(({ message }) => message)).toEqual([said]);
    expect((await bea.assets.get({ asset: template })).head).toBe(head);
  });

  test("by a folder of files", async () => {
    const { files } = await bea.exchange.exportFolder({});
    // Keys are in the order of the alphabet, so another always follows.
    const fixedBlock = new RegExp(String.raw`"block": "${foot}",\s*`);
    const emptied = files.map((file) =>
      file.path.includes("template.home") ? { ...file, text: file.text.replace(fixedBlock, "") } : file,
    );
    expect(emptied).not.toEqual(files);
    const before = (await bea.assets.get({ asset: template })).head;
    const report = await bea.exchange.importFolder({ files: emptied, owner: workspace.people.bea, apply: true });
    const row = report.rows.find(({ source }) => source.includes("template.home"));
    expect(row).toMatchObject({ outcome: "rejected" });
    expect(row?.reason).toContain(said);
    expect((await bea.assets.get({ asset: template })).head).toBe(before);
  });
});

describe("TE-7 what a template names", () => {
  test("is where it is used, and cannot be retired while it is", async () => {
    expect((await bea.assets.get({ asset: foot })).usedBy.map(({ name }) => name)).toEqual(["template.home"]);
    expect((await bea.assets.get({ asset: template })).uses.map(({ name }) => name).toSorted()).toEqual([
      "hero.foot",
      "hero.spring",
      "type.hero",
    ]);
    const edda = await workspace.as("edda");
    expect((await refused(edda.assets.retire({ asset: foot, reason: "Not needed" }))).code).toBe("STILL_USED");
  });

  test("must be in a release with it", async () => {
    await approveAll(workspace, [type, main]);
    await approveAll(workspace, [template], "bea");
    const ada = await workspace.as("ada");
    const { blockers } = await ada.releases.candidate({ environment: "production" });
    const why = blockers.filter(({ name }) => name === "template.home").map(({ message }) => message);
    expect(why).toContain(`Choose another asset: ${foot} is not in this workspace.`);
    expect((await refused(ada.releases.publish({ environment: "production" }))).code).toBe("GATES_CLOSED");
    await approveAll(workspace, [foot]);
    expect(await release(workspace, ["bea", "edda"])).toBe(1);
  });
});

test("TE-24 IN-1 the cascade of a block says where a slot is then empty, and what that leaves", async () => {
  const slots: Json[] = [
    { key: "main", label: "Main", mode: "flexible", types: [type] },
    { key: "side", label: "Side", mode: "flexible", types: [type] },
    { key: "foot", label: "Foot", mode: "fixed", types: [type], block: foot },
  ];
  const home = await make(workspace, {
    kind: "template",
    name: "template.side",
    body: { settings: { label: "Home", channel: "web", slots } },
    by: "bea",
  });
  const consent = await make(workspace, { kind: "consentPurpose", name: "purpose.p13n", by: "leo", body: purpose() });
  const plain = placement([type], consent, main);
  const place = await make(workspace, {
    kind: "placement",
    name: "home.web",
    by: "bea",
    body: { settings: { ...plain.settings, template: home } },
  });
  const side = await make(workspace, {
    kind: "block",
    name: "hero.side",
    body: hero(type, { headline: "By the side" }),
    by: "edda",
  });
  const rule = selection(place, side, "true");
  await make(workspace, {
    kind: "rule",
    name: "rule.side",
    by: "bea",
    body: { ...rule, logic: { ...rule.logic, slot: "side" } },
  });
  const placesOf = async (asset: AssetId) => (await bea.insight.cascade({ asset })).endings[0]?.places;
  expect(await placesOf(foot)).toEqual([
    { placement: "home.web", rule: null, slot: "Foot", instead: "nothing", generic: null },
  ]);
  expect(await placesOf(side)).toEqual([
    { placement: "home.web", rule: "rule.side", slot: "Side", instead: "leftOut", generic: null },
  ]);
});
