import { expect, type Locator, type Page } from "@playwright/test";
import { AssetEditor } from "./asset-editor.ts";

/** A block that is open: its fields under a preview of what customers see. */
export class BlockEditor extends AssetEditor {
  readonly preview: Locator;

  constructor(page: Page, name: string) {
    super(page, name);
    this.preview = this.root.getByRole("region", { name: "Preview" }).frameLocator("iframe").locator("body");
  }

  override async shown(): Promise<void> {
    await super.shown();
    await expect(this.preview).not.toBeEmpty();
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
  problem(words: string): Locator {
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
}
