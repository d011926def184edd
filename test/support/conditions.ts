import { buildDictionary, type Dictionary } from "#shared/data/dictionary.ts";
import { createConditions } from "#shared/rules/cel/conditions.ts";
import { Facts, type Person } from "#shared/rules/cel/facts.ts";
import { attribute, audience, event, purpose } from "./assets.ts";

/** A data dictionary with one of everything that conditions can meet. */
export const dictionary: Dictionary = buildDictionary([
  purpose("personalization"),
  purpose("loyalty"),
  purpose("tracking"),
  attribute("country", { values: ["DE", "AT", "CH"], aliases: ["land"] }),
  attribute("city"),
  attribute("age", { type: "number" }),
  attribute("vip", { type: "boolean" }),
  attribute("born", { type: "timestamp" }),
  attribute("interests", { type: "list" }),
  attribute("tier", { purposes: ["loyalty"] }),
  attribute("secret", { purposes: ["no-such-purpose"] }),
  event("Product_Viewed", { aliases: ["PDP_Visit"], properties: [{ key: "price", type: "number" }] }),
  event("Order_Placed", { purposes: ["tracking"], properties: [{ key: "total", type: "number" }] }),
  audience("adults", "profile.age >= 18"),
  audience("adult-berliners", 'audience("adults") && profile.city == "Berlin"'),
  audience("gold", 'profile.tier == "gold"'),
]);

export const now = Date.parse("2026-03-01T12:00:00.000Z");

const conditions = createConditions(dictionary);

/** What a condition comes to for a person who has agreed to the purposes named; to personalization alone where none are. */
export function evaluate(
  text: string,
  person: Person = {},
  agreed: readonly string[] = ["personalization"],
): boolean | undefined {
  const { layout } = conditions;
  const facts = new Facts(layout);
  for (const [slot, key] of layout.purposeKeys.entries()) facts.granted[slot] = agreed.includes(key) ? 1 : 0;
  facts.load(person, now);
  return conditions.compile(text).test(facts);
}
