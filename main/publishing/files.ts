import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { AppError } from "#shared/kernel/errors.ts";
import { writeFileAtomic } from "../keys/atomic-file.ts";

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

/** The real disk. @throws AppError DISK_FULL, REPOSITORY_UNREACHABLE */
export const diskFiles: Files = {
  async read(path) {
    try {
      return await readFile(path);
    } catch (error) {
      if (isAbsent(error)) return null;
      throw unreachable(path, error);
    }
  },
  async write(path, bytes, mode) {
    try {
      await mkdir(dirname(path), { recursive: true });
      writeFileAtomic(path, bytes, mode);
    } catch (error) {
      if (!isCode(error, "ENOSPC") && !isCode(error, "EDQUOT")) throw unreachable(path, error);
      throw new AppError(
        "DISK_FULL",
        "The disk is full; nothing was published. Free some space and try again.",
        {},
        error,
      );
    }
  },
  async remove(path) {
    await rm(path, { force: true }).catch((error: unknown) => {
      if (!isAbsent(error)) throw unreachable(path, error);
    });
  },
  async list(folder) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
      if (isAbsent(error)) return [];
      throw unreachable(folder, error);
    });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
  },
};

/** Neither the file nor, perhaps, the folder that it would be in. */
const isAbsent = (error: unknown): boolean => isCode(error, "ENOENT") || isCode(error, "ENOTDIR");

const unreachable = (path: string, cause: unknown): AppError =>
  new AppError(
    "REPOSITORY_UNREACHABLE",
    "The repository's folder cannot be read or written. Check that it is there and that you may write to it.",
    { path },
    cause,
  );

export const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
