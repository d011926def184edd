import { expect, type Locator, type Page } from "@playwright/test";

/** A block that is open: its fields, what it says of itself beside them, and its way into review. */
export class BlockEditor {
  readonly #page: Page;
  readonly name: string;
  readonly root: Locator;
  readonly about: Locator;
  readonly history: Locator;
  readonly preview: Locator;
  readonly saved: Locator;
  readonly send: Locator;

  constructor(page: Page, name: string) {
    this.#page = page;
    this.name = name;
    this.root = page.getByRole("region", { name, exact: true });
    this.about = page.getByRole("complementary", { name: `About ${name}` });
    this.history = this.about.getByRole("listitem");
    this.preview = this.root.getByRole("region", { name: "Preview" }).frameLocator("iframe").locator("body");
    this.saved = this.root.getByRole("status").filter({ hasText: /^Saved / });
    this.send = this.root.getByRole("button", { name: "Send for review" });
  }

  async shown(): Promise<void> {
    await expect(this.root.getByRole("heading", { level: 1, name: this.name })).toBeVisible();
    await expect(this.about.getByRole("heading", { name: /^History/ })).toBeVisible();
  }

  /** A field that may be written. */
  field(label: string): Locator {
    return this.root.getByRole("textbox", { name: label, exact: true });
  }

  /** A field whose value stands in the block type. */
  fixedField(label: string): Locator {
    return this.root.getByRole("group", { name: `${label}, fixed` });
  }

  /** What stands under a field because of what stands in it. */
  problem(words: string | RegExp): Locator {
    return this.root.getByRole("status").filter({ hasText: words });
  }

  /** The meter of a field that is too full, in the colour of what is wrong. */
  overLimit(words: string): Locator {
    return this.root.locator(".meter-over").filter({ hasText: words });
  }

  /** Writes into a field, whatever its limits, and waits until the preview shows it. */
  async write(label: string, text: string): Promise<void> {
    await this.field(label).fill(text);
    await expect(this.preview).toContainText(text);
  }

  /** Sends what stands here for review under a title, and waits until the studio says that it went out. */
  async sendForReview(title: string, note: string): Promise<void> {
    await this.send.click();
    const dialog = this.#page.getByRole("dialog", { name: "Send for review" });
    await dialog.getByLabel("Title").fill(title);
    await dialog.getByLabel("Note").fill(note);
    await dialog.getByRole("button", { name: "Send for review" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(this.#page.getByText(/^Sent for review as request \d+$/)).toBeVisible();
  }
}
