import { expect, test } from "vitest";
import areas from "#test/areas.json" with { type: "json" };
import { ownFiles, readSource } from "#test/support/repository.ts";

const tests = ownFiles().filter((path) => path.startsWith("test/"));

test("every test file lies in a folder that npm test runs", () => {
  const files = tests.filter((path) => /\.(test|spec)\.tsx?$/.test(path));
  const runs = (path: string) => {
    const [, folder = ""] = path.split("/");
    return folder === "e2e" ? path.endsWith(".spec.ts") : areas.includes(folder) && /\.test\.tsx?$/.test(path);
  };
  expect(files.filter((path) => !runs(path))).toEqual([]);
});

test("no test is skipped, singled out or promised for later", () => {
  const held = /\b(?:test|it|describe)(?:\.\w+)*\.(?:skip|skipIf|only|todo|fixme|fails)\b/;
  expect(tests.filter((path) => /\.tsx?$/.test(path) && held.test(readSource(path)))).toEqual([]);
});
