/**
 * What `npm test` does: named steps, in order, all of them even when one fails, so that one run shows everything.
 * `npm test -- lint unit` runs the named ones only. When adding a folder under test/: add it to test/areas.json too.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { countPlaywright, countVitest, single } from "./counts.mjs";
import { explain, findViolations } from "./layers.mjs";
import { ensurePrograms } from "./setup/apt.mjs";
import { ensureTestElectron } from "./setup/electron.mjs";
import { root } from "./setup/old/fetch.mjs";
import { run, tool } from "./setup/run.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */
/** @typedef {{ name: string, run: () => Promise<Counts> }} Step */

/** Where test runners leave their reports; ignored by git. */
const reports = join(root, ".scratch", "reports");

const minutes = 60_000;

/** The folders that are type-checked, each by its own tsconfig. */
const sides = ["shared", "main", "preload", "renderer", "runtime", "test", "bench", ".ci"];

/** @type {readonly string[]} */
const areas = JSON.parse(readFileSync(join(root, "test", "areas.json"), "utf8"));

/** A check that passes or fails as a whole. @param {string} name @param {readonly string[]} command @returns {Step} */
const check = (name, command) => ({
  name,
  run: async () => single((await run(command, { limitMs: 10 * minutes })).code),
});

/** @type {Step} */
const types = {
  name: "types",
  async run() {
    const counts = { passed: 0, failed: 0 };
    for (const side of sides) {
      const { code } = await run([...tool("typescript", "tsc"), "-p", side], { limitMs: 10 * minutes });
      counts[code === 0 ? "passed" : "failed"] += 1;
    }
    return counts;
  },
};

/** @type {Step} */
const layers = {
  name: "layers",
  async run() {
    const violations = findViolations(root);
    for (const violation of violations) console.error(explain(violation));
    return single(violations.length);
  },
};

/** Fails when a folder that a step is about is missing or empty, since a step without work would pass unseen. @param {string} folder */
function mustExist(folder) {
  const path = join(root, folder);
  if (!existsSync(path) || readdirSync(path).length === 0) throw new Error(`There is nothing in ${folder}/.`);
}

/** A fresh place for a report, so that an old one is never read as new. @param {string} name */
function reportPath(name) {
  mkdirSync(reports, { recursive: true });
  const path = join(reports, `${name}.json`);
  rmSync(path, { force: true });
  return path;
}

/** The tests of one folder under test/. @param {string} area @returns {Step} */
const vitest = (area) => ({
  name: area,
  async run() {
    mustExist(`test/${area}`);
    const report = reportPath(area);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const command = [...tool("vitest"), "run", `--project=${area}`, ...reporters];
    const { code } = await run(command, { limitMs: 20 * minutes });
    return countVitest(report, code);
  },
});

/** The end-to-end tests on one host. @param {"web" | "electron"} host @returns {Step} */
const e2e = (host) => ({
  name: `e2e:${host}`,
  async run() {
    mustExist("test/e2e");
    const report = reportPath(`e2e-${host}`);
    /** @type {Record<string, string>} */
    const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const playwright = [...tool("@playwright/test", "playwright"), "test", `--project=${host}`];
    if (host === "web") {
      if (process.env.IMPRIMATUR_CHROMIUM === undefined)
        await ensurePrograms({ chromium: "chromium" }, "The end-to-end tests need a browser.");
    } else {
      env.ELECTRON_OVERRIDE_DIST_PATH = await ensureTestElectron();
    }
    const { code } = await run(await withDisplay(playwright, host), { env, limitMs: 25 * minutes });
    return countPlaywright(report, code);
  },
});

/** Electron needs a display: a virtual one on Linux. @param {string[]} command @param {"web" | "electron"} host */
async function withDisplay(command, host) {
  if (host === "web" || process.platform !== "linux") return command;
  await ensurePrograms({ "xvfb-run": "xvfb", xauth: "xauth" }, "The desktop tests need a virtual display.");
  return ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1440x900x24", ...command];
}

/** @type {readonly Step[]} */
export const steps = [
  check("format", [...tool("oxfmt"), "--check", "."]),
  types,
  check("lint", [
    ...tool("oxlint"),
    "--type-aware",
    "--deny-warnings",
    "--report-unused-disable-directives-severity=error",
  ]),
  layers,
  ...areas.map(vitest),
  check("build", [...tool("electron-vite"), "build"]),
  e2e("web"),
  e2e("electron"),
];

/** @param {readonly string[]} names @returns {readonly Step[]} */
function chosen(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(`There is no step ${unknown.join(", ")}. There are: ${steps.map(({ name }) => name).join(", ")}.`);
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
}

/** Runs one step; whatever it throws is one failure with its reason shown. @param {Step} step */
async function runStep(step) {
  console.log(`\n── ${step.name}`);
  const began = performance.now();
  /** @type {Counts} */
  let counts = { passed: 0, failed: 1 };
  try {
    counts = await step.run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`── ${step.name}: ${counts.failed === 0 ? "ok" : "FAILED"} in ${seconds} s`);
  return { name: step.name, seconds, ...counts };
}

/**
 * Runs the named steps, or all, and prints the closing line that CI reads. The exit code is 1 when anything failed.
 * @param {readonly string[]} names
 */
export async function runSteps(names) {
  const results = [];
  for (const step of chosen(names)) results.push(await runStep(step));
  console.log("\nstep             seconds   passed   failed");
  for (const { name, seconds, passed, failed } of results) {
    console.log(
      `${name.padEnd(14)} ${seconds.padStart(9)} ${String(passed).padStart(8)} ${String(failed).padStart(8)}`,
    );
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  return { code: failed === 0 ? 0 : 1 };
}
