import { describe, expect, test } from "vitest";
import { kindOf } from "#shared/assets/kinds.ts";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { blockBody, type Variant, variant as variantSchema } from "#shared/content/model.ts";
import { covers } from "#shared/content/variants.ts";
import { fieldsOf } from "#renderer/reviews/diff-rows.ts";
import { block, blockType, checkContext, field, idOf } from "#test/support/assets.ts";
import { shop } from "#test/support/decisions.ts";
import * as contentful from "#test/support/contentful.ts";

const everyone = { copy: { base: { headline: { "*": "x" } } } };
const hero = (variants: readonly object[], scope: object = {}, parts: object = everyone): BundleAsset => {
  const made = block("a-hero", "hero", parts, { variants });
  return { ...made, scope: { ...made.scope, ...scope } };
};
const problems = (one: BundleAsset, others: readonly BundleAsset[] = shop) =>
  kindOf("block").check(one.body, checkContext([...others, one], one));
const found = (one: BundleAsset, others?: readonly BundleAsset[]) =>
  problems(one, others).map(({ code, at, severity }) => `${severity} ${code} ${at}`);

const gold: Variant = { id: "gold", label: "Gold", audience: idOf("gold") };
const alps: Variant = { id: "alps", label: "Alps", markets: ["at", "ch"] };
const mail: Variant = { id: "mail", label: "Mail", channels: ["email"] };

describe("CO-30 for whom a variant is", () => {
  test.each([
    ["an audience", { audience: idOf("gold") }],
    ["markets", { markets: ["at"] }],
    ["channels", { channels: ["email", "web"] }],
    ["all of these", { audience: idOf("gold"), markets: ["at", "de-by"], channels: ["app"] }],
  ])("%s will do", (_, whom) => {
    expect(variantSchema.safeParse({ id: "one", label: "One", ...whom }).success).toBe(true);
    expect(found(hero([{ id: "one", label: "One", ...whom }]))).toEqual([]);
  });

  test.each([
    ["nobody", {}],
    ["no market at all", { markets: [] }],
    ["no channel at all", { channels: [], markets: ["at"] }],
    ["a market twice", { markets: ["at", "at"] }],
    ["a channel twice", { channels: ["web", "web"] }],
    ["every market", { markets: ["*"] }],
    ["a market in capitals", { markets: ["AT"] }],
    ["a market with a space", { markets: ["a t"] }],
    ["a channel that there is not", { channels: ["fax"] }],
    ["one text for a list", { markets: "at" }],
  ])("%s is refused", (_, whom) => {
    expect(variantSchema.safeParse({ id: "one", label: "One", ...whom }).success).toBe(false);
    expect(found(hero([{ id: "one", label: "One", ...whom }])).join()).toMatch(/^error form settings.variants.0/);
  });

  test("a body of before reads as it is", () => {
    const { body } = hero([gold]);
    expect(blockBody.parse(body)).toEqual(body);
  });
});

test("CO-31 a market or channel that its block is not for is refused, with the place", () => {
  expect(found(hero([alps, mail], { market: "at", channel: "email" }))).toEqual([
    "error rule settings.variants.0.markets",
  ]);
  expect(problems(hero([alps], { market: "at" }))[0]!.message).toContain("Take CH out of “Alps”");
  expect(found(hero([mail], { channel: "web" }))).toEqual(["error rule settings.variants.0.channels"]);
  expect(found(hero([{ ...alps, markets: ["at"] }], { market: "at" }))).toEqual([]);
});

describe("CO-32 a variant that nobody can see", () => {
  test("is warned of, with the one that is in its way", () => {
    const twin = { ...gold, id: "twin", label: "Twin" };
    expect(found(hero([gold, twin]))).toEqual(["warning rule settings.variants.1"]);
    expect(problems(hero([gold, twin]))[0]!.message).toContain("“Gold” is for the same people");
    const narrow = { ...gold, id: "narrow", label: "Narrow", markets: ["at"] };
    expect(problems(hero([gold, narrow]))[0]!.message).toContain("“Gold” comes first wherever it applies");
    expect(found(hero([narrow, gold]))).toEqual([]);
  });

  test("is one before which a variant stands that names less, or more of the same", () => {
    expect(covers(alps, { ...gold, markets: ["ch"] })).toBe(true);
    expect(covers(alps, { ...gold, markets: ["ch", "de"] })).toBe(false);
    expect(covers(alps, gold)).toBe(false);
    expect(covers(mail, { ...mail, id: "wide", channels: ["email", "sms"] })).toBe(false);
    expect(covers({ ...mail, channels: ["email", "sms"] }, mail)).toBe(true);
  });
});

test("CO-33 markets and channels need no consent; an audience needs what its condition reads", () => {
  const needs = (variants: readonly object[]) =>
    kindOf("block")
      .needs(hero(variants).body, checkContext(shop))
      .map(({ purpose }) => purpose);
  expect(needs([alps, mail])).toEqual([]);
  expect(needs([alps, gold])).toEqual([idOf("loyalty")]);
});

test("CO-34 what a variant leads to must serve the markets of the variant, else those of its block", () => {
  const page = blockType("page", [field("headline"), field("proof", { type: "reference", part: "claim" })]);
  const claimType = blockType("claim", [field("says", { part: "claim" })]);
  Object.assign(claimType.body.settings!, { role: "claim" });
  const sources = [{ title: "A study" }];
  const austrian = block(
    "proof",
    "claim",
    { claim: { base: { says: { "*": "So" } } } },
    { sources, jurisdictions: ["at"] },
  );
  const leading = (variant: string, variants: readonly Variant[]) =>
    block("leads", "page", { claim: { [variant]: { proof: { "*": idOf("proof") } } } }, { variants });
  const said = (one: BundleAsset) => found(one, [...shop, page, claimType, austrian]);
  const austria = { ...alps, id: "austria", markets: ["at"] };
  expect(said(leading("base", []))).toEqual(["error rule claim.base.proof.*"]);
  expect(said(leading("alps", [alps]))).toEqual(["error rule claim.alps.proof.*"]);
  expect(said(leading("mail", [mail]))).toEqual(["error rule claim.mail.proof.*"]);
  expect(said(leading("austria", [austria]))).toEqual([]);
});

test("CO-35 a second import keeps variants of markets and channels, where they are seen", () => {
  const { by, entry, linkTo, plan, applied, space, heroType, hasTrait } = contentful;
  const owners = contentful.audience("a1", "Owners", { all: [hasTrait("Role", "Owner")] });
  const base = entry("hero", "h1", {
    internalName: "Welcome",
    headline: by({ "en-US": "Hello" }),
    cta: "Go",
    nt_variants: [linkTo("Entry", "v1")],
  });
  const forOwners = (words: string) =>
    entry("hero", "v1", { internalName: "For owners", headline: words, cta: "Go", nt_audience: linkTo("Entry", "a1") });
  const source = (words: string) => space({ types: [heroType], entries: [owners, base, forOwners(words)] });
  const first = applied(plan(source("Hello, owner")));
  const isHero = ({ body }: { body: object }) => (blockBody.safeParse(body).data?.settings.variants.length ?? 0) > 0;
  const existing = first.map((asset) => {
    if (!isHero(asset)) return asset;
    const body = structuredClone(blockBody.parse(asset.body));
    const [imported] = body.settings.variants;
    body.settings.variants = [{ ...imported!, id: "at", label: "Owners in Austria", markets: ["at"] }, imported!, mail];
    body.copy!["at"] = { headline: { "*": "Servus" } };
    return { ...asset, body };
  });
  expect(plan(source("Hello, owner"), existing).assets).toEqual([]);
  const again = plan(source("Welcome, owner"), existing).assets.map(({ body }) => blockBody.safeParse(body).data);
  const revised = again.find((body) => body?.settings.variants.length === 3);
  expect(revised!.settings.variants.map(({ id }) => id)).toEqual(["at", "owners", "mail"]);
  expect(revised!.copy).toMatchObject({
    at: { headline: { "*": "Servus" } },
    owners: { headline: { "*": "Welcome, owner" } },
  });
});

test("CO-36 in a review the row of a variant says for whom it is", () => {
  const names = { nameOf: (id: string) => (id === idOf("gold") ? "club-gold" : undefined), typeOf: () => undefined };
  const rows = (before: Variant, after: Variant) =>
    fieldsOf("block", hero([before]).body, hero([after]).body, names as never).filter(
      (row) => row.before !== row.after,
    );
  const [row] = rows(gold, { ...gold, markets: ["at"], channels: ["email"] });
  expect(row).toMatchObject({ label: "Variant “Gold”", before: "for club-gold", after: "for club-gold · AT · E-mail" });
});
