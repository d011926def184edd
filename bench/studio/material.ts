import { everywhere, type Identity, type Tier } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { seededRandom } from "../timing.ts";

/** An asset of a generated workspace, before it has an id. */
export interface Material {
  readonly identity: Identity;
  readonly owner: MemberId;
  readonly body: Body;
}

const slots = ["hero", "teaser", "banner", "story", "mail", "card"];
const campaigns = [
  "alpine-season",
  "hut-weekends",
  "repair-weeks",
  "winter-clearance",
  "trail-running",
  "ridge-club",
  "first-snow",
  "summer-tents",
];
const markets = ["de", "uk", "jp", "fr", "it"];
const channels = ["web", "email", "app", "push"];
const tiers: readonly Tier[] = ["campaign", "campaign", "variable", "variable", "foundation"];

/** Words of three languages, so that an index over them is as wide as one over people's own. */
const vocabulary = {
  en: "boots shells huts winter summer ridge trail repair weeks warm dry light tested season valley summit rope night tent snow club members early price weekend family guide route weather jacket",
  "de-DE":
    "Wanderstiefel Hüttenschlafsack Reparaturwochen Bergschuhe Winterjacke Gipfel Straße Grüße Rucksack Regenschutz Kletterseil Schneeschuhe Talstation Frühjahr Wochenende Familien Öffnungszeiten Preis",
  "ja-JP": "登山靴 山小屋 修理 冬 夏 防水 軽量 会員 週末 家族 天気 雪 装備 春 新作 限定",
} as const;
type Language = keyof typeof vocabulary;
const wordsOf = Object.fromEntries(Object.entries(vocabulary).map(([key, text]) => [key, text.split(" ")])) as Record<
  Language,
  string[]
>;

/** Blocks of many campaigns, markets, tiers and people, the same in every run. */
export function* blocks(count: number, type: AssetId, owners: readonly MemberId[]): Generator<Material> {
  const random = seededRandom(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const say = (language: Language, words: number): string => {
    const chosen = Array.from({ length: words }, () => pick(wordsOf[language]));
    return language === "ja-JP" ? chosen.join("の") : chosen.join(" ");
  };
  for (let index = 0; index < count; index++) {
    const market = pick(markets);
    const channel = pick(channels);
    const campaign = `${pick(campaigns)}-${Math.floor(index / 400)}`;
    const text = (words: number) => ({ "*": say("en", words), "de-DE": say("de-DE", words), "ja-JP": say("ja-JP", 4) });
    yield {
      identity: {
        kind: "block",
        name: `${pick(slots)}.${campaign}.${channel}.${market}-${index}`,
        tier: pick(tiers),
        scope: { brand: "*", market, channel },
      },
      owner: pick(owners),
      body: {
        settings: {
          label: `${say("en", 2)} ${index}`,
          type,
          variants: [],
          ...(index % 50 === 0 ? { until: new Date(Date.UTC(2026, index % 12, 1 + (index % 28))).toISOString() } : {}),
        },
        copy: { base: { headline: text(3), body: text(8) } },
      },
    };
  }
}

const text = { type: "text", part: "copy", mode: "flexible", localized: true } as const;

/** The one block type of a generated workspace. */
export const heroType = (owner: MemberId): Material => ({
  identity: { kind: "blockType", name: "type.hero", tier: "campaign", scope: everywhere },
  owner,
  body: {
    settings: {
      label: "Hero",
      fields: [
        { ...text, name: "headline", label: "Headline", required: true, limits: { maxLength: 72 } },
        { ...text, name: "body", label: "Body", required: false, limits: { maxLength: 200 } },
      ],
    },
  },
});
