import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
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

/** Milliseconds until a browser that was started does nothing more. */
const browserSettles = 3_000;

/** Milliseconds, from the moment that somebody starts the studio; and what the page takes while it is worked in. */
export interface StudioTimes {
  /** Until the page can be signed in to. */
  readonly toSignIn: number;
  /** From the passphrase to Home with everything on it. */
  readonly toHome: number;
  /** From Home to the list of content, its first rows on the screen. */
  readonly toContent: number;
  /** From the first letter typed into the search to what it found. */
  readonly toFound: number;
  /** What the page does for one keystroke in a headline: milliseconds each. */
  readonly keystrokes: readonly number[];
  /** The most that the page's process held while the whole list was scrolled, in MB. */
  readonly memory: number;
}

/** Starts the browser's door on a workspace, and works in it as a person would. */
export async function measureStudio(
  workspace: BenchWorkspace,
  executablePath = process.env["IMPRIMATUR_CHROMIUM"] ?? "/usr/bin/chromium",
): Promise<StudioTimes> {
  const browser = await chromium.launch({ executablePath, args: [...asRoot, ...quiet] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // A person's browser runs already: what this one does to begin is not the studio's.
  await page.waitForTimeout(browserSettles);
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
    const walked = await walk(page, workspace);
    const memory = await scrollThrough(page, browser);
    return { toSignIn, ...walked, keystrokes: await type(page), memory };
  } finally {
    await browser.close();
    server.kill("SIGTERM");
    await once(server, "exit");
  }
}

async function walk(page: Page, { person, passphrase }: BenchWorkspace) {
  await page.getByText(person, { exact: true }).first().click();
  await page.getByLabel("Passphrase").first().fill(passphrase);
  const toHome = await time(
    () => page.keyboard.press("Enter"),
    () => page.getByText("Live now").waitFor(),
  );
  await page.waitForLoadState("networkidle");
  const toContent = await untilPainted(page, ".list-row-title", "", () =>
    page.getByRole("link", { name: "Content", exact: true }).click(),
  );
  const search = page.getByRole("searchbox").first();
  const all = await page.locator(".list-head .count").first().textContent();
  await search.click();
  const toFound = await untilPainted(page, ".list-head .count", all!, () => page.keyboard.press("h"));
  await search.fill("");
  return { toHome, toContent, toFound };
}

const steps = 250;

/** Scrolls the whole list and waits wherever rows are still to come. @returns the most memory that the page's process had. */
async function scrollThrough(page: Page, browser: Browser): Promise<number> {
  const list = page.getByRole("tree", { name: "Content" });
  await list.waitFor();
  const processId = await pageProcess(browser);
  let most = 0;
  for (let step = 1; step <= steps; step++) {
    await list.evaluate((element, part) => (element.scrollTop = element.scrollHeight * part), step / steps);
    await page.locator(".list-row[aria-busy]").first().waitFor({ state: "detached" });
    if (step % 10 === 0) most = Math.max(most, residentOf(processId));
  }
  await list.evaluate((element) => (element.scrollTop = 0));
  return most;
}

/** The process that draws the page: of those that draw, the one that has worked most. */
async function pageProcess(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const drawing = processInfo.filter(({ type: kind }) => kind === "renderer");
  return drawing.toSorted((a, b) => b.cpuTime - a.cpuTime)[0]!.id;
}

/** Megabytes that a process holds in memory, what it shares with others included. */
function residentOf(processId: number): number {
  const [, kilobytes] = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${processId}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}

/** Types into a headline, and takes the time from each letter to when it is checked, kept and in its field. */
async function type(page: Page): Promise<readonly number[]> {
  await page.locator(".list-row").first().click();
  const headline = page.getByRole("textbox", { name: /^Headline/ }).first();
  await headline.click();
  await page.evaluate(() => {
    const work: number[] = [];
    let begin = 0;
    Object.assign(globalThis, { work });
    addEventListener("beforeinput", () => (begin = performance.now()), { capture: true });
    // React draws what a letter changes before the event is over: what runs after the last listener is the browser's frame.
    addEventListener("input", () => queueMicrotask(() => work.push(performance.now() - begin)));
  });
  await headline.press("ControlOrMeta+a");
  for (let line = 0; line < 3; line++) {
    await page.keyboard.type("Up to the hut before the first snow ", { delay: 40 });
    await headline.press("ControlOrMeta+a");
  }
  return page.evaluate(() => (globalThis as unknown as { work: number[] }).work);
}

/**
 * The time from what a person does to the frame that shows it: until an element is there whose text is another one. The
 * page takes it itself, so that neither the way to this program nor its patience is counted.
 */
async function untilPainted(
  page: Page,
  selector: string,
  before: string,
  act: () => Promise<unknown>,
): Promise<number> {
  await page.evaluate(
    ([wanted, old]) => {
      const painted = new Promise<number>((resolve) => {
        const begin = (): void => {
          const start = performance.now();
          const look = (): void => {
            const found = document.querySelector(wanted!);
            if (found && found.textContent !== old) resolve(performance.now() - start);
            else requestAnimationFrame(look);
          };
          look();
        };
        for (const event of ["click", "keydown"]) addEventListener(event, begin, { once: true, capture: true });
      });
      Object.assign(globalThis, { painted });
    },
    [selector, before],
  );
  await act();
  return page.evaluate(() => (globalThis as unknown as { painted: Promise<number> }).painted);
}

async function time(act: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  await seen();
  return performance.now() - start;
}
