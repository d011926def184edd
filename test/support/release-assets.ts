import type { BundleAsset } from "#shared/bundle/model.ts";
import { everywhere, type Scope } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { freshAsset } from "./people.ts";

const germany: Scope = { brand: "*", market: "de", channel: "*" };

const asset = (kind: BundleAsset["kind"], name: string, body: Body, scope: Scope = everywhere): BundleAsset => ({
  id: freshAsset(),
  kind,
  name,
  tier: kind === "blockType" || kind === "consentPurpose" ? "foundation" : "campaign",
  scope,
  body,
});

/** A hero block whose headline differs for gold members. */
const hero = (name: string, headline: string, type: AssetId, gold: AssetId | null): BundleAsset =>
  asset(
    "block",
    name,
    {
      settings: {
        label: headline,
        type,
        variants: gold ? [{ id: "gold", label: "Gold members", audience: gold }] : [],
      },
      copy: {
        base: { headline: { en: headline, "de-DE": `${headline} (de)` } },
        ...(gold ? { gold: { headline: { en: `${headline}, and 10% for you` } } } : {}),
      },
      visual: { base: { picture: { "*": "/images/ridge.jpg" } } },
    },
    germany,
  );

/**
 * The smallest release in which every kind has a part: an outdoor shop's home page, with `extraBlocks` more blocks for size.
 */
export function makeAssets(extraBlocks = 0): BundleAsset[] {
  const purpose = asset("consentPurpose", "purpose.personalization", {
    settings: { label: "Personalization", key: "personalization", basis: "consent", jurisdictions: ["EU"] },
    disclosure: { text: { en: "We use what you bought to show you what fits." } },
  });
  const tier = asset("attribute", "attribute.loyalty-tier", {
    settings: {
      label: "Loyalty tier",
      key: "loyalty_tier",
      type: "string",
      values: ["silver", "gold"],
      personalData: "pseudonymous",
      purposes: [purpose.id],
      source: "crm",
      aliases: [],
    },
  });
  const complaint = asset("attribute", "attribute.open-complaint", {
    settings: {
      label: "Open complaint",
      key: "open_complaint",
      type: "boolean",
      personalData: "pseudonymous",
      purposes: [],
      source: "crm",
      aliases: [],
    },
  });
  const gold = asset("audience", "audience.gold-members", {
    settings: { label: "Gold members" },
    logic: { when: 'profile.loyalty_tier == "gold"' },
  });
  const type = asset("blockType", "type.hero", {
    settings: {
      label: "Hero",
      fields: [
        {
          name: "headline",
          label: "Headline",
          type: "text",
          part: "copy",
          mode: "flexible",
          required: true,
          localized: true,
          limits: { maxLength: 60 },
        },
        {
          name: "picture",
          label: "Picture",
          type: "image",
          part: "visual",
          mode: "flexible",
          required: true,
          localized: false,
          limits: {},
        },
        {
          name: "terms",
          label: "Terms",
          type: "text",
          part: "disclosure",
          mode: "fixed",
          required: true,
          localized: true,
          limits: {},
          reason: "Legal wording",
        },
      ],
    },
    disclosure: {
      terms: { en: "Offers end on Sunday. Terms apply.", "de-DE": "Angebote enden am Sonntag. Es gelten die AGB." },
    },
  });
  const spring = hero("hero.spring", "The ridge is free of snow", type.id, gold.id);
  const generic = hero("hero.generic", "Outside begins here", type.id, null);
  const home = asset("placement", "placement.home-hero", {
    settings: { label: "Home, hero", channel: "web", types: [type.id], purpose: purpose.id, fallback: generic.id },
  });
  const show = asset("rule", "rule.spring-for-gold", {
    settings: { label: "Spring hero for gold members" },
    logic: {
      effect: "select",
      placement: home.id,
      block: spring.id,
      when: 'audience("audience.gold-members")',
      priority: 10,
    },
  });
  const spare = asset("rule", "rule.spare-complaints", {
    settings: { label: "Leave people with an open complaint alone" },
    logic: {
      effect: "exclude",
      placements: [],
      when: "profile.open_complaint == true",
      reason: "A complaint is open.",
    },
  });
  const more = Array.from({ length: extraBlocks }, (_, index) =>
    hero(`hero.more-${index}`, `Trail number ${index}`, type.id, gold.id),
  );
  return [purpose, tier, complaint, gold, type, spring, generic, home, show, spare, ...more];
}
