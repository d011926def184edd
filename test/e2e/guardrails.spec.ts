import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

test("RU-40 DE-51 DE-53 a quiet time and then a cap are made on the screen, said in words, and tried at a time and a count", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.mara);
  await sample.frame.goTo("Rules");
  await page.getByRole("button", { name: "New rule" }).click();
  const dialog = page.getByRole("dialog", { name: "New rule" });
  await dialog.getByRole("combobox", { name: "Effect" }).click();
  await page.getByRole("option", { name: /^Keep quiet/ }).click();
  await dialog.getByLabel("Label", { exact: true }).fill("Evening rest");
  const make = dialog.getByRole("button", { name: "Make the rule" });
  await expect(make).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Reason", { exact: true }).fill("Nobody is woken by us.");
  await make.click();
  await expect(dialog).toHaveCount(0);

  const editor = page.getByRole("main");
  await expect(editor.getByText(/^Nothing personalized in every placement between 21:00 and 08:00/)).toBeVisible();
  const row = editor.getByRole("group", { name: "Quiet time 1" });
  await row.getByLabel("From", { exact: true }).fill("22:00");
  await row.getByRole("button", { name: "Sun" }).click();
  await expect(editor.getByText(/between 22:00 and 08:00 on Monday/)).toBeVisible();

  const held = editor.getByText(/“Evening rest” keeps quiet now: Nobody is woken by us\./).first();
  const circumstances = editor.getByRole("group", { name: "Circumstances" });
  // A Friday. Of two rules that keep quiet the first by name is told: this one, whatever else the sample has.
  await circumstances.getByLabel("At", { exact: true }).fill("2026-11-27T22:30");
  await expect(held).toBeVisible();
  await circumstances.getByLabel("At", { exact: true }).fill("2026-11-27T21:30");
  await expect(held).toHaveCount(0);
  await circumstances.getByLabel("Their time zone").fill("Mars/Olympus");
  await expect(editor.getByText(/Whether “Evening rest” keeps quiet now is not known/).first()).toBeVisible();
  await circumstances.getByLabel("Their time zone").fill("");
  // By day, so that the sample's quiet night does not come before the cap.
  await circumstances.getByLabel("At", { exact: true }).fill("2026-11-27T12:00");

  await editor.getByRole("combobox", { name: "Effect" }).click();
  await page.getByRole("option", { name: /^Cap how often/ }).click();
  await expect(editor.getByText(/^One person gets what is personalized at most 3 times in any 7 days/)).toBeVisible();
  const reached = editor.getByText(/“Evening rest” is reached: Nobody is woken by us\./).first();
  await expect(reached).toHaveCount(0);
  await circumstances.getByLabel("Seen already").fill("3");
  await expect(reached).toBeVisible();
  await editor.getByLabel("At most").fill("4");
  await expect(reached).toHaveCount(0);
});
