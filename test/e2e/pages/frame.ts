import { expect, type Locator, type Page } from "@playwright/test";

/** What surrounds every screen: the rail and the status bar. */
export class Frame {
  readonly navigation: Locator;
  readonly main: Locator;
  readonly status: Locator;
  /** Said of the words that were typed last, once they are on the disk. */
  readonly saved: Locator;
  readonly keyOpen: Locator;
  readonly keyLocked: Locator;

  constructor(page: Page) {
    this.navigation = page.getByRole("navigation", { name: "Main" });
    this.main = page.getByRole("main");
    this.status = page.getByRole("contentinfo", { name: "Status" });
    this.saved = this.status.getByRole("status").filter({ hasText: /^Saved/ });
    this.keyOpen = this.status.getByRole("button", { name: /^Key open/ });
    this.keyLocked = this.status.getByRole("button", { name: "Key locked" });
  }

  /** A link of the rail, whatever number stands behind its name. */
  link(screen: string): Locator {
    return this.navigation.getByRole("link", { name: new RegExp(`^${screen}\\b`) });
  }

  /** Follows a link of the rail, and waits until the rail says that one is there. */
  async goTo(screen: string): Promise<void> {
    const link = this.link(screen);
    await link.click();
    await expect(link).toHaveAttribute("aria-current", "page");
  }

  /** Locks the key of whoever is signed in: the next signature asks for the passphrase. */
  async lockKey(): Promise<void> {
    await this.keyOpen.click();
    await expect(this.keyLocked).toBeVisible();
  }
}
