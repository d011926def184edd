import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import { withTags } from "#shared/assets/tags.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { approveAll, hero, heroType, make, publishHero, release } from "#test/support/content.ts";
import { makeWorkspace, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

const seasons = (change: object = {}): Body => ({
  settings: {
    label: "Season",
    carry: "one",
    kinds: ["block"],
    required: [],
    terms: [
      { key: "spring", label: "Spring" },
      { key: "autumn", label: "Autumn" },
      { key: "summer", label: "Summer", retired: true },
    ],
    ...change,
  },
});

const vocabulary = (body = seasons(), name = "tags.season") =>
  make(workspace, { kind: "tagVocabulary", name, body, by: "bea" });

const heroTypeMade = () => make(workspace, { kind: "blockType", name: "type.hero", body: heroType(), by: "bea" });

const tagged = (type: AssetId, of: AssetId, ...keys: string[]): Body => withTags(hero(type), of, keys);

async function revise(asset: AssetId, body: Body, by: "bea" | "edda") {
  const api = await workspace.as(by);
  const { head } = await api.assets.get({ asset });
  return await api.assets.revise({ asset, base: head, body });
}

describe("tags", () => {
  test("TX-60 an unknown tag is refused where it is written, a retired one is only warned of", async () => {
    const type = await heroTypeMade();
    const of = await vocabulary();
    const wish = (name: string, key: string) =>
      make(workspace, { kind: "block", name, body: tagged(type, of, key), by: "edda" });
    expect((await refused(wish("hero.winter", "winter"))).message).toContain("Season has none called winter");
    const retired = await wish("hero.summer", "summer");
    const { problems } = await (await workspace.as("edda")).assets.get({ asset: retired });
    expect(problems).toMatchObject([{ severity: "warning", at: "settings.tags.0", code: "reference" }]);
  });

  test("TX-61 a vocabulary is required by kind and tier, on every path into the workspace", async () => {
    const type = await heroTypeMade();
    const of = await vocabulary(seasons({ required: [{ kind: "block", tiers: ["campaign"] }] }));
    const wish = { kind: "block", name: "hero.spring", body: hero(type), by: "edda" } as const;
    expect((await refused(make(workspace, wish))).message).toContain("Choose a tag of Season");
    await make(workspace, { ...wish, name: "hero.free", tier: "variable" });
    const block = await make(workspace, { ...wish, body: tagged(type, of, "spring") });
    expect((await refused(revise(block, hero(type), "edda"))).code).toBe("CHECKS_FAILED");
  });

  test("TX-62 tags name vocabulary and key: rewording a label and renaming the vocabulary breaks nothing", async () => {
    const type = await heroTypeMade();
    const of = await vocabulary();
    const block = await make(workspace, {
      kind: "block",
      name: "hero.spring",
      body: tagged(type, of, "spring"),
      by: "edda",
    });
    const bea = await workspace.as("bea");
    await revise(of, seasons({ label: "Time of year", terms: [{ key: "spring", label: "In spring" }] }), "bea");
    await bea.assets.rename({ asset: of, name: "tags.time-of-year" });
    const { problems, uses } = await bea.assets.get({ asset: block });
    expect(problems).toEqual([]);
    expect(uses.map(({ name }) => name)).toContain("tags.time-of-year");
  });

  test("TX-63 a vocabulary in use cannot be retired, and says by whom it is used", async () => {
    const type = await heroTypeMade();
    const of = await vocabulary();
    await make(workspace, { kind: "block", name: "hero.spring", body: tagged(type, of, "spring"), by: "edda" });
    const { code, message } = await refused((await workspace.as("bea")).assets.retire({ asset: of, reason: "Over" }));
    expect(code).toBe("STILL_USED");
    expect(message).toContain("hero.spring");
  });

  test("TX-64 what is approved stays releasable however its vocabulary changes, and no vocabulary is released", async () => {
    const { type, block } = await publishHero(workspace);
    const of = await vocabulary();
    await revise(block, tagged(type, of, "spring"), "edda");
    await approveAll(workspace, [block, of]);
    await revise(of, seasons({ terms: [{ key: "autumn", label: "Autumn" }], kinds: ["rule"] }), "bea");
    const ada = await workspace.as("ada");
    const { items, blockers } = await ada.releases.candidate({ environment: "production" });
    expect(items.map(({ kind }) => kind)).not.toContain("tagVocabulary");
    expect(blockers.filter(({ code }) => code !== "ownerUnsigned")).toEqual([]);
    expect(await release(workspace, ["edda"])).toBe(2);
    const edda = await workspace.as("edda");
    const { problems } = await edda.assets.get({ asset: block });
    expect(problems.map(({ severity }) => severity)).toEqual(["error", "error"]);
    const attention = (await edda.insight.home({})).attention;
    expect(attention.map(({ asset }) => asset)).toEqual([block]);
  });
});
