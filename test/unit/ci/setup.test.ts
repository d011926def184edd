import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { countPlaywright, countVitest, single } from "#ci/counts.mjs";
import { installedMatches } from "#ci/setup/deps.mjs";
import { newEnough } from "#ci/setup/old/node.mjs";

describe("the Node that is needed", () => {
  test.each(["v22.18.0", "v22.20.1", "v24.0.0", "v26.1.0"])("%s will do", (version) => {
    expect(newEnough(version)).toBe(true);
  });
  test.each(["v12.22.12", "v18.20.4", "v20.20.2", "v22.9.0", "v22.17.9"])("%s is too old", (version) => {
    expect(newEnough(version)).toBe(false);
  });
});

describe("what is installed equals the lock", () => {
  const lock = {
    "": {},
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/b-darwin": { version: "1.0.0", integrity: "sha512-b", optional: true },
  };
  const { "node_modules/a": a, "node_modules/b-darwin": b } = lock;

  test("when the packages are there, other platforms' aside", () => {
    expect(installedMatches(lock, { "node_modules/a": a })).toBe(true);
    expect(installedMatches(lock, { "node_modules/a": a, "node_modules/b-darwin": b })).toBe(true);
  });
  test.each([
    ["a package is missing", {}],
    ["a version differs", { "node_modules/a": { ...a, version: "1.0.1" } }],
    ["the bytes differ", { "node_modules/a": { ...a, integrity: "sha512-x" } }],
    ["there is one too many", { "node_modules/a": a, "node_modules/c": a }],
  ])("not when %s", (_case, installed) => {
    expect(installedMatches(lock, installed)).toBe(false);
  });
});

describe("counting what ran", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "imprimatur-counts-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const report = (content: unknown) => {
    const path = join(folder, `${readdirSync(folder).length}.json`);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  test("passed and failed tests are counted as they are", () => {
    expect(countVitest(report({ numPassedTests: 7, numFailedTests: 2 }), 1)).toEqual({ passed: 7, failed: 2 });
    expect(countPlaywright(report({ stats: { expected: 4, unexpected: 1 } }), 1)).toEqual({ passed: 4, failed: 1 });
  });
  test("a test that did not run, or passed only at a second try, counts as failed", () => {
    expect(countVitest(report({ numPassedTests: 7, numPendingTests: 1, numTodoTests: 1 }), 0)).toEqual({
      passed: 7,
      failed: 2,
    });
    expect(countPlaywright(report({ stats: { expected: 4, flaky: 1, skipped: 1 } }), 0)).toEqual({
      passed: 4,
      failed: 2,
    });
  });
  test("a run that fails without a failed test is one failure", () => {
    expect(countVitest(report({ numPassedTests: 7 }), 1)).toEqual({ passed: 7, failed: 1 });
  });
  test("a run that ran nothing, or left no report, is one failure", () => {
    expect(countVitest(report({ numPassedTests: 0 }), 0)).toEqual({ passed: 0, failed: 1 });
    expect(countPlaywright(join(folder, "absent.json"), 0)).toEqual({ passed: 0, failed: 1 });
  });
  test("a check counts once, however many problems it found", () => {
    expect(single(0)).toEqual({ passed: 1, failed: 0 });
    expect(single(12)).toEqual({ passed: 0, failed: 1 });
  });
});
