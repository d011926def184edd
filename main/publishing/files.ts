import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AppError } from "#shared/kernel/errors.ts";

/** How publishing touches the disk. A port, so that tests can cut the power between any two steps. */
export interface Files {
  /** Null where there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  /** Replaces the file whole, durably: after it returns, the new bytes survive a power cut; before, the old ones do. */
  write(path: string, bytes: Uint8Array, mode?: number): Promise<void>;
  remove(path: string): Promise<void>;
  /** All files below a folder, as paths relative to it with forward slashes. */
  list(folder: string): Promise<string[]>;
}

/** The ending of files that are still being written. Whoever finds one may delete it. */
export const partEnding = ".part";

/** The real disk. @throws AppError DISK_FULL */
export const diskFiles: Files = {
  async read(path) {
    try {
      return await readFile(path);
    } catch (error) {
      if (isCode(error, "ENOENT")) return null;
      throw error;
    }
  },
  async write(path, bytes, mode = 0o644) {
    await mkdir(dirname(path), { recursive: true });
    const part = `${path}.${process.pid}${partEnding}`;
    try {
      await writeSynced(part, bytes, mode);
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      if (isCode(error, "ENOSPC") || isCode(error, "EDQUOT")) {
        throw new AppError(
          "DISK_FULL",
          "The disk is full; nothing was published. Free some space and try again.",
          {},
          error,
        );
      }
      throw error;
    }
    // A rename is durable once its folder is.
    await syncFolder(dirname(path));
  },
  async remove(path) {
    await rm(path, { force: true });
  },
  async list(folder) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
      if (isCode(error, "ENOENT")) return [];
      throw error;
    });
    const below = (parent: string) => parent.slice(folder.length).replaceAll("\\", "/").replace(/^\//, "");
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(below(entry.parentPath), entry.name).replaceAll("\\", "/"));
  },
};

async function writeSynced(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, "w", mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders; its renames are durable with the file's own flush.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
