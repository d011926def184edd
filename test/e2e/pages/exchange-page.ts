import { expect, type Locator, type Page } from "@playwright/test";
import { CommandPalette } from "./command-palette.ts";

export interface FileToImport {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** In and out: what a file becomes, what it would do, and what can be taken along. */
export class ExchangePage {
  readonly #page: Page;
  readonly heading: Locator;
  /** What becomes of each column of a table. */
  readonly columns: Locator;
  /** What becomes of each row. */
  readonly rows: Locator;
  readonly preview: Locator;
  readonly apply: Locator;
  readonly exportButton: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole("heading", { level: 1, name: "In and out" });
    this.columns = page.getByRole("table", { name: "What each column becomes" });
    this.rows = page.getByRole("grid", { name: "What becomes of each row" });
    this.preview = page.getByRole("button", { name: "Show what would happen" });
    this.apply = page.getByRole("button", { name: "Import it" });
    this.exportButton = page.getByRole("button", { name: "Export", exact: true }).last();
  }

  /** Comes by the palette, as from any screen. */
  async open(command: "Import…" | "Export…"): Promise<void> {
    const palette = new CommandPalette(this.#page);
    await palette.open();
    await palette.choose(command.slice(0, -1), command);
    await expect(this.heading).toBeVisible();
  }

  /** Chooses one of a few, with the keyboard alone where it is told to. */
  async choose(label: string, option: string): Promise<void> {
    await this.#page.getByRole("combobox", { name: label, exact: true }).focus();
    await this.#page.keyboard.press("Enter");
    const wanted = this.#page.getByRole("option", { name: option }).first();
    await expect(wanted).toBeVisible();
    await this.#page.keyboard.type(option);
    await expect(wanted).toBeFocused();
    await this.#page.keyboard.press("Enter");
    await expect(wanted).toHaveCount(0);
  }

  async give(file: FileToImport): Promise<void> {
    await this.#page.getByLabel("File to import").setInputFiles(file);
    await expect(this.#page.getByText(new RegExp(`^${file.name.replaceAll(".", "\\.")}, `))).toBeVisible();
  }

  /** What a column is about to become. */
  becomes(column: string): Locator {
    return this.#page.getByRole("combobox", { name: `${column} becomes`, exact: true });
  }

  row(words: string): Locator {
    return this.rows.getByRole("row").filter({ hasText: words });
  }

  async showPreview(): Promise<void> {
    await this.preview.click();
    await expect(this.#page.getByText("This is a preview: nothing is written yet.")).toBeVisible();
  }

  async importIt(): Promise<void> {
    await this.apply.click();
    await expect(this.#page.getByText(/^Imported\. /)).toBeVisible();
  }

  /** What a press hands to the person as a file: both hosts ask where it goes, which no test may wait for. */
  async savedBy(press: Locator): Promise<{ name: string; bytes: Buffer }> {
    await this.#page.evaluate(() => {
      const page = window as unknown as { savedFile?: Promise<{ name: string; text: string }> };
      const blobs = new Map<string, Blob>();
      const make = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (blob) => {
        const url = make(blob);
        blobs.set(url, blob as Blob);
        return url;
      };
      const before = Object.getOwnPropertyDescriptor(HTMLAnchorElement.prototype, "click");
      page.savedFile = new Promise((resolve) => {
        HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
          if (before) Object.defineProperty(HTMLAnchorElement.prototype, "click", before);
          else Reflect.deleteProperty(HTMLAnchorElement.prototype, "click");
          URL.createObjectURL = make;
          const reader = new FileReader();
          reader.addEventListener("load", () =>
            resolve({ name: this.download, text: (reader.result as string).replace(/^[^,]*,/, "") }),
          );
          reader.readAsDataURL(blobs.get(this.href)!);
        };
      });
    });
    await press.click();
    const { name, text } = await this.#page.evaluate(
      () => (window as unknown as { savedFile: Promise<{ name: string; text: string }> }).savedFile,
    );
    return { name, bytes: Buffer.from(text, "base64") };
  }
}
