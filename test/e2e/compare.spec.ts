import { violationsOn } from "./support/axe.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const block = "hero.alpine-season.web.de";
const headline = "Die schönste Zeit beginnt oben";

test("AS-19 AS-20: any two revisions are compared word by word, and one is restored once no draft would be lost", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.jonas);
  const editor = await sample.content.open(block);
  await editor.write("Headline", headline);
  await page.keyboard.press("ControlOrMeta+Alt+c");
  const dialog = page.getByRole("dialog", { name: `Compare ${block}` });
  await expect(dialog.locator("del")).toHaveText("Saison");
  await expect(dialog.locator("ins")).toHaveText("schönste Zeit");
  await expect(dialog.getByRole("status")).toHaveText(/^1 of \d+ fields differs$/);
  await dialog.getByRole("button", { name: "In one column" }).click();
  await expect(dialog.locator(".diff-cells").first()).toHaveText("Die Saisonschönste Zeit beginnt oben");
  await dialog.getByRole("button", { name: "Everything" }).click();
  await expect(dialog.getByRole("heading", { name: "Link" })).toBeVisible();
  await dialog.getByRole("button", { name: "What differs" }).click();
  await expect(dialog.getByRole("heading", { name: "Link" })).toHaveCount(0);
  expect(await violationsOn(page)).toEqual([]);

  await dialog.getByRole("combobox", { name: "From" }).click();
  await page.getByRole("option", { name: /^Revision 1/ }).click();
  const restore = dialog.getByRole("button", { name: /^Restore as revision/ });
  await expect(restore).toHaveAttribute("aria-disabled", "true");
  await expect(dialog.getByText("Your draft would be lost.", { exact: false })).toHaveCount(1);
  await dialog.getByRole("button", { name: "Close" }).click();

  await page.getByRole("button", { name: "More", exact: true }).first().click();
  await page.getByRole("menuitem", { name: "Discard your draft" }).click();
  await expect(editor.field("Headline")).toHaveText("Die Saison beginnt oben");
  await page.getByRole("button", { name: /^Revision 2/ }).click();
  await expect(dialog.getByRole("combobox", { name: "To" })).toHaveText("Revision 2");
  await restore.click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Revision 3/ })).toBeVisible();
});

test("AS-19: two variants are compared as their readers see them", async ({ sample, studio: { page } }) => {
  await sample.signInAs(people.jonas);
  await sample.content.open(block);
  await page.getByRole("tab", { name: /Wiederkehrende Wanderer/ }).click();
  await page.getByRole("button", { name: "What to do with this variant" }).click();
  await page.getByRole("menuitem", { name: "Compare with another variant" }).click();
  const dialog = page.getByRole("dialog", { name: `Compare ${block}` });
  await expect(dialog.getByRole("combobox", { name: "Variant on the left" })).toHaveText("Everyone");
  await expect(dialog.getByRole("combobox", { name: "Variant on the right" })).toHaveText("Wiederkehrende Wanderer");
  await expect(dialog.getByRole("heading", { name: "Headline" })).toBeVisible();
  await expect(dialog.getByRole("status")).toHaveText(/^1 of \d+ fields differs$/);
  await dialog.getByRole("combobox", { name: "Variant on the right" }).click();
  await page.getByRole("option", { name: "Everyone" }).click();
  await expect(dialog.getByRole("status")).toHaveText("Nothing differs");
});
