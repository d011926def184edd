import { tabTo } from "./support/keys.ts";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const block = "hero.repair-weeks.web.uk";

test.beforeEach(({ sample }) => sample.signInAs(people.aoife));

test("the palette leads to an asset by a few letters of its name", async ({ sample: { palette, content, frame } }) => {
  await palette.open();
  await palette.choose("repair weeks uk", block);
  await content.editorOf(block).shown();
  await expect(frame.link("Content")).toHaveAttribute("aria-current", "page");
});

test("the palette does what can be done, and says of the rest why it cannot", async ({
  sample: { palette, content },
  studio: { page },
}) => {
  await palette.open();
  await palette.choose("block types", "Show block types");
  await expect(content.row("type.hero")).toBeVisible();

  await palette.open();
  await palette.choose("repair weeks uk", block);
  await content.editorOf(block).shown();
  await palette.open();
  await page.keyboard.type("make a revision");
  const refused = palette.option("Make a revision");
  await expect(refused).toHaveAttribute("aria-disabled", "true");
  await expect(refused).toContainText("Nothing has changed since the last revision.");
  await page.keyboard.press("Enter");
  await expect(palette.root).toBeVisible();
});

test("a headline is found, written, undone and saved with the keyboard alone", async ({
  sample: { palette, content, frame },
  studio: { page },
}) => {
  const { keyboard } = page;
  await palette.open();
  await palette.choose("repair weeks uk", block);
  const editor = content.editorOf(block);
  await editor.shown();
  const headline = editor.field("Headline");
  const before = await headline.innerText();

  await tabTo(headline);
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("Bring it back to life");
  await expect(headline).toHaveText("Bring it back to life");
  await keyboard.press("ControlOrMeta+z");
  await expect(headline).toHaveText(before);
  await keyboard.press("ControlOrMeta+Shift+z");
  await expect(headline).toHaveText("Bring it back to life");
  await expect(frame.saved).toBeVisible();

  await keyboard.press("ControlOrMeta+Enter");
  const dialog = page.getByRole("dialog", { name: `Make a revision: ${block}` });
  await expect(dialog.getByLabel("What and why")).toBeFocused();
  await keyboard.type("Shorter");
  const make = dialog.getByRole("button", { name: /^Make revision \d+$/ });
  await tabTo(make);
  await keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(editor.history.first()).toContainText(`${people.aoife}, today`);
  await expect(editor.history.first()).toContainText("Shorter");
});
