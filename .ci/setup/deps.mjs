/** Keeps node_modules equal to package-lock.json. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npmCommand, root } from "./old/fetch.mjs";
import { run } from "./run.mjs";

const lockPath = join(root, "package-lock.json");
const stampPath = join(root, "node_modules", ".stamp");

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

/** @param {string} path @returns {Record<string, LockedPackage>} */
const packagesIn = (path) => JSON.parse(readFileSync(path, "utf8")).packages;

/**
 * Whether what is installed is what the lock asks for. npm writes down what it installed, so a developer who ran
 * `npm install` need not install everything again. Optional packages may be missing: they are other platforms'.
 * @param {Record<string, LockedPackage>} locked
 * @param {Record<string, LockedPackage>} installed
 */
export function installedMatches(locked, installed) {
  const wanted = Object.entries(locked).filter(([path]) => path !== "");
  const same = wanted.every(([path, { version, integrity, optional }]) => {
    const found = installed[path];
    return found === undefined ? optional === true : found.version === version && found.integrity === integrity;
  });
  return same && Object.keys(installed).every((path) => path in locked);
}

/** Installs the dependencies when they are missing or not those of the lock. Throws when npm fails. */
export async function ensureDependencies() {
  const stamp = createHash("sha256").update(readFileSync(lockPath)).digest("hex");
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === stamp) return;
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record) || !installedMatches(packagesIn(lockPath), packagesIn(record))) {
    console.log("Installing the dependencies of package-lock.json …");
    const npm = npmCommand();
    const { code } = await run([npm.command, ...npm.args, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    if (code !== 0) throw new Error("npm ci failed; its message is above.");
  }
  writeFileSync(stampPath, stamp);
}
