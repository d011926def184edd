import { expect, type Locator, type Page } from "@playwright/test";
import { Frame } from "./frame.ts";

/** People: who is here, what each may do, and the policy that says so. */
export class PeoplePage {
  readonly #page: Page;
  readonly list: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.list = page.getByRole("listbox", { name: "People of this workspace" });
  }

  async open(): Promise<void> {
    await new Frame(this.#page).goTo("People");
    await expect(this.list).toBeVisible();
  }

  /** Shows another view of the person who is chosen: their rights, or the policy. */
  async show(tab: string): Promise<void> {
    await this.#page.getByRole("tab", { name: tab }).click();
    await expect(this.#page.getByRole("tabpanel", { name: tab })).toBeVisible();
  }

  /** Begins to add a person. */
  async startAdding(): Promise<void> {
    await this.#page.getByRole("button", { name: "Add a person" }).click();
    await expect(this.#page.getByRole("dialog")).toBeVisible();
  }
}
