import { describe, expect, test } from "vitest";
import type { ExistingAsset } from "#shared/content/contentful/workspace.ts";
import {
  applied,
  audience,
  bodyOf,
  by,
  contentType,
  entry,
  faultsOf,
  field,
  hasTrait,
  heroType,
  linkTo,
  media,
  plan,
  rowOf,
  space,
} from "#test/support/contentful.ts";

const owners = audience("a1", "Owners", { all: [hasTrait("Role", "Owner")] });
const hero = (fields = {}) =>
  entry("hero", "h1", {
    internalName: "Welcome",
    headline: by({ "en-US": "Hello", "de-DE": "Hallo" }),
    cta: "Start",
    nt_variants: [linkTo("Entry", "v1")],
    ...fields,
  });
const variant = (fields = {}) =>
  entry("hero", "v1", {
    internalName: "For owners",
    headline: "Hello, owner",
    cta: "Begin",
    nt_audience: linkTo("Entry", "a1"),
    ...fields,
  });
const source = space({ entries: [owners, hero(), variant()], assets: [media("m1", "A desk")] });
const first = applied(plan(source));

/** The workspace after somebody changed one asset in it. */
const edited = (name: string, change: (body: never) => void): ExistingAsset[] =>
  first.map((asset) => {
    if (asset.identity.name !== name) return asset;
    const body = structuredClone(asset.body);
    change(body as never);
    return { ...asset, body };
  });

describe("a second import", () => {
  test("IM-40 of the same export plans nothing", () => {
    const again = plan(source, first);
    expect(again.assets).toEqual([]);
    expect(again.report.counts["entries"]).toEqual(plan(source).report.counts["entries"]);
  });

  test("IM-40 revises what changed, under its name of today", () => {
    const renamed = first.map((asset) =>
      asset.identity.name === "acme.hero-banner.welcome"
        ? { ...asset, identity: { ...asset.identity, name: "acme.front-door" } }
        : asset,
    );
    const again = plan(
      space({ entries: [owners, hero({ internalName: "Welcome home", cta: "Go" }), variant()] }),
      renamed,
    );
    expect(again.assets.map(({ op, identity, owner }) => ({ op, name: identity.name, owner }))).toEqual([
      { op: "revise", name: "acme.front-door", owner: null },
    ]);
    expect(bodyOf(applied(again, renamed), "acme.front-door")).toMatchObject({
      settings: { label: "Welcome home" },
      copy: { base: { cta: { "*": "Go" } } },
    });
  });

  test("IM-41 keeps what the export no longer has: values, locales, variants, whole assets", () => {
    const again = plan(space({ entries: [hero({ headline: "Hello again", cta: null, nt_variants: null })] }), first);
    const block = bodyOf(applied(again, first), "acme.hero-banner.welcome");
    expect(block.copy.base.headline).toEqual({ "*": "Hello again", "de-DE": "Hallo" });
    expect(block.copy.base.cta).toEqual({ "*": "Start" });
    expect(block.settings.variants).toHaveLength(1);
    expect(block.copy.owners.headline).toEqual({ "*": "Hello, owner" });
    expect(faultsOf(again, first)).toEqual([]);
  });

  test("IM-40 brings a variant up to date also where it no longer differs", () => {
    const again = plan(
      space({ entries: [owners, hero(), variant({ headline: by({ "en-US": "Hello", "de-DE": "Hallo" }) })] }),
      first,
    );
    expect(bodyOf(applied(again, first), "acme.hero-banner.welcome").copy.owners.headline).toEqual({
      "*": "Hello",
      "de-DE": "Hallo",
    });
  });

  test("IM-40 leaves alone what people set beside the source: a period, a label of the model", () => {
    const until = "2027-01-31T00:00:00.000Z";
    const before = edited(
      "acme.hero-banner.welcome",
      (body: { settings: { until?: string } }) => (body.settings.until = until),
    );
    const again = plan(space({ entries: [owners, hero({ cta: "Go" }), variant()] }), before);
    expect(bodyOf(applied(again, before), "acme.hero-banner.welcome").settings.until).toBe(until);
  });

  test("IM-32 leaves the generic copy, placement and rule to the team", () => {
    const before = edited(
      "acme.hero-banner.welcome.generic",
      (body: { copy: { base: { headline: Record<string, string> } } }) => (body.copy.base.headline["*"] = "Good day"),
    );
    const again = plan(space({ entries: [owners, hero({ cta: "Go" }), variant()] }), before);
    expect(again.assets.map(({ identity }) => identity.name)).toEqual(["acme.hero-banner.welcome"]);
  });

  test("the same entry under another brand is another asset", () => {
    const elsewhere = first.map((asset) => ({
      ...asset,
      identity: {
        ...asset.identity,
        name: `other.${asset.identity.name}`,
        scope: { ...asset.identity.scope, brand: "other" },
      },
    }));
    const again = plan(source, elsewhere);
    expect(again.assets.filter(({ op }) => op === "create").map(({ identity }) => identity.name)).toContain(
      "acme.hero-banner.welcome",
    );
    expect(faultsOf(again, elsewhere)).toEqual([]);
  });
});

describe("the workspace's word on its block types", () => {
  interface TypeBody {
    settings: { fields: { name: string; mode: string; reason?: string; limits: { maxLength?: number } }[] };
    copy?: unknown;
  }
  const change = (name: string, more: object) => (body: TypeBody) =>
    Object.assign(
      body.settings.fields.find((each) => each.name === name)!,
      more,
    );

  test("IM-15 a value for a field that was made fixed is not taken, and the entry is adapted", () => {
    const before = first
      .filter(({ identity }) => identity.kind !== "block" && identity.kind !== "placement" && identity.kind !== "rule")
      .map((asset) => {
        if (asset.identity.name !== "acme.hero-banner") return asset;
        const body = structuredClone(asset.body) as unknown as TypeBody;
        change("cta", { mode: "fixed", reason: "Legal wording." })(body);
        body.copy = { cta: { "*": "Continue" } };
        return { ...asset, body: body as never };
      });
    const again = plan(source, before);
    expect(rowOf(again, "h1")).toMatchObject({
      outcome: "adapted",
      reason: expect.stringContaining("“cta” is fixed in the block type"),
    });
    expect(bodyOf(applied(again, before), "acme.hero-banner.welcome").copy.base.cta).toBeUndefined();
    expect(bodyOf(applied(again, before), "acme.hero-banner.welcome").copy.owners.cta).toBeUndefined();
    expect(faultsOf(again, before)).toEqual([]);
  });

  test("IM-42 its limits stand, and a value that breaks them is left out", () => {
    const before = edited("acme.hero-banner", change("headline", { limits: { maxLength: 8 } }));
    const again = plan(space({ entries: [owners, hero({ headline: "Good morning" }), variant()] }), before);
    expect(again.assets).toEqual([]);
    expect(rowOf(again, "hero").reason).toContain("“headline” stays as the workspace has it");
    expect(rowOf(again, "h1").reason).toContain("“headline” is left out: Shorten headline");
  });

  test("IM-42 a new field is added, and not as required, which would break the blocks that are there", () => {
    const wider = {
      ...heroType,
      fields: [...(heroType["fields"] as unknown[]), field("kicker", "Symbol", { required: true })],
    };
    const again = plan(space({ contentTypes: [wider], entries: [owners, hero(), variant()] }), first);
    const { fields } = bodyOf(applied(again, first), "acme.hero-banner").settings;
    expect(fields.at(-1)).toMatchObject({ name: "kicker", required: false });
    expect(rowOf(again, "hero").reason).toContain("“kicker” is new and was added to the block type, not as required");
    expect(faultsOf(again, first)).toEqual([]);
  });

  test("IM-43 a type that was not there before joins those that were", () => {
    const again = plan(
      space({
        contentTypes: [heroType, contentType("note", "Note", [field("text", "Text")])],
        entries: [owners, hero(), variant(), entry("note", "n1", { internalName: "Remember", text: "Milk" })],
      }),
      first,
    );
    expect(again.assets.map(({ op, identity }) => `${op} ${identity.name}`)).toEqual([
      "create acme.note",
      "create acme.note.remember",
    ]);
    expect(faultsOf(again, first)).toEqual([]);
  });
});
