import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { doorArguments, doorOptions, parseStrictly } from "#main/host/arguments.ts";
import { dataFolder, lastWorkspace, rememberWorkspace } from "#main/host/locations.ts";
import { recallWindow, rememberWindow } from "#main/host/window-state.ts";
import { chooseWorkspace } from "#main/host/workspace-choice.ts";

let data: string;
beforeEach(() => void (data = mkdtempSync(join(tmpdir(), "imprimatur-data-"))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

describe("the studio's own folder", () => {
  test.each([
    ["linux", {}, join(homedir(), ".local", "share", "imprimatur")],
    ["linux", { XDG_DATA_HOME: "/data" }, join("/data", "imprimatur")],
    ["darwin", {}, join(homedir(), "Library", "Application Support", "Imprimatur")],
    ["win32", { APPDATA: "/roaming" }, join("/roaming", "Imprimatur")],
    ["linux", { XDG_DATA_HOME: "/data", IMPRIMATUR_HOME: "/chosen" }, "/chosen"],
  ] as const)("on %s with %o is %s", (platform, variables, folder) => {
    expect(dataFolder(variables, platform)).toBe(folder);
  });
});

describe("the workspace that is opened", () => {
  const make = (name: string): string => {
    const path = join(data, name);
    writeFileSync(path, "");
    return path;
  };

  test("is the one asked for, else the last, else the sample", () => {
    const sample = join(data, "sample.imprimatur");
    expect(chooseWorkspace(undefined, data)).toEqual({ path: sample, sample: true });
    const mine = make("mine.imprimatur");
    rememberWorkspace(data, mine);
    expect(chooseWorkspace(undefined, data)).toEqual({ path: mine, sample: false });
    expect(chooseWorkspace("/asked.imprimatur", data)).toEqual({ path: "/asked.imprimatur", sample: false });
  });

  test("is not the last one when that is gone", () => {
    rememberWorkspace(data, join(data, "gone.imprimatur"));
    expect(lastWorkspace(data)).toBeUndefined();
  });
});

describe("the doors' command line", () => {
  const read = (...args: string[]) => doorArguments(parseStrictly(args, doorOptions));

  test("takes a workspace and any number of services", () => {
    expect(
      read("--workspace", "/a.imprimatur", "--service", "production=http://127.0.0.1:1", "--service=test=https://t"),
    ).toEqual({ workspace: "/a.imprimatur", services: { production: "http://127.0.0.1:1", test: "https://t" } });
  });

  test.each([
    [["--service", "production"]],
    [["--service", "Production=http://a"]],
    [["--service", "production=file:///etc"]],
    [["--unknown"]],
    [["stray"]],
  ])("refuses %o with a sentence", (args) => {
    expect(() => read(...args)).toThrow(expect.objectContaining({ code: "INPUT_INVALID" }));
  });
});

describe("the window", () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const bounds = { x: 100, y: 50, width: 1440, height: 900 };

  test("comes back where it was", () => {
    const path = join(data, "desktop", "window.json");
    rememberWindow(path, { bounds, maximized: true });
    expect(recallWindow(path, [screen])).toEqual({ bounds, maximized: true });
  });

  test.each([
    ["to the right of every screen", { ...bounds, x: 1900 }],
    ["above every screen, where its head cannot be taken hold of", { ...bounds, y: -20 }],
    ["below", { ...bounds, y: 1070 }],
  ])("does not come back %s", (_where, lost) => {
    const path = join(data, "window.json");
    rememberWindow(path, { bounds: lost, maximized: false });
    expect(recallWindow(path, [screen])).toBeUndefined();
  });

  test("takes its usual place when what was remembered cannot be read", () => {
    const path = join(data, "window.json");
    writeFileSync(path, "{");
    expect(recallWindow(path, [screen])).toBeUndefined();
  });
});
