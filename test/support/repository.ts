import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The project's root folder. */
export const root = dirname(dirname(import.meta.dirname));

/** Reads a file of the project. */
export const readSource = (path: string): string => readFileSync(join(root, path), "utf8");

/**
 * The project's own files, relative to the root with forward slashes: those in git and those that are about to be
 * (neither ignored nor deleted).
 */
export function ownFiles(): string[] {
  const list = (...args: string[]) => {
    const output = execFileSync("git", ["ls-files", "-z", ...args], { cwd: root, encoding: "utf8" });
    return output.split("\0").filter((path) => path !== "");
  };
  const deleted = new Set(list("--deleted"));
  return list("--cached", "--others", "--exclude-standard").filter((path) => !deleted.has(path));
}

/** The cells of every row of the Markdown tables in a text, without their rulers; inner pipes are not supported. */
export function tableRows(markdown: string): string[][] {
  const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
  const cells = rows.map((row) => row.split("|").slice(1, -1)).map((row) => row.map((cell) => cell.trim()));
  return cells.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)));
}
