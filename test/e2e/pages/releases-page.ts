import { expect, type Locator, type Page } from "@playwright/test";
import { Frame } from "./frame.ts";
import { SignPanel } from "./sign-panel.ts";

/** Releases: the next release of an environment, its owners' signatures, and what is live. */
export class ReleasesPage {
  readonly #page: Page;
  readonly changes: Locator;
  readonly sign: Locator;
  readonly publish: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.changes = page.getByRole("tree", { name: "Changes in this release" });
    this.sign = page.getByRole("button", { name: /^Sign my / });
    this.publish = page.getByRole("button", { name: "Sign and publish" });
  }

  async open(): Promise<void> {
    await new Frame(this.#page).goTo("Releases");
    await expect(this.changes).toBeVisible();
  }

  change(name: string): Locator {
    return this.changes.getByRole("treeitem").filter({ hasText: name });
  }

  /** Opens the ceremony in which an owner signs what is theirs. */
  async startSigning(): Promise<SignPanel> {
    await this.sign.click();
    const panel = new SignPanel(this.#page, /^Sign \d+ revisions? as owner$/);
    await panel.shown();
    return panel;
  }

  /** Opens the ceremony in which the release owner publishes. */
  async startPublishing(): Promise<SignPanel> {
    await expect(this.publish).not.toHaveAttribute("aria-disabled", "true");
    await this.publish.click();
    const panel = new SignPanel(this.#page, /^Sign and publish release \d+$/);
    await panel.shown();
    return panel;
  }

  /** Waits until a release is live, and was read back and verified as a decision service would. */
  async live(release: number, environment: string): Promise<void> {
    const said = this.#page.getByRole("status").filter({ hasText: `Release ${release} is live in ${environment}` });
    await expect(said).toContainText("Read back and verified as a decision service would");
  }
}
