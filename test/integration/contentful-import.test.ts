import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { decisionRequest } from "#shared/decision/model.ts";
import { beforeAll, describe, expect, test } from "vitest";
import type { VocabularyBody } from "#shared/taxonomy/vocabulary.ts";
import { blockBody } from "#shared/content/model.ts";
import type { ImportPlan } from "#shared/content/contentful/plan.ts";
import type { ExistingAsset } from "#shared/content/contentful/workspace.ts";
import { applied, bodyOf, faultsOf, plan, rowOf } from "#test/support/contentful.ts";
import { readSharedData } from "#test/support/shared-data.ts";

/** A real space that nobody of this project wrote, and the same space at a later date. */
let early: string;
let late: string;
let first: ImportPlan;
let workspace: ExistingAsset[];
beforeAll(() => {
  early = readSharedData("contentful/fintech-space-1.json");
  late = readSharedData("contentful/fintech-space-2.json");
  first = plan(early);
  workspace = applied(first);
});

function addsUp(plans: ImportPlan, source: string): void {
  const file = JSON.parse(source) as Record<string, unknown[]>;
  for (const [name, rows] of Object.entries(file)) {
    const { total, imported, adapted, leftOut } = plans.report.counts[name] ?? {
      total: 0,
      imported: 0,
      adapted: 0,
      leftOut: 0,
    };
    expect({ name, total, sum: imported + adapted + leftOut }).toEqual({ name, total: rows.length, sum: rows.length });
  }
  const unexplained = plans.report.rows.filter(({ outcome, reason }) => outcome !== "imported" && !reason);
  expect(unexplained).toEqual([]);
}

describe("the first export", () => {
  test("IM-1 every row of every list is counted once", () => addsUp(first, early));

  test("IM-43 every planned body passes the checks of its kind and stands after what it refers to", () => {
    expect(first.assets.every(({ op }) => op === "create")).toBe(true);
    expect(faultsOf(first)).toEqual([]);
  });

  test("IM-17 every entry is imported: nothing of the real content is lost to our own rules", () => {
    expect(first.report.counts["entries"]).toMatchObject({ total: 180, leftOut: 0 });
  });

  test("IM-5 the report says which tags and fields its roles were held to", () => {
    const freelancer = first.report.rows.find(({ source }) => source.startsWith("Freelancer"));
    expect(freelancer).toMatchObject({ sourceKind: "roles", outcome: "leftOut" });
    expect(freelancer?.reason).toContain("It could update: what is tagged support.");
  });

  test("IM-20 its six audiences are conditions that the type checker accepts", () => {
    const audiences = workspace
      .filter(({ identity }) => identity.kind === "audience")
      .map(({ identity, body }) => [identity.name, body.logic?.["when"]]);
    expect(Object.fromEntries(audiences)).toMatchObject({
      "acme.audience.business-owners":
        'events.exists(e, e.name == "page" && e.url.contains("corporate-card")) || profile.role == "Owner" || profile.role == "General Manager"',
      "acme.audience.college-students":
        'events.exists(e, e.name == "page" && e.url.contains("back-to-school")) || profile.college_student',
    });
    expect(audiences).toHaveLength(6);
  });

  test("IM-30 each of its thirteen personalized entries is a block with variants, in two languages", () => {
    const blocks = workspace
      .filter(({ identity }) => identity.kind === "block")
      .map(({ body }) => blockBody.parse(body));
    const personalized = blocks.filter(({ settings }) => settings.variants.length > 0);
    expect(personalized).toHaveLength(13);
    const hero = bodyOf(workspace, "acme.hero-banner.modern-banking-hero-default");
    expect(hero.settings.variants.map(({ label }: { label: string }) => label)).toEqual([
      "Business Owners",
      "Crypto Enthusiasts",
      "College Students",
    ]);
    expect(Object.keys(hero.copy.base.headline)).toEqual(["*", "de-DE"]);
    expect(hero.copy["college-students"].headline["*"]).not.toBe(hero.copy.base.headline["*"]);
  });

  test("IM-32 each of them has a placement, and no two selections meet in one", () => {
    const selections = workspace
      .filter(({ identity }) => identity.kind === "rule")
      .map(({ body }) => body.logic?.["placement"]);
    expect(selections).toHaveLength(13);
    expect(new Set(selections).size).toBe(13);
    expect(workspace.some(({ identity }) => identity.name === "acme.hero-banner.web")).toBe(true);
  });

  test("IM-24 its merge tag stands in the sentence with its fallback", () => {
    const { bodyText } = bodyOf(workspace, "acme.duplex.black-card-banking-for-travellers").copy.base;
    expect(bodyText["*"]).toContain("Wether you are in {{location_country|Citizen}} or anywhere else");
  });
});

/** What an export says beside its entries, as far as every single thing of it must be found again. */
interface SourceFile {
  tags: { sys: { id: string }; name: string }[];
  contentTypes: {
    sys: { id: string };
    fields: { id: string; type: string; items?: Validated; validations?: object[] }[];
  }[];
  entries: { sys: { id: string }; metadata?: { tags: { sys: { id: string } }[] } }[];
  editorInterfaces: {
    sys: { contentType: { sys: { id: string } } };
    controls?: { fieldId: string; settings?: { helpText?: string } }[];
  }[];
}
interface Validated {
  validations?: object[];
}

/** A field as the test looks at it. */
interface FoundField {
  readonly name: string;
  readonly help?: string;
  readonly limits: { readonly types?: string[] };
}

/** Every tag, tagging, help text and type of link of an export is found in the workspace, or the report says where it is not. */
function lostWithoutALine(plans: ImportPlan, source: string, after: readonly ExistingAsset[]): string[] {
  const lost: string[] = [];
  const file = JSON.parse(source) as SourceFile;
  const nameOf = (collection: string, id: string): string | undefined =>
    plans.report.rows.find(
      (row) => row.sourceKind === collection && (row.source === id || row.source.endsWith(`(${id})`)),
    )?.asset;
  const reasonsOf = (id: string): string => rowOf(plans, id).reason ?? "";
  const vocabularies = after.filter(({ identity }) => identity.kind === "tagVocabulary");
  const keys = new Map<string, { vocabulary: string; key: string }>();
  for (const { sys } of file.tags) {
    const [name, key] = nameOf("tags", sys.id)!.split("#") as [string, string];
    const vocabulary = vocabularies.find(({ identity }) => identity.name === name)!;
    const { terms } = (vocabulary.body as unknown as VocabularyBody).settings;
    if (!terms.some((term) => term.key === key)) lost.push(`tag ${sys.id}`);
    keys.set(sys.id, { vocabulary: vocabulary.id, key });
  }
  for (const { sys, metadata } of file.entries)
    for (const tag of metadata?.tags ?? []) {
      const name = nameOf("entries", sys.id);
      const isBlock = name !== undefined && !name.includes("#");
      const tags = isBlock ? (bodyOf(after, name).settings.tags ?? []) : [];
      const found = tags.some((one: { key: string }) => one.key === keys.get(tag.sys.id)!.key);
      if (!found && !/has no tags of its own|left out/.test(reasonsOf(sys.id)))
        lost.push(`tag ${tag.sys.id} of ${sys.id}`);
    }
  const types = new Map(file.contentTypes.map((type) => [type.sys.id, nameOf("contentTypes", type.sys.id)]));
  const fieldOf = (type: string, label: string): FoundField | undefined =>
    bodyOf(after, types.get(type)!).settings.fields.find((field: { name: string }) => field.name === label);
  for (const { sys, controls = [] } of file.editorInterfaces)
    for (const { fieldId, settings } of controls)
      if (
        settings?.helpText &&
        types.get(sys.contentType.sys.id) &&
        !fieldOf(sys.contentType.sys.id, fieldId)?.help?.includes(settings.helpText)
      )
        lost.push(`help of ${fieldId}`);
  for (const { sys, fields } of file.contentTypes)
    for (const { id, validations = [], items } of types.get(sys.id) ? fields : []) {
      const rules = [...validations, ...(items?.validations ?? [])] as { linkContentType?: string[] }[];
      const named = rules.flatMap(({ linkContentType }) => linkContentType ?? []);
      if (named.length === 0 || id.startsWith("nt_")) continue;
      const limits: string[] = fieldOf(sys.id, id)?.limits.types ?? [];
      const names = limits.map((type) => after.find((asset) => asset.id === type)!.identity.name);
      const wanted = named.flatMap((type) => types.get(type) ?? []);
      const told = plans.report.rows.find(
        ({ asset, sourceKind }) => sourceKind === "contentTypes" && asset === types.get(sys.id),
      );
      if (wanted.some((name) => !names.includes(name)) && !told?.reason?.includes("stays as the workspace has it"))
        lost.push(`types of ${id}`);
    }
  return lost;
}

describe("nothing of a real export is lost without a line", () => {
  test("IM-50 IM-53 IM-54 every tag, tagging, help text and type of link of the first", () =>
    expect(lostWithoutALine(first, early, workspace)).toEqual([]));

  test("IM-50 IM-53 IM-54 and of the later one, alone and on top of the first", () => {
    const alone = plan(late);
    expect(lostWithoutALine(alone, late, applied(alone))).toEqual([]);
    const second = plan(late, workspace);
    expect(lostWithoutALine(second, late, applied(second, workspace))).toEqual([]);
  });

  test("IM-52 the first proposes tiers from its tags", () => {
    const tiers = Object.fromEntries(first.report.tiers.tags.map(({ tag, tier }) => [tag, tier]));
    expect(tiers).toMatchObject({ evergreen: "foundation", campaign: "campaign", p13n: "variable", marketing: null });
    const blocks = workspace.filter(({ identity }) => identity.kind === "block");
    expect(blocks.filter(({ identity }) => identity.tier === "foundation")).toHaveLength(6);
  });

  test("IM-44 the later export shows what it changes, field by field, and takes no tag or term away", () => {
    const second = plan(late, workspace);
    const changed = second.report.rows.filter(({ does }) => does === "changed");
    expect(changed.length).toBeGreaterThan(20);
    expect(changed.flatMap(({ changes = [] }) => changes).length).toBeGreaterThan(40);
    const tagsOf = (assets: readonly ExistingAsset[]) =>
      new Map(assets.map(({ id, body }) => [id, JSON.stringify(body.settings?.["tags"] ?? [])]));
    const before = tagsOf(workspace);
    const after = tagsOf(applied(second, workspace));
    for (const [id, tags] of before)
      for (const tag of JSON.parse(tags)) expect(JSON.parse(after.get(id)!)).toContainEqual(tag);
    const terms = (assets: readonly ExistingAsset[]) =>
      assets.flatMap(({ identity, body }) =>
        identity.kind === "tagVocabulary"
          ? (body as unknown as VocabularyBody).settings.terms.map(({ key }) => `${identity.name} ${key}`)
          : [],
      );
    expect(terms(applied(second, workspace))).toEqual(expect.arrayContaining(terms(workspace)));
  });
});

describe("what visitors of the real space would see", () => {
  const now = Date.UTC(2026, 2, 12);
  const agreed = [{ purpose: "personalization", granted: true, at: new Date(now).toISOString() }];
  const headlineFor = (person: Record<string, unknown>) => {
    const assets = workspace.map(({ id, identity, body }) => ({ id, ...identity, body }));
    const release = compile({ environment: "test", number: 1, assets });
    expect(release.problems).toEqual([]);
    const request = decisionRequest.parse({ placement: "acme.hero-banner.web", locale: "en-US", ...person });
    const { outcome, content } = decide(release, request, { now });
    const { value } = content!.fields.find(({ name }) => name === "headline")!;
    return { outcome, variant: content!.variant, block: content!.block, headline: value };
  };
  const everyones = "We wanted banking to be simple. So we rebuilt it from the ground up.";

  test("IM-32 a visitor of an audience sees its variant, in their language", () => {
    const owner = { consents: agreed, attributes: { role: "Owner" } };
    const shown = headlineFor(owner);
    expect(shown).toMatchObject({ outcome: "personalized", variant: "business-owners" });
    expect(shown.headline).not.toBe(everyones);
    expect(headlineFor({ ...owner, locale: "de-DE" }).headline).not.toBe(shown.headline);
  });

  test("IM-32 a visitor who came by a page that an audience asks for sees its variant", () => {
    const events = [{ name: "page", url: "https://coin.example/blog/coin-squareloop-to-offer-a-crypto-wallet" }];
    expect(headlineFor({ consents: agreed, events })).toMatchObject({ variant: "crypto-enthusiasts" });
  });

  test("IM-32 a visitor of no audience sees what everyone sees", () => {
    const stranger = { consents: agreed, attributes: { role: "Intern" }, events: [] };
    expect(headlineFor(stranger)).toMatchObject({ outcome: "personalized", variant: "base", headline: everyones });
  });

  test("IM-32 without consent, or after its withdrawal, a visitor sees the generic copy", () => {
    const block = "acme.hero-banner.modern-banking-hero-default.generic";
    expect(headlineFor({ attributes: { role: "Owner" } })).toMatchObject({ outcome: "generic", block });
    const withdrawn = [...agreed, { purpose: "personalization", granted: false, at: new Date(now).toISOString() }];
    expect(headlineFor({ consents: withdrawn, attributes: { role: "Owner" } })).toMatchObject({
      outcome: "generic",
      block,
    });
  });
});

describe("the later export on top of the first", () => {
  let second: ImportPlan;
  beforeAll(() => {
    second = plan(late, workspace);
  });

  test("IM-40 the first export again plans nothing", () => {
    expect(plan(early, workspace).assets).toEqual([]);
  });

  test("IM-1 every row of every list is counted once", () => addsUp(second, late));

  test("IM-43 every planned body passes the checks of its kind and stands after what it refers to", () => {
    expect(faultsOf(second, workspace)).toEqual([]);
  });

  test("IM-40 what both exports have is revised under its name, what is new is created, nothing twice", () => {
    const created = second.assets.filter(({ op }) => op === "create").map(({ identity }) => identity.name);
    expect(created).toContain("acme.menu-group");
    expect(created).toContain("acme.business-info-topic.privacy-policy");
    const names = applied(second, workspace).map(({ identity }) => identity.name);
    expect(new Set(names).size).toBe(names.length);
    expect(rowOf(second, "54oaiSfiKIi2PQDm3ZPDf3").asset).toBe("acme.hero-banner.modern-banking-hero-default");
  });

  test("IM-41 audiences, variants and languages that the later export dropped are still there", () => {
    const after = applied(second, workspace);
    expect(after.filter(({ identity }) => identity.kind === "audience")).toHaveLength(6);
    expect(bodyOf(after, "acme.hero-banner.modern-banking-hero-default").settings.variants).toHaveLength(3);
    const locales = new Set(JSON.stringify(after.map(({ body }) => body)).match(/"(es-ES|ja)":/g));
    expect(locales.size).toBe(2);
  });

  test("IM-41 a sentence whose merge tag is gone keeps its old words", () => {
    const row = rowOf(second, "5hOYnlXbV9FFDfe1qwtNio");
    expect(row).toMatchObject({ outcome: "adapted", reason: expect.stringContaining("would lack words") });
    const { bodyText } = bodyOf(applied(second, workspace), "acme.duplex.black-card-banking-for-travellers").copy.base;
    expect(bodyText["*"]).toContain("{{location_country|Citizen}}");
  });
});
