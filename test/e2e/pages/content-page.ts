import { expect, type Locator, type Page } from "@playwright/test";
import { BlockEditor } from "./block-editor.ts";
import { Frame } from "./frame.ts";

/** Content: the list of blocks or block types, and the editor of the one that is open. */
export class ContentPage {
  readonly #page: Page;
  readonly search: Locator;
  readonly list: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.search = page.getByRole("searchbox", { name: "Search name, words" });
    this.list = page.getByRole("tree", { name: "Content" });
  }

  row(name: string): Locator {
    return this.list.getByRole("treeitem").filter({ hasText: name });
  }

  /** Finds an asset by its name and opens it. */
  async open(name: string): Promise<BlockEditor> {
    await new Frame(this.#page).goTo("Content");
    await this.search.fill(name);
    await this.row(name).click();
    const editor = new BlockEditor(this.#page, name);
    await editor.shown();
    return editor;
  }

  /** Lets the list show block types. */
  async showBlockTypes(): Promise<void> {
    await new Frame(this.#page).goTo("Content");
    await this.#page.getByRole("combobox", { name: "What the list shows" }).click();
    await this.#page.getByRole("option", { name: "Block types" }).click();
    await expect(this.row("type.hero")).toBeVisible();
  }
}
