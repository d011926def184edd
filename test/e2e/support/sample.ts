import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSampleWorkspace } from "#main/sample/create.ts";
import { samplePassphrase } from "#main/sample/data/people.ts";
import { foldersBeside } from "#main/workspace.ts";
import { testScryptCost } from "#test/support/workspace.ts";
import { type AssetsPage, audiencesPage, ContentPage, rulesPage } from "../pages/assets-page.ts";
import { AuditPage } from "../pages/audit-page.ts";
import { CommandPalette } from "../pages/command-palette.ts";
import { Frame } from "../pages/frame.ts";
import { PeoplePage } from "../pages/people-page.ts";
import { ReleasesPage } from "../pages/releases-page.ts";
import { ReviewsPage } from "../pages/reviews-page.ts";
import { SettingsPage } from "../pages/settings-page.ts";
import { expect, type Studio, test as base } from "./studio.ts";

/** The screens of a studio that has the sample open, and whoever sits at it. */
export class SampleStudio {
  readonly frame: Frame;
  readonly palette: CommandPalette;
  readonly content: ContentPage;
  readonly audiences: AssetsPage;
  readonly rules: AssetsPage;
  readonly reviews: ReviewsPage;
  readonly releases: ReleasesPage;
  readonly audit: AuditPage;
  readonly people: PeoplePage;
  readonly settings: SettingsPage;
  readonly #studio: Studio;

  constructor(studio: Studio) {
    const { page } = studio;
    this.#studio = studio;
    this.frame = new Frame(page);
    this.palette = new CommandPalette(page);
    this.content = new ContentPage(page);
    this.audiences = audiencesPage(page);
    this.rules = rulesPage(page);
    this.reviews = new ReviewsPage(page);
    this.releases = new ReleasesPage(page);
    this.audit = new AuditPage(page);
    this.people = new PeoplePage(page);
    this.settings = new SettingsPage(page);
  }

  /** Lets one of the sample's people sit down; whoever sat there signs out first. */
  async signInAs(name: string): Promise<void> {
    const { signInPage } = this.#studio;
    await expect(signInPage.people.or(this.frame.navigation)).toBeVisible();
    if (await this.frame.navigation.isVisible()) await signInPage.signOut();
    await signInPage.signInAs(name, samplePassphrase);
  }
}

interface Fixtures {
  sample: SampleStudio;
}

/** A test with a studio of its own that has the sample workspace open, fresh from its story. */
export const test = base.extend<Fixtures>({
  template: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "imprimatur-sample-"));
      const path = join(folder, "test.imprimatur");
      await createSampleWorkspace({ path, folders: foldersBeside(path), scryptCost: testScryptCost });
      await use({ folder });
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
  sample: async ({ studio }, use) => {
    await use(new SampleStudio(studio));
  },
});

export { samplePassphrase } from "#main/sample/data/people.ts";
export * as people from "#main/sample/data/people.ts";
