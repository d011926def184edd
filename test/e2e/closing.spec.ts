import { existsSync, readFileSync } from "node:fs";
import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

test("AS-17 a studio that is closed in the middle of a word closes by itself, with the word saved", async ({
  sample,
  studio: { page, host, workspace },
}) => {
  const word = "Closed while typing";
  await sample.signInAs(people.aoife);
  const editor = await sample.content.open("hero.repair-weeks.web.uk");
  await editor.field("Headline").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(word);
  await host.close();
  const kept = [workspace, `${workspace}-wal`].filter((path) => existsSync(path));
  expect(kept.some((path) => readFileSync(path).includes(word))).toBe(true);
});
