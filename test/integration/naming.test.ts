import { afterEach, beforeEach, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import { withTags } from "#shared/assets/tags.ts";
import { everywhere } from "#shared/assets/model.ts";
import { hero, heroType, make } from "#test/support/content.ts";
import { makeWorkspace, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

const blockNames = (change: object = {}): Body => ({
  settings: {
    label: "Block names",
    pattern: "{type}.{campaign}[.{market}]",
    parts: [
      { key: "type", from: "type" },
      { key: "campaign", from: "free" },
      { key: "market", from: "scope", of: "market" },
    ],
    kinds: ["block"],
    tiers: ["campaign"],
    ...change,
  },
});

const convention = (body = blockNames(), name = "names.blocks", scope = everywhere) =>
  make(workspace, { kind: "namingConvention", name, body, scope, by: "bea" });

const heroTypeMade = () => make(workspace, { kind: "blockType", name: "type.hero", body: heroType(), by: "bea" });

test("TX-70 a new name and a rename are held to the convention, and the refusal proposes a name that is taken", async () => {
  const type = await heroTypeMade();
  await convention();
  const wish = { kind: "block", name: "spring-thing", body: hero(type), by: "edda" } as const;
  const { code, message } = await refused(make(workspace, wish));
  expect(code).toBe("CHECKS_FAILED");
  expect(message).toBe("Name it hero.hero: names here are written {type}.{campaign}[.{market}] (Block names).");
  const block = await make(workspace, { ...wish, name: "hero.hero" });
  const edda = await workspace.as("edda");
  expect((await refused(edda.assets.rename({ asset: block, name: "heroes.spring" }))).code).toBe("CHECKS_FAILED");
  await edda.assets.rename({ asset: block, name: "hero.spring" });
  await make(workspace, { ...wish, name: "anything-else", tier: "variable" });
});

test("TX-70 the convention with the narrowest scope governs", async () => {
  const type = await heroTypeMade();
  await convention();
  const german = { ...everywhere, market: "de" };
  await convention(blockNames({ pattern: "{market}-{type}-{campaign}" }), "names.blocks.de", german);
  const wish = { kind: "block", body: hero(type), by: "edda" } as const;
  await make(workspace, { ...wish, name: "de-hero-spring", scope: german });
  expect((await refused(make(workspace, { ...wish, name: "hero.spring.de", scope: german }))).message).toContain(
    "Name it de-hero-hero",
  );
  await make(workspace, { ...wish, name: "hero.spring.uk", scope: { ...everywhere, market: "uk" } });
});

test("TX-71 a name that is older than its convention is warned of, and saved", async () => {
  const type = await heroTypeMade();
  const block = await make(workspace, { kind: "block", name: "old-name", body: hero(type), by: "edda" });
  await convention();
  const edda = await workspace.as("edda");
  const { head, problems } = await edda.assets.get({ asset: block });
  expect(problems).toMatchObject([{ severity: "warning", at: "name" }]);
  await edda.assets.revise({ asset: block, base: head, body: hero(type, { headline: "Now" }) });
});

test("TX-72 a part of a vocabulary is a tag, and one that the asset carries", async () => {
  const type = await heroTypeMade();
  const terms = ["spring", "autumn"].map((key) => ({ key, label: key }));
  const of = await make(workspace, {
    kind: "tagVocabulary",
    name: "tags.season",
    body: { settings: { label: "Season", carry: "one", kinds: ["block"], required: [], terms } },
    by: "bea",
  });
  await convention(
    blockNames({
      pattern: "{type}.{season}",
      parts: [
        { key: "type", from: "type" },
        { key: "season", from: "vocabulary", vocabulary: of },
      ],
    }),
  );
  const wish = (name: string, body = hero(type)) => make(workspace, { kind: "block", name, body, by: "edda" });
  expect((await refused(wish("hero.winter"))).message).toContain("Season has no tag winter");
  await wish("hero.spring");
  expect((await refused(wish("hero.spring-2", withTags(hero(type), of, ["autumn"])))).message).toContain(
    "Name it hero.autumn",
  );
  await wish("hero.autumn", withTags(hero(type), of, ["autumn"]));
});

test("TX-75 a second convention for the same names in the same scope is refused", async () => {
  await convention();
  const { message } = await refused(convention(blockNames(), "names.more"));
  expect(message).toContain("names.blocks governs some of these names already");
  await convention(blockNames({ tiers: ["variable"] }), "names.variables");
});
