import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readConfig } from "#runtime/config.ts";
import type { ServiceStatus } from "#runtime/status.ts";
import { refusalOf } from "#test/support/refusal.ts";
import { environment } from "#test/support/release-fixture.ts";
import { makeRepository, publishRelease, type Repository } from "#test/support/repository-fixture.ts";
import { root } from "#test/support/repository.ts";
import { goldMember } from "#test/support/service-fixture.ts";

describe("DS-30 the process", () => {
  let repository: Repository;
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    repository = await makeRepository();
    await publishRelease(repository, 1);
    await writeFile(join(repository.folder, "trust.json"), JSON.stringify(repository.trust));
  });
  afterEach(async () => {
    child?.kill("SIGKILL");
    await rm(repository.folder, { recursive: true, force: true });
  });

  /** Starts the service as people do and waits for its line. */
  async function start(): Promise<{ address: string; release: number | null; ready: boolean; environment: string }> {
    const { place, folder } = repository;
    const flags = {
      repository: place.published,
      trust: join(folder, "trust.json"),
      environment,
      state: join(folder, "state"),
      port: "0",
    };
    const args = Object.entries({ ...flags, "poll-seconds": "0.2" }).flatMap(([name, value]) => [`--${name}`, value]);
    child = spawn(process.execPath, [join(root, "runtime/main.ts"), ...args], { stdio: ["ignore", "pipe", "ignore"] });
    const [line] = (await once(createInterface({ input: child.stdout! }), "line")) as [string];
    return JSON.parse(line) as Awaited<ReturnType<typeof start>>;
  }

  const decide = async (address: string) => {
    const response = await fetch(`${address}/v1/decisions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(goldMember),
    });
    return (await response.json()) as { outcome: string; release: number };
  };

  test("says where it listens, follows the repository by itself, and ends on SIGTERM", async () => {
    const { address, ready, release } = await start();
    expect({ ready, release }).toEqual({ ready: true, release: 1 });
    expect(await decide(address)).toMatchObject({ outcome: "personalized", release: 1 });
    await publishRelease(repository, 2);
    await expect.poll(async () => (await decide(address)).release, { timeout: 10_000 }).toBe(2);
    child!.kill("SIGTERM");
    expect(await once(child!, "exit")).toEqual([0, null]);
  });

  test("started again after being killed, without its repository, it serves what it had", async () => {
    await start();
    child!.kill("SIGKILL");
    await once(child!, "exit");
    await rm(repository.place.published, { recursive: true });
    const { address, release } = await start();
    expect(release).toBe(1);
    expect(await decide(address)).toMatchObject({ outcome: "personalized", release: 1 });
    const status = (await (await fetch(`${address}/v1/status`)).json()) as ServiceStatus;
    expect(status).toMatchObject({ refusal: { code: "REPOSITORY_UNREACHABLE" }, staleness: { stale: false } });
  });

  test("without its flags it names the first that is missing and ends with the code of bad input", async () => {
    child = spawn(process.execPath, [join(root, "runtime/main.ts")], { stdio: ["ignore", "ignore", "pipe"], env: {} });
    const [line] = (await once(createInterface({ input: child.stderr! }), "line")) as [string];
    expect(JSON.parse(line)).toMatchObject({ code: "INPUT_INVALID", message: expect.stringContaining("--repository") });
    expect(await once(child, "exit")).toEqual([2, null]);
  });
});

describe("DS-31 the configuration", () => {
  const flags = ["--repository", "/r", "--trust", "/t.json", "--environment", "production-eu", "--state", "/s"];

  test("has defaults for what can have one", () => {
    expect(readConfig(flags, {})).toEqual({
      repository: "/r",
      trust: "/t.json",
      environment: "production-eu",
      state: "/s",
      host: "127.0.0.1",
      port: 8080,
      pollSeconds: 10,
    });
  });

  test("takes flags over environment variables over the file", async () => {
    const { folder } = await makeRepository();
    const file = join(folder, "service.json");
    await writeFile(file, JSON.stringify({ host: "::1", port: 1, pollSeconds: 1, state: "/from-file" }));
    const variables = { IMPRIMATUR_PORT: "2", IMPRIMATUR_POLL_SECONDS: "2" };
    expect(readConfig([...flags, "--config", file, "--poll-seconds", "3"], variables)).toMatchObject({
      state: "/s",
      host: "::1",
      port: 2,
      pollSeconds: 3,
    });
    await rm(folder, { recursive: true });
  });

  test.each<[string, string[]]>([
    ["a flag that nobody knows", [...flags, "--password", "x"]],
    ["a port that is none", [...flags, "--port", "99999"]],
    ["a file that is not there", [...flags, "--config", "/nowhere/service.json"]],
    ["an environment that could be a path", ["--environment", "../x", ...flags.slice(0, 4), ...flags.slice(6)]],
    ["nothing at all", []],
  ])("%s is refused", async (_, args) => {
    expect(await refusalOf(Promise.resolve().then(() => readConfig(args, {})))).toBe("INPUT_INVALID");
  });
});
