import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everywhere } from "#shared/assets/model.ts";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { compile } from "#shared/decision/compile.ts";
import { endOf } from "#shared/decision/compile-block.ts";
import { decide } from "#shared/decision/decide.ts";
import type { Named, Shelf } from "#shared/decision/linker.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { block, blockType, field, idOf, placement, purpose, select } from "#test/support/assets.ts";
import { granted } from "#test/support/decisions.ts";

/** Days after a moment before which nothing ends; null: never. */
const day = 86_400_000;
const start = Date.parse("2027-01-01T00:00:00.000Z");
const at = (days: number): number => start + days * day;
const until = (days: number | null): object => (days === null ? {} : { until: new Date(at(days)).toISOString() });
const end = fc.option(fc.integer({ min: 1, max: 9 }));

const image = (name: string, days: number | null): BundleAsset => ({
  id: idOf(name),
  kind: "image",
  name,
  tier: "campaign",
  scope: everywhere,
  body: {
    settings: { label: name, licence: { holder: "Somebody", ...until(days) } },
    visual: { file: { digest: `sha256:${"ab".repeat(32)}`, mediaType: "image/png", width: 16, height: 9, bytes: 84 } },
  },
});

const withSettings = (one: BundleAsset, settings: object): BundleAsset => ({
  ...one,
  body: { ...one.body, settings: { ...one.body.settings!, ...settings } },
});

/** When everything that a block may end with does, and whether the block has it at all. */
const world = fc.record({
  own: end,
  picture: end,
  logo: end,
  claim: end,
  austrian: end,
  disclosure: end,
  proofPicture: end,
  inVariant: fc.boolean(),
  market: fc.constantFrom("de", "at", "*"),
  has: fc.record({ picture: fc.boolean(), logo: fc.boolean(), claim: fc.boolean(), proofPicture: fc.boolean() }),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function assetsOf({ own, picture, logo, claim, austrian, disclosure, proofPicture, inVariant, market, has }: World) {
  const type = blockType(
    "card",
    [
      field("headline", { required: true }),
      field("image", { part: "visual", type: "image" }),
      field("logo", { part: "visual", type: "image", mode: "fixed" }),
      field("proof", { part: "claim", type: "reference" }),
    ],
    has.logo ? { visual: { logo: { "*": idOf("logo") } } } : {},
  );
  const saying = (name: string, role: string, part: "claim" | "disclosure") =>
    withSettings(blockType(name, [field("says", { part }), field("seal", { part: "visual", type: "image" })]), {
      role,
    });
  const where = inVariant ? "at" : "base";
  const said = (name: string, sort: string, part: string, days: number | null, more: object = {}) =>
    block(name, sort, { [part]: { base: { says: { "*": name } } }, ...more }, until(days));
  const card = block(
    "card.one",
    "card",
    {
      copy: { base: { headline: { "*": "Words" } } },
      ...(has.picture ? { visual: { [where]: { image: { de: idOf("picture") } } } } : {}),
      ...(has.claim ? { claim: { [where]: { proof: { "*": idOf("claim.one") } } } } : {}),
    },
    { variants: [{ id: "at", label: "Austria", markets: ["at"] }], ...until(own) },
  );
  return [
    purpose("talk"),
    withSettings(type, {
      disclosures: [{ block: idOf("disclosure.all") }, { block: idOf("disclosure.at"), markets: ["at"] }],
    }),
    saying("claim", "claim", "claim"),
    saying("disclosure", "disclosure", "disclosure"),
    image("picture", picture),
    image("logo", logo),
    image("proof-picture", proofPicture),
    said(
      "claim.one",
      "claim",
      "claim",
      claim,
      has.proofPicture ? { visual: { base: { seal: { "*": idOf("proof-picture") } } } } : {},
    ),
    said("disclosure.all", "disclosure", "disclosure", disclosure),
    said("disclosure.at", "disclosure", "disclosure", austrian),
    { ...card, scope: { ...everywhere, market } },
    block("card.generic", "card", { copy: { base: { headline: { "*": "Generic" } } } }),
    placement("here", { types: ["card"], purpose: "talk", fallback: "card.generic" }),
    select("show", { placement: "here", block: "card.one", when: "true" }),
  ];
}

function shelfOf(assets: readonly BundleAsset[]): Shelf {
  const ofKind = <B>(kind: string) =>
    new Map(assets.filter((one) => one.kind === kind).map((one) => [one.id, one as unknown as Named<B>]));
  return {
    types: ofKind("blockType"),
    blocks: ofKind("block"),
    images: ofKind("image"),
    names: new Map<AssetId, string>(assets.map(({ id, name }) => [id, name])),
    report: () => undefined,
  };
}

describe("CO-41 when a block ends", () => {
  test("the instant that is said is the first at which the engine does not show it any more", () => {
    fc.assert(
      fc.property(world, (chosen) => {
        const assets = assetsOf(chosen);
        const shelf = shelfOf(assets);
        const said = endOf(shelf.blocks.get(idOf("card.one"))!, shelf);
        const release = compile({ environment: "live", number: 1, assets });
        expect(release.problems).toEqual([]);
        const shows = (now: number): boolean => {
          const request = {
            placement: "here",
            locale: "en",
            attributes: {},
            consents: [granted("talk")],
            trace: false,
          };
          return decide(release, request, { now }).outcome === "personalized";
        };
        expect(shows((said?.until ?? at(1000)) - 1)).toBe(true);
        expect(said === null || !shows(said.until)).toBe(true);
      }),
    );
  });

  test("and it is the end of the asset that is named, its own before another of the same moment", () => {
    fc.assert(
      fc.property(world, (chosen) => {
        const assets = assetsOf(chosen);
        const shelf = shelfOf(assets);
        const said = endOf(shelf.blocks.get(idOf("card.one"))!, shelf);
        if (said === null) return;
        const isOwn = chosen.own !== null && at(chosen.own) === said.until;
        expect(said.of === null).toBe(isOwn);
        if (isOwn) return;
        const ender = assets.find(({ id }) => id === said.of)!;
        const { until: ends, licence } = ender.body.settings as { until?: string; licence?: { until: string } };
        expect(Date.parse(ends ?? licence!.until)).toBe(said.until);
      }),
    );
  });
});
