import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import { withTags } from "#shared/assets/tags.ts";
import type { LintRule } from "#shared/insight/finding.ts";
import { audience, hero, heroType, make, makeHero } from "#test/support/content.ts";
import { lintApart } from "#main/insight/lint-apart.ts";
import { refusalOf } from "#test/support/refusal.ts";
import { makeWorkspace, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

async function found(rule: LintRule) {
  const { findings, counts } = await (await workspace.as("edda")).insight.lint({});
  const of = findings.filter((finding) => finding.rule === rule);
  expect(counts[rule]).toBe(of.length);
  return of;
}
const names = async (rule: LintRule) => (await found(rule)).map(({ name }) => name);

const season = (change: object = {}): Body => ({
  settings: {
    label: "Season",
    carry: "many",
    kinds: ["block"],
    required: [],
    terms: ["spring", "autumn"].map((key) => ({ key, label: key })),
    ...change,
  },
});

async function revise(name: string, body: Body, by: "bea" | "edda") {
  const api = await workspace.as(by);
  const { id, head } = await api.assets.get({ asset: name });
  await api.assets.revise({ asset: id, base: head, body });
}

describe("the linter", () => {
  test("TX-80 lists names that are older than their convention, with a name that would do", async () => {
    await makeHero(workspace);
    expect(await found("name")).toEqual([]);
    const body: Body = {
      settings: {
        label: "Blocks",
        pattern: "{type}.{slot}.{market}",
        parts: [
          { key: "type", from: "type" },
          { key: "slot", from: "free" },
          { key: "market", from: "scope", of: "market" },
        ],
        kinds: ["block"],
        tiers: ["campaign"],
      },
    };
    await make(workspace, { kind: "namingConvention", name: "naming.blocks", body, by: "bea" });
    const [finding] = await found("name");
    expect(finding).toMatchObject({ name: "hero.spring", rule: "name" });
    const edda = await workspace.as("edda");
    await edda.assets.rename({ asset: finding!.asset, name: finding!.proposal! });
    expect(await found("name")).toEqual([]);
  });

  test("TX-81 lists tags that nothing carries, retired ones that something does, and required ones that are missing", async () => {
    const { type } = await makeHero(workspace);
    const of = await make(workspace, { kind: "tagVocabulary", name: "tags.season", body: season(), by: "bea" });
    expect(await found("unusedTag")).toHaveLength(2);
    await revise("hero.spring", withTags(hero(type), of, ["spring"]), "edda");
    expect((await found("unusedTag")).map(({ message }) => message)).toEqual([
      "Retire autumn, or use it: nothing carries this tag.",
    ]);
    await make(workspace, { kind: "block", name: "hero.plain", body: hero(type, { headline: "Plain" }), by: "edda" });
    const terms = [
      { key: "spring", label: "Spring", retired: true },
      { key: "autumn", label: "Autumn" },
    ];
    await revise("tags.season", season({ terms, required: [{ kind: "block", tiers: ["campaign"] }] }), "bea");
    expect(await names("retiredTag")).toEqual(["hero.spring"]);
    expect(await names("missingTag")).toEqual(["hero.plain"]);
  });

  test("TX-82 lists what is called the same, and what nothing uses", async () => {
    await makeHero(workspace);
    expect(await names("unusedAsset")).toEqual([]);
    await make(workspace, { kind: "blockType", name: "type.other", body: heroType(), by: "bea" });
    await make(workspace, { kind: "audience", name: "nobody", body: audience("true"), by: "egon" });
    expect(await names("unusedAsset")).toEqual(["nobody", "type.other"]);
    expect(await found("sameLabel")).toMatchObject([{ name: "type.other", other: { name: "type.hero" } }]);
    const egon = await workspace.as("egon");
    const { id } = await egon.assets.get({ asset: "nobody" });
    await egon.assets.retire({ asset: id, reason: "Nobody uses it" });
    expect(await names("unusedAsset")).toEqual(["type.other"]);
  });

  test("TX-83 lists blocks that say nearly the same, and TX-84 fields that no block fills", async () => {
    const { type } = await makeHero(workspace);
    const body = hero(type, { headline: "The ridge is free of snow!" });
    await make(workspace, { kind: "block", name: "hero.again", body, by: "edda" });
    expect(await found("nearDuplicate")).toMatchObject([{ name: "hero.again", other: { name: "hero.spring" } }]);
    expect((await found("emptyField")).map(({ message }) => message)).toEqual([
      "Take the field teaser away, or fill it: no block of this type does.",
      "Take the field proof away, or fill it: no block of this type does.",
    ]);
    await revise(
      "hero.again",
      hero(type, { headline: "Other words for other people", teaser: "x" }, { proof: "y" }),
      "edda",
    );
    expect([...(await found("nearDuplicate")), ...(await found("emptyField"))]).toEqual([]);
  });
});

describe("TX-85: a finding is set aside", () => {
  const doubles = async () => {
    const edda = await workspace.as("edda");
    const { findings, counts, setAside } = await edda.insight.lint({});
    const { asset, rule, about, aside } = findings.find((one) => one.rule === "sameLabel")!;
    return { place: { asset, rule, about }, aside, count: counts.sameLabel, setAside };
  };
  beforeEach(async () => {
    for (const name of ["one.walkers", "two.walkers"])
      await make(workspace, { kind: "audience", name, body: audience("true"), by: "egon" });
  });

  test("with a reason, and counts no more; the journal says who and why", async () => {
    const { place, count } = await doubles();
    expect(count).toBe(1);
    const egon = await workspace.as("egon");
    await egon.insight.setAside({ ...place, reason: "Two regions, two teams" });
    const after = await doubles();
    expect(after).toMatchObject({ count: 0, setAside: 1, aside: { reason: "Two regions, two teams" } });
    const { entries } = await egon.audit.journal({ limit: 5 });
    expect(entries.map(({ act }) => act)).toContain("finding.setAside");
    await egon.insight.takeUp(place);
    expect(await doubles()).toMatchObject({ count: 1, setAside: 0, aside: null });
  });

  test("and comes back when what it is about changes", async () => {
    const { place } = await doubles();
    const egon = await workspace.as("egon");
    await egon.insight.setAside({ ...place, about: "ast_another", reason: "Of another double" });
    expect(await doubles()).toMatchObject({ count: 1 });
  });

  test("by nobody who may not write the asset, without a reason by nobody, and not where there is none", async () => {
    const { place } = await doubles();
    const edda = await workspace.as("edda");
    expect(await refusalOf(edda.insight.setAside({ ...place, reason: "not mine to say" }))).toBe("FORBIDDEN");
    const egon = await workspace.as("egon");
    expect(await refusalOf(egon.insight.setAside({ ...place, reason: "  " }))).toBe("INPUT_INVALID");
    expect(await refusalOf(egon.insight.takeUp(place))).toBe("NOT_FOUND");
  });
});

test("TX-86: a thread of its own finds the same, and nobody's save waits for it", async () => {
  const { type } = await makeHero(workspace);
  await make(workspace, { kind: "block", name: "hero.again", body: hero(type), by: "edda" });
  const bea = await workspace.as("bea");
  const order: string[] = [];
  const apart = lintApart(workspace.options.path).finally(() => order.push("linted"));
  const { head } = await bea.assets.get({ asset: type });
  const label = { settings: { ...heroType().settings, label: "Hero of the page" } };
  await bea.assets.revise({ asset: type, base: head, body: { ...heroType(), ...label } });
  order.push("saved");
  const { findings } = await apart;
  expect(order).toEqual(["saved", "linted"]);
  expect(findings).toEqual((await bea.insight.lint({})).findings);
  expect(findings.map(({ rule }) => rule)).toContain("nearDuplicate");
});
