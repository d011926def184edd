import { TemplatesPage } from "./pages/template-editor.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

test("TE-31 a template is made from the slots that its channel usually has, and its preview shows them", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.nele);
  const templates = new TemplatesPage(page);
  await templates.show();
  const editor = await templates.make("Season page", "disclosure.credit-warning");
  await expect(editor.slots).toHaveCount(3);
  await expect(editor.inPreview("Hero")).toBeVisible();
  await expect(editor.inPreview("Legal line, fixed")).toBeVisible();
  await expect(editor.pane).toContainText("No placement uses this template yet");

  await editor.moveDown("Hero");
  await expect(editor.slots.nth(1)).toContainText("Hero");
  await expect(editor.slots.first()).toContainText("Second story");
});

test("TE-30 a fixed slot cannot be emptied, and says why; a flexible one without a block cannot become fixed", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.nele);
  const templates = new TemplatesPage(page);
  await templates.show();
  const editor = await templates.choose("template.web-hero");
  await expect(editor.inPreview("Hero")).toBeVisible();
  await expect(editor.inPreview("Who we are, fixed")).toContainText("Halden Outdoor");

  const fixed = await editor.openSlot("Who we are");
  await expect(fixed).toContainText("A fixed slot is never empty");
  await expect(fixed.getByRole("button", { name: /^Choose none/ })).toHaveCount(0);

  const strip = await editor.openSlot("Strip under the hero");
  await strip.getByRole("button", { name: "Choose none for Default block" }).click();
  await strip.getByRole("button", { name: "Fixed", exact: true }).click();
  await expect(strip.getByRole("status")).toContainText("a fixed slot is never empty");
  await expect(editor.preview).toContainText("Nothing is shown");
});

test("TE-34 a preview is laid out at the width that one chooses, says how it is scaled, and opens large", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.nele);
  const templates = new TemplatesPage(page);
  await templates.show();
  const editor = await templates.choose("template.web-hero");
  await editor.chooseWidth("Phone");
  await expect.poll(() => editor.widthOfPreview()).toBe(360);
  await expect(editor.pane).toContainText("Phone, 360 px");
  await editor.chooseWidth("Desktop");
  await expect.poll(() => editor.widthOfPreview()).toBe(1200);
  await expect(editor.pane).toContainText(/Desktop, 1,200 px, shown at \d+ %/);

  await page.keyboard.press("ControlOrMeta+Shift+F");
  const large = page.getByRole("dialog", { name: "Preview, Web" });
  await expect(large.frameLocator("iframe").getByText("Halden Outdoor", { exact: false }).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(large).toHaveCount(0);
});

test("TE-33 a block is seen in its template, with what is fixed around it", async ({ sample }) => {
  await sample.signInAs(people.jonas);
  const editor = await sample.content.open("hero.alpine-season.web.de");
  await editor.root.getByRole("button", { name: "In its template, Web hero" }).click();
  await expect(editor.preview.getByRole("region", { name: "Who we are, fixed" })).toBeVisible();
  await editor.write("Headline", "Die Saison ist eröffnet");
  await editor.root.getByRole("button", { name: "Show the block alone" }).click();
  await expect(editor.preview.getByRole("region", { name: "Who we are, fixed" })).toHaveCount(0);
});
