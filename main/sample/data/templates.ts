import type { Channel } from "#shared/rules/model.ts";
import { type BlockData, type BlockTypeData, say, type SlotData, type TemplateData } from "../shapes.ts";
import { ingrid, nele, tomasz } from "./people.ts";

const smallPrint = "type.note";

/** What stands in the fixed slots: written once by legal, and the same under everything of a channel. */
export const slotTypes: readonly BlockTypeData[] = [
  {
    name: smallPrint,
    owner: tomasz,
    label: "Small print",
    description: "The line under a page or message. It stands in a template, so that nobody can leave it out.",
    fields: [
      {
        name: "text",
        label: "Text",
        type: "text",
        part: "disclosure",
        mode: "flexible",
        required: true,
        localized: true,
        limits: { minLength: 6, maxLength: 120 },
      },
    ],
    fixed: {},
  },
];

const note = (name: `${string}.${Channel}`, label: string, text: BlockData["values"][string]): BlockData => ({
  name,
  owner: ingrid,
  label,
  tier: "foundation",
  scope: { brand: "halden", market: "*", channel: name.split(".").at(-1)! },
  type: smallPrint,
  values: { text },
  variants: [],
});

export const slotBlocks: readonly BlockData[] = [
  note(
    "note.who-we-are.web",
    "Who we are",
    say(
      "Halden Outdoor GmbH, Oberstdorf. Impressum und Datenschutz: halden-outdoor.de/recht",
      "Halden Outdoor Ltd, Keswick. Company details and privacy: halden-outdoor.co.uk/legal",
      "ハルデンアウトドアジャパン株式会社(松本市)。会社概要とプライバシー: halden-outdoor.jp/legal",
    ),
  ),
  note(
    "note.why-this-mail.email",
    "Why this mail",
    say(
      "Du bekommst diese E-Mail, weil du Post von Halden bestellt hast.",
      "You get this e-mail because you asked Halden to write to you.",
      "このメールは、ハルデンからのお知らせを希望された方にお送りしています。",
    ),
  ),
  note(
    "note.quiet-hours.push",
    "Quiet hours",
    say("Von 21 bis 8 Uhr bleibt es still.", "Quiet from 9 pm to 8 am.", "21時から8時まではお知らせしません。"),
  ),
  note(
    "note.no-replies.sms",
    "No replies",
    say(
      "Antworten kommen nicht an. Hilfe: halden-outdoor.de/hilfe",
      "Replies do not reach us. Help: halden-outdoor.co.uk/help",
      "返信は届きません。ヘルプ: halden-outdoor.jp/help",
    ),
  ),
  note(
    "note.why-you-see-this.app",
    "Why you see this",
    say(
      "Warum du das siehst: Einstellungen, Meine Daten",
      "Why you see this: settings, my data",
      "表示の理由: 設定、マイデータ",
    ),
  ),
  note(
    "note.this-is-an-ad.paid",
    "This is an ad",
    say("Anzeige von Halden Outdoor", "Ad by Halden Outdoor", "広告: ハルデンアウトドア"),
  ),
  note(
    "note.who-made-this.video",
    "Who made this",
    say(
      "Werbung. Halden Outdoor GmbH, Oberstdorf",
      "Advertisement. Halden Outdoor Ltd, Keswick",
      "広告。ハルデンアウトドアジャパン株式会社",
    ),
  ),
];

const flexible = (key: string, label: string, type: string, more: Partial<SlotData> = {}): SlotData => ({
  key,
  label,
  mode: "flexible",
  types: [type],
  ...more,
});
const fixed = (key: string, label: string, block: (typeof slotBlocks)[number]["name"]): SlotData => ({
  key,
  label,
  mode: "fixed",
  types: [smallPrint],
  block,
});

const template = (name: string, channel: Channel, label: string, slots: readonly SlotData[]): TemplateData => ({
  name,
  owner: nele,
  label,
  channel,
  slots,
});

/** One master for each channel. In every one the small print is fixed. */
export const templates: readonly TemplateData[] = [
  template("template.web-hero", "web", "Web hero", [
    flexible("hero", "Hero", "type.hero"),
    flexible("strip", "Strip under the hero", "type.strip", { block: "strip.generic.web" }),
    fixed("legal", "Who we are", "note.who-we-are.web"),
  ]),
  template("template.e-mail", "email", "E-mail", [
    fixed("reason", "Why this mail", "note.why-this-mail.email"),
    flexible("mail", "Mail", "type.mail"),
    flexible("second", "Second thought", "type.strip"),
  ]),
  template("template.push", "push", "Push message", [
    flexible("message", "Message", "type.push"),
    fixed("quiet", "Quiet hours", "note.quiet-hours.push"),
  ]),
  template("template.sms", "sms", "SMS", [
    flexible("message", "Message", "type.sms"),
    fixed("replies", "No replies", "note.no-replies.sms"),
  ]),
  template("template.app-card", "app", "Card in the app", [
    flexible("card", "Card", "type.hero"),
    fixed("reason", "Why you see this", "note.why-you-see-this.app"),
  ]),
  template("template.paid-media", "paid", "Paid media", [
    fixed("mark", "This is an ad", "note.this-is-an-ad.paid"),
    flexible("ad", "Ad", "type.teaser"),
  ]),
  template("template.video-end-card", "video", "End card of a video", [
    flexible("card", "Card", "type.strip", { required: true }),
    fixed("sender", "Who made this", "note.who-made-this.video"),
  ]),
];
