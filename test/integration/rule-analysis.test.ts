import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Analysis } from "#shared/rules/analysis/model.ts";
import { jsonAs, runAs } from "#test/support/cli.ts";
import { attribute, audience, hero, make, makeHero, placement, purpose, selection } from "#test/support/content.ts";
import { refusalOf } from "#test/support/refusal.ts";
import { makeWorkspace, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
let home: AssetId;
let blocks: readonly AssetId[];

beforeEach(async () => {
  workspace = await makeWorkspace();
  const { type, block } = await makeHero(workspace);
  const other = await make(workspace, { kind: "block", name: "hero.autumn", body: hero(type), by: "edda" });
  blocks = [block, other];
  const consent = await make(workspace, { kind: "consentPurpose", name: "purpose.p", body: purpose(), by: "leo" });
  await make(workspace, { kind: "attribute", name: "attr.country", body: attribute("country"), by: "egon" });
  const body = placement([type], consent, block);
  home = await make(workspace, { kind: "placement", name: "home.web", body, by: "egon" });
  await rule("rule.wide", 'profile.country in ["DE", "AT"]', 200);
  await rule("rule.narrow", 'profile.country == "DE"', 100, blocks[1]);
});
afterEach(() => workspace.dispose());

const rule = (name: string, when: string, priority: number, block = blocks[0]!) =>
  make(workspace, { kind: "rule", name, body: selection(home, block, when, priority), by: "egon" });

const told = ({ findings }: Analysis, code = "shadowed") =>
  findings
    .filter((one) => one.code === code)
    .map(({ about, others }) => [about.name, ...others.map(({ name }) => name)]);

describe("the analysis of a workspace", () => {
  test("RA-13 names a hidden rule and the one that hides it, over one's own drafts and what is being typed", async () => {
    const egon = await workspace.as("egon");
    expect(told(await egon.rules.analyse({}))).toEqual([["rule.narrow", "rule.wide"]]);

    const { id, head } = await egon.assets.get({ asset: "rule.narrow" });
    const edited = selection(home, blocks[1]!, 'profile.country == "CH"', 100);
    expect(told(await egon.rules.analyse({ edited: { asset: id, body: edited }, about: id }))).toEqual([]);
    expect(told(await egon.rules.analyse({}))).toHaveLength(1);

    await egon.assets.saveDraft({ asset: id, base: head, version: 1, body: edited });
    expect(told(await egon.rules.analyse({}))).toEqual([]);
    // The draft is Egon's alone.
    expect(told(await (await workspace.as("bea")).rules.analyse({}))).toHaveLength(1);
    await egon.assets.revise({ asset: id, base: head, body: edited });
    expect(told(await (await workspace.as("bea")).rules.analyse({}))).toEqual([]);
  });

  test("RA-13 follows audiences, and says what of the dictionary nothing reads", async () => {
    const egon = await workspace.as("egon");
    const body = audience('profile.country == "DE"');
    const id = await make(workspace, { kind: "audience", name: "germans", body, by: "egon" });
    await make(workspace, { kind: "attribute", name: "attr.city", body: attribute("city"), by: "egon" });
    await rule("rule.germans", 'audience("germans")', 50, blocks[1]);
    const found = await egon.rules.analyse({});
    expect(told(found)).toContainEqual(["rule.germans", "rule.wide"]);
    expect(told(found, "unused")).toEqual([["attr.city"]]);
    const { head } = await egon.assets.get({ asset: id });
    await egon.assets.revise({ asset: id, base: head, body: audience('profile.country == "FR"') });
    expect(told(await egon.rules.analyse({}))).toEqual([["rule.narrow", "rule.wide"]]);
  });

  test("RA-14 a thread of its own finds the same where there are many rules", async () => {
    const egon = await workspace.as("egon");
    const few = await egon.rules.analyse({});
    for (let index = 0; index < 60; index++)
      await rule(`rule.n${index}`, `profile.country == "C${index}"`, 300 + index);
    const many = await egon.rules.analyse({});
    expect([many.looked.rules, few.looked.rules]).toEqual([62, 2]);
    expect(told(many)).toEqual(told(few));
    await rule("rule.late", 'profile.country == "C7"', 1, blocks[1]);
    expect(told(await egon.rules.analyse({}))).toContainEqual(["rule.late", "rule.n7"]);
  });

  test("RA-13 is refused to whoever is not signed in, and for a body that is none", async () => {
    const nobody = workspace.app.clientFor(workspace.app.newSender());
    expect(await refusalOf(nobody.rules.analyse({}))).toBe("SIGNED_OUT");
    const egon = await workspace.as("egon");
    const { id } = await egon.assets.get({ asset: "rule.narrow" });
    const broken = { asset: id, body: { logic: { effect: "select" } } };
    // What is not yet a rule shows nothing, and hides nothing.
    expect(told(await egon.rules.analyse({ edited: broken }))).toEqual([]);
    const open = { asset: id, body: selection(home, blocks[1]!, "profile.country ==", 100) };
    expect(told(await egon.rules.analyse({ edited: open }), "unreadable")).toEqual([["rule.narrow"]]);
  });

  test("RA-15 the command line says the same in words and as JSON, and ends with 2 on errors", async () => {
    const { exit, out } = await runAs(workspace, "egon", "rules", "analyse");
    expect(exit).toBe(0);
    expect(out).toContain("everybody for whom it is gets rule.wide, which comes first");
    await rule("rule.nobody", 'profile.country == "DE" && profile.country == "AT"', 500);
    const json = await jsonAs<Analysis>(workspace, "egon", "rules", "analyse", "--about", "rule.nobody");
    expect(json).toMatchObject({ exit: 2, findings: [{ code: "never", about: { name: "rule.nobody" } }] });
    expect((await runAs(workspace, "egon", "rules", "analyse", "--about", "rule.none")).exit).toBe(2);
  });
});
