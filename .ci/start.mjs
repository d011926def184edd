/**
 * `npm start`: the main job. A sample workspace, the decision service of its production environment, and the studio: on the
 * desktop where Electron and a display can be had, else in the browser on this computer. Ends as a whole.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { downloadElectron, officialElectron } from "./setup/electron.mjs";
import { root } from "./setup/old/fetch.mjs";
import { run, tool } from "./setup/run.mjs";

/** The same folder as main/host/locations.ts names. */
const home =
  process.env["IMPRIMATUR_HOME"] ??
  (process.platform === "darwin"
    ? join(homedir(), "Library", "Application Support", "Imprimatur")
    : process.platform === "win32"
      ? join(process.env["APPDATA"] ?? join(homedir(), "AppData", "Roaming"), "Imprimatur")
      : join(process.env["XDG_DATA_HOME"] || join(homedir(), ".local", "share"), "imprimatur"));
const environment = "production";

/**
 * @param {readonly string[]} args passed on to the studio: `--workspace FILE` opens another one than the sample
 * @param {() => Promise<{ code: number }>} build
 * @returns {Promise<{ code: number }>}
 */
export async function start(args, build) {
  const own = args.includes("--workspace");
  const sample = join(home, "sample.imprimatur");
  if (!own && !existsSync(sample)) {
    console.log("Making the sample workspace. This takes about half a minute, once.");
    const { code } = await run([process.execPath, join(root, "main/cli.ts"), "sample", sample]);
    if (code !== 0) return { code };
  }
  if (!own) console.log("Everybody in the sample signs in with the passphrase “halden outdoor sample”.");
  const built = await build();
  if (built.code !== 0) return built;
  const service = own ? null : await startService(sample);
  try {
    const studio = own ? args : ["--workspace", sample, "--service", `${environment}=${service?.address}`, ...args];
    return await openStudio(studio);
  } finally {
    service?.stop();
  }
}

/** @param {readonly string[]} args */
async function openStudio(args) {
  const hasDisplay = process.platform !== "linux" || Boolean(process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"]);
  const electron = hasDisplay ? (officialElectron() ?? (await downloadElectron(180_000))) : undefined;
  if (electron !== undefined) return run([...tool("electron"), root, ...args]);
  const why = hasDisplay ? "Electron could not be downloaded" : "There is no display for the desktop window";
  console.log(`${why}, so the studio opens in your browser, on this computer only.`);
  return run([process.execPath, join(root, "main/serve.ts"), "--open", ...args]);
}

/**
 * The decision service beside the studio: it reads what the studio publishes, and nothing else.
 * @param {string} workspace
 */
async function startService(workspace) {
  const files = workspace.replace(/\.imprimatur$/, ".files");
  const options = {
    repository: join(files, "repository"),
    trust: join(files, "keeper", "trust.json"),
    environment,
    state: join(files, "service", environment),
    port: "0",
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [join(root, "runtime/main.ts"), ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = /** @type {[string]} */ (
    await Promise.race([
      once(createInterface(child.stdout), "line"),
      once(child, "exit").then(() => {
        throw new Error("The decision service did not start. Run it by itself to see why: node runtime/main.ts --help");
      }),
    ])
  );
  const { address, release } = /** @type {{ address: string, release: number | null }} */ (JSON.parse(line));
  console.log(`The decision service for ${environment} answers at ${address}; it serves release ${release ?? "none"}.`);
  return { address, stop: () => child.kill("SIGTERM") };
}
