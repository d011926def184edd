import { Spelling } from "./pages/spelling.ts";
import { violationsOn } from "./support/axe.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const german = "hero.alpine-season.web.de";
const japanese = "hero.alpine-season.web.jp";
const misspelt = "Die Jakcen für den Grat";

test("SP-10 a misspelt German word is marked, a suggestion replaces it, and undo brings it back", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.jonas);
  const editor = await sample.content.open(german);
  const spelling = new Spelling(page, editor);
  await spelling.marks("Headline");
  await editor.write("Headline", misspelt);
  await spelling.marks("Headline", "Jakcen");
  await expect(editor.field("Headline")).toHaveAttribute("spellcheck", "false");
  await expect(spelling.count("Headline")).toHaveText("1 word to check");
  expect(await violationsOn(page)).toEqual([]);

  await spelling.openMenuOf("Headline", "Jakcen");
  await spelling.choose("Jacken");
  await expect(editor.field("Headline")).toHaveText("Die Jacken für den Grat");
  await expect(editor.field("Headline")).toBeFocused();
  await spelling.marks("Headline");
  await expect(spelling.count("Headline")).toBeHidden();

  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor.field("Headline")).toHaveText(misspelt);
  await spelling.marks("Headline", "Jakcen");
});

test("SP-10 SP-11 by the keyboard alone: a word is marked once it is left, F7 leads to it and from word to word", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.jonas);
  const editor = await sample.content.open(german);
  const spelling = new Spelling(page, editor);
  await editor.field("Headline").focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Jakcen und Stifel");
  await spelling.marks("Headline", "Jakcen");
  await page.keyboard.type(" am Weg");
  await spelling.marks("Headline", "Jakcen", "Stifel");

  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("F7");
  await expect(spelling.line("Jacken")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(editor.field("Headline")).toHaveText("Jacken und Stifel am Weg");
  await expect(editor.field("Headline")).toBeFocused();
  await page.keyboard.press("F7");
  await expect(spelling.line("Stiefel")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(editor.field("Headline")).toBeFocused();
});

test("SP-7 SP-12 a word that is taught or let be is marked no more, and the whole check is switched off in Settings", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.jonas);
  const editor = await sample.content.open(german);
  const spelling = new Spelling(page, editor);
  await editor.write("Headline", "Jakcen von Fjallkitt am Grat");
  await spelling.marks("Headline", "Jakcen", "Fjallkitt");
  await spelling.openMenuOf("Headline", "Fjallkitt");
  await spelling.choose("Add to my words");
  await spelling.marks("Headline", "Jakcen");
  await spelling.openMenuOf("Headline", "Jakcen");
  await spelling.choose("Let it be in this block");
  await spelling.marks("Headline");

  await sample.settings.open();
  await sample.settings.root.getByRole("link", { name: "My words" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My words" })).toBeVisible();
  await expect(page.getByRole("link", { name: german })).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole("button", { name: "Remove Fjallkitt" }).click();
  await expect(page.getByRole("button", { name: "Remove Fjallkitt" })).toBeHidden();
  await sample.content.open(german);
  await spelling.marks("Headline", "Fjallkitt");

  await sample.settings.open();
  await sample.settings.root.getByRole("checkbox", { name: "Check spelling" }).click();
  await sample.content.open(german);
  await spelling.marks("Headline");
});

test("SP-1 a language without a dictionary says so once, and nothing is marked", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.haruka);
  const editor = await sample.content.open(japanese);
  const spelling = new Spelling(page, editor);
  await expect(spelling.note("No dictionary for Japanese")).toHaveCount(1);
  await editor.write("Headline", "尾根 Jakcen");
  await expect(spelling.count("Headline")).toHaveCount(0);
  await spelling.marks("Headline");
});
