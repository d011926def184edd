import { expect, type Locator, type Page } from "@playwright/test";

/** An asset that is open: its editor, what is said of it beside it, and its way into review. */
export class AssetEditor {
  protected readonly page: Page;
  readonly name: string;
  readonly root: Locator;
  readonly about: Locator;
  /** The revisions, the newest first, and the draft above them. */
  readonly history: Locator;
  readonly send: Locator;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
    this.root = page.getByRole("region", { name, exact: true });
    this.about = page.getByRole("complementary", { name: `About ${name}` });
    this.history = this.about.getByRole("listitem").filter({ hasText: /^(Revision \d|Your draft)/ });
    this.send = this.root.getByRole("button", { name: "Send for review" });
  }

  /** Waits until it is there with all that is known of it. */
  async shown(): Promise<void> {
    await expect(this.root.getByRole("heading", { level: 1, name: this.name })).toBeVisible();
    await expect(this.about.getByRole("heading", { name: /^History/ })).toBeVisible();
  }

  /** Sends what stands here for review under a title, and waits until the studio says that it went out. */
  async sendForReview(title: string, note: string): Promise<void> {
    await this.send.click();
    const dialog = this.page.getByRole("dialog", { name: "Send for review" });
    await dialog.getByLabel("Title").fill(title);
    await dialog.getByLabel("Note").fill(note);
    await dialog.getByRole("button", { name: "Send for review" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(this.page.getByText(/^Sent for review as request \d+$/)).toBeVisible();
  }
}
