import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./repository.ts";

const folder = process.env["IMPRIMATUR_SHARED"] ?? join(root, "..", "shared");

/**
 * Reads a file of real input, which the project uses and does not contain.
 * A test that needs one fails without it, and says so by name: what was not tried did not pass.
 */
export const readSharedData = (path: string): string => readFileSync(sharedDataPath(path), "utf8");

/** Where a file of real input is. @throws where it is not */
export function sharedDataPath(path: string): string {
  const place = join(folder, "data", path);
  if (!existsSync(place)) {
    throw new Error(
      `This test needs the real input data/${path}. Put it beside the project, in ../shared/data, or say in IMPRIMATUR_SHARED where the folder is.`,
    );
  }
  return place;
}
