import { expect, type Locator, type Page } from "@playwright/test";
import { Frame } from "./frame.ts";

export type Theme = "Light" | "Dark";

/** Settings: what concerns one person on one computer. */
export class SettingsPage {
  readonly #page: Page;
  readonly root: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.getByRole("region", { name: "Settings" });
  }

  async open(): Promise<void> {
    await new Frame(this.#page).goTo("Settings");
    await expect(this.root).toBeVisible();
  }

  /** Chooses a theme, and waits until the page wears it. */
  async chooseTheme(theme: Theme): Promise<void> {
    await this.open();
    await this.root.getByRole("button", { name: theme }).click();
    await expect(this.#page.locator("html")).toHaveAttribute("data-theme", theme.toLowerCase());
  }
}
