import { ConditionPage } from "./pages/condition-page.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const expression =
  'profile.loyalty_tier == "gold" && count(events.filter(e, e.name == "Product_Viewed" && e.at > now - duration("336h"))) >= 3';

test("CB-11 a marketer in the builder and an engineer by completion write the same expression", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.elena);
  const condition = new ConditionPage(page);

  await sample.audiences.open("lapsed-customers");
  await condition.rows.getByRole("button", { name: "Remove" }).click();
  await condition.add("loyalty_tier");
  await condition.choose(/^What .* is compared with$/, "gold");
  await condition.add("Product_Viewed");
  await condition.choose("How often", "at least");
  await condition.fill("How many times", "3");
  await condition.fill("How far back", "14");
  await expect(condition.words).toContainText("Product viewed within the last 14 days, at least 3 times");
  await condition.show("Text");
  expect(await condition.expression()).toBe(expression);

  await sample.audiences.choose("club-silver");
  await condition.clear();
  await condition.complete("loyalty_t", "profile.loyalty_tier");
  await condition.type(" == ");
  await condition.complete('"go', "gold");
  await condition.complete(" && cou", "count");
  await condition.complete("eve", "events");
  await condition.complete(".fil", "filter");
  await condition.complete("e.na", "name");
  await condition.type(" == ");
  await condition.complete('"Product_V', "Product_Viewed");
  await condition.complete(" && e.a", "at");
  await condition.complete(" > no", "now");
  await condition.complete(" - dur", "duration");
  await condition.type('"336h"))) >= 3');
  expect(await condition.expression()).toBe(expression);

  await condition.show("Builder");
  await expect(condition.rows.getByRole("combobox", { name: "How often" })).toContainText("at least");
  await condition.choose("How often", "never");
  await expect(condition.words).toContainText("has not had the event Product viewed");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(condition.words).toContainText("at least 3 times");
});

test("CB-2 CB-3 what has no row stays text, and what is wrong is mended at its row", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.elena);
  const condition = new ConditionPage(page);
  await sample.audiences.open("lapsed-customers");
  await condition.show("Text");
  await condition.clear();
  await condition.type("profile.age + 1 > 18");
  await condition.ask("Builder");
  await expect(page.getByText("The builder cannot show this condition.")).toBeVisible();
  await expect(page.getByText("is a comparison of something that is computed")).toBeVisible();
  expect(await condition.expression()).toBe("profile.age + 1 > 18");

  await condition.clear();
  await condition.type('profile.loyalty_tier == "goldd"');
  await condition.show("Builder");
  await page.getByRole("button", { name: 'Replace by "gold"' }).click();
  await expect(condition.rows.getByRole("combobox", { name: /is compared with$/ })).toContainText("gold");
});
