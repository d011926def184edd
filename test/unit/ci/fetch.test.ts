import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { fetchPackage, tools } from "#ci/setup/old/fetch.mjs";

/** A package archive, and an npm that hands it out for whatever is asked. */
let source: string;
let integrity: string;
let into: string;

beforeAll(() => {
  source = mkdtempSync(join(tmpdir(), "imprimatur-fetch-"));
  mkdirSync(join(source, "package", "bin"), { recursive: true });
  writeFileSync(join(source, "package", "package.json"), JSON.stringify({ version: "1.2.3" }));
  writeFileSync(join(source, "package", "bin", "tool"), "#!/bin/sh\n");
  const archive = join(source, "tool.tgz");
  execFileSync("tar", ["-czf", archive, "package"], { cwd: source });
  integrity = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  const copy = `require("node:fs").copyFileSync(${JSON.stringify(archive)}, "tool.tgz");`;
  writeFileSync(join(source, "npm-cli.js"), copy);
});
afterAll(() => rmSync(source, { recursive: true, force: true }));

beforeEach(() => {
  vi.stubEnv("IMPRIMATUR_NPM_CLI", join(source, "npm-cli.js"));
  mkdirSync(tools, { recursive: true });
  into = join(mkdtempSync(join(tools, "test-")), "tool");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(join(into, ".."), { recursive: true, force: true });
});

describe("a package fetched for this machine", () => {
  const pinned = (wanted: string) => ({ name: "tool", version: "1.2.3", integrity: wanted, executables: ["bin/tool"] });

  test("is unpacked, with its programs made executable, when its bytes are the pinned ones", () => {
    fetchPackage(pinned(integrity), into, "It is missing.");
    expect(JSON.parse(readFileSync(join(into, "package.json"), "utf8"))).toEqual({ version: "1.2.3" });
    expect(statSync(join(into, "bin", "tool")).mode & 0o111).toBe(0o111);
  });

  test("is refused whole when one bit of it differs, and what was there before stays", () => {
    mkdirSync(into);
    writeFileSync(join(into, "package.json"), JSON.stringify({ version: "1.0.0" }));
    const before = readdirSync(tools);
    expect(() => fetchPackage(pinned(`sha512-${"A".repeat(86)}==`), into, "It is old.")).toThrow(
      /not the one that this project pins/,
    );
    expect(JSON.parse(readFileSync(join(into, "package.json"), "utf8"))).toEqual({ version: "1.0.0" });
    expect(existsSync(join(into, "bin"))).toBe(false);
    expect(readdirSync(tools)).toEqual(before);
  });

  test("is not fetched again while its version is the pinned one", () => {
    fetchPackage(pinned(integrity), into, "It is missing.");
    vi.stubEnv("IMPRIMATUR_NPM_CLI", join(source, "absent", "npm-cli.js"));
    expect(() => fetchPackage(pinned(integrity), into, "It is missing.")).not.toThrow();
  });
});
