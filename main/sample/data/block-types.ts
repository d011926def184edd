import type { Field, Limits } from "#shared/taxonomy/model.ts";
import { all, type BlockTypeData, say } from "../shapes.ts";
import { priya, tomasz } from "./people.ts";

type Shape = Partial<Omit<Field, "name" | "label" | "limits">>;

const flexible = (name: string, label: string, limits: Limits, more: Shape = {}): Field => ({
  name,
  label,
  type: "text",
  part: "copy",
  mode: "flexible",
  required: true,
  localized: true,
  limits,
  ...more,
});

const fixed = (name: string, label: string, reason: string, more: Shape = {}): Field => ({
  name,
  label,
  type: "text",
  part: "disclosure",
  mode: "fixed",
  required: true,
  localized: true,
  limits: {},
  reason,
  ...more,
});

/** Words that need a source, promise what we cannot keep, or are simply not ours. */
const claims: NonNullable<Limits["forbidden"]> = [
  ["günstigste", "A superlative on price needs a source", ["neue", "leichte"]],
  ["günstigsten", "A superlative on price needs a source", ["neuen", "leichten"]],
  ["billig", "We do not speak of our prices like this", ["reduziert"]],
  ["klimaneutral", "The claim is not certified", ["reparierbar"]],
  ["garantiert", "It promises more than our terms do", ["geprüft"]],
  ["cheapest", "A superlative on price needs a source", ["new", "light"]],
  ["eco-friendly", "The claim is not certified", ["repairable"]],
  ["guaranteed", "It promises more than our terms do", ["tested"]],
  ["unbeatable", "It compares without a source", ["tried and tested"]],
  ["最安値", "A superlative on price needs a source", ["新作"]],
  ["絶対", "It promises more than our terms do", ["安心の"]],
  ["環境に優しい", "The claim is not certified", ["修理できる"]],
].map(([word, reason, suggestions]) => ({ word, reason, suggestions }) as NonNullable<Limits["forbidden"]>[number]);

const shops = ["halden-outdoor.de", "halden-outdoor.co.uk", "halden-outdoor.jp"];
const link = flexible("link", "Link", { linkHosts: shops }, { type: "link", localized: false });
const picture = flexible("picture", "Picture", {}, { type: "image", part: "visual", localized: false });
const pictureWords = flexible("pictureWords", "Picture, in words", { maxLength: 80 });
const button = flexible(
  "button",
  "Button",
  {
    values: [
      "Zur Auswahl",
      "Mehr erfahren",
      "Termin buchen",
      "Zum Ridge Club",
      "See the range",
      "Read more",
      "Book a slot",
      "Go to Ridge Club",
      "一覧を見る",
      "詳しく見る",
      "予約する",
      "リッジクラブへ",
    ],
  },
  { type: "choice" },
);

const logo = fixed("logo", "Logo", "The lockup is the same everywhere. Brand owns it.", {
  type: "image",
  part: "visual",
  localized: false,
});
const lockup = all("/brand/halden-lockup-1974.svg");
const priceNote = fixed("priceNote", "Price note", "Every block that can lead to a price carries it.");
const priceWords = say(
  "Preise inkl. MwSt., zzgl. Versand.",
  "Prices include VAT. Delivery is extra.",
  "価格は税込です。送料は別途かかります。",
);

export const blockTypes: readonly BlockTypeData[] = [
  {
    name: "type.hero",
    owner: priya,
    label: "Hero",
    description: "The first thing on a page: one picture, one thought, one way on.",
    fields: [
      logo,
      flexible("headline", "Headline", { minLength: 4, maxLength: 48, tokens: ["first_name"], forbidden: claims }),
      flexible("body", "Body", { maxLength: 110, forbidden: claims }),
      button,
      link,
      picture,
      pictureWords,
      flexible("proof", "Proof", {}, { type: "reference", part: "claim", required: false, localized: false }),
      priceNote,
    ],
    leadsTo: { proof: ["type.claim"] },
    fixed: { logo: lockup, priceNote: priceWords },
  },
  {
    name: "type.teaser",
    owner: priya,
    label: "Teaser",
    description: "A small door into one part of the range.",
    fields: [
      flexible("headline", "Headline", { minLength: 3, maxLength: 36, forbidden: claims }),
      flexible("body", "Body", { maxLength: 80, forbidden: claims }),
      link,
      picture,
      pictureWords,
      priceNote,
    ],
    fixed: { priceNote: priceWords },
  },
  {
    name: "type.strip",
    owner: priya,
    label: "Strip",
    description: "One line across the page. It never speaks of prices.",
    fields: [
      fixed("mark", "Mark", "The ridge line belongs to every strip. Brand owns it.", {
        type: "image",
        part: "visual",
        localized: false,
      }),
      flexible("line", "Line", { minLength: 6, maxLength: 64, tokens: ["first_name"], forbidden: claims }),
      flexible("linkWords", "Link, in words", { maxLength: 22 }),
      link,
    ],
    fixed: { mark: all("/brand/ridge-line.svg") },
  },
  {
    name: "type.offer",
    owner: tomasz,
    label: "Instalment offer",
    description: "An offer to pay in instalments. The credit terms are law and cannot be changed in a block.",
    disclosures: ["disclosure.credit-warning"],
    fields: [
      flexible("headline", "Headline", { minLength: 4, maxLength: 44, forbidden: claims }),
      flexible("body", "Body", { maxLength: 110, forbidden: claims }),
      flexible("claim", "Claim", { maxLength: 48, forbidden: claims }, { part: "claim" }),
      link,
      picture,
      pictureWords,
      fixed("creditTerms", "Credit terms", "Required by law beside every offer of credit. Legal owns the text."),
    ],
    fixed: {
      creditTerms: say(
        "Ratenkauf ab 199 €: eff. Jahreszins 0 %, gebundener Sollzins 0 %, Laufzeit 10 Monate. Bonität vorausgesetzt. Kreditgeber: Halden Finanz GmbH, Oberstdorf.",
        "Instalments from £199: representative 0% APR over 10 months. 18 and over, UK residents, subject to status. Lender: Halden Finance Ltd, Keswick.",
        "分割払いは19,900円以上、10回払い、実質年率0%。所定の審査があります。18歳未満の方はご利用いただけません。貸主: ハルデンファイナンス株式会社(松本市)。",
      ),
    },
  },
  {
    name: "type.mail",
    owner: priya,
    label: "Mail",
    description: "A whole e-mail. Imprint and the way out are part of it, always.",
    fields: [
      logo,
      flexible("subject", "Subject", { minLength: 4, maxLength: 52, tokens: ["first_name"], forbidden: claims }),
      flexible("preheader", "Preview line", { maxLength: 90, forbidden: claims }),
      flexible("headline", "Headline", { minLength: 4, maxLength: 60, tokens: ["first_name"], forbidden: claims }),
      flexible(
        "body",
        "Body",
        { maxLength: 700, tokens: ["first_name", "loyalty_points"], forbidden: claims },
        { type: "richText" },
      ),
      button,
      link,
      picture,
      pictureWords,
      priceNote,
      fixed("optOut", "Way out", "Required in every marketing message. Legal owns the text."),
      fixed("imprint", "Imprint", "Required by law in every e-mail. Legal owns the text."),
    ],
    fixed: {
      logo: lockup,
      priceNote: priceWords,
      optOut: say(
        "Keine E-Mails mehr? [Abmelden](/abmelden) geht mit einem Klick.",
        "No more e-mails? [Opt out](/opt-out) with one click.",
        "配信停止は[こちら](/opt-out)からワンクリックで行えます。",
      ),
      imprint: say(
        "Halden Outdoor GmbH, Hüttenweg 12, 87561 Oberstdorf. Geschäftsführung: Johanna Halden. USt-IdNr. DE 000 000 000.",
        "Halden Outdoor Ltd, 4 Mill Yard, Keswick CA12 0AA. Registered in England and Wales, no. 00000000.",
        "ハルデンアウトドアジャパン株式会社 〒390-0000 長野県松本市 代表取締役 森 遥",
      ),
    },
  },
  {
    name: "type.sms",
    owner: priya,
    label: "SMS",
    description: "A text message: short, signed, with a way out.",
    fields: [
      fixed("sender", "Sender", "People must know at once who writes. Brand owns it.", {
        part: "copy",
        localized: false,
      }),
      flexible("text", "Text", { minLength: 8, maxLength: 120, tokens: ["first_name"], forbidden: claims }),
      link,
      fixed("optOut", "Way out", "Required in every marketing message. Legal owns the text."),
    ],
    fixed: {
      sender: all("Halden"),
      optOut: say("Abmelden: STOP an 66211", "Opt out: STOP to 66211", "配信停止: STOPと返信"),
    },
  },
  {
    name: "type.push",
    owner: priya,
    label: "Push",
    description: "A notification of the app. It says one thing that helps now.",
    fields: [
      fixed("icon", "Icon", "The icon is the app's own. Brand owns it.", {
        type: "image",
        part: "visual",
        localized: false,
      }),
      flexible("title", "Title", { minLength: 3, maxLength: 32, tokens: ["first_name"], forbidden: claims }),
      flexible("body", "Body", { maxLength: 90, forbidden: claims }),
      link,
      fixed("settingsNote", "Way out", "Required in every marketing message. Legal owns the text."),
    ],
    fixed: {
      icon: all("/brand/app-icon.svg"),
      settingsNote: say("Abstellen: App, Einstellungen", "Turn off: app, settings", "通知の停止: アプリの設定"),
    },
  },
];
