import { describe, expect, test } from "vitest";
import { ownFiles, readSource } from "#test/support/repository.ts";

const text = /\.(ts|tsx|mts|mjs|cjs|js|json|md|css|html|svg|yaml|yml|toml|txt|sh)$|^[^.]+$|^\.\w+rc$|^\.npmrc$/;
const files = ownFiles().filter((path) => text.test(path));

/** Written in parts, so that this file does not name what it looks for. */
const words = (...parts: readonly string[]) => parts.join("");

describe("the tree names nothing of the machine that made it", () => {
  test("no lock entry says where it was downloaded", () => {
    const lock: { packages: Record<string, { resolved?: string }> } = JSON.parse(readSource("package-lock.json"));
    const located = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
    expect(located.map(([name]) => name)).toEqual([]);
  });

  test("no package registry is named", () => {
    const hosts = [
      words("registry.", "npmjs"),
      words("registry.", "yarnpkg"),
      words("npm", "mirror."),
      words("_auth", "Token"),
    ];
    expect(files.filter((path) => hosts.some((host) => readSource(path).includes(host)))).toEqual([]);
  });

  test("no absolute path of a machine is written down", () => {
    const homes = new RegExp(words("(?<![\\w.:/#$}])/", "(work|root|home/\\w+|Users/\\w+)", "/"));
    expect(files.filter((path) => homes.test(readSource(path)))).toEqual([]);
  });
});
