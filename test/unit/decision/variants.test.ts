import { describe, expect, test } from "vitest";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { compile } from "#shared/decision/compile.ts";
import { decisionRequest } from "#shared/decision/model.ts";
import type { Variant } from "#shared/content/model.ts";
import { block, idOf, placement, select } from "#test/support/assets.ts";
import { decideOver, shop } from "#test/support/decisions.ts";

const inMarket = (asset: BundleAsset, market: string): BundleAsset => ({ ...asset, scope: { ...asset.scope, market } });

/** The shop, with a block of these variants in a place of one market and in a place of all. */
function varied(...variants: Variant[]): BundleAsset[] {
  const opt = { types: ["hero"], purpose: "personalization", fallback: "generic-hero" };
  const copy = Object.fromEntries(variants.map(({ id }) => [id, { headline: { "*": id } }]));
  return [
    ...shop,
    block("varied", "hero", { copy: { base: { headline: { "*": "base" } }, ...copy } }, { variants }),
    inMarket(placement("in-at", opt), "at"),
    placement("anywhere", opt),
    inMarket(placement("mail-at", { ...opt, channel: "email" }), "at"),
    ...["in-at", "anywhere", "mail-at"].map((name) =>
      select(`show-${name}`, { placement: name, block: "varied", when: "true" }),
    ),
  ];
}

const alps: Variant = { id: "alps", label: "Alps", markets: ["at", "ch"] };
const mail: Variant = { id: "mail", label: "Mail", channels: ["email", "sms"] };
const gold: Variant = { id: "gold", label: "Gold", audience: idOf("gold"), markets: ["at"] };

const variantOf = (assets: readonly BundleAsset[], rest: object) => decideOver(assets, rest).content?.variant;
const tier = (value: string) => ({ attributes: { country: "DE", minor: false, tier: value } });

describe("DE-40 what a variant names", () => {
  test("must hold as a whole: half of it is not enough", () => {
    const assets = varied(gold);
    expect(variantOf(assets, { placement: "in-at", ...tier("gold") })).toBe("gold");
    expect(variantOf(assets, { placement: "in-at", ...tier("basic") })).toBe("base");
    expect(variantOf(assets, { placement: "anywhere", ...tier("gold"), market: "de" })).toBe("base");
    expect(variantOf(assets, { placement: "anywhere", ...tier("gold"), market: "at" })).toBe("gold");
  });

  test("by channel is settled by the placement alone", () => {
    expect(variantOf(varied(mail), { placement: "mail-at" })).toBe("mail");
    expect(variantOf(varied(mail), { placement: "in-at" })).toBe("base");
  });

  test("by market is the placement's, then the request's, and else unknown", () => {
    const assets = varied(alps);
    expect(variantOf(assets, { placement: "in-at", market: "de" })).toBe("alps");
    expect(variantOf(assets, { placement: "anywhere", market: "ch" })).toBe("alps");
    expect(variantOf(assets, { placement: "anywhere", locale: "de-AT" })).toBe("base");
  });

  test("a request names one market, as scopes do", () => {
    const asked = (market: unknown) => decisionRequest.safeParse({ placement: "home", market }).success;
    expect(["at", "de-by", "9"].every(asked)).toBe(true);
    expect(["*", "AT", "", " at", "a t", ["at"], "x".repeat(61)].some(asked)).toBe(false);
  });

  test("a body with a variant that names nothing is not read, so it cannot stand for everyone", () => {
    const { problems } = compile({ environment: "live", number: 1, assets: varied({ id: "any", label: "Any" }) });
    expect(problems.map(({ asset }) => asset)).toContain("varied");
  });

  test("what cannot apply in a place costs its decisions nothing", () => {
    const { placements } = compile({ environment: "live", number: 1, assets: varied(mail, alps, gold) });
    const tried = (name: string) => placements.get(name)!.selections.all[0]!.block.tried.map(({ id }) => id);
    expect(tried("in-at")).toEqual(["alps", "gold"]);
    expect(tried("mail-at")).toEqual(["mail", "alps", "gold"]);
    expect(placements.get("in-at")!.selections.all[0]!.block.tried[0]).toMatchObject({ markets: null, test: null });
  });
});

test("DE-41 the same block falls back field by field in every place", () => {
  const assets = varied({ ...alps, id: "alpine" });
  expect(variantOf(assets, { placement: "in-at" })).toBe("alpine");
  const fields = decideOver(assets, { placement: "in-at" }).content!.fields;
  expect(fields.map(({ name, value }) => [name, value])).toEqual([
    ["headline", "alpine"],
    ["legal", "Terms apply."],
  ]);
});

describe("DE-42 the trace of variants", () => {
  const looked = (rest: object) =>
    decideOver(varied(mail, gold, alps), { placement: "anywhere", trace: true, ...rest }).trace!.find(
      ({ step }) => step === "assembly",
    )!.looked;

  test("has a row for each thing that was named, with what it came to and why", () => {
    expect(looked({ ...tier("gold") })).toEqual([
      { name: "channel email, sms", value: "false", why: "this is web" },
      { name: "market at", value: "unknown", why: "neither the placement nor the request names a market" },
      { name: "gold", value: "true" },
      { name: "market at, ch", value: "unknown", why: "neither the placement nor the request names a market" },
    ]);
  });

  test("ends with the variant that was taken", () => {
    expect(looked({ ...tier("gold"), market: "at" }).at(-1)).toEqual({ name: "gold", value: "true" });
  });
});
