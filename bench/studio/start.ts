import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import type { BenchWorkspace } from "./workspaces.ts";

const root = join(import.meta.dirname, "../..");
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const quiet = [
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

/** Milliseconds, from the moment that somebody starts the studio. */
export interface StartTimes {
  /** Until the page can be signed in to. */
  readonly toSignIn: number;
  /** From the passphrase to Home with everything on it. */
  readonly toHome: number;
  /** From Home to the list of content, its first rows on the screen. */
  readonly toContent: number;
  /** From the last letter typed into the search to what it found. */
  readonly toFound: number;
}

/** Starts the browser's door on a workspace, and walks to the list of content as a person would. */
export async function measureStart(
  workspace: BenchWorkspace,
  executablePath = process.env["IMPRIMATUR_CHROMIUM"] ?? "/usr/bin/chromium",
): Promise<StartTimes> {
  const browser = await chromium.launch({ executablePath, args: [...asRoot, ...quiet] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const start = performance.now();
  const server = spawn(process.execPath, [join(root, "out/main/serve.js"), "--workspace", workspace.options.path], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, IMPRIMATUR_HOME: join(workspace.options.path, "..", "home") },
  });
  try {
    const [line] = (await once(createInterface(server.stdout), "line")) as [string];
    await page.goto(line.slice(line.indexOf("http")));
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    const toSignIn = performance.now() - start;
    return { toSignIn, ...(await walk(page, workspace)) };
  } finally {
    await browser.close();
    server.kill("SIGTERM");
    await once(server, "exit");
  }
}

async function walk(page: Page, { person, passphrase }: BenchWorkspace): Promise<Omit<StartTimes, "toSignIn">> {
  await page.getByText(person, { exact: true }).first().click();
  await page.getByLabel("Passphrase").first().fill(passphrase);
  const toHome = await time(
    () => page.keyboard.press("Enter"),
    () => page.getByText("Live now").waitFor(),
  );
  const toContent = await time(
    () => page.getByRole("link", { name: "Content", exact: true }).click(),
    () =>
      page
        .getByText(/^hero\./)
        .first()
        .waitFor(),
  );
  const search = page.getByRole("searchbox").first();
  await search.fill("repai");
  const toFound = await time(
    () => search.press("r"),
    () =>
      page
        .locator("mark", { hasText: "repair" })
        .or(page.getByText(/repair-weeks/))
        .first()
        .waitFor(),
  );
  return { toHome, toContent, toFound };
}

async function time(act: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  await seen();
  return performance.now() - start;
}
