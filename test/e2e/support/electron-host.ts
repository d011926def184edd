import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { _electron, type ElectronApplication, errors } from "@playwright/test";
import type { Host, HostOptions } from "./host.ts";
import { root } from "./programs.ts";

export interface ElectronHost extends Host {
  readonly app: ElectronApplication;
  readonly sandbox: Sandbox;
}

/** Whether Chromium's sandbox is on, and if it is not, why. */
export type Sandbox = { readonly on: true } | { readonly on: false; readonly why: string };

/** Debian's user without rights. */
const nobody = 65_534;
const asNobody = ["--reuid", String(nobody), "--regid", String(nobody), "--clear-groups"];
const isRoot = process.getuid?.() === 0;

/** Electron's program: the one that the test run was given, else what lies in the tree. */
function electronProgram(): string {
  const folders = [
    process.env["ELECTRON_OVERRIDE_DIST_PATH"],
    "node_modules/electron/dist",
    ".tools/electron-test/bin",
  ];
  const names = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };
  const name = names[process.platform as keyof typeof names] ?? "electron";
  const found = folders
    .flatMap((folder) =>
      folder === undefined ? [] : [join(folder.startsWith("/") ? folder : join(root, folder), name)],
    )
    .find(existsSync);
  if (found === undefined) throw new Error("There is no Electron here; `npm test -- e2e:electron` fetches one.");
  return found;
}

/**
 * Chromium needs user namespaces, and an own user, for its sandbox. As root the tests become a user without rights; where
 * that user cannot reach the build, or the kernel forbids namespaces, they run without the sandbox and say so.
 */
export function sandboxHere(electron: string): Sandbox {
  if (process.platform !== "linux") return { on: true };
  const become = isRoot ? ["setpriv", ...asNobody] : [];
  const can = (...command: string[]): boolean => {
    const [program = "", ...args] = [...become, ...command];
    return spawnSync(program, args, { stdio: "ignore" }).status === 0;
  };
  if (!can("unshare", "--user", "--map-root-user", "true")) return { on: false, why: "no user namespaces" };
  if (!can("test", "-x", electron)) return { on: false, why: "Electron lies where only root may go" };
  if (!can("test", "-r", join(root, "out", "main", "electron.js")))
    return { on: false, why: "only root reads the build" };
  return { on: true };
}

/** The desktop host: the built app in a real Electron, as a user without rights wherever that can be. */
export async function startElectron(options: HostOptions): Promise<ElectronHost> {
  const electron = electronProgram();
  const sandbox = sandboxHere(electron);
  const app = await launch({
    executablePath: sandbox.on && isRoot ? wrapped(electron, options.folder) : electron,
    // Without being told so, Playwright turns the sandbox off.
    chromiumSandbox: sandbox.on,
    args: ["--disable-gpu", root, "--workspace", options.workspace, ...options.services],
    env: { ...environment(), IMPRIMATUR_HOME: options.home, HOME: options.folder, ...displayAccess(options.folder) },
    timeout: 25_000,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState();
  return { name: "electron", page, origin: "app://studio", app, sandbox, close: () => app.close() };
}

/**
 * On a busy machine Playwright's own hand-shake with the two debuggers can wait for ever, before the app runs its first
 * line: it then kills what it started, and is asked again.
 */
async function launch(options: Parameters<typeof _electron.launch>[0], attempts = 3): Promise<ElectronApplication> {
  try {
    return await _electron.launch(options);
  } catch (error) {
    if (attempts === 1 || !(error instanceof errors.TimeoutError)) throw error;
    return launch(options, attempts - 1);
  }
}

/** Playwright starts one program; this one becomes the other user first. */
function wrapped(electron: string, folder: string): string {
  const path = join(folder, "electron-as-nobody.sh");
  writeFileSync(path, `#!/bin/sh\nexec setpriv ${asNobody.join(" ")} -- '${electron}' "$@"\n`);
  chmodSync(path, 0o755);
  // Workspace, keys and state belong to whoever runs the studio.
  execFileSync("chown", ["-R", `${nobody}:${nobody}`, folder]);
  return path;
}

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** The virtual display's key, where the other user can read it. */
function displayAccess(folder: string): Record<string, string> {
  const { XAUTHORITY } = process.env;
  if (!isRoot || XAUTHORITY === undefined || !existsSync(XAUTHORITY)) return {};
  const copy = join(folder, "Xauthority");
  copyFileSync(XAUTHORITY, copy);
  execFileSync("chown", [`${nobody}:${nobody}`, copy]);
  return { XAUTHORITY: copy };
}

/** Whether the kernel filters a process's system calls: the part of the sandbox that can be seen from outside. */
export const isFiltered = (pid: number): boolean => /^Seccomp:\s*2$/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
