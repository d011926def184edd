import { expect, type Locator, type Page } from "@playwright/test";

/** Rows of a list that are chosen together, and what is done with them. */
export class ChosenRows {
  readonly #page: Page;
  readonly #list: Locator;
  readonly bar: Locator;

  constructor(page: Page, list: Locator) {
    this.#page = page;
    this.#list = list;
    this.bar = page.getByRole("group", { name: "Chosen", exact: true });
  }

  async add(name: string): Promise<void> {
    await this.#row(name).click({ modifiers: ["ControlOrMeta"] });
  }

  /** From the row that was chosen last to this one. */
  async upTo(name: string): Promise<void> {
    await this.#row(name).click({ modifiers: ["Shift"] });
  }

  async press(keys: string): Promise<void> {
    await this.#list.press(keys);
  }

  async all(): Promise<void> {
    await this.press("ControlOrMeta+a");
  }

  async counted(count: number): Promise<void> {
    await expect(this.bar).toContainText(`${count} chosen`);
  }

  async none(): Promise<void> {
    await expect(this.bar).toHaveCount(0);
  }

  async start(deed: string): Promise<ManyDialog> {
    await this.bar.getByRole("button", { name: "Change…" }).click();
    await this.#page.getByRole("menuitem", { name: deed }).click();
    return new ManyDialog(this.#page);
  }

  #row(name: string): Locator {
    return this.#list.getByRole("treeitem").filter({ hasText: name });
  }
}

/** One change to all that is chosen: its form, what it would do to each, and the button that does it. */
export class ManyDialog {
  readonly #page: Page;
  readonly root: Locator;
  readonly preview: Locator;

  constructor(page: Page) {
    this.#page = page;
    // What says that it is done is a dialog too, and stands there longer.
    this.root = page.getByRole("dialog", { name: /^(Set a field|Find and replace|Make revisions|Retire|Take back)/ });
    this.preview = this.root.getByRole("group", { name: "What would change" });
  }

  async choose(label: string, option: string): Promise<void> {
    await this.root.getByRole("combobox", { name: label, exact: true }).click();
    await this.#page.getByRole("option", { name: option, exact: true }).click();
  }

  async write(label: string, text: string): Promise<void> {
    await this.root.getByLabel(label, { exact: true }).fill(text);
  }

  /** One asset of the preview, with every value before and after. */
  row(name: string): Locator {
    return this.preview.getByRole("listitem").filter({ hasText: name });
  }

  confirm(words: string | RegExp): Locator {
    return this.root.getByRole("button", { name: words });
  }

  async do(words: string | RegExp): Promise<void> {
    await this.confirm(words).click();
    await expect(this.root).toHaveCount(0);
  }

  /** Takes back what was done, by the offer that stands there for a while after it. */
  async takeBack(): Promise<ManyDialog> {
    await this.#page.getByRole("button", { name: "Restore the revisions before" }).click();
    return new ManyDialog(this.#page);
  }
}
