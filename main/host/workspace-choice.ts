import { existsSync } from "node:fs";
import { AppError } from "#shared/kernel/errors.ts";
import type { AppOptions } from "../app.ts";
import { createSampleWorkspace } from "../sample/create.ts";
import { foldersBeside } from "../workspace.ts";
import { lastWorkspace, sampleWorkspace } from "./locations.ts";

/** Which workspace a door opens. The sample may have to be made first. */
export interface WorkspaceChoice {
  readonly path: string;
  readonly sample: boolean;
}

/** The workspace that was asked for, else the one that was open last, else the sample. */
export function chooseWorkspace(asked: string | undefined, data: string): WorkspaceChoice {
  const sample = sampleWorkspace(data);
  const path = asked ?? lastWorkspace(data) ?? sample;
  return { path, sample: path === sample };
}

/**
 * Makes sure that the chosen workspace is there, and says how to open it.
 * @throws NOT_FOUND, DISK_FULL
 */
export async function openingOptions({ path, sample }: WorkspaceChoice): Promise<Pick<AppOptions, "path" | "folders">> {
  const options = { path, folders: foldersBeside(path) };
  if (existsSync(path)) return options;
  if (!sample)
    throw new AppError("NOT_FOUND", `There is no workspace at ${path}. Open another, or make one.`, { path });
  await createSampleWorkspace(options);
  return options;
}
