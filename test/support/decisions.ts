import { compile } from "#shared/decision/compile.ts";
import { decide, type DecideOptions } from "#shared/decision/decide.ts";
import { type Decision, decision, type DecisionRequest } from "#shared/decision/model.ts";
import type { BundleAsset } from "#shared/bundle/model.ts";
import {
  attribute,
  audience,
  block,
  blockType,
  event,
  exclude,
  field,
  idOf,
  placement,
  purpose,
  select,
} from "./assets.ts";

export const now = Date.parse("2026-03-01T12:00:00.000Z");

export const granted = (key: string, at = "2026-02-20T00:00:00.000Z") => ({ purpose: key, granted: true, at });
export const withdrawn = (key: string, at = "2026-02-25T00:00:00.000Z") => ({ purpose: key, granted: false, at });

/** A shop's release: a hero with a fixed disclosure, shown on the web and sent by e-mail. */
export const shop: readonly BundleAsset[] = [
  purpose("personalization", { expiresAfterDays: 365 }),
  purpose("loyalty", { expiresAfterDays: 30 }),
  purpose("service", { basis: "contract" }),
  attribute("country"),
  attribute("tier", { purposes: ["loyalty"] }),
  attribute("first_name", { purposes: ["service"] }),
  attribute("minor", { type: "boolean" }),
  event("Order_Placed", { purposes: ["service"] }),
  audience("gold", 'profile.tier == "gold"'),
  audience("alpine", 'profile.country in ["AT", "CH"]'),
  blockType(
    "hero",
    [
      field("headline", { required: true, limits: { tokens: ["first_name"], maxLength: 20 } }),
      field("legal", { part: "disclosure", mode: "fixed", required: true }),
      field("subline"),
      field("image", { part: "visual", type: "image", localized: false }),
    ],
    { disclosure: { legal: { "*": "Terms apply.", "de-DE": "Es gelten die Bedingungen." } } },
  ),
  blockType("bare", [field("headline")]),
  block("generic-hero", "hero", { copy: { base: { headline: { "*": "Welcome, {{first_name|friend}}" } } } }),
  block(
    "spring-hero",
    "hero",
    {
      copy: {
        base: {
          headline: { en: "Hi {{first_name|there}}", "de-DE": "Hallo {{first_name|du}}", de: "Servus" },
          subline: { en: "Snow is gone" },
        },
        alpine: { subline: { en: "Even up there" } },
        gold: { headline: { en: "For you, gold" } },
      },
      visual: { base: { image: { "*": "/img/spring.jpg" } } },
    },
    {
      variants: [
        { id: "gold", label: "Gold", audience: idOf("gold") },
        { id: "alpine", label: "Alpine", audience: idOf("alpine") },
      ],
      aiLabel: "Ranked by a model",
    },
  ),
  block("sale-hero", "hero", { copy: { base: { headline: { "*": "Sale" } } } }, { until: "2026-03-01T12:00:00.000Z" }),
  placement("home", { types: ["hero", "bare"], purpose: "personalization", fallback: "generic-hero" }),
  placement("newsletter", { types: ["hero"], purpose: "personalization", fallback: "generic-hero", channel: "email" }),
  select("sale", { placement: "home", block: "sale-hero", when: "true", priority: 100 }),
  select("spring", { placement: "home", block: "spring-hero", when: "has(profile.country)", priority: 10 }),
  select("spring-mail", { placement: "newsletter", block: "spring-hero", when: "has(profile.country)" }),
  exclude("no-minors", "profile.minor", { reason: "We do not target minors." }),
];

/** What a request says unless a test says otherwise: an adult in Germany who has agreed to everything. */
export const request = (rest: Partial<DecisionRequest> = {}): DecisionRequest => ({
  placement: "home",
  locale: "en",
  attributes: { country: "DE", minor: false },
  consents: [granted("personalization"), granted("loyalty")],
  trace: false,
  ...rest,
});

/** Decides over some assets, and holds every answer to the schema. */
export function decideOver(
  assets: readonly BundleAsset[],
  rest: Partial<DecisionRequest> = {},
  options: Partial<DecideOptions> = {},
): Decision {
  const release = compile({ environment: "live", number: 1, assets });
  return decision.parse(decide(release, request(rest), { now, ...options }));
}

/** The values of a decision's content by field name. */
export const shown = ({ content }: Decision): Record<string, unknown> =>
  Object.fromEntries((content?.fields ?? []).map(({ name, value }) => [name, value]));
