import { defineConfig } from "@playwright/test";

/** As root Chromium refuses its sandbox; the rest keeps it from calling home out of a test. */
const quiet = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox", "--disable-gpu", "--disable-quic"] : [];

const report = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME;

/** The same specs on both hosts. One worker, since the machine has two cores and the studio uses one. */
export default defineConfig({
  testDir: "test/e2e",
  outputDir: ".scratch/e2e",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: report === undefined ? [["list"]] : [["list"], ["json", { outputFile: report }]],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.IMPRIMATUR_CHROMIUM ?? "/usr/bin/chromium",
      args: [...quiet, ...asRoot],
    },
  },
  projects: [
    { name: "web", testIgnore: ["desktop.spec.ts", "closing.spec.ts"] },
    { name: "electron", testIgnore: "browser.spec.ts" },
  ],
});
