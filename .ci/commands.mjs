/** What each npm script does, once Node and npm are there. */
import { join } from "node:path";
import { ensureDependencies } from "./setup/deps.mjs";
import { officialElectron } from "./setup/electron.mjs";
import { root } from "./setup/old/fetch.mjs";
import { run as execute, tool } from "./setup/run.mjs";
import { start } from "./start.mjs";

const build = () => execute([...tool("electron-vite"), "build"]);

/** The same for whoever wants to see the studio and not how it is made: its output shows when it fails. */
async function buildQuietly() {
  const { code, output } = await execute([...tool("electron-vite"), "build"], { quiet: true });
  if (code !== 0) console.error(output);
  return { code };
}

/** Runs one of the project's TypeScript programs. @param {string} path @param {readonly string[]} args */
const program = (path, args) => execute([process.execPath, join(root, path), ...args]);

/**
 * Packages for this platform: into a folder unless told otherwise (`npm run package -- --linux deb`), with the Electron
 * that is here, where it is.
 * @param {readonly string[]} args
 */
function pack(args) {
  const local = officialElectron();
  const from = local === undefined ? [] : [`-c.electronDist=${local}`];
  return execute([...tool("electron-builder"), "--publish", "never", ...(args.length > 0 ? args : ["--dir"]), ...from]);
}

/** Runs commands in order until one fails. @param {readonly (() => Promise<{ code: number }>)[]} parts */
async function inOrder(...parts) {
  for (const part of parts) {
    const { code } = await part();
    if (code !== 0) return { code };
  }
  return { code: 0 };
}

/** @type {Readonly<Record<string, (args: readonly string[]) => Promise<{ code: number }>>>} */
const commands = {
  start: (args) => start(args, buildQuietly),
  demo: (args) => program("main/demo.ts", args),
  // Loaded late: what the steps import is there only after the dependencies are.
  test: async (args) => (await import("./steps.mjs")).runSteps(args),
  bench: (args) => inOrder(build, () => program("bench/main.ts", args)),
  soak: (args) => program("bench/soak.ts", args),
  build,
  package: (args) => inOrder(build, () => pack(args)),
};

/**
 * Runs one command and sets the exit code.
 * @param {string | undefined} name
 * @param {readonly string[]} args
 */
export async function run(name, args) {
  const command = commands[name ?? ""];
  if (command === undefined) {
    throw new Error(`There is no command ${name ?? "(none)"}. There are: ${Object.keys(commands).join(", ")}.`);
  }
  await ensureDependencies();
  const { code } = await command(args);
  process.exitCode = code;
}
