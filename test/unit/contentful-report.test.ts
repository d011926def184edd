import { describe, expect, test } from "vitest";
import {
  audience,
  contentType,
  entry,
  field,
  heroType,
  linkTo,
  media,
  plan,
  refusedImport,
  rowOf,
  space,
  visited,
} from "#test/support/contentful.ts";

describe("the report", () => {
  test("IM-1 counts every row of every list once, and says why where it is not simply imported", () => {
    const { report } = plan(
      space({
        entries: [
          entry("hero", "h1", { internalName: "Hero one", headline: "Hello" }),
          entry("hero", "h2", { internalName: "Hero two", headline: "x".repeat(41) }),
          entry("gone", "g1", { title: "Of no type" }),
        ],
        assets: [media("m1", "Nobody shows this")],
        tags: [{ sys: { id: "t1" }, name: "Spring" }],
        roles: [{ sys: { id: "r1" }, name: "Editor", policies: [{ effect: "allow", actions: "all" }] }],
        webhooks: [{ sys: { id: "w1" }, name: "Rebuild" }],
        editorInterfaces: [
          { sys: { id: "default", contentType: linkTo("ContentType" as "Entry", "hero") }, controls: [] },
        ],
        comments: [{ sys: { id: "c1" } }, "not even an object"],
      }),
    );
    expect(report.counts).toMatchObject({
      contentTypes: { total: 1 },
      entries: { total: 3, imported: 1, leftOut: 2 },
      assets: { total: 1, leftOut: 1 },
      locales: { total: 2 },
      tags: { total: 1, imported: 1 },
      roles: { total: 1, leftOut: 1 },
      webhooks: { total: 1, leftOut: 1 },
      editorInterfaces: { total: 1, imported: 1 },
      comments: { total: 2, leftOut: 2 },
    });
    for (const { total, imported, adapted, leftOut } of Object.values(report.counts))
      expect(imported + adapted + leftOut).toBe(total);
    expect(report.rows.filter(({ reason, outcome }) => (reason === undefined) !== (outcome === "imported"))).toEqual(
      [],
    );
  });

  test("IM-3 leaves out rows that cannot be read, with the place, and imports the others", () => {
    const plans = plan(
      space({
        entries: [
          { sys: { id: "no-type" }, fields: {} },
          entry("hero", "h1", { internalName: "Hero", headline: "Hello" }),
          entry("hero", "h1", { internalName: "Twice", headline: "Hello" }),
          { sys: { id: "odd", contentType: linkTo("Entry", "hero") }, fields: { headline: "not by locale" } },
        ],
      }),
    );
    expect(rowOf(plans, "no-type")).toMatchObject({
      outcome: "leftOut",
      reason: expect.stringContaining("entries[0].sys.contentType"),
    });
    expect(rowOf(plans, "odd")).toMatchObject({
      outcome: "leftOut",
      reason: expect.stringContaining("entries[3].fields.headline"),
    });
    expect(plans.report.counts["entries"]).toMatchObject({ total: 4, imported: 1, leftOut: 3 });
  });

  test("IM-4 lists what no single row stands for as made, with the reason", () => {
    const { report, assets } = plan(
      space({ entries: [audience("a1", "Visitors of sale", { any: [visited("sale")] })] }),
    );
    expect(report.made.map(({ asset, kind }) => `${kind} ${asset}`)).toEqual([
      "consentPurpose acme.personalization",
      "event acme.event.page",
    ]);
    const named = new Set([...report.made.map(({ asset }) => asset), ...report.rows.map(({ asset }) => asset)]);
    expect(assets.filter(({ identity }) => !named.has(identity.name))).toEqual([]);
  });
});

describe("a file that is no export", () => {
  test("IM-2 is refused with line and column where it is not JSON, and without a word of what it says", () => {
    const refused = refusedImport('{\n  "contentTypes": [],\n  "secret": hunter2\n}');
    expect(refused.code).toBe("INPUT_INVALID");
    expect(refused.details).toEqual({ line: 3, column: 13 });
    expect(refused.message).toContain("contentful space export");
    expect(refused.message).not.toContain("hunter2");
  });

  test.each([
    ["a list", "[]", "$"],
    ["an object of something else", '{"name":"package"}', "contentTypes"],
    ["an export whose entries are no list", '{"contentTypes":[],"entries":{}}', "entries"],
    ["null", "null", "$"],
  ])("IM-2 is refused with the place where it is %s", (_, source, at) => {
    const refused = refusedImport(source);
    expect(refused).toMatchObject({ code: "INPUT_INVALID", details: { at } });
  });

  test("IM-2 a brand that cannot stand in a name is refused by name", () => {
    const refused = refusedImport(space({}), { brand: "Acme Corp" });
    expect(refused).toMatchObject({ code: "INPUT_INVALID", details: { at: "brand" } });
  });

  test("names of the source that mean something to JavaScript are names like any other", () => {
    const type = contentType("__proto__", "Odd", [field("__proto__", "Symbol"), field("constructor", "Symbol")]);
    const source = space({ contentTypes: [heroType, type] }).replace(
      '"entries":[]',
      '"entries":[{"sys":{"id":"o1","contentType":{"sys":{"type":"Link","linkType":"ContentType","id":"__proto__"}}},"fields":{"constructor":{"en-US":"Word"},"__proto__":{"en-US":"Other"}}}]',
    );
    expect(plan(source).report.counts["entries"]).toMatchObject({ total: 1, leftOut: 0 });
  });
});
