import { expect, type Locator, type Page } from "@playwright/test";
import { Frame } from "./frame.ts";
import { SignPanel } from "./sign-panel.ts";

/** Reviews: every change request, those that wait for the person first. */
export class ReviewsPage {
  readonly #page: Page;
  readonly list: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.list = page.getByRole("tree", { name: "Change requests" });
  }

  async openList(): Promise<void> {
    await new Frame(this.#page).goTo("Reviews");
    await expect(this.list).toBeVisible();
  }

  request(title: string): RequestPage {
    return new RequestPage(this.#page, title);
  }

  /** Opens a change request by its title. */
  async open(title: string): Promise<RequestPage> {
    await this.openList();
    await this.list.getByRole("treeitem").filter({ hasText: title }).dblclick();
    const request = this.request(title);
    await request.shown();
    return request;
  }
}

/** One change request: what it changes, how far it has come, and the approval that it asks for. */
export class RequestPage {
  readonly #page: Page;
  readonly title: Locator;
  readonly path: Locator;
  readonly approve: Locator;

  constructor(page: Page, title: string) {
    this.#page = page;
    this.title = page.getByRole("heading", { level: 1, name: title });
    this.path = page.getByRole("list", { name: "Approval path" });
    this.approve = page.getByRole("button", { name: /^Approve / });
  }

  async shown(): Promise<void> {
    await expect(this.title).toBeVisible();
    await expect(this.path).toBeVisible();
  }

  /** The revision of this asset beside the one that it replaces. */
  revision(name: string): Locator {
    return this.#page.getByRole("region", { name, exact: true });
  }

  /** A step of the approval path: “Brand usage, approved”. */
  step(words: string): Locator {
    return this.path.getByRole("listitem").filter({ hasText: words });
  }

  /** Shows one revision after the other, until none is left that was not looked at. */
  async lookAtAll(): Promise<void> {
    const rows = this.#page.getByRole("listbox", { name: "Revisions of this request" }).getByRole("option");
    for (const row of await rows.all()) {
      await row.click();
      await expect(row.getByRole("img", { name: "Looked at" })).toBeVisible();
    }
  }

  /** Opens the ceremony in which the person approves. */
  async startApproval(): Promise<SignPanel> {
    await expect(this.approve).not.toHaveAttribute("aria-disabled", "true");
    await this.approve.click();
    const panel = new SignPanel(this.#page, /^Approve /);
    await panel.shown();
    return panel;
  }
}
