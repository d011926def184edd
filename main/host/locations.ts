import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { writeFileAtomic } from "../keys/atomic-file.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The folder where the studio keeps what is its own on this computer: the sample workspace, the desktop's state, the log.
 * `IMPRIMATUR_HOME` overrides where the system's habits put it.
 */
export function dataFolder(variables: Variables = process.env, platform: NodeJS.Platform = process.platform): string {
  const { IMPRIMATUR_HOME: chosen, XDG_DATA_HOME: xdg, APPDATA: roaming } = variables;
  if (chosen) return chosen;
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "Imprimatur");
  if (platform === "win32") return join(roaming ?? join(homedir(), "AppData", "Roaming"), "Imprimatur");
  return join(xdg || join(homedir(), ".local", "share"), "imprimatur");
}

export const sampleWorkspace = (data: string): string => join(data, "sample.imprimatur");

const lastFile = (data: string): string => join(data, "last-workspace.txt");

/** Remembers the workspace that is open, for the next start. */
export function rememberWorkspace(data: string, path: string): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileAtomic(lastFile(data), `${path}\n`);
}

/** The workspace that was open last and still is there. */
export function lastWorkspace(data: string): string | undefined {
  if (!existsSync(lastFile(data))) return undefined;
  const path = readFileSync(lastFile(data), "utf8").trim();
  return path && existsSync(path) ? path : undefined;
}
