import type { BundleAsset } from "#shared/bundle/model.ts";
import { block, blockType, field, idOf, placement, select, slot, template } from "./assets.ts";
import { shop } from "./decisions.ts";

const words = (text: string) => ({ copy: { base: { headline: { "*": text } } } });

/** The time at which fixtures decide: what ends then has ended. */
export const ended = "2026-03-01T12:00:00.000Z";

/** The shop with templates: a page of four slots, a message of two, and pages that lack something. */
export const pages: readonly BundleAsset[] = [
  ...shop,
  blockType("offer", [field("headline", { required: true })]),
  blockType("footer", [field("imprint", { part: "disclosure", required: true })]),
  block(
    "everyones-offer",
    "offer",
    {
      copy: { base: { headline: { "*": "Free returns" } }, gold: { headline: { "*": "Gold returns" } } },
    },
    { variants: [{ id: "gold", label: "Gold", audience: idOf("gold") }] },
  ),
  block(
    "alpine-offer",
    "offer",
    {
      copy: { base: { headline: { "*": "Ten percent" } }, gold: { headline: { "*": "Twenty percent" } } },
    },
    { variants: [{ id: "gold", label: "Gold", audience: idOf("gold") }], aiLabel: "Written with a model" },
  ),
  block("ended-offer", "offer", words("Gone"), { until: ended }),
  block("imprint", "footer", { disclosure: { base: { imprint: { "*": "Shop Ltd." } } } }),
  block("ended-imprint", "footer", { disclosure: { base: { imprint: { "*": "Shop Inc." } } } }, { until: ended }),
  template("page", [
    slot("hero", "flexible", ["hero", "bare"]),
    slot("offer", "flexible", ["offer"], { block: "everyones-offer" }),
    slot("note", "flexible", ["bare"]),
    slot("footer", "fixed", ["footer"], { block: "imprint" }),
  ]),
  template(
    "message",
    [
      slot("top", "fixed", ["footer"], { block: "imprint" }),
      slot("hero", "flexible", ["hero"]),
      slot("offer", "flexible", ["offer"]),
    ],
    "email",
  ),
  template("ended-page", [
    slot("hero", "flexible", ["hero"]),
    slot("footer", "fixed", ["footer"], { block: "ended-imprint", label: "The imprint" }),
  ]),
  template("strict-page", [
    slot("hero", "flexible", ["hero"]),
    slot("offer", "flexible", ["offer"], { required: true }),
    slot("footer", "fixed", ["footer"], { block: "imprint" }),
  ]),
  template("fading-page", [
    slot("hero", "flexible", ["hero"]),
    slot("offer", "flexible", ["offer"], { block: "ended-offer" }),
    slot("footer", "fixed", ["footer"], { block: "imprint" }),
  ]),
  ...["page", "ended-page", "strict-page", "fading-page"].map((name) =>
    placement(`on-${name}`, { types: ["hero"], purpose: "personalization", fallback: "generic-hero", template: name }),
  ),
  placement("in-message", {
    types: ["hero"],
    purpose: "personalization",
    fallback: "generic-hero",
    channel: "email",
    template: "message",
  }),
  ...["on-page", "on-ended-page", "on-strict-page", "on-fading-page", "in-message"].map((place) =>
    select(`${place}-hero`, { placement: place, block: "spring-hero", when: "has(profile.country)", priority: 10 }),
  ),
  ...["on-page", "on-strict-page", "on-fading-page", "in-message"].map((place) =>
    select(`${place}-offer`, { placement: place, slot: "offer", block: "alpine-offer", when: 'audience("alpine")' }),
  ),
];
