import { cast, expect, passphrase, test } from "./support/studio.ts";

test.describe("the front door", () => {
  test("opens on the people of the workspace, and on nothing else of it", async ({ studio: { page, signInPage } }) => {
    await signInPage.shown();
    await expect(page).toHaveTitle("Sign in · Fjell & Fjord");
    for (const { name } of Object.values(cast)) await expect(signInPage.people.getByText(name)).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" })).toHaveCount(0);
  });

  test("lets a person in who knows their passphrase, and says who it is", async ({ studio }) => {
    await studio.signIn("bea");
    await expect(studio.page.getByRole("navigation", { name: "Main" })).toBeVisible();
    await expect(studio.page.getByRole("button", { name: /^Signed in as Bea Brand/ })).toBeVisible();
    await expect(studio.page.getByText(/^Key open, locks in \d+ min$/)).toBeVisible();
  });

  test("says that a passphrase is wrong, beside it, and lets it be typed again", async ({ studio }) => {
    const { signInPage } = studio;
    await signInPage.shown();
    await signInPage.choose(cast.bea.name);
    await signInPage.tryPassphrase("not the words");
    await expect(signInPage.problem).toBeVisible();
    await expect(signInPage.passphrase).toHaveAttribute("aria-invalid", "true");
    await expect(signInPage.passphrase).toBeFocused();
    await studio.page.keyboard.type(passphrase);
    await studio.page.keyboard.press("Enter");
    await expect(studio.page.getByRole("contentinfo")).toContainText("Signed in as Bea Brand");
  });

  test("one person's passphrase does not open another's key", async ({ studio: { signInPage } }) => {
    await signInPage.shown();
    await signInPage.choose(cast.leo.name);
    await signInPage.tryPassphrase(`${passphrase} `);
    await expect(signInPage.problem).toBeVisible();
  });

  test("closes behind who signs out, and the next person is another", async ({ studio }) => {
    await studio.signIn("bea");
    await studio.signInPage.signOut();
    await studio.signIn("leo");
    await expect(studio.page.getByRole("contentinfo")).not.toContainText("Bea");
  });

  test("stays open when the page is loaded again", async ({ studio }) => {
    await studio.signIn("edda");
    await studio.page.reload();
    await expect(studio.page.getByRole("contentinfo")).toContainText("Signed in as Edda Editor");
  });

  test("a key can be locked and opened again without signing out", async ({ studio: { page, signIn } }) => {
    await signIn("bea");
    await page.getByRole("button", { name: /^Key open/ }).click();
    await page.getByRole("button", { name: "Key locked" }).click();
    const dialog = page.getByRole("dialog", { name: "Open your key" });
    await dialog.getByLabel("Passphrase", { exact: true }).fill("not the words");
    await dialog.getByRole("button", { name: "Open" }).click();
    await expect(dialog.getByText("This passphrase does not open the key.")).toBeVisible();
    await dialog.getByLabel("Passphrase", { exact: true }).fill(passphrase);
    await dialog.getByRole("button", { name: "Open" }).click();
    await expect(page.getByRole("button", { name: /^Key open/ })).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });
});
