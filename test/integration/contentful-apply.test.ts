import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StudioApi } from "#shared/contracts.ts";
import type { BlockBody, ImportReport } from "#shared/content/model.ts";
import type { BlockTypeBody } from "#shared/taxonomy/model.ts";
import { existsSync, readdirSync } from "node:fs";
import { utf8 } from "#shared/kernel/canonical.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
import { entry, linkTo, media, space } from "#test/support/contentful.ts";
import { readSharedData } from "#test/support/shared-data.ts";
import { makeWorkspace, type TestWorkspace } from "#test/support/workspace.ts";

/** The import through the studio's own gate, as Bea of the brand team makes it. */
let workspace: TestWorkspace;
let api: StudioApi;
const early = () => readSharedData("contentful/fintech-space-1.json");
const late = () => readSharedData("contentful/fintech-space-2.json");
const importing = (source: string, apply: boolean): Promise<ImportReport> =>
  api.content.importExport({ format: "contentful", source, owner: workspace.people.bea, brand: "coin", apply });
const heads = async (): Promise<number> => (await api.assets.list({ filter: {}, limit: 1 })).total;
const find = async (name: string) => api.assets.get({ asset: name });

beforeAll(async () => {
  workspace = await makeWorkspace();
  api = await workspace.as("bea");
}, 60_000);
afterAll(() => workspace?.dispose());

describe("importing the real space", { timeout: 120_000 }, () => {
  test("without apply it reports everything and changes nothing", async () => {
    const report = await importing(early(), false);
    expect(report.counts["entries"]).toMatchObject({ total: 180 });
    expect(await heads()).toBe(0);
  });

  test("with apply it makes exactly what it reported, in one act of the journal", async () => {
    const report = await importing(early(), true);
    const named = new Set([
      ...report.made.map(({ asset }) => asset),
      ...report.rows.flatMap(({ asset }) => asset ?? []),
    ]);
    const { assets } = await api.assets.bodies({});
    expect(assets.filter(({ name }) => !named.has(name)).map(({ name }) => name)).toEqual([]);
    expect(assets.length).toBeGreaterThan(200);
    const { entries } = await api.audit.journal({ limit: 1 });
    expect(entries[0]?.act).toBe("content.imported");
  });

  test("IM-40 the same export again changes nothing", async () => {
    const before = await heads();
    await importing(early(), true);
    expect(await heads()).toBe(before);
    expect((await find("coin.hero-banner.modern-banking-hero-default")).revisions).toHaveLength(1);
  });

  test("IM-15 a field that was made fixed stays as it is in the type, and no block of the export can say otherwise", async () => {
    const type = await find("coin.cta");
    const body = structuredClone(type.body) as unknown as BlockTypeBody;
    Object.assign(
      body.settings.fields.find(({ name }) => name === "ctaText")!,
      { mode: "fixed", reason: "Legal wording." },
    );
    body.copy = { ctaText: { "*": "Learn more" } };
    await api.assets.revise({ asset: type.id, base: type.head, body, note: "One wording" });

    const report = await importing(late(), true);
    const row = report.rows.find(({ source }) => source.includes("6ruOAya7HFswgpaARPjXoR"));
    expect(row).toMatchObject({ outcome: "adapted", reason: expect.stringContaining("is fixed in the block type") });
    expect(row?.reason).toContain("is fixed now, so the value that the block had of its own is gone");
    const block = (await find(row!.asset!)).body as unknown as BlockBody;
    expect(block.copy?.["base"]?.["ctaText"]).toBeUndefined();
    const after = (await find("coin.cta")).body as unknown as BlockTypeBody;
    expect(after.copy?.["ctaText"]).toEqual({ "*": "Learn more" });
  });

  test("IM-41 the later export revised what it changed and left the rest", async () => {
    const hero = (await find("coin.hero-banner.modern-banking-hero-default")).body as unknown as BlockBody;
    expect(hero.settings.variants).toHaveLength(3);
    expect((await find("coin.menu-group")).kind).toBe("blockType");
  });

  test("IM-55 EX-17 files that came with an export are kept when it is imported, and by no preview", async () => {
    const drawing = utf8('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"></svg>');
    const source = space({
      assets: [media("m1", "A small drawing", "//images.example.com/a/b%20c.svg"), media("m2", "No picture")],
      entries: [entry("hero", "h1", { internalName: "One", headline: "1", image: linkTo("Asset", "m1") })],
    });
    const files = [
      { path: "images.example.com/a/b c.svg", bytes: toBase64(drawing) },
      { path: "images.example.com/m2.jpg", bytes: toBase64(utf8("no picture")) },
    ];
    const asked = { format: "contentful", source, owner: workspace.people.bea, brand: "tiny", files } as const;
    const { images } = workspace.app.services.folders;
    const kept = (): string[] => (existsSync(images) ? readdirSync(images) : []);
    const before = kept();
    const preview = await api.content.importExport({ ...asked, apply: false });
    expect(kept()).toEqual(before);
    expect(await api.content.importExport({ ...asked, apply: true })).toEqual(preview);
    expect(kept()).toHaveLength(before.length + 1);
    const picture = await find("tiny.picture.a-small-drawing");
    const hero = (await find("tiny.hero-banner.one")).body as unknown as BlockBody;
    expect(hero.visual?.["base"]?.["image"]).toEqual({ "*": picture.id });
    const odd = preview.rows.find(({ source: row }) => row.includes("(m2)"));
    expect(odd?.reason).toBe("No imported entry shows it.");
  });

  test("nobody without the right imports anything, and a refused import leaves nothing behind", async () => {
    const before = await heads();
    const editor = await workspace.as("edda");
    const input = {
      format: "contentful",
      source: early(),
      owner: workspace.people.edda,
      brand: "other",
      apply: true,
    } as const;
    await expect(editor.content.importExport(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const admin = await workspace.as("ada");
    await expect(admin.content.importExport(input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await heads()).toBe(before);
    expect(workspace.logged).toEqual([]);
  });
});
