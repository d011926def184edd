import { SignInPage } from "./support/sign-in-page.ts";
import { cast, expect, passphrase, test } from "./support/studio.ts";

/** What holds of the browser host alone. */
test.describe("the browser host", () => {
  test("leaves no token in the address bar or in reach of a script", async ({ studio: { page, host } }) => {
    await expect(page).toHaveURL(`${host.origin}/`);
    expect(await page.evaluate(() => document.cookie)).toBe("");
  });

  test("two browsers are two people", async ({ studio }) => {
    await studio.signIn("ada");
    const other = await studio.host.newPage!();
    await new SignInPage(other).signInAs(cast.leo.name, passphrase);
    await studio.page.reload();
    await expect(studio.page.getByRole("contentinfo")).toContainText("Signed in as Ada Admin");
  });

  test("a browser without the link is told to open it, and shown nothing", async ({ studio: { page, host } }) => {
    await page.context().clearCookies();
    await page.goto(`${host.origin}/`);
    await expect(page.getByRole("alert")).toContainText("Open the link that it printed");
    await expect(page.getByText("Fjell & Fjord")).toHaveCount(0);
  });
});
