import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const block = "hero.repair-weeks.web.uk";
const typed = "Bring it back to life";

test("AS-15 AS-16 a page that is loaded again in the middle of typing has the words, and the way back to the old ones", async ({
  sample,
  studio: { page },
}) => {
  const { content, frame } = sample;
  await sample.signInAs(people.aoife);
  const editor = await content.open(block);
  const headline = editor.field("Headline");
  const before = await headline.innerText();
  await headline.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(typed, { delay: 40 });
  // Whoever types is never more than a second ahead of the disk.
  await page.waitForTimeout(1000);
  await page.reload();

  await expect(frame.navigation).toBeVisible();
  const again = await content.open(block);
  await expect(again.field("Headline")).toHaveText(typed);
  await again.field("Headline").click();
  for (let presses = 0; presses < 40 && (await again.field("Headline").innerText()) !== before; presses += 1)
    await page.keyboard.press("ControlOrMeta+z");
  await expect(again.field("Headline")).toHaveText(before);
});
