import { expect, type Locator, type Page } from "@playwright/test";

/** Every command and every asset, by a few letters. */
export class CommandPalette {
  readonly #page: Page;
  readonly root: Locator;
  readonly query: Locator;
  readonly chosen: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.getByRole("dialog", { name: "Find or do" });
    this.query = this.root.getByRole("combobox", { name: "Find or do" });
    this.chosen = this.root.getByRole("option", { selected: true });
  }

  /** Opens it with its shortcut; the typing goes into it. */
  async open(): Promise<void> {
    await this.#page.keyboard.press("ControlOrMeta+k");
    await expect(this.query).toBeFocused();
  }

  option(words: string): Locator {
    return this.root.getByRole("option").filter({ hasText: words });
  }

  /** Types letters, moves to what is wanted and does it, with the keyboard alone. */
  async choose(letters: string, wanted: string): Promise<void> {
    await this.#page.keyboard.type(letters);
    const option = this.option(wanted);
    await expect(option).toBeVisible();
    const at = (await this.root.getByRole("option").allInnerTexts()).findIndex((text) => text.includes(wanted));
    for (let down = 0; down < at; down += 1) await this.#page.keyboard.press("ArrowDown");
    await expect(option).toHaveAttribute("aria-selected", "true");
    await this.#page.keyboard.press("Enter");
    await expect(this.root).toHaveCount(0);
  }
}
