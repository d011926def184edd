import { expect, test } from "vitest";
import { ownFiles, readSource } from "#test/support/repository.ts";

const limit = 400;
const source = /\.(ts|tsx|mjs|css)$/;

test(`no source file is longer than ${limit} lines`, () => {
  const lengths = ownFiles()
    .filter((path) => source.test(path))
    .map((path) => ({
      path,
      lines: readSource(path)
        .split("\n")
        .filter((line) => line.trim() !== "").length,
    }));
  expect(lengths.filter(({ lines }) => lines > limit)).toEqual([]);
});
