import { expect, type Locator, type Page } from "@playwright/test";
import { AssetEditor } from "./asset-editor.ts";
import { Frame } from "./frame.ts";

/** A template that is open: its slots under a preview of the whole. */
export class TemplateEditor extends AssetEditor {
  readonly pane: Locator;
  readonly preview: Locator;
  readonly slots: Locator;

  constructor(page: Page, name: string) {
    super(page, name);
    this.pane = this.root.getByRole("region", { name: "Preview" });
    this.preview = this.pane.frameLocator("iframe").locator("body");
    this.slots = this.root
      .getByRole("list", { name: "Slots in the order in which they are shown" })
      .getByRole("listitem");
  }

  slot(label: string): Locator {
    return this.slots.filter({ hasText: label });
  }

  /** A slot in the preview, which says whether it is fixed. */
  inPreview(name: string): Locator {
    return this.preview.getByRole("region", { name, exact: true });
  }

  async openSlot(label: string): Promise<Locator> {
    await this.slot(label)
      .getByRole("button", { name: `Open ${label}` })
      .click();
    return this.slot(label);
  }

  /** Moves a slot by the keys of its handle. */
  async moveDown(label: string): Promise<void> {
    await this.slot(label)
      .getByRole("button", { name: `Move ${label}` })
      .press("ArrowDown");
  }

  async chooseWidth(name: string): Promise<void> {
    await this.pane.getByRole("button", { name, exact: true }).click();
  }

  /** How wide the page in the preview is, in its own pixels. */
  widthOfPreview(): Promise<number> {
    return this.preview.evaluate((body) => body.clientWidth);
  }
}

/** The templates of Content. */
export class TemplatesPage {
  readonly #page: Page;
  readonly #frame: Frame;

  constructor(page: Page) {
    this.#page = page;
    this.#frame = new Frame(page);
  }

  async show(): Promise<void> {
    await this.#frame.goTo("Content");
    await this.#page.getByRole("combobox", { name: "What the list shows" }).click();
    await this.#page.getByRole("option", { name: "Templates" }).click();
    await expect(this.#page.getByRole("treeitem").first()).toBeVisible();
  }

  async choose(name: string): Promise<TemplateEditor> {
    await this.#page.getByRole("searchbox", { name: "Search name, words" }).fill(name);
    await this.#page.getByRole("tree", { name: "Content" }).getByRole("treeitem").filter({ hasText: name }).click();
    return this.#opened(name);
  }

  /** Makes a template for the web of the slots that it begins with there. */
  async make(label: string, fixedBlock: string): Promise<TemplateEditor> {
    await this.#page.getByRole("button", { name: "New template" }).first().click();
    const dialog = this.#page.getByRole("dialog", { name: "New template" });
    await dialog.getByLabel("Label").fill(label);
    const make = dialog.getByRole("button", { name: "Make the template" });
    await expect(dialog).toContainText("Choose the block of “Legal line”");
    await dialog.getByRole("button", { name: "Block of “Legal line”" }).click();
    await this.#page.getByRole("option", { name: fixedBlock }).click();
    await make.click();
    await expect(dialog).toHaveCount(0);
    return this.#opened(`template.${label.toLowerCase().replaceAll(" ", "-")}`);
  }

  async #opened(name: string): Promise<TemplateEditor> {
    const editor = new TemplateEditor(this.#page, name);
    await editor.shown();
    return editor;
  }
}
