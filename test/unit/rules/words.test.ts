import { expect, test } from "vitest";
import { buildDictionary } from "#shared/data/dictionary.ts";
import { conditionWords } from "#shared/rules/cel/words.ts";

const attribute = (key: string, label: string, type: string) => ({
  id: `ast_${key}`,
  kind: "attribute",
  name: `attr.${key}`,
  body: { settings: { label, key, type, personalData: "none", purposes: [], source: "Shop", aliases: [] } },
});
const dictionary = buildDictionary([
  attribute("loyalty_tier", "Loyalty tier", "string"),
  attribute("last_order_at", "Last order", "timestamp"),
  attribute("orders", "Orders", "number"),
  attribute("subscribed", "Subscribed", "boolean"),
  {
    id: "ast_viewed",
    kind: "event",
    name: "event.viewed",
    body: { settings: { label: "Product viewed", key: "Product_Viewed", properties: [], purposes: [], aliases: [] } },
  },
  {
    id: "ast_complaint",
    kind: "audience",
    name: "audience.complaint",
    body: { settings: { label: "Open complaint" }, logic: { when: "true" } },
  },
]);

const said: readonly [condition: string, words: string][] = [
  ['profile.loyalty_tier == "gold"', "Loyalty tier is gold"],
  ['"gold" != profile.loyalty_tier', "Loyalty tier is not gold"],
  ["10 <= profile.orders", "Orders is at least 10"],
  [
    'profile.loyalty_tier in ["gold", "silver"] && !audience("audience.complaint")',
    "Loyalty tier is gold or silver, and not in Open complaint",
  ],
  ['profile.last_order_at < now - duration("1440h")', "Last order is more than 60 days ago"],
  ['profile.last_order_at >= now - duration("5h")', "Last order is within the last 5 hours"],
  ["!profile.subscribed", "Subscribed is no"],
  ["has(profile.orders)", "Orders is known"],
  [
    'events.exists(e, e.name == "Product_Viewed" && e.category == "trail")',
    "has had the event Product viewed with category trail",
  ],
  ['!events.exists(e, e.name == "Product_Viewed")', "has not had the event Product viewed"],
  [
    'size(events.filter(e, e.name == "Product_Viewed" && e.value > 20)) >= 3',
    "has had the event Product viewed with a value that is above 20, at least 3 times",
  ],
  [
    'count(events.filter(e, e.name == "Product_Viewed" && e.at > now - duration("336h") && !e.category.contains("x"))) == 1',
    "has had the event Product viewed within the last 14 days with a category that does not contain x, exactly 1 time",
  ],
  ['!profile.loyalty_tier.startsWith("go")', "Loyalty tier does not start with go"],
  [
    'profile.subscribed && (profile.orders > 2 || audience("audience.complaint"))',
    "Subscribed is yes, and either Orders is above 2, or in Open complaint",
  ],
];

test.each(said)("%s reads as “%s”", (condition, words) => {
  expect(conditionWords(condition, dictionary)).toBe(words);
});

test.each([
  'profile.loyalty_tier.matches("^go")',
  "profile.orders + 1 > 3",
  'profile.subscribed && profile.loyalty_tier.matches("^go")',
  "events.all(e, e.value > 3)",
  "not a condition (",
])("%s has no words, and half of them are not given", (condition) => {
  expect(conditionWords(condition, dictionary)).toBeUndefined();
});
