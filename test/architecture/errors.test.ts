import { expect, test } from "vitest";
import { errorCodes } from "#shared/kernel/errors.ts";
import { ownFiles, readSource, tableRows } from "#test/support/repository.ts";

const rows = tableRows(readSource("docs/ERRORS.md")).filter(([code]) => code?.startsWith("`"));

test("docs/ERRORS.md has one row for each code, in the code's order, with its meaning, status and exit code", () => {
  const documented = rows.map(([code = "", meaning, , status, exit]) => [
    code.replaceAll("`", ""),
    meaning,
    status,
    exit,
  ]);
  const listed = Object.entries(errorCodes).map(([code, { meaning, status, exit }]) => {
    return [code, meaning, String(status), String(exit)];
  });
  expect(documented).toEqual(listed);
});

test("every row says what to do", () => {
  expect(rows.filter(([, , mend = ""]) => mend.split(" ").length < 4)).toEqual([]);
});

test("every code is thrown, or answered with, somewhere in the product", () => {
  const product = ownFiles().filter((path) => /^(shared|main|preload|renderer|runtime)\/.*\.(ts|tsx)$/.test(path));
  const text = product
    .filter((path) => path !== "shared/kernel/errors.ts")
    .map(readSource)
    .join("\n");
  const unused = Object.keys(errorCodes).filter((code) => code !== "INTERNAL" && !text.includes(`"${code}"`));
  expect(unused).toEqual([]);
});

test("every exit code tells one kind of error from the others", () => {
  const codes = new Set(Object.values(errorCodes).map(({ exit }) => exit));
  expect(codes).toEqual(new Set([1, 2, 3, 4, 5, 6]));
});
