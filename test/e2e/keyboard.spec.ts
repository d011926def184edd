import { people, test } from "./support/sample.ts";
import { expect } from "./support/studio.ts";

const block = "hero.repair-weeks.web.uk";

test.beforeEach(({ sample }) => sample.signInAs(people.aoife));

test("the palette leads to an asset by a few letters of its name", async ({
  sample: { palette },
  studio: { page },
}) => {
  await palette.open();
  await palette.choose("repair weeks uk", block);
  await expect(page.getByRole("region", { name: block, exact: true })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Content/ })).toHaveAttribute(
    "aria-current",
    "page",
  );
});
