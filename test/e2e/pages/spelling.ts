import { expect, type Locator, type Page } from "@playwright/test";
import type { BlockEditor } from "./block-editor.ts";

/** The misspelt words of a block's fields, and their menu. */
export class Spelling {
  readonly #page: Page;
  readonly #editor: BlockEditor;
  readonly menu: Locator;

  constructor(page: Page, editor: BlockEditor) {
    this.#page = page;
    this.#editor = editor;
    this.menu = page.getByRole("menu");
  }

  /** The words that are underlined in a field. */
  marked(label: string): Promise<string[]> {
    return this.#editor.field(label).evaluate((element) => {
      const ranges = [...(CSS.highlights.get("misspelt") ?? [])] as Range[];
      return ranges.filter((range) => element.contains(range.startContainer)).map((range) => range.toString());
    });
  }

  /** Waits until just these words are underlined in a field. */
  async marks(label: string, ...words: string[]): Promise<void> {
    await expect.poll(() => this.marked(label)).toEqual(words);
  }

  /** What stands beside a field's name for its misspelt words. */
  count(label: string): Locator {
    return this.#editor.root.getByRole("button", { name: new RegExp(`words? to check in ${label},`) });
  }

  note(words: string | RegExp): Locator {
    return this.#editor.root.getByText(words);
  }

  /** Asks for the menu of a marked word with the secondary button, where the word is drawn. */
  async openMenuOf(label: string, word: string): Promise<void> {
    const place = await this.#editor.field(label).evaluate((element, wanted) => {
      const ranges = [...(CSS.highlights.get("misspelt") ?? [])] as Range[];
      const range = ranges.find((one) => element.contains(one.startContainer) && one.toString() === wanted);
      const { x, y, width, height } = range!.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }, word);
    await this.#page.mouse.click(place.x, place.y, { button: "right" });
    await expect(this.menu).toBeVisible();
  }

  line(name: string): Locator {
    return this.menu.getByRole("menuitem", { name });
  }

  async choose(name: string): Promise<void> {
    await this.line(name).click();
    await expect(this.menu).toBeHidden();
  }
}
