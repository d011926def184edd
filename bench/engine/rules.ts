import type { BundleAsset } from "#shared/bundle/model.ts";
import type { DecisionRequest } from "#shared/decision/model.ts";
import {
  attribute,
  audience,
  block,
  blockType,
  exclude,
  field,
  idOf,
  placement,
  purpose,
  select,
} from "#test/support/assets.ts";
import { seededRandom } from "../timing.ts";

/** One comparison of a rule, in no engine's language. */
export interface Clause {
  readonly attribute: string;
  readonly sign: "==" | "in" | ">=";
  readonly value: string | number | boolean | readonly string[];
}

/** A rule as every engine gets it: all clauses must hold. Rules come in the order in which they are tried. */
export interface NeutralRule {
  readonly name: string;
  readonly placement: string;
  readonly clauses: readonly Clause[];
}

export const placements: readonly string[] = Array.from({ length: 10 }, (_, index) => `placement-${index}`);

const words = (stem: string, count: number) => Array.from({ length: count }, (_, index) => `${stem}${index}`);
const vocabulary = {
  country: words("c", 40),
  language: words("l", 12),
  category: words("k", 30),
  tier: ["iron", "silver", "gold", "platinum"],
  device: ["phone", "tablet", "desktop"],
} as const;
type Word = keyof typeof vocabulary;

/** Rules as teams write them: a market and a segment, an interest and a device, a language of its best customers. */
export function makeRules(count: number): NeutralRule[] {
  const random = seededRandom(count);
  const below = (limit: number) => Math.floor(random() * limit);
  const word = (of: Word) => vocabulary[of][below(vocabulary[of].length)]!;
  const some = (of: Word) => [...new Set(Array.from({ length: 1 + below(3) }, () => word(of)))];
  const is = (of: Word): Clause => ({ attribute: of, sign: "==", value: word(of) });
  const isOneOf = (of: Word): Clause => ({ attribute: of, sign: "in", value: some(of) });
  const atLeast = (of: string, value: number): Clause => ({ attribute: of, sign: ">=", value });
  const templates: readonly (() => Clause[])[] = [
    () => [isOneOf("country"), is("tier"), atLeast("age", 18 + below(50))],
    () => [is("category"), is("device"), atLeast("visits", below(40))],
    () => [is("language"), { attribute: "vip", sign: "==", value: true }, is("country")],
    () => [is("country"), isOneOf("category"), atLeast("visits", below(40))],
  ];
  return Array.from({ length: count }, (_, index) => ({
    name: `rule-${String(index).padStart(6, "0")}`,
    placement: placements[index % placements.length]!,
    clauses: templates[below(templates.length)]!(),
  }));
}

/** Visitors of whom everything is known, so that engines without a third value answer the same. */
export function makeRequests(count: number): DecisionRequest[] {
  const random = seededRandom(7);
  const below = (limit: number) => Math.floor(random() * limit);
  const word = (of: Word) => vocabulary[of][below(vocabulary[of].length)]!;
  return Array.from({ length: count }, (_, index) => ({
    placement: placements[below(placements.length)]!,
    locale: ["en", "de-DE", "fr-CH"][below(3)]!,
    person: `person-${index}`,
    attributes: {
      country: word("country"),
      language: word("language"),
      category: word("category"),
      tier: word("tier"),
      device: word("device"),
      age: 16 + below(70),
      visits: below(50),
      vip: random() < 0.2,
      minor: false,
      blocked: false,
      first_name: "Ada",
    },
    events: [],
    consents: ["personalization", "loyalty", "analytics"].map((key) => ({
      purpose: key,
      granted: key !== "analytics",
      at: "2026-02-20T00:00:00.000Z",
    })),
    trace: false,
  }));
}

export const decidedAt = Date.parse("2026-03-01T12:00:00.000Z");

function conditionOf({ attribute: key, sign, value }: Clause): string {
  return `profile.${key} ${sign} ${JSON.stringify(value)}`;
}

/** The rules as a release: with guardrails, consents, blocks of two locales with fixed elements, variants and tokens. */
export function releaseOf(rules: readonly NeutralRule[]): BundleAsset[] {
  const ground = [
    purpose("personalization", { expiresAfterDays: 365 }),
    purpose("loyalty"),
    purpose("analytics"),
    ...Object.keys(vocabulary).map((key) => attribute(key, key === "tier" ? { purposes: ["loyalty"] } : {})),
    ...["age", "visits"].map((key) => attribute(key, { type: "number" })),
    ...["vip", "minor", "blocked"].map((key) => attribute(key, { type: "boolean" })),
    attribute("first_name"),
    audience("vips", "profile.vip"),
    blockType(
      "hero",
      [
        field("headline", { required: true, limits: { tokens: ["first_name"], maxLength: 60 } }),
        field("body"),
        field("image", { part: "visual", type: "image", localized: false }),
        field("legal", { part: "disclosure", mode: "fixed", required: true }),
        field("logo", { part: "visual", type: "image", mode: "fixed", localized: false }),
      ],
      { disclosure: { legal: { "*": "Terms apply." } }, visual: { logo: { "*": "/logo.svg" } } },
    ),
    exclude("minors", "profile.minor"),
    exclude("blocked-people", "profile.blocked"),
    exclude("embargo", 'profile.country in ["x1", "x2", "x3"]'),
  ];
  const blocks = Array.from({ length: 50 }, (_, index) => {
    // Every other block speaks to the person by name.
    const greeting = index % 2 === 0 ? "Hello {{first_name|there}}" : "Hello";
    const headline = { en: greeting, de: greeting.replace("Hello", "Hallo") };
    const variants = [{ id: "vip", label: "VIP", audience: idOf("vips") }];
    const copy = { base: { headline, body: { "*": `Offer ${index}` } }, vip: { body: { "*": `Best offer ${index}` } } };
    return block(
      `block-${index}`,
      "hero",
      { copy, visual: { base: { image: { "*": `/img/${index}.jpg` } } } },
      { variants },
    );
  });
  const places = placements.map((name) =>
    placement(name, { types: ["hero"], purpose: "personalization", fallback: "block-0" }),
  );
  const selections = rules.map((rule, index) =>
    select(rule.name, {
      placement: rule.placement,
      block: `block-${index % blocks.length}`,
      when: rule.clauses.map(conditionOf).join(" && "),
    }),
  );
  return [...ground, ...blocks, ...places, ...selections];
}
