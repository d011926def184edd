/** Finds or fetches an npm that works under the new Node. Must run on Node 12 (see go.mjs). */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fetchPackage, npmCommand, tools } from "./fetch.mjs";

/** Debian's npm (6 to 9) leans on patches in Debian's own Node and breaks under any other. */
const oldestMajor = 10;

const pinned = {
  name: "npm",
  version: "11.19.1",
  integrity: "sha512-ztsxKxt/kkIaAs+2i0GU6I+DRmUdrNasxTZKJe9TCdSjKxlhah/4r/hl5ygMD6XAg1qZ9c2TNomR4qgOydp10g==",
};

function machineVersion() {
  const agent = /^npm\/(\S+)/.exec(process.env.npm_config_user_agent || "");
  if (agent && process.env.npm_execpath) return String(agent[1]);
  const npm = npmCommand();
  const asked = spawnSync(npm.command, npm.args.concat("--version"), {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (asked.status !== 0)
    throw new Error("npm was not found. Install it (on Debian: apt-get install npm) and run this again.");
  return asked.stdout.trim();
}

/**
 * Returns the path of an `npm-cli.js` that the new Node can run: the machine's own, or one in `.tools/`.
 * The empty string means the `npm` on PATH.
 */
export function ensureNpm() {
  if (process.env.IMPRIMATUR_NPM_CLI !== undefined) return process.env.IMPRIMATUR_NPM_CLI;
  const folder = join(tools, "npm");
  const version = machineVersion();
  if (Number(version.split(".")[0]) >= oldestMajor) return npmCommand().args[0] || "";
  fetchPackage(pinned, folder, "This machine's npm is " + version + "; version 10 or newer is needed.");
  return join(folder, "bin", "npm-cli.js");
}
