import { expect, type Locator, type Page } from "@playwright/test";

/** What is said about the fields of the asset that is open, and about it as a whole. */
export class Comments {
  readonly #page: Page;
  /** The list in the inspector. */
  readonly section: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.section = page.getByRole("complementary", { name: /^About / }).locator(".comment-section");
  }

  /** The mark at a field, with how many open threads it has. */
  mark(label: string, open: number): Locator {
    const name = open === 1 ? `1 open thread on ${label}` : `${open} open threads on ${label}`;
    return this.#page.getByRole("button", { name: open === 0 ? `Comment on ${label}` : name, exact: true });
  }

  /** What opens beside a field. */
  at(label: string): Locator {
    return this.#page.getByRole("dialog", { name: `Comments on ${label}` });
  }

  /** Opens a field's threads by the shortcut, from within the field. */
  async openByKeyboard(field: Locator, label: string): Promise<Locator> {
    await field.focus();
    await this.#page.keyboard.press("ControlOrMeta+Alt+m");
    await expect(this.at(label)).toBeVisible();
    return this.at(label);
  }

  /** Writes and sends; the text may mention people, who are chosen from the list by what is typed of their names. */
  async say(inside: Locator, words: string, mention?: string): Promise<void> {
    const text = inside.getByRole("textbox");
    await text.fill(words);
    if (mention) {
      await text.press("End");
      await text.pressSequentially(` @${mention.slice(0, 4)}`);
      await inside.getByRole("option", { name: mention }).waitFor();
      await text.press("Enter");
      await expect(text).toHaveValue(`${words} @${mention} `);
    }
    await text.press("ControlOrMeta+Enter");
    await expect(inside.getByText(words).first()).toBeVisible();
  }

  async close(label: string): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await expect(this.at(label)).toHaveCount(0);
  }
}
