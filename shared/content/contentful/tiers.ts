import { type Tier, tiers } from "#shared/assets/model.ts";

/** What a person says of the tags of an export: the tier that each leads to, or null where it leads to none. */
export type TierChoice = Readonly<Record<string, Tier | null>>;

/** The tier that a tag leads to, and why it is proposed. */
export interface TagTier {
  /** The tag's id in the source. */
  readonly tag: string;
  readonly label: string;
  /** What is proposed; null where its words tell nothing. */
  readonly proposed: Tier | null;
  /** What holds: the person's choice, else the proposal. */
  readonly tier: Tier | null;
  readonly because: string;
}

/** Groups of tags that say who works on an entry, how far it is, or what it is about: none of them says how freely it changes. */
const silentGroups = /^(team|owner|author|status|state|workflow|seo|topic|category|language)$/i;

/** Words of tags by the tier that they tell of, the strictest first. */
const words: readonly (readonly [Tier, RegExp, string])[] = [
  [
    "foundation",
    /\b(evergreen|brand|mission|legal|compliance|regulat\w*|disclos\w*|disclaimers?|polic(y|ies)|imprint|terms|guidelines?)\b/i,
    "it names what lasts: brand, legal or evergreen content",
  ],
  [
    "variable",
    /\b(personali[sz]ed|personali[sz]ation|p13n|variants?|baseline|audiences?|segments?|personas?|experiments?|age|income|employment|gender|loyalty|lifecycle)\b/i,
    "it names whom something is for, or that it is personalized",
  ],
  [
    "campaign",
    /\b(campaigns?|announcements?|promo\w*|seasonal|season|launch|sale|holidays?|newsletter|events?)\b/i,
    "it names an initiative",
  ],
];

/** The tier that the words of a tag tell of. `group` is what stands before its colon. */
export function proposeTier(group: string, label: string): { tier: Tier | null; because: string } {
  if (silentGroups.test(group.trim()))
    return { tier: null, because: `tags of “${group}” do not say how freely something changes` };
  const found = words.find(([, pattern]) => pattern.test(`${group} ${label}`));
  return found ? { tier: found[0], because: found[2] } : { tier: null, because: "its words tell nothing of a tier" };
}

/** The strictest of several tiers: where two tags disagree, the one under which less can go wrong holds. */
export const strictest = (found: readonly (Tier | null)[]): Tier | null =>
  tiers.find((each) => found.includes(each)) ?? null;
