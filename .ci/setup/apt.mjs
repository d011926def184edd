/** Installs Debian packages that the tests need, where it may; says what to type, where it may not. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";

/** @param {string} program */
export const onPath = (program) =>
  (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

let listsAreFresh = false;

/** Brings the package lists up to date, once in a run. */
async function refreshLists() {
  if (listsAreFresh) return;
  const { code, output } = await run(["apt-get", "update"], { quiet: true });
  if (code !== 0) throw new Error(`apt-get update failed:\n${output.trim()}`);
  listsAreFresh = true;
}

/** The first of these names that this Debian can install (`libasound2t64` is the newer name of `libasound2`). @param {readonly string[]} names */
async function installable(names) {
  for (const name of names) {
    const { output } = await run(["apt-cache", "policy", name], { quiet: true, env: { LC_ALL: "C" } });
    const candidate = /Candidate: (\S+)/.exec(output)?.[1];
    if (candidate !== undefined && candidate !== "(none)") return name;
  }
  return names.at(-1) ?? "";
}

/**
 * Installs one package out of each list of alternative names. Throws with the command to type when this user may not
 * install, or when apt-get fails.
 * @param {readonly (readonly string[])[]} packages
 * @param {string} reason
 */
export async function installPackages(packages, reason) {
  if (packages.length === 0) return;
  const plain = packages.map((names) => names.at(-1)).join(" ");
  if (!onPath("apt-get")) throw new Error(`${reason} This system has no apt-get; install the equivalent of: ${plain}`);
  if (process.getuid?.() !== 0) throw new Error(`${reason} Run: sudo apt-get install ${plain}`);
  await refreshLists();
  const names = [];
  for (const alternatives of packages) names.push(await installable(alternatives));
  console.log(`${reason} Installing ${names.join(" ")} …`);
  const install = ["apt-get", "install", "-y", "--no-install-recommends", ...names];
  const { code, output } = await run(install, { quiet: true, env: { DEBIAN_FRONTEND: "noninteractive" } });
  if (code !== 0)
    throw new Error(`apt-get install ${names.join(" ")} failed:\n${output.trim().split("\n").slice(-12).join("\n")}`);
}

/**
 * Makes sure that programs are on PATH. Keys are programs, values the Debian packages that bring them.
 * @param {Readonly<Record<string, string>>} programs
 * @param {string} reason
 */
export async function ensurePrograms(programs, reason) {
  const missing = Object.entries(programs).filter(([program]) => !onPath(program));
  await installPackages(
    missing.map(([, name]) => [name]),
    reason,
  );
  const still = missing.filter(([program]) => !onPath(program)).map(([program]) => program);
  if (still.length > 0) throw new Error(`${reason} Installed, and yet not on PATH: ${still.join(", ")}`);
}
