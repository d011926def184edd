import { expect, type Locator, type Page } from "@playwright/test";
import { AssetsPage } from "./assets-page.ts";
import { AssetEditor } from "./asset-editor.ts";

export interface PictureFileToAdd {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Content, Pictures: the library, and the picture that is open. */
export class PicturesPage extends AssetsPage {
  constructor(page: Page) {
    super(page, "Content", (name) => new AssetEditor(page, name));
  }

  async show(): Promise<void> {
    await this.frame.goTo(this.title);
    await this.page.getByRole("combobox", { name: "What the list shows" }).click();
    await this.page.getByRole("option", { name: "Pictures" }).click();
  }

  /** Adds a picture and waits until its editor is open. */
  async add(file: PictureFileToAdd, label: string, alt: string): Promise<void> {
    await this.page
      .getByRole("button", { name: /^Add a picture/ })
      .first()
      .click();
    const dialog = this.page.getByRole("dialog", { name: "New picture" });
    await dialog.locator("input[type=file]").setInputFiles(file);
    await dialog.getByRole("textbox", { name: "Label" }).fill(label);
    await dialog.getByRole("textbox", { name: "What it shows, in words" }).fill(alt);
    await dialog.getByRole("button", { name: "Make the picture" }).click();
    await expect(dialog).toBeHidden();
  }

  /** Pictures stand in one list without groups. */
  override row(name: string): Locator {
    return this.page.getByRole("listbox", { name: this.title }).getByRole("option").filter({ hasText: name });
  }

  /** The picture, as a thing to point at. */
  get point(): Locator {
    return this.page.getByRole("button", { name: /^Point that stays in sight/ });
  }

  /** The offers for one field of a block. */
  async offersFor(field: string): Promise<Locator> {
    await this.page.getByRole("button", { name: new RegExp(`^Choose (a|another) picture for ${field}$`) }).click();
    return this.page.getByRole("listbox", { name: "Pictures" });
  }
}
