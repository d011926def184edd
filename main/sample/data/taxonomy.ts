import type { ConventionData, VocabularyData } from "../shapes.ts";
import { nele, priya } from "./people.ts";

export const campaigns = "tags.campaign";
export const themes = "tags.theme";

export const vocabularies: readonly VocabularyData[] = [
  {
    name: campaigns,
    owner: nele,
    label: "Campaign",
    description: "What a block belongs to. Every block of a campaign has exactly one.",
    carry: "one",
    kinds: ["block"],
    required: [{ kind: "block", tiers: ["campaign"] }],
    terms: [
      { key: "alpine-season", label: "Alpine season" },
      { key: "repair-weeks", label: "Repair weeks" },
      { key: "ridge-club", label: "Ridge Club" },
      { key: "come-back", label: "Come back", description: "For those who have looked, or bought, before." },
      { key: "trail-days", label: "Trail days" },
      { key: "family-outings", label: "Family outings" },
      { key: "instalments", label: "Instalments" },
      { key: "store-openings", label: "Store openings" },
      { key: "clearance", label: "Clearance" },
      { key: "festivals", label: "Festivals" },
      { key: "jubilee-2024", label: "Fifty years", retired: true },
    ],
  },
  {
    name: themes,
    owner: priya,
    label: "Theme",
    description: "What a picture or block is about, so that others find it.",
    carry: "many",
    kinds: ["block", "image"],
    required: [],
    terms: [
      { key: "mountains", label: "Mountains" },
      { key: "running", label: "Running" },
      { key: "families", label: "Families" },
      { key: "workshop", label: "Workshop" },
      { key: "membership", label: "Membership" },
      { key: "prices", label: "Prices" },
      { key: "snow", label: "Snow" },
    ],
  },
];

export const conventions: readonly ConventionData[] = [
  {
    name: "names.blocks",
    owner: nele,
    label: "Names of blocks",
    description: "hero.alpine-season.web.de: what it is, what it is about, then where it is seen.",
    pattern: "{type}.{subject}[.{channel}][.{market}]",
    parts: [
      { key: "type", from: "type" },
      { key: "subject", from: "free" },
      { key: "channel", from: "scope", of: "channel" },
      { key: "market", from: "scope", of: "market" },
    ],
    kinds: ["block"],
    tiers: ["foundation", "campaign", "variable"],
  },
  {
    name: "names.placements",
    owner: nele,
    label: "Names of placements",
    description: "home-hero.web: the place, then its channel.",
    pattern: "{place}.{channel}",
    parts: [
      { key: "place", from: "free" },
      { key: "channel", from: "scope", of: "channel" },
    ],
    kinds: ["placement"],
    tiers: ["foundation", "campaign", "variable"],
  },
];

/** The campaign of a family of blocks, and what its blocks are about, by the family's stem. */
export const tagsOfStem: Readonly<Record<string, { readonly campaign: string; readonly themes: readonly string[] }>> = {
  "hero.alpine-season": { campaign: "alpine-season", themes: ["mountains"] },
  "mail.alpine-season": { campaign: "alpine-season", themes: ["mountains"] },
  "teaser.alpine-boots": { campaign: "alpine-season", themes: ["mountains"] },
  "teaser.alpine-shells": { campaign: "alpine-season", themes: ["mountains"] },
  "mail.club-gold": { campaign: "ridge-club", themes: ["membership"] },
  "teaser.club-silver": { campaign: "ridge-club", themes: ["membership"] },
  "push.club-points": { campaign: "ridge-club", themes: ["membership"] },
  "hero.club-home": { campaign: "ridge-club", themes: ["membership"] },
  "hero.boots-return": { campaign: "come-back", themes: ["mountains"] },
  "sms.back-in-stock": { campaign: "come-back", themes: [] },
  "strip.trail-poles": { campaign: "trail-days", themes: ["running"] },
  "teaser.trail-shoes": { campaign: "trail-days", themes: ["running"] },
  "offer.instalments": { campaign: "instalments", themes: ["prices"] },
  "hero.winter-clearance": { campaign: "clearance", themes: ["prices"] },
  "teaser.kids-shells": { campaign: "family-outings", themes: ["families"] },
  "strip.munich-opening": { campaign: "store-openings", themes: [] },
  "mail.munich-opening": { campaign: "store-openings", themes: [] },
  "hero.repair-weeks": { campaign: "repair-weeks", themes: ["workshop"] },
  "mail.repair-reminder": { campaign: "repair-weeks", themes: ["workshop"] },
  "push.repair-ready": { campaign: "repair-weeks", themes: ["workshop"] },
  "hero.hut-weekends": { campaign: "family-outings", themes: ["families", "mountains"] },
  "teaser.night-running": { campaign: "trail-days", themes: ["running"] },
  "mail.star-festival": { campaign: "festivals", themes: [] },
};
