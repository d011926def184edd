import { describe, expect, test } from "vitest";
import type { VocabularyBody } from "#shared/taxonomy/vocabulary.ts";
import type { PictureFile } from "#shared/images/model.ts";
import { planImport } from "#shared/content/contentful/plan.ts";
import {
  applied,
  bodyOf,
  contentType,
  document,
  entry,
  faultsOf,
  field,
  heroType,
  linkTo,
  media,
  options,
  plan,
  rowOf,
  space,
} from "#test/support/contentful.ts";
import { freshAsset } from "#test/support/people.ts";

const tag = (id: string, name: string) => ({ sys: { id, type: "Tag" }, name });
const tagged = (row: Record<string, unknown>, ...ids: string[]) => ({
  ...row,
  metadata: { tags: ids.map((id) => linkTo("Tag" as "Entry", id)) },
});
const tags = [
  tag("hr", "Team: HR"),
  tag("teamMarketing", "Team: Marketing"),
  tag("evergreen", "Type: Evergreen"),
  tag("campaign", "Type: Campaign"),
  tag("p13n", "p13n"),
];
const hero = (id: string, ...ids: string[]) =>
  tagged(entry("hero", id, { internalName: `Hero ${id}`, headline: "Hello" }), ...ids);
const source = (...entries: object[]) => space({ tags, entries });
const tierOf = (plans: ReturnType<typeof plan>, name: string) =>
  plans.assets.find(({ identity }) => identity.name === name)?.identity.tier;

describe("tags", () => {
  test("IM-50 become vocabularies by the word before their colon, also those that nothing carries", () => {
    const plans = plan(source(hero("1", "hr", "evergreen")));
    const after = applied(plans);
    expect(bodyOf(after, "acme.tags.team").settings).toMatchObject({
      label: "Team",
      carry: "many",
      terms: [
        { key: "hr", label: "HR" },
        { key: "team-marketing", label: "Marketing" },
      ],
    });
    expect(bodyOf(after, "acme.tags.tags").settings.terms).toEqual([{ key: "p13n", label: "p13n" }]);
    expect(rowOf(plans, "teamMarketing")).toMatchObject({
      outcome: "imported",
      asset: "acme.tags.team#team-marketing",
    });
    const { id } = after.find(({ identity }) => identity.name === "acme.tags.team")!;
    expect(bodyOf(after, "acme.hero-banner.hero-1").settings.tags).toContainEqual({ vocabulary: id, key: "hr" });
    expect(faultsOf(plans)).toEqual([]);
  });

  test("IM-50 a tag that the export does not list, and those of a variant, are left out with a line", () => {
    const plans = plan(source(hero("1", "nowhere")));
    expect(rowOf(plans, "1").reason).toContain("“nowhere” is left out");
  });

  test("IM-51 a later export adds terms and tags, takes none away, and leaves what the workspace says", () => {
    const first = applied(plan(source(hero("1", "hr"), hero("2", "hr"))));
    const edited = first.map((asset) => {
      if (asset.identity.name !== "acme.tags.team") return asset;
      const body = structuredClone(asset.body) as unknown as VocabularyBody;
      body.settings.terms[0]!.label = "People team";
      body.settings.terms[1]!.retired = true;
      return { ...asset, body: body };
    });
    const later = space({
      tags: [tag("hr", "Group: HR"), tag("teamMarketing", "Team: Marketing"), tag("legal", "Team: Legal")],
      entries: [hero("1", "legal", "teamMarketing")],
    });
    const second = plan(later, edited);
    const after = applied(second, edited);
    expect(bodyOf(after, "acme.tags.team").settings.terms).toEqual([
      { key: "hr", label: "People team" },
      { key: "team-marketing", label: "Marketing", retired: true },
      { key: "legal", label: "Legal" },
    ]);
    expect(bodyOf(after, "acme.tags.type").settings.terms).toHaveLength(2);
    const keys = (name: string) => bodyOf(after, name).settings.tags.map(({ key }: { key: string }) => key);
    expect(keys("acme.hero-banner.hero-1")).toEqual(["hr", "legal"]);
    expect(keys("acme.hero-banner.hero-2")).toEqual(["hr"]);
    expect(rowOf(second, "1").reason).toContain("“Marketing” is left out: the workspace has retired it");
    expect(rowOf(second, "hr").reason).toContain("It stays “People team”");
    expect(rowOf(second, "legal")).toMatchObject({ does: "changed" });
    expect(faultsOf(second, edited)).toEqual([]);
    expect(plan(later, after).assets).toEqual([]);
  });
});

describe("tiers", () => {
  test("IM-52 are proposed from the words of tags, the strictest first; teams and topics say none", () => {
    const plans = plan(
      source(hero("1", "evergreen", "p13n"), hero("2", "campaign"), hero("3", "p13n"), hero("4", "hr")),
    );
    expect([1, 2, 3, 4].map((id) => tierOf(plans, `acme.hero-banner.hero-${id}`))).toEqual([
      "foundation",
      "campaign",
      "variable",
      "campaign",
    ]);
    const told = plans.report.tiers.tags.map(({ label, tier, entries }) => [label, tier, entries]);
    expect(told).toEqual([
      ["Team: HR", null, 1],
      ["Team: Marketing", null, 0],
      ["Type: Evergreen", "foundation", 1],
      ["Type: Campaign", "campaign", 1],
      ["p13n", "variable", 2],
    ]);
  });

  test("IM-52 EX-43 a person’s word holds instead, and for blocks of which no tag says anything", () => {
    const choice = {
      ...options(),
      tiers: { evergreen: null, hr: "variable" as const },
      otherwise: "foundation" as const,
    };
    const plans = planImport(source(hero("1", "evergreen"), hero("2", "hr")), choice);
    expect([1, 2].map((id) => tierOf(plans, `acme.hero-banner.hero-${id}`))).toEqual(["foundation", "variable"]);
    expect(plans.report.tiers.tags[2]).toMatchObject({ proposed: "foundation", tier: null, because: "you chose it" });
  });

  test("IM-52 a block that is there keeps its tier, and its row says so", () => {
    const first = applied(plan(source(hero("1"))));
    const second = plan(source(hero("1", "evergreen")), first);
    expect(tierOf(second, "acme.hero-banner.hero-1")).toBe("campaign");
    expect(rowOf(second, "1").reason).toContain("stays in the tier campaign; its tags say foundation");
  });
});

describe("editor settings", () => {
  const editor = (controls: object[], more = {}) => ({
    sys: { id: "default", contentType: linkTo("ContentType" as "Entry", "hero") },
    controls,
    ...more,
  });
  const helped = editor(
    [
      { fieldId: "cta", widgetId: "singleLine", settings: { helpText: "Two words at most." } },
      { fieldId: "dark", widgetId: "boolean", settings: { trueLabel: "Night", falseLabel: "Day" } },
      { fieldId: "headline", widgetId: "slugEditor", settings: { trackingFieldId: "internalName", odd: 1 } },
      { fieldId: "image", widgetId: "x1", widgetNamespace: "app" },
    ],
    { sidebar: [] },
  );
  const fields = (assets: ReturnType<typeof applied>) =>
    Object.fromEntries(
      bodyOf(assets, "acme.hero-banner").settings.fields.map((one: { name: string }) => [one.name, one]),
    );

  test("IM-53 help texts and the words of two answers become the help of fields; what means nothing here is reported", () => {
    const plans = plan(space({ editorInterfaces: [helped] }));
    const made = fields(applied(plans)) as Record<string, { help?: string }>;
    expect(made["cta"]?.help).toBe("Two words at most.");
    expect(made["dark"]?.help).toBe("Yes: Night. No: Day.");
    const row = plans.report.rows.find(({ sourceKind }) => sourceKind === "editorInterfaces")!;
    expect(row).toMatchObject({ outcome: "adapted", asset: "acme.hero-banner" });
    for (const said of ["proposed from “internalName”", "settings odd", "an app of Contentful (x1)", "sidebar"])
      expect(row.reason).toContain(said);
  });

  test("IM-53 a later export gives help where there is none, and never rewords it", () => {
    const first = applied(plan(space({})));
    const second = plan(space({ editorInterfaces: [helped] }), first);
    expect(second.report.rows.find(({ sourceKind }) => sourceKind === "contentTypes")).toMatchObject({
      does: "changed",
      changes: [{ at: "settings.fields" }],
    });
    const after = applied(second, first);
    const reworded = editor([{ fieldId: "cta", widgetId: "singleLine", settings: { helpText: "Other words." } }]);
    expect(plan(space({ editorInterfaces: [reworded] }), after).assets).toEqual([]);
    expect(plan(space({ editorInterfaces: [] }), after).assets).toEqual([]);
  });
});

describe("links", () => {
  const page = contentType("page", "Page", [
    field("part", "Link", { linkType: "Entry", validations: [{ linkContentType: ["hero", "page"] }] }),
    field("gone", "Link", { linkType: "Entry", validations: [{ linkContentType: ["hero", "missing"] }] }),
    field("parts", "Array", {
      items: { type: "Link", linkType: "Entry", validations: [{ linkContentType: ["hero"] }] },
    }),
  ]);
  const circular = {
    ...heroType,
    fields: [
      ...(heroType["fields"] as object[]),
      field("page", "Link", { linkType: "Entry", validations: [{ linkContentType: ["page"] }] }),
    ],
  };

  test("IM-54 lead to the block types that the source names, also in a circle, and what leads elsewhere is left out", () => {
    const plans = plan(
      space({
        contentTypes: [page, circular, contentType("note", "Note", [field("text", "Text")])],
        entries: [
          entry("note", "n1", { internalName: "Note", text: "x" }),
          entry("page", "p1", { internalName: "Page", part: linkTo("Entry", "n1") }),
        ],
      }),
    );
    const after = applied(plans);
    const id = (name: string) => after.find(({ identity }) => identity.name === name)!.id;
    const limits = bodyOf(after, "acme.page").settings.fields.map(
      ({ limits: one }: { limits: { types?: string[] } }) => one.types,
    );
    expect(limits).toEqual([
      [id("acme.hero-banner"), id("acme.page")],
      [id("acme.hero-banner")],
      [id("acme.hero-banner")],
    ]);
    expect(bodyOf(after, "acme.hero-banner").settings.fields.at(-1).limits.types).toEqual([id("acme.page")]);
    expect(rowOf(plans, "page").reason).toContain("“gone”: it may lead to missing in the source");
    expect(rowOf(plans, "p1")).toMatchObject({
      outcome: "adapted",
      reason: expect.stringContaining("acme.note.note is not of type"),
    });
    expect(faultsOf(plans)).toEqual([]);
  });
});

describe("pictures", () => {
  const file: PictureFile = {
    digest: `sha256:${"a".repeat(64)}`,
    mediaType: "image/png",
    width: 900,
    height: 600,
    bytes: 500,
  };
  const limitedHero = contentType("hero", "Hero", [
    field("image", "Link", {
      linkType: "Asset",
      validations: [
        { linkMimetypeGroup: ["image"] },
        { assetImageDimensions: { width: { min: 800, max: 2000 } } },
        { assetFileSize: { max: 1000 } },
      ],
    }),
    field("text", "RichText"),
  ]);
  const shows = space({
    tags,
    contentTypes: [limitedHero],
    assets: [tagged(media("m1", "A hiker at dawn"), "hr"), media("m2", "Unused")],
    entries: [entry("hero", "h1", { internalName: "One", image: linkTo("Asset", "m1"), text: document() })],
  });
  const withFiles = (files: ReadonlyMap<string, PictureFile | { reason: string }>) =>
    planImport(shows, { ...options(), pictures: files });

  test("IM-55 a file that came with the export becomes a picture of the library, its sizes limits", () => {
    const plans = withFiles(new Map([["m1", file]]));
    const after = applied(plans);
    const picture = bodyOf(after, "acme.picture.a-hiker-at-dawn");
    expect(picture).toMatchObject({ visual: { file }, copy: { alt: { "*": "A hiker at dawn" } } });
    expect(picture.settings.tags).toHaveLength(1);
    const { id } = after.find(({ identity }) => identity.kind === "image")!;
    expect(bodyOf(after, "acme.hero.one").visual.base.image).toEqual({ "*": id });
    expect(bodyOf(after, "acme.hero").settings.fields[0].limits.picture).toEqual({ minWidth: 800, maxBytes: 1000 });
    expect(rowOf(plans, "hero").reason).toContain("its width is at most 2000 pixels is not checked");
    expect(rowOf(plans, "m1")).toMatchObject({
      outcome: "imported",
      asset: "acme.picture.a-hiker-at-dawn",
      does: "created",
    });
    expect(faultsOf(plans)).toEqual([]);
    expect(planImport(shows, { ...options(after), pictures: new Map([["m1", file]]) }).assets).toEqual([]);
  });

  test("IM-55 without its file it stays an address, no size limits it, and the report says so", () => {
    for (const files of [new Map(), new Map([["m1", { reason: "It is no picture." }]])]) {
      const plans = withFiles(files);
      expect(bodyOf(applied(plans), "acme.hero.one").visual.base.image).toEqual({
        "*": "https://images.example.com/m1.jpg",
      });
      expect(bodyOf(applied(plans), "acme.hero").settings.fields[0].limits.picture).toBeUndefined();
      expect(rowOf(plans, "m1").reason).toContain("stays the address of its file");
      expect(rowOf(plans, "m1").reason).toContain("An address carries no tags");
    }
  });

  test("IM-55 a picture that breaks its limits is left out with the reason", () => {
    const plans = withFiles(new Map([["m1", { ...file, width: 300 }]]));
    expect(rowOf(plans, "h1").reason).toContain("Choose a larger picture");
    expect(bodyOf(applied(plans), "acme.hero.one").visual?.base.image).toBeUndefined();
  });
});

describe("naming conventions of the workspace", () => {
  const convention = {
    id: freshAsset(),
    identity: {
      kind: "namingConvention" as const,
      name: "names.blocks",
      tier: "campaign" as const,
      scope: { brand: "*", market: "*", channel: "*" },
    },
    body: {
      settings: {
        label: "Names of blocks",
        pattern: "b-{subject}",
        parts: [{ key: "subject", from: "free" }],
        kinds: ["block"],
        tiers: ["foundation", "campaign", "variable"],
      },
    },
  };

  test("IM-18 name what is new: equal titles are told apart, and nothing is refused for its name", () => {
    const twice = [1, 2].map((id) => entry("hero", `h${id}`, { internalName: "Welcome", headline: "Hello" }));
    const plans = plan(source(...twice), [convention]);
    const names = plans.assets.filter(({ identity }) => identity.kind === "block").map(({ identity }) => identity.name);
    expect(names).toEqual(["b-welcome", "b-welcome-2"]);
    expect(rowOf(plans, "h2")).toMatchObject({ outcome: "imported", asset: "b-welcome-2" });
  });
});
