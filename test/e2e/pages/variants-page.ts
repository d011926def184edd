import { expect, type Locator, type Page } from "@playwright/test";

/** For whom a new variant is, and what it is called. */
interface NewVariant {
  readonly name: string;
  readonly markets: readonly string[];
  /** A market that is not in use yet. */
  readonly another?: string;
}

/** The variants of the block that is open. */
export class VariantsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  tab(name: string): Locator {
    return this.page.getByRole("tablist", { name: "Variants" }).getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  /** Adds a variant and waits until it is the one in sight. */
  async add({ name, markets, another }: NewVariant): Promise<void> {
    await this.page.getByRole("button", { name: "Add a variant" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Add a variant" });
    const chips = dialog.getByRole("group", { name: "Markets" });
    for (const market of markets) await chips.getByRole("button", { name: market, exact: true }).click();
    if (another) {
      await dialog.getByRole("textbox", { name: "Another market" }).fill(another);
      await dialog.getByRole("textbox", { name: "Another market" }).press("Enter");
    }
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    await dialog.locator(".dialog-foot").getByRole("button", { name: "Add it" }).click();
    await expect(dialog).toBeHidden();
    await expect(this.tab(name)).toHaveAttribute("aria-selected", "true");
  }

  /** Copies what a field inherits, to be written over. */
  async useOwnWords(field: string): Promise<void> {
    const one = this.page.locator(".content-field").filter({ has: this.page.getByText(field, { exact: true }) });
    await one.getByRole("button", { name: "Use own words" }).first().click();
  }

  /** Where the person in the preview is. */
  async market(label: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Market" }).click();
    await this.page.getByRole("option", { name: label }).click();
  }

  /** Chooses a line of the menu of the variant in sight. */
  async choose(item: string): Promise<void> {
    await this.page.getByRole("button", { name: "What to do with this variant" }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Opens the table of who sees what. */
  async whoSeesWhat(): Promise<Locator> {
    await this.page.getByRole("button", { name: "Who sees what" }).click();
    return this.page.getByRole("dialog", { name: "Who sees what" });
  }
}
