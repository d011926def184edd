import type { Locator, Page } from "@playwright/test";
import { CommandPalette } from "./command-palette.ts";

/** “Import data”: what a source says of attributes and events, row by row. */
export class DataPage {
  readonly #page: Page;
  readonly rows: Locator;
  /** Everything of the row that is chosen. */
  readonly detail: Locator;
  readonly status: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.rows = page.getByRole("grid", { name: "What the source says" });
    this.detail = page.getByRole("group", { name: /^Row / });
    this.status = page.getByRole("status").filter({ hasText: /row|dictionary/ });
  }

  async open(): Promise<void> {
    const palette = new CommandPalette(this.#page);
    await palette.open();
    await palette.choose("Import attributes", "Import attributes and events…");
    await this.#page.getByRole("heading", { name: "Import data" }).waitFor();
  }

  async read(name: string, text: string): Promise<void> {
    await this.#page
      .getByLabel("File to read")
      .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    await this.#page.getByRole("button", { name: "Read the file" }).click();
    await this.rows.waitFor();
  }

  async choose(label: string, option: string): Promise<void> {
    await this.#page.getByRole("combobox", { name: label, exact: true }).click();
    await this.#page.getByRole("option", { name: option, exact: true }).click();
  }

  row(key: string): Locator {
    return this.rows.getByRole("row").filter({ has: this.#page.getByText(key, { exact: true }) });
  }

  async show(key: string): Promise<void> {
    await this.rows.getByText(key, { exact: true }).first().click();
  }

  async import(button: string | RegExp): Promise<void> {
    await this.#page.getByRole("button", { name: button }).click();
  }
}
