import { expect, type Locator, type Page } from "@playwright/test";

/** The ceremony: the words that are signed, what they cover, and the button that signs them. */
export class SignPanel {
  readonly root: Locator;
  readonly digests: Locator;
  readonly passphrase: Locator;
  readonly signButton: Locator;

  constructor(page: Page, title: string | RegExp) {
    this.root = page.getByRole("dialog", { name: title });
    this.digests = this.root.getByRole("list", { name: "What is signed" });
    this.passphrase = this.root.getByLabel("Passphrase");
    this.signButton = this.root.getByRole("button", { name: /^(Sign|Publish)$/ });
  }

  async shown(): Promise<void> {
    await expect(this.root).toBeVisible();
  }

  /** Signs, with the passphrase where the key is locked, and waits until the panel has closed: it is signed. */
  async sign(passphrase?: string): Promise<void> {
    if (passphrase !== undefined) await this.passphrase.fill(passphrase);
    await this.signButton.click();
    await expect(this.root).toHaveCount(0);
  }
}
