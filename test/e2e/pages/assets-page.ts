import type { Locator, Page } from "@playwright/test";
import { AssetEditor } from "./asset-editor.ts";
import { BlockEditor } from "./block-editor.ts";
import { Frame } from "./frame.ts";

/** A screen of assets: their list, and the editor of the one that is open. */
export class AssetsPage<Editor extends AssetEditor = AssetEditor> {
  protected readonly page: Page;
  protected readonly frame: Frame;
  readonly title: string;
  readonly search: Locator;
  readonly list: Locator;
  readonly #editorOf: (name: string) => Editor;

  constructor(page: Page, title: string, editorOf: (name: string) => Editor) {
    this.page = page;
    this.frame = new Frame(page);
    this.title = title;
    this.search = page.getByRole("searchbox", { name: "Search name, words" });
    this.list = page.getByRole("tree", { name: title });
    this.#editorOf = editorOf;
  }

  row(name: string): Locator {
    return this.list.getByRole("treeitem").filter({ hasText: name });
  }

  editorOf(name: string): Editor {
    return this.#editorOf(name);
  }

  /** Finds an asset by its name and opens it. */
  async open(name: string): Promise<Editor> {
    await this.frame.goTo(this.title);
    return this.choose(name);
  }

  /** The same in the list that is there already. */
  async choose(name: string): Promise<Editor> {
    await this.search.fill(name);
    await this.row(name).click();
    const editor = this.editorOf(name);
    await editor.shown();
    return editor;
  }
}

/** Content: blocks, and the block types that lay down their form. */
export class ContentPage extends AssetsPage<BlockEditor> {
  constructor(page: Page) {
    super(page, "Content", (name) => new BlockEditor(page, name));
  }

  /** Opens a block type: the list then shows those. */
  async openType(name: string): Promise<AssetEditor> {
    await this.frame.goTo(this.title);
    await this.page.getByRole("combobox", { name: "What the list shows" }).click();
    await this.page.getByRole("option", { name: "Block types" }).click();
    await this.row(name).click();
    const editor = new AssetEditor(this.page, name);
    await editor.shown();
    return editor;
  }
}

export const audiencesPage = (page: Page): AssetsPage =>
  new AssetsPage(page, "Audiences", (name) => new AssetEditor(page, name));

export const rulesPage = (page: Page): AssetsPage =>
  new AssetsPage(page, "Rules", (name) => new AssetEditor(page, name));
