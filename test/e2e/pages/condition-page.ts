import { expect, type Locator, type Page } from "@playwright/test";

/** The condition of an audience or a rule: its rows, and its text. */
export class ConditionPage {
  readonly #page: Page;
  readonly rows: Locator;
  readonly text: Locator;
  readonly words: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.rows = page.getByRole("group", { name: /^Condition of/ });
    this.text = page.locator(".code-editor .view-lines");
    this.words = page.getByText("In words: ").locator("..");
  }

  /** Asks for a view, whether or not there can be one. */
  async ask(view: "Builder" | "Text"): Promise<void> {
    await this.#page
      .getByRole("group", { name: "How the condition is edited" })
      .getByRole("button", { name: view })
      .click();
  }

  async show(view: "Builder" | "Text"): Promise<void> {
    await this.ask(view);
    await expect(view === "Text" ? this.text : this.rows).toBeVisible();
  }

  /** Adds a row by keys alone: the search, its first find, and Enter. */
  async add(topic: string): Promise<void> {
    await this.rows.getByRole("button", { name: "Condition", exact: true }).last().press("Enter");
    await this.#page.getByRole("searchbox", { name: /^Search attributes/ }).fill(topic);
    await this.#page.keyboard.press("Enter");
  }

  async choose(what: string | RegExp, option: string): Promise<void> {
    await this.rows.getByRole("combobox", { name: what }).last().click();
    await this.#page.getByRole("option", { name: option, exact: true }).click();
  }

  async fill(what: string, value: string): Promise<void> {
    await this.rows.getByRole("textbox", { name: what }).last().fill(value);
  }

  /** Empties the text and puts the cursor there. */
  async clear(): Promise<void> {
    await this.text.click();
    await this.#page.keyboard.press("ControlOrMeta+a");
    await this.#page.keyboard.press("Delete");
    await expect(this.text).toHaveText("");
  }

  /** Types the beginning of a word and takes the completion that is offered for it. */
  async complete(beginning: string, offer: string): Promise<void> {
    await this.#page.keyboard.type(beginning);
    const offered = this.#page.locator(".suggest-widget.visible .monaco-list-row.focused");
    // Asked for, too: under load the editor may have given up on offering by itself.
    await expect(async () => {
      if (!(await offered.isVisible())) await this.#page.keyboard.press("ControlOrMeta+Space");
      await expect(offered).toContainText(offer, { timeout: 2_000 });
    }).toPass({ timeout: 15_000 });
    await this.#page.keyboard.press("Enter");
    await expect(this.#page.locator(".suggest-widget.visible")).toHaveCount(0);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** The expression as it is written, on one line. */
  async expression(): Promise<string> {
    // The editor draws spaces that do not break, and breaks long lines where it likes.
    return (await this.text.innerText()).replaceAll("\n", "").replaceAll("\u00a0", " ");
  }
}
