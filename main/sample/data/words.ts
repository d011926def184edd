import { type BlockData, type BlockTypeData, say } from "../shapes.ts";
import { ingrid, tomasz } from "./people.ts";

const words = (name: string, label: string, part: "disclosure" | "claim", maxLength: number) => ({
  name,
  label,
  type: "text" as const,
  part,
  mode: "flexible" as const,
  required: true,
  localized: true,
  limits: { maxLength },
});

/** Types whose blocks are words that other blocks carry: legal writes them once, and every block says them. */
export const wordTypes: readonly BlockTypeData[] = [
  {
    name: "type.disclosure",
    owner: tomasz,
    label: "Disclosure",
    role: "disclosure",
    description: "Words that must stand wherever a block type demands them. Nobody can leave them out.",
    fields: [words("text", "Text", "disclosure", 220)],
    fixed: {},
  },
  {
    name: "type.claim",
    owner: tomasz,
    label: "Proven claim",
    role: "claim",
    description: "A statement with its source. Where the source runs out, so does every block that makes the claim.",
    fields: [words("text", "Text", "claim", 60)],
    fixed: {},
  },
];

const everywhere = { brand: "halden", market: "*", channel: "*" };

export const carriedWords: readonly BlockData[] = [
  {
    name: "disclosure.credit-warning",
    owner: ingrid,
    label: "Instalments are credit",
    tier: "foundation",
    scope: everywhere,
    type: "type.disclosure",
    values: {
      text: say(
        "Ein Ratenkauf ist ein Kredit. Er kann 14 Tage lang ohne Angabe von Gründen widerrufen werden.",
        "Paying in instalments is borrowing. Missed payments can affect your credit file.",
        "分割払いは信用取引です。お支払いの遅れは信用情報に影響することがあります。",
      ),
    },
    variants: [],
    sources: [
      {
        title: "BGB § 495, Widerrufsrecht",
        url: "https://www.gesetze-im-internet.de/bgb/__495.html",
        checkedDay: -30,
      },
      {
        title: "FCA Handbook, CONC 3: Financial promotions",
        url: "https://www.handbook.fca.org.uk/handbook/CONC/3/",
        checkedDay: -30,
      },
      { title: "割賦販売法", checkedDay: -30 },
    ],
    jurisdictions: ["de", "uk", "jp"],
  },
  {
    name: "claim.tested-3000",
    owner: ingrid,
    label: "Tested at 3,000 metres",
    tier: "foundation",
    scope: everywhere,
    type: "type.claim",
    values: { text: say("Geprüft auf 3.000 Metern", "Tested at 3,000 metres", "標高3000mでテスト済み") },
    variants: [],
    sources: [{ title: "Test report HO-2291, Höhenlabor Oberstdorf", checkedDay: -35 }],
    untilDay: 95,
  },
  {
    name: "claim.nine-in-ten",
    owner: ingrid,
    label: "Nine in ten repaired",
    tier: "foundation",
    scope: everywhere,
    type: "type.claim",
    values: {
      text: say(
        "Neun von zehn Stiefeln reparieren wir",
        "Nine in ten boots leave our workshop mended",
        "靴の9割は修理して使えます",
      ),
    },
    variants: [],
    sources: [{ title: "Workshop register, last twelve months", checkedDay: -35 }],
    untilDay: 40,
  },
];
