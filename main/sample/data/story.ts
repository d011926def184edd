import type { FieldValue } from "#shared/taxonomy/model.ts";
import type { Family } from "../families.ts";

/** A value of a block that was, or will be, another: where it stands and what it says. */
export interface Edit {
  readonly block: string;
  readonly part: "copy" | "claim" | "visual";
  readonly variant?: string;
  readonly field: string;
  readonly locale: string;
  readonly value: FieldValue;
}

/** What two blocks said in the first release. The second brought the words of today. */
export const firstWords: readonly Edit[] = [
  {
    block: "hero.alpine-season.web.de",
    part: "copy",
    field: "headline",
    locale: "de-DE",
    value: "Der Berg ruft. Los geht’s!",
  },
  {
    block: "hero.alpine-season.web.de",
    part: "copy",
    field: "body",
    locale: "de-DE",
    value: "Stiefel und Jacken für die ersten Touren des Jahres. Geprüft auf 2.500 Metern.",
  },
  {
    block: "mail.alpine-season.email.de",
    part: "copy",
    field: "subject",
    locale: "de-DE",
    value: "Auf in die neue Saison",
  },
];

/** Waits for brand: a new hero for families, and the teaser that goes with it. */
export const hutWeekends: Family = {
  stem: "hero.hut-weekends",
  type: "type.hero",
  channel: "web",
  tier: "campaign",
  shared: { link: "/familie/huettenwochenende", picture: "/images/children-on-bridge.avif" },
  untilDay: 60,
  in: {
    de: {
      label: "Hüttenwochenende: Hero",
      words: {
        headline: "Zwei Tage, eine Hütte, alle zusammen",
        body: "Wege, die auch kurze Beine schaffen, und Rucksäcke, die ihnen passen.",
        button: "Mehr erfahren",
        pictureWords: "Kinder auf einer Holzbrücke",
      },
    },
  },
};
export const hutWeekendsTeaser: readonly Edit[] = [
  {
    block: "teaser.kids-shells.web.de",
    part: "copy",
    field: "body",
    locale: "de-DE",
    value: "Regenjacken, die mitwachsen, auch fürs Hüttenwochenende.",
  },
];

/** Waits for legal: brand has approved, and the claim is a claim. */
export const instalmentWording: readonly Edit[] = [
  {
    block: "offer.instalments.web.uk",
    part: "copy",
    field: "headline",
    locale: "en-GB",
    value: "Out this weekend, paid by winter",
  },
  {
    block: "offer.instalments.web.uk",
    part: "claim",
    field: "claim",
    locale: "en-GB",
    value: "0% interest on everything over £199",
  },
];

/** Was sent back: the promise lacks its terms. */
export const repairForFree: readonly Edit[] = [
  {
    block: "hero.repair-weeks.web.jp",
    part: "copy",
    field: "headline",
    locale: "ja",
    value: "修理週間は、すべて無料です",
  },
];
export const sentBackBecause =
  "「すべて無料」 is a price claim. Small repairs are free, resoling is not. Say which, or name the price.";

/** Made, and not proposed to anybody yet. */
export const unproposed: readonly Family[] = [
  {
    stem: "teaser.night-running",
    type: "type.teaser",
    channel: "web",
    tier: "campaign",
    shared: { link: "/trailrunning/lampen", picture: "/images/headlamp.avif" },
    in: {
      uk: {
        label: "Night running: teaser",
        words: {
          headline: "Lights for the last hour",
          body: "Head torches with a beam that follows the path.",
          pictureWords: "A light on a dark path",
        },
      },
    },
  },
  {
    stem: "mail.star-festival",
    type: "type.mail",
    channel: "email",
    tier: "campaign",
    shared: { link: "/camp/hoshi", picture: "/images/stars-over-tent.avif" },
    in: {
      jp: {
        label: "七夕: メール",
        words: {
          subject: "七夕の夜は、テントで",
          preheader: "星の見えるキャンプ場を5か所。",
          headline: "星を見に、外で眠る",
          body: "街の灯りから離れて、天の川を眺める夜。\n\n**おすすめの5か所**と、標高の高い夜に必要な寝袋の選び方をまとめました。",
          button: "詳しく見る",
          pictureWords: "星空の下のテント",
        },
      },
    },
  },
];

/** Unfinished work of two editors. The first holds a word that legal has listed, which blocks sending and not saving. */
export const drafts: readonly (Edit & { readonly by: "de" | "uk" })[] = [
  {
    by: "de",
    block: "hero.boots-return.web.de",
    part: "copy",
    field: "body",
    locale: "de-DE",
    value: "Vier Fragen, dann weißt du, welche unserer günstigsten Stiefel zu deinem Fuß passen.",
  },
  {
    by: "uk",
    block: "teaser.alpine-boots.web.uk",
    part: "copy",
    field: "headline",
    locale: "en-GB",
    value: "Boots that last, and last",
  },
];
