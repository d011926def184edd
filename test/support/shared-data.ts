import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./repository.ts";

const folder = process.env["IMPRIMATUR_SHARED"] ?? join(root, "..", "shared");

/**
 * Reads a file of real input, which the project uses and does not contain.
 * A test that needs one fails without it, and says so by name: what was not tried did not pass.
 */
export function readSharedData(path: string): string {
  const place = join(folder, "data", path);
  if (!existsSync(place)) {
    throw new Error(
      `This test needs the real input data/${path}. Put it beside the project, in ../shared/data, or say in IMPRIMATUR_SHARED where the folder is.`,
    );
  }
  return readFileSync(place, "utf8");
}
