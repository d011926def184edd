import { expect, type Locator, type Page } from "@playwright/test";
import { Frame } from "./frame.ts";

/** Audit: the journal, or the life of one asset. */
export class AuditPage {
  readonly #page: Page;
  readonly journal: Locator;
  readonly verify: Locator;
  readonly verified: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.journal = page.getByRole("grid", { name: "Journal" });
    this.verify = page.getByRole("button", { name: "Verify the whole journal" });
    this.verified = page.getByRole("status").filter({ hasText: /entries verified .*, root / });
  }

  async open(): Promise<void> {
    await new Frame(this.#page).goTo("Audit");
    await expect(this.journal).toBeVisible();
  }

  /** The life of one asset, by the link in its inspector. */
  async openLifeOf(name: string): Promise<void> {
    await this.#page
      .getByRole("complementary", { name: `About ${name}` })
      .getByRole("link", { name: "In the journal" })
      .click();
    await expect(this.#page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(this.journal).toBeVisible();
  }

  /** The entries that say something and were made by somebody. */
  act(words: string, person: string): Locator {
    return this.journal.getByRole("row").filter({ hasText: words }).filter({ hasText: person });
  }

  /** Hashes the whole journal anew, and waits until it is proven. */
  async verifyWhole(): Promise<void> {
    await this.verify.click();
    await expect(this.verified).toBeVisible();
  }
}
