import { describe, expect, test } from "vitest";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Scope } from "#shared/assets/model.ts";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { decisionRequest } from "#shared/decision/model.ts";
import type { RequiredDisclosure } from "#shared/taxonomy/model.ts";
import { block, blockType, checkContext, field, idOf, placement, purpose, select } from "#test/support/assets.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const yesterday = "2026-11-23T12:00:00.000Z";
const tomorrow = "2026-11-25T12:00:00.000Z";

const inMarket = (asset: BundleAsset, market: string): BundleAsset => {
  const scope: Scope = { ...asset.scope, market };
  return { ...asset, scope };
};

const legalType = blockType("type.disclosure", [
  field("text", { label: "Legal line", part: "disclosure", required: true }),
]);
const claimType = blockType("type.claim", [field("text", { label: "Claim", part: "claim", required: true })]);
const withRole = (type: BundleAsset, role: string): BundleAsset => ({
  ...type,
  body: { ...type.body, settings: { ...type.body.settings, role } },
});
const disclosureType = withRole(legalType, "disclosure");
const claims = withRole(claimType, "claim");

const rate = (settings: object = {}): BundleAsset =>
  block(
    "disclosure.rate",
    "type.disclosure",
    { disclosure: { base: { text: { "de-DE": "Sollzins 4,9 %.", en: "Fixed rate 4.9 %." } } } },
    settings,
  );
const tested = (settings: object = {}): BundleAsset =>
  block(
    "claim.tested",
    "type.claim",
    { claim: { base: { text: { "de-DE": "Geprüft auf 3.000 Metern.", en: "Tested at 3,000 metres." } } } },
    { sources: [{ title: "Alpine laboratory, report 12" }], ...settings },
  );

const offerType = (disclosures: RequiredDisclosure[] = []): BundleAsset => {
  const type = blockType("type.offer", [
    field("headline", { required: true }),
    field("proof", { type: "reference", part: "claim", limits: { types: [idOf("type.claim")] } }),
  ]);
  return { ...type, body: { ...type.body, settings: { ...type.body.settings!, disclosures } } };
};
const everywhereRate: RequiredDisclosure[] = [{ block: idOf("disclosure.rate") }];

const offer = (name: string, headline: string, claim?: string): BundleAsset =>
  block(name, "type.offer", {
    copy: { base: { headline: { "*": headline, "de-DE": `${headline} (DE)` } } },
    ...(claim ? { claim: { base: { proof: { "*": idOf(claim) } } } } : {}),
  });

/** A shop with one placement: an offer for everybody who agreed, a plain one for all others. */
function shop(changes: { type?: BundleAsset; offer?: BundleAsset; others?: BundleAsset[] } = {}): BundleAsset[] {
  return [
    purpose("personalization"),
    disclosureType,
    claims,
    changes.type ?? offerType(),
    changes.offer ?? offer("offer.spring", "Spring"),
    offer("offer.generic", "Welcome"),
    ...(changes.others ?? []),
    placement("home", { types: ["type.offer"], purpose: "personalization", fallback: "offer.generic" }),
    select("spring", { placement: "home", block: "offer.spring", when: "true" }),
  ];
}

function shown(assets: BundleAsset[], { locale = "de-DE", consent = true } = {}) {
  const release = compile({ environment: "production", number: 1, assets });
  const consents = consent ? [{ purpose: "personalization", granted: true, at: yesterday }] : [];
  const { outcome, content } = decide(release, decisionRequest.parse({ placement: "home", locale, consents }), { now });
  const words = Object.fromEntries((content?.fields ?? []).map(({ name, value }) => [name, value]));
  return {
    outcome,
    words,
    fixed: content?.fields.filter(({ fixed }) => fixed).map(({ name }) => name),
    problems: release.problems,
  };
}

describe("DE-30 a disclosure that the type demands", () => {
  const type = offerType(everywhereRate);

  test("stands in every block of the type, fixed, though nobody put it there", () => {
    const { words, fixed } = shown(shop({ type, others: [rate()] }));
    expect(words).toMatchObject({ headline: "Spring (DE)", "disclosure.rate.text": "Sollzins 4,9 %." });
    expect(fixed).toEqual(["disclosure.rate.text"]);
  });

  test("stands in the generic content too, and in the language of the place", () => {
    const { outcome, words } = shown(shop({ type, others: [rate()] }), { consent: false, locale: "en-GB" });
    expect(outcome).toBe("generic");
    expect(words).toMatchObject({ headline: "Welcome", "disclosure.rate.text": "Fixed rate 4.9 %." });
  });

  test.each([
    ["in its market", { markets: ["de"] }, "de", true],
    ["not in another", { markets: ["de"] }, "uk", false],
    ["in what is for all markets, of which its own is one", { markets: ["de"] }, "*", true],
    ["not in another channel", { channels: ["email"] }, "de", true],
  ])("stands %s", (_, where, market, stands) => {
    const limited = offerType([{ block: idOf("disclosure.rate"), ...where }]);
    const { words } = shown(
      shop({ type: limited, offer: inMarket(offer("offer.spring", "Spring"), market), others: [rate()] }),
    );
    expect("disclosure.rate.text" in words).toBe(stands);
  });

  test("keeps a block from being shown when it is not in the release", () => {
    const { outcome, problems } = shown(shop({ type }));
    expect(outcome).toBe("nothing");
    expect(problems.map(({ message }) => message)).toContain(
      "A disclosure that its type demands is not in the release.",
    );
  });
});

describe("DE-31 what a block carries ends it", () => {
  test("an offer whose disclosure has ended is not shown, and neither are words that are no longer true", () => {
    const type = offerType(everywhereRate);
    expect(shown(shop({ type, others: [rate({ until: tomorrow })] })).outcome).toBe("personalized");
    const { outcome, words } = shown(shop({ type, others: [rate({ until: yesterday })] }));
    // The generic offer carries it too, and nothing of its type is fixed by itself.
    expect(outcome).toBe("nothing");
    expect(words).toEqual({});
  });

  test("an offer whose claim has ended gives way to the generic content", () => {
    const claiming = offer("offer.spring", "Spring", "claim.tested");
    expect(shown(shop({ offer: claiming, others: [tested({ until: tomorrow })] })).words).toMatchObject({
      headline: "Spring (DE)",
      "proof.text": "Geprüft auf 3.000 Metern.",
    });
    expect(shown(shop({ offer: claiming, others: [tested({ until: yesterday })] })).words).toEqual({
      headline: "Welcome (DE)",
    });
  });
});

describe("TX-30 claims and disclosures are blocks of their own", () => {
  const problems = (asset: BundleAsset, ...others: BundleAsset[]) => {
    const context = checkContext([asset, ...others, disclosureType, claims], asset);
    return kindOf(asset.kind)
      .check(asset.body, context)
      .map(({ message }) => message);
  };

  test("a claim names its source", () => {
    expect(problems(tested())).toEqual([]);
    expect(problems(tested({ sources: [] }))).toEqual([
      "Name the source of this claim: without one nobody can check it.",
    ]);
  });

  test("every word in a type of disclosures is approved as one", () => {
    const mixed = withRole(
      blockType("type.mixed", [field("text"), field("legal", { part: "disclosure" })]),
      "disclosure",
    );
    expect(problems(mixed)).toEqual([
      "Make text part of the disclosure: in a type of disclosures every word is approved as one.",
    ]);
  });

  test("a type demands disclosures and nothing else", () => {
    expect(problems(offerType(everywhereRate), rate())).toEqual([]);
    expect(problems(offerType([{ block: idOf("claim.tested") }]), tested())).toEqual([
      "Choose a disclosure: claim.tested is a block of another sort.",
    ]);
  });

  test("a disclosure serves the markets that it names, and no other", () => {
    const demanded = offerType([{ block: idOf("disclosure.rate"), markets: ["de", "uk"] }]);
    expect(problems(demanded, rate({ jurisdictions: ["de", "uk"] }))).toEqual([]);
    expect(problems(demanded, rate({ jurisdictions: ["de"] }))).toEqual([
      "Choose another disclosure for uk: disclosure.rate does not serve there.",
    ]);
  });

  test("a claim stands in the markets that it serves, and is said to end a block before it does", () => {
    const german = inMarket(offer("offer.spring", "Spring", "claim.tested"), "de");
    const british = inMarket(german, "uk");
    const limited = tested({ jurisdictions: ["de"], until: tomorrow });
    expect(problems(german, offerType(), limited)).toEqual([
      "claim.tested ends on 2026-11-25: from then on this block is not shown.",
    ]);
    expect(problems(british, offerType(), limited)).toContain(
      "Choose words that serve in UK: claim.tested serves DE alone.",
    );
  });
});
