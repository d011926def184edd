import { expect, type Locator, type Page } from "@playwright/test";

/** The front door: who are you, and the passphrase that proves it. */
export class SignInPage {
  readonly page: Page;
  readonly people: Locator;
  readonly passphrase: Locator;
  readonly submit: Locator;
  readonly problem: Locator;

  constructor(page: Page) {
    this.page = page;
    this.people = page.getByRole("group", { name: "Who are you" });
    this.passphrase = page.getByLabel("Passphrase", { exact: true });
    this.submit = page.getByRole("button", { name: "Sign in", exact: true });
    this.problem = page.getByText("This passphrase does not open the key.");
  }

  /** Waits until the studio asks who is there. */
  async shown(): Promise<void> {
    await expect(this.people).toBeVisible();
  }

  async choose(name: string): Promise<void> {
    await this.people.getByRole("radio", { name }).check({ force: true });
    await expect(this.page.getByRole("main").getByText(name)).toBeVisible();
  }

  /** Types a passphrase and presses Sign in, whatever comes of it. */
  async tryPassphrase(passphrase: string): Promise<void> {
    await this.passphrase.fill(passphrase);
    await this.submit.click();
  }

  /** Signs in, and waits until the studio says so. */
  async signInAs(name: string, passphrase: string): Promise<void> {
    await this.shown();
    await this.choose(name);
    await this.tryPassphrase(passphrase);
    await expect(this.page.getByRole("contentinfo", { name: "Status" })).toContainText(`Signed in as ${name}`);
  }

  /** Signs out by the menu behind the person's name, and waits for the front door. */
  async signOut(): Promise<void> {
    await this.page.getByRole("button", { name: /^Signed in as / }).click();
    await this.page.getByRole("menuitem", { name: /^Sign out/ }).click();
    await this.shown();
  }
}
