import { ChosenRows } from "./pages/many-page.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const mail = "mail.alpine-season.email.de";
const hero = "hero.alpine-season.web.de";
const boots = "teaser.alpine-boots.web.de";

test.describe("many blocks at once", () => {
  test("rows are chosen with the mouse and with the keyboard", async ({ sample, studio: { page } }) => {
    await sample.signInAs(people.jonas);
    await sample.content.open(boots);
    await sample.content.search.fill("alpine");
    // Another search is another list, and nothing in it is chosen yet: it must be there first.
    await expect(sample.content.row(mail)).toBeVisible();
    const rows = new ChosenRows(page, sample.content.list);
    await rows.add(boots);
    await rows.counted(1);
    await rows.upTo(mail);
    await rows.counted(4);
    await rows.press("Shift+ArrowDown");
    await rows.counted(5);
    await rows.press("Shift+ArrowUp");
    await rows.press("Shift+ArrowUp");
    await rows.counted(3);
    await rows.press(" ");
    await rows.counted(2);
    await rows.press("ControlOrMeta+a");
    const all = await sample.content.list.locator("xpath=..").locator(".list-head .count").textContent();
    await rows.counted(Number(all));
    await rows.press("Escape");
    await rows.none();
  });

  test("words are replaced where they are shown, and the revisions before come back", async ({
    sample,
    studio: { page },
  }) => {
    await sample.signInAs(people.jonas);
    await sample.content.open(boots);
    await sample.content.search.fill("alpine-season");
    const rows = new ChosenRows(page, sample.content.list);
    await rows.add(mail);
    await rows.add(hero);
    const dialog = await rows.start("Find and replace…");
    await dialog.write("Find", "hütte");
    await dialog.write("Replace with", "Alm");
    await expect(dialog.preview).toContainText("2 assets would change");
    await dialog.root.getByRole("checkbox", { name: "Whole words" }).check();
    await expect(dialog.preview).toContainText("1 asset would change");
    await expect(dialog.preview).toContainText("1 asset with nothing to change");
    await expect(dialog.row(mail)).toContainText("Kemptner Alm");
    await dialog.do("Change 1 asset");
    const back = await dialog.takeBack();
    await expect(back.row(mail)).toContainText("Kemptner Hütte");
    await back.do("Change 1 asset");
    await expect(page.getByText("1 asset restored")).toBeVisible();
    await sample.content.search.fill("");
    const editor = await sample.content.choose(mail);
    await expect(editor.root).toContainText("Kemptner Hütte");
    await expect(editor.root).not.toContainText("Kemptner Alm");
  });

  test("a value that breaks a limit is shown and not taken, and another person's block is left alone", async ({
    sample,
    studio: { page },
  }) => {
    await sample.signInAs(people.jonas);
    await sample.content.open(boots);
    await sample.content.search.fill("alpine-boots");
    await expect(sample.content.row("teaser.alpine-boots.web.jp")).toBeVisible();
    const rows = new ChosenRows(page, sample.content.list);
    for (const market of ["de", "jp", "uk"]) await rows.add(`teaser.alpine-boots.web.${market}`);
    await rows.counted(3);
    const dialog = await rows.start("Set a field…");
    await dialog.choose("Field", "Headline");
    await dialog.choose("Locale", "de-DE");
    await dialog.write("New value", "Ein Titel, der für dieses Feld einfach viel zu lang geraten ist");
    await expect(dialog.row(boots)).toContainText("at most 36");
    await expect(dialog.preview).toContainText("3 assets stay as they are");
    await expect(dialog.confirm("Change 0 assets")).toBeDisabled();
    await dialog.write("New value", "Stiefel für den Grat");
    await expect(dialog.row(boots)).toContainText("Stiefel für den Grat");
    await expect(dialog.row("teaser.alpine-boots.web.uk")).toContainText("This takes the role of");
    await dialog.do("Change 1 asset");
    await sample.content.search.fill("");
    const editor = await sample.content.choose(boots);
    await expect(editor.field("Headline")).toHaveText("Stiefel für den Grat");
  });

  test("a view is saved under a name, and brings its filter back", async ({ sample, studio: { page } }) => {
    await sample.signInAs(people.jonas);
    await sample.content.open(boots);
    await sample.content.search.fill("repair");
    await expect(sample.content.row(boots)).toHaveCount(0);
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: "Save this view…" }).click();
    await page.getByRole("dialog", { name: "Save this view" }).getByLabel("Name").fill("Repair weeks");
    await page.getByRole("dialog", { name: "Save this view" }).getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "View: Repair weeks" }).click();
    await page.getByRole("menuitem", { name: "Everything" }).click();
    await expect(sample.content.row(boots)).toBeVisible();
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: "Repair weeks" }).click();
    await expect(sample.content.search).toHaveValue("repair");
    await expect(sample.content.row(boots)).toHaveCount(0);
  });
});
