import { expect, test } from "vitest";
import { ownFiles, readSource } from "#test/support/repository.ts";

const places = /^(main\/electron\.ts|preload\/)/;
const product = /^(shared|main|preload|renderer|runtime)\/.*\.(ts|tsx)$/;

/** Plain text on purpose: a second opinion beside the parser that the layers step uses. */
const mention = /(["'`])electron(\/[\w/]+)?\1/;

test("electron is named in main/electron.ts and preload/ alone", () => {
  const elsewhere = ownFiles().filter((path) => product.test(path) && !places.test(path));
  expect(elsewhere.filter((path) => mention.test(readSource(path)))).toEqual([]);
});

test("no file asks which host it runs in: hosts say what they can do", () => {
  const asks = /process\.versions\.electron|navigator\.userAgent|\bisElectron\b/;
  const screens = ownFiles().filter((path) => /^(shared|renderer)\/.*\.(ts|tsx)$/.test(path));
  expect(screens.filter((path) => asks.test(readSource(path)))).toEqual([]);
});
