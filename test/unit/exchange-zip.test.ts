import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { missingFrom, unzip } from "#renderer/exchange/logic/incoming.ts";

const zip = (files: Readonly<Record<string, string>>): Blob =>
  new Blob([zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))]);

describe("a zipped folder", () => {
  test("EX-41 is read without the folders around it and what systems add of their own", async () => {
    const files = await unzip(
      zip({
        "copy/out/workspace.json": "{}",
        "copy/out/blocks/a.json": "grüß",
        "copy/out/.DS_Store": "x",
        "__MACOSX/out/._workspace.json": "x",
        "other/b.json": "x",
      }),
    );
    expect(files).toEqual([
      { path: "workspace.json", text: "{}" },
      { path: "blocks/a.json", text: "grüß" },
    ]);
  });

  test("EX-41 is refused where it is no zip, or has no index", async () => {
    await expect(unzip(new Blob(["words"]))).rejects.toThrow("no zip that can be read");
    await expect(unzip(zip({ "blocks/a.json": "{}" }))).rejects.toThrow("no workspace.json");
  });

  test("EX-41 is never unpacked past the limit", async () => {
    const bomb = "0".repeat(33 * 2 ** 20);
    await expect(unzip(zip({ "workspace.json": bomb, "a.json": bomb }))).rejects.toThrow("larger than 64 MB");
  });
});

test("EX-40 what is missing before a file can be looked at is said in words", () => {
  const file = new File(["{}"], "a.json");
  const form = {
    format: "contentful",
    file,
    brand: "acme",
    market: "",
    type: undefined,
    columns: undefined,
    tier: "campaign",
    tiers: {},
  } as const;
  expect(missingFrom(form)).toBeUndefined();
  expect(missingFrom({ ...form, file: undefined })).toBe("Choose a file first.");
  expect(missingFrom({ ...form, brand: " " })).toContain("which brand");
  expect(missingFrom({ ...form, format: "table" })).toContain("what a row is");
  Object.defineProperty(file, "size", { value: 64 * 2 ** 20 + 1 });
  expect(missingFrom(form)).toContain("larger than 64 MB");
});
