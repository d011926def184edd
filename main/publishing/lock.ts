import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#shared/kernel/errors.ts";
import { isCode } from "./files.ts";

/**
 * Runs `work` while no other program publishes from the same folder. A lock whose program has died is taken over.
 * @throws AppError WORKSPACE_BUSY, and whatever `work` throws.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "lock");
  await take(path);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<void> {
  if (await create(path)) return;
  const holder = Number((await readFile(path, "utf8").catch(() => "")).trim());
  if (isRunning(holder)) {
    throw new AppError("WORKSPACE_BUSY", "Another program is publishing from this workspace; try again in a moment.");
  }
  await rm(path, { force: true });
  if (!(await create(path))) {
    throw new AppError(
      "WORKSPACE_BUSY",
      "Another program has just started to publish from this workspace; try again in a moment.",
    );
  }
}

async function create(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}
