import { existsSync, renameSync, rmSync } from "node:fs";
import { AppError } from "#shared/kernel/errors.ts";
import type { StudioApi } from "#shared/contracts.ts";
import { type App, type AppOptions, openApp } from "../app.ts";
import { createWorkspace } from "../workspace.ts";
import { buildSample } from "./build.ts";
import { administrator, sampleName, samplePassphrase } from "./data/people.ts";
import type { SampleStudio } from "./stage.ts";

const environments = [
  { id: "production", maxStalenessDays: 30 },
  { id: "staging", maxStalenessDays: 30 },
];
const storyDays = 40;
const dayMs = 24 * 3600 * 1000;

/**
 * Makes the sample workspace at `options.path`. The file appears under its name last; what a broken attempt left behind is
 * cleared away by the next one.
 *
 * @throws AppError WORKSPACE_EXISTS, DISK_FULL
 */
export async function createSampleWorkspace(options: AppOptions): Promise<void> {
  const { path } = options;
  if (existsSync(path)) {
    throw new AppError(
      "WORKSPACE_EXISTS",
      "There already is a workspace at this place. Open it, or choose another name.",
      { path },
    );
  }
  const making = `${path}.sample`;
  clearLeftovers(making, options);
  const clock = new Clock((options.now ?? Date.now)());
  const unfinished = { ...options, path: making, now: clock.now, idleMs: 2 * storyDays * dayMs };
  clock.moveTo(clock.today - storyDays * dayMs);
  const { name, title } = administrator;
  await createWorkspace(unfinished, {
    name: sampleName,
    administrator: { name, title, passphrase: samplePassphrase },
    environments,
  });
  const app = openApp(unfinished);
  try {
    await buildSample(studioOf(app, clock));
    // The repository was published in the past: renewed now, it is as fresh as any.
    await app.keep();
  } finally {
    app.close();
  }
  renameSync(making, path);
}

/** The folders are cleared only where an unfinished file proves that they are an attempt of ours. */
function clearLeftovers(making: string, { folders }: AppOptions): void {
  const files = [making, `${making}.making`].filter((file) => existsSync(file));
  if (files.length === 0) return;
  for (const file of files) for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  for (const folder of [folders.vaults, folders.repository, folders.keeper, folders.images])
    rmSync(folder, { recursive: true, force: true });
}

/** The story's clock: it stands still until it is moved. It begins and ends at the real time. */
class Clock {
  readonly today: number;
  #time: number;

  constructor(today: number) {
    this.today = today;
    this.#time = today;
  }

  now = (): number => this.#time;
  moveTo = (time: number): void => {
    this.#time = time;
  };
}

/** The studio with everybody of the sample at a desk of their own. */
function studioOf(app: App, { now, moveTo, today }: Clock): SampleStudio {
  const desks = new Map<string, Promise<StudioApi>>();
  const signIn = async (name: string): Promise<StudioApi> => {
    const api = app.clientFor(app.newSender());
    const { members } = await api.access.status({});
    const member = members.find((one) => one.name === name);
    if (!member) throw new AppError("NOT_FOUND", `The sample has nobody called ${name}.`, { name });
    await api.access.signIn({ member: member.id, passphrase: samplePassphrase });
    return api;
  };
  return {
    today,
    now,
    moveTo,
    as(name) {
      const desk = desks.get(name) ?? signIn(name);
      desks.set(name, desk);
      return desk;
    },
  };
}
