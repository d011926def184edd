import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

test("TX-61 TX-70 a new block asks for its campaign, proposes a name that follows the convention, and takes no other", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.jonas);
  await sample.frame.goTo("Content");
  await page.getByRole("button", { name: "New block" }).click();
  const dialog = page.getByRole("dialog", { name: "New block" });
  await dialog.getByRole("combobox", { name: "Block type" }).click();
  await page.getByRole("option", { name: /^Teaser/ }).click();
  await dialog.getByLabel("Label", { exact: true }).fill("Night hikes");
  const make = dialog.getByRole("button", { name: "Make the block" });
  await expect(dialog.getByText("Choose a tag of Campaign.").first()).toBeVisible();
  await expect(make).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("combobox", { name: "Add a tag of Campaign" }).click();
  await page.getByRole("option", { name: "Trail days" }).click();

  const name = dialog.getByLabel("Name", { exact: true });
  await expect(name).toHaveValue("teaser.night-hikes.de");
  await name.fill("night-hikes-teaser");
  await expect(dialog.getByText(/names here are written \{type\}/)).toBeVisible();
  await expect(make).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("button", { name: "Use teaser.night-hikes.de" }).click();
  await make.click();
  const editor = sample.content.editorOf("teaser.night-hikes.de");
  await editor.shown();
  await expect(editor.about.getByRole("group", { name: "Tags of Campaign" })).toContainText("Trail days");
});

test("LI-13 a list is narrowed by a tag and shows what carries it", async ({ sample, studio: { page } }) => {
  await sample.signInAs(people.jonas);
  await sample.frame.goTo("Content");
  const filters = page.getByRole("group", { name: "Filters" });
  await filters.getByRole("button", { name: "Campaign" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Ridge Club" }).click();
  await page.keyboard.press("Escape");
  await expect(sample.content.row("hero.club-home.app.de")).toBeVisible();
  await expect(sample.content.row("hero.alpine-season.web.de")).toHaveCount(0);
  await filters.getByRole("button", { name: "Remove the filter Campaign" }).click();
  await expect(sample.content.row("hero.alpine-season.web.de")).toBeVisible();
});

test("TX-81 TX-85 an unused tag is listed, set aside with a reason, and can be taken up again", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.priya);
  await sample.palette.open();
  await sample.palette.choose("drifted", "Show what has drifted");
  const row = page.getByRole("row").filter({ hasText: "Retire Snow, or use it" });
  await row.getByRole("button", { name: "Set aside" }).click();
  const dialog = page.getByRole("dialog", { name: "Set aside: tags.theme" });
  await dialog.getByLabel("Why it is meant to be so").fill("Winter pictures come in October");
  await dialog.getByRole("button", { name: "Set aside" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await page.getByRole("combobox", { name: "Show" }).click();
  await page.getByRole("option", { name: "Set aside (1)" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Winter pictures come in October" })).toContainText(
    people.priya,
  );
  await page.getByRole("button", { name: "Take up again" }).click();
  await expect(row).toBeVisible();
});

test("CO-20 a tighter block type shows every block that it breaks, and takes along what can follow, as one request", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.priya);
  const type = await sample.content.openType("type.strip");
  await type.root.getByRole("button", { name: "Open Link, in words" }).click();
  const panel = type.root.getByRole("region", { name: "What becomes of its blocks" });
  const longest = type.root.getByRole("textbox", { name: "Longest", exact: true });
  await longest.fill("3");
  await expect(panel).toContainText("break and need a hand");
  await expect(panel).toContainText("strip.trail-poles.web.de");
  await longest.fill("22");
  await expect(panel).toHaveCount(0);

  await type.root.getByRole("textbox", { name: "Name", exact: true }).fill("linkText");
  await expect(panel).toContainText(/\d+ follow the type/);
  await panel.getByRole("button", { name: /^Change type and \d+ blocks$/ }).click();
  const dialog = page.getByRole("dialog", { name: "Change type.strip and its blocks" });
  await dialog.getByLabel("Title").fill("Strips: one name for the words of links");
  await dialog.getByRole("button", { name: "Send for review" }).click();
  await expect(page.getByText(/^Sent \d+ revisions for review/)).toBeVisible();
  await sample.frame.goTo("Reviews");
  await expect(page.getByText("Strips: one name for the words of links")).toBeVisible();
});
