import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

test("RA-16 RA-5 a rule that another hides is told so by name while it is edited, in the analysis too, until it is mended", async ({
  sample,
  studio: { page },
}) => {
  await sample.signInAs(people.mara);
  const editor = await sample.rules.open("rule.repair-weeks.web.uk");
  const findings = editor.root.getByRole("region", { name: "With all other rules" });
  await expect(findings).toContainText("Nothing stands against it.");

  const priority = editor.root.getByLabel("Priority");
  await priority.fill("300");
  await expect(findings).toContainText("gets rule.season-start.web.uk, which comes first");

  await sample.palette.open();
  await sample.palette.choose("analyse", "Analyse all rules together");
  const hidden = page.getByRole("region", { name: "Hidden behind other rules" });
  await expect(hidden).toContainText("rule.repair-weeks.web.uk");
  await hidden.getByRole("link", { name: "rule.repair-weeks.web.uk" }).first().click();
  await expect(findings).toContainText("rule.season-start.web.uk");

  await priority.fill("410");
  await expect(findings).toContainText("Nothing stands against it.");
});
