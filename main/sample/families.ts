import type { Tier } from "#shared/assets/model.ts";
import type { Channel } from "#shared/rules/model.ts";
import type { FieldValue } from "#shared/taxonomy/model.ts";
import { editors } from "./data/people.ts";
import { campaigns, tagsOfStem, themes } from "./data/taxonomy.ts";
import { type BlockData, localeOf, type Market, markets, type VariantData, type Words } from "./shapes.ts";

/** What one market says in a family of blocks. */
export interface MarketWords {
  readonly label: string;
  readonly words: Words;
  readonly variants?: readonly {
    readonly id: string;
    readonly label: string;
    readonly audience: string;
    readonly words: Words;
    /** Values for all locales, such as another picture. */
    readonly looks?: Words;
  }[];
}

/** Blocks that say the same thing in several markets, each in its own words. */
export interface Family {
  readonly stem: string;
  readonly type: string;
  readonly channel: Channel;
  readonly tier: Tier;
  /** Values that are the same in every market: pictures and paths. */
  readonly shared: Words;
  readonly in: Partial<Readonly<Record<Market, MarketWords>>>;
  readonly aiLabel?: string;
  readonly fromDay?: number;
  readonly untilDay?: number;
}

/** The name of a family's block in a market: `hero.alpine-season.web.de`. */
export const blockName = (stem: string, channel: Channel, market: Market): string => `${stem}.${channel}.${market}`;

/** The blocks of a family, one for each market that has words. Each market's editor owns its own. */
export function blocksOf(family: Family): BlockData[] {
  return markets.flatMap((market) => {
    const own = family.in[market];
    return own ? [blockOf(family, market, own)] : [];
  });
}

function blockOf(
  { stem, type, channel, tier, shared, aiLabel, fromDay, untilDay }: Family,
  market: Market,
  own: MarketWords,
): BlockData {
  const locale = localeOf[market];
  const tags = tagsOfStem[stem];
  const variants = (own.variants ?? []).map(({ id, label, audience, words, looks = {} }): VariantData => ({
    id,
    label,
    audience,
    values: { ...spread(words, locale), ...spread(looks, "*") },
  }));
  return {
    name: blockName(stem, channel, market),
    owner: editors[market],
    label: own.label,
    tier,
    scope: { brand: "halden", market, channel },
    type,
    values: { ...spread(own.words, locale), ...spread(shared, "*") },
    variants,
    tags: tags && { [campaigns]: [tags.campaign], [themes]: tags.themes },
    aiLabel,
    fromDay,
    untilDay,
  };
}

const spread = (words: Words, locale: string): Record<string, Record<string, FieldValue>> =>
  Object.fromEntries(Object.entries(words).map(([field, value]) => [field, { [locale]: value }]));
