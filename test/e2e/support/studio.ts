import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test as base, type Browser, chromium, type Page } from "@playwright/test";
import { foldersBeside, trustPath } from "#main/workspace.ts";
import { cast, makeWorkspace, passphrase, type PersonKey } from "#test/support/workspace.ts";
import { type ElectronHost, startElectron } from "./electron-host.ts";
import type { Host } from "./host.ts";
import { startProgram } from "./programs.ts";
import { SignInPage } from "./sign-in-page.ts";
import { startWeb } from "./web-host.ts";

export interface Studio {
  readonly host: Host;
  readonly page: Page;
  readonly workspace: string;
  /** The address of the decision service, in tests that asked for one. */
  readonly service: string | undefined;
  readonly signInPage: SignInPage;
  /** Signs in one of the cast at the open window. */
  readonly signIn: (person: PersonKey) => Promise<void>;
}

interface Fixtures {
  studio: Studio;
  /** The same studio, in tests of the desktop alone. */
  desktop: ElectronHost;
}

interface WorkerFixtures {
  /** The folder of a workspace called `test.imprimatur`, made once and copied for each test; here with the whole cast. */
  template: { readonly folder: string };
  /** The browser that the browser host is opened in, each time in a context of its own. */
  chrome: Browser;
}

interface Options {
  /** Run a decision service for `production` beside the studio. */
  withService: boolean;
}

/**
 * A test with a studio of its own: a fresh workspace with the whole cast in a temporary folder, on the host that the
 * project names, with real SQLite and no network.
 */
export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  withService: [false, { option: true }],
  template: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      // The host reads the real clock, so what happened before must not lie in another year.
      const workspace = await makeWorkspace({ clock: { now: Date.now, advance: () => {} } });
      workspace.app.close();
      await use({ folder: dirname(workspace.options.path) });
      workspace.dispose();
    },
    { scope: "worker" },
  ],
  chrome: [
    async ({ launchOptions }, use) => {
      const browser = await chromium.launch(launchOptions);
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  studio: async ({ template, withService, chrome }, use, { project }) => {
    const folder = mkdtempSync(join(tmpdir(), "imprimatur-e2e-"));
    cpSync(template.folder, folder, { recursive: true });
    const path = join(folder, "test.imprimatur");
    const home = join(folder, "home");
    mkdirSync(home);
    const service = withService ? await startService(path, join(folder, "service")) : undefined;
    const services = service ? ["--service", `production=${service.said}`] : [];
    const options = { workspace: path, home, folder, services };
    const host = project.name === "electron" ? await startElectron(options) : await startWeb(options, chrome);
    const signInPage = new SignInPage(host.page);
    await use({
      host,
      page: host.page,
      workspace: path,
      service: service?.said,
      signInPage,
      signIn: (person) => signInPage.signInAs(cast[person].name, passphrase),
    });
    await host.close();
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  },
  desktop: async ({ studio }, use) => {
    await use(studio.host as ElectronHost);
  },
});

export { expect } from "@playwright/test";
export { cast, passphrase } from "#test/support/workspace.ts";

function startService(workspace: string, state: string) {
  const folders = foldersBeside(workspace);
  const where = ["--repository", folders.repository, "--trust", trustPath(folders), "--state", state];
  const args = ["out/runtime/main.js", ...where, "--environment", "production", "--port", "0", "--poll-seconds", "1"];
  return startProgram(args, /(http:\/\/[\d.:]+)/);
}
