/** Runs other programs: with their output shown, within a time limit, and with nothing of them left behind. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./old/fetch.mjs";

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string | undefined>} [env] added to this process's environment
 * @property {number} [limitMs] after which the program and its children are ended; none by default
 * @property {boolean} [quiet] keep the output instead of showing it
 * @property {string} [cwd] the project's root by default
 */

/**
 * Runs a program to its end. Resolves with its exit code (124 when the limit was passed, 127 when it could not start)
 * and, if quiet, its output. Never rejects.
 * @param {readonly string[]} command
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, options = {}) {
  const [program = "", ...args] = command;
  const posix = process.platform !== "win32";
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: options.quiet ? ["ignore", "pipe", "pipe"] : "inherit",
      // With a limit the program leads a group of its own, so that its children end with it.
      detached: posix && options.limitMs !== undefined,
    });
    let output = "";
    let late = false;
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    const endAll = () => {
      if (child.pid !== undefined && posix && options.limitMs !== undefined) process.kill(-child.pid, "SIGKILL");
      else child.kill("SIGKILL");
    };
    const timer =
      options.limitMs === undefined ? undefined : setTimeout(() => ((late = true), endAll()), options.limitMs).unref();
    const forward = () => child.kill("SIGTERM");
    process.once("SIGINT", forward).once("SIGTERM", forward);
    /** @param {number} code @param {string} [note] */
    const done = (code, note = "") => {
      clearTimeout(timer);
      process.off("SIGINT", forward).off("SIGTERM", forward);
      resolve({ code, output: output + note });
    };
    child.once("error", (error) => done(127, error.message));
    child.once("close", (code) => done(late ? 124 : (code ?? 1)));
  });
}

/**
 * The command line that runs a dev dependency's program under this Node, the same on every platform.
 * @param {string} name of the package
 * @param {string} [program] where it differs from the package's name
 * @returns {string[]}
 */
export function tool(name, program = name) {
  const folder = join(root, "node_modules", name);
  /** @type {{ bin?: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const path = typeof bin === "string" ? bin : bin?.[program];
  if (path === undefined) throw new Error(`The package ${name} has no program ${program}.`);
  return [process.execPath, join(folder, path)];
}
