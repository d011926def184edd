import { createServer, type Server } from "node:http";
import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { type AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { targetsFolder } from "#shared/bundle/repository.ts";
import {
  filesBelow,
  flipByte,
  makeRepository,
  publishRelease,
  type Repository,
} from "#test/support/repository-fixture.ts";
import { goldMember, type RunningService, startTestService } from "#test/support/service-fixture.ts";

let repository: Repository;
let service: RunningService;

beforeAll(async () => {
  repository = await makeRepository();
  await publishRelease(repository, 1);
  service = await startTestService(repository);
});
afterAll(async () => {
  await service.close();
  await rm(repository.folder, { recursive: true, force: true });
});

describe("DS-20 POST /v1/decisions", () => {
  test("answers one request", async () => {
    const { status, body } = await service.decide(goldMember);
    expect(status).toBe(200);
    expect(body).toMatchObject({ outcome: "personalized", rule: "rule.spring-for-gold", release: 1 });
    expect(body).not.toHaveProperty("trace");
  });

  test("answers many, each by itself, in their order", async () => {
    const withdrawn = {
      ...goldMember,
      consents: [
        ...goldMember.consents,
        { purpose: "personalization", granted: false, at: "2026-02-02T00:00:00.000Z" },
      ],
    };
    const requests = [
      goldMember,
      withdrawn,
      { ...goldMember, placement: "placement.nowhere" },
      { placement: 7 },
      { ...goldMember, trace: true },
    ];
    const { status, body } = await service.decide({ requests });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      results: [
        { decision: { outcome: "personalized" } },
        { decision: { outcome: "generic" } },
        { problem: { code: "PLACEMENT_UNKNOWN", status: 404 } },
        { problem: { code: "INPUT_INVALID", status: 400 } },
        { decision: { outcome: "personalized", trace: expect.any(Array) } },
      ],
    });
  });

  test("takes a hundred at most, and one at least", async () => {
    expect((await service.decide({ requests: Array.from({ length: 100 }, () => goldMember) })).status).toBe(200);
    expect((await service.decide({ requests: Array.from({ length: 101 }, () => goldMember) })).body).toMatchObject({
      code: "INPUT_INVALID",
      at: "requests",
    });
    expect((await service.decide({ requests: [] })).body).toMatchObject({ code: "INPUT_INVALID" });
  });
});

describe("DS-21 errors are RFC 9457 problems", () => {
  test.each<[string, unknown, number, string]>([
    ["a placement that is not there", { ...goldMember, placement: "placement.nowhere" }, 404, "PLACEMENT_UNKNOWN"],
    ["a request that is not one", { ...goldMember, consents: "yes" }, 400, "INPUT_INVALID"],
    ["a field that nobody knows", { ...goldMember, secret: "s3cret" }, 400, "INPUT_INVALID"],
    ["a body that is not JSON", '{"person":"s3cret', 400, "INPUT_INVALID"],
    ["a body that is no object", "[]", 400, "INPUT_INVALID"],
    ["a body that is too large", `{"placement":"${"s3cret".repeat(1_000_000)}"}`, 413, "INPUT_INVALID"],
  ])("%s", async (_, request, status, code) => {
    const response = await service.decide(request);
    expect(response.status).toBe(status);
    expect(response.type).toMatch(/^application\/problem\+json/);
    expect(response.body).toMatchObject({
      type: `urn:imprimatur:error:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
    });
    expect(JSON.stringify(response.body)).not.toMatch(/s3cret|at .*\.[jt]s:\d/);
  });

  test("a path or method that is not there", async () => {
    for (const request of [fetch(`${service.url}/v1/secrets`), fetch(`${service.url}/v1/decisions`)]) {
      const response = await request;
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: "CALL_UNKNOWN" });
    }
  });

  test("a body of another type", async () => {
    const response = await fetch(`${service.url}/v1/decisions`, {
      method: "POST",
      headers: { "content-type": "text/csv" },
      body: "a,b",
    });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: "INPUT_INVALID" });
  });
});

describe("DS-22 without a release", () => {
  test("decisions and health answer 503, the status says why", async () => {
    const empty = await makeRepository();
    const idle = await startTestService(empty);
    expect(await idle.decide(goldMember)).toMatchObject({ status: 503, body: { code: "NO_RELEASE" } });
    const health = await fetch(`${idle.url}/healthz`);
    expect(health.status).toBe(503);
    expect((await idle.status()).refusal).toMatchObject({ code: "NO_RELEASE" });
    await publishRelease(empty, 1);
    await idle.refresh();
    expect(await (await fetch(`${idle.url}/healthz`)).json()).toEqual({ status: "ok", release: 1 });
    await idle.close();
    await rm(empty.folder, { recursive: true });
  });
});

describe("DS-7 a repository over HTTP", () => {
  let web: Server;
  let remote: RunningService;
  const moved: string[] = [];
  const published = (file: string) => join(repository.place.published, file);

  beforeAll(async () => {
    web = createServer((request, response) => {
      const path = (request.url ?? "").slice("/cdn/".length);
      readFile(published(path)).then(
        (bytes) => {
          const etag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
          if (request.headers["if-none-match"] === etag) return response.writeHead(304, { etag }).end();
          moved.push(path);
          return response.writeHead(200, { etag }).end(bytes);
        },
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((listening) => web.listen(0, "127.0.0.1", listening));
    const source = `http://127.0.0.1:${(web.address() as AddressInfo).port}/cdn`;
    remote = await startTestService(repository, { source, state: join(repository.folder, "remote") });
  });
  afterAll(async () => {
    await remote.close();
    web.close();
  });

  test("is served like a folder, and each changed file is named", async () => {
    expect((await remote.decide(goldMember)).body).toMatchObject({ outcome: "personalized", release: 1 });
    const files = await filesBelow(repository.place.published);
    const findings: unknown[] = [];
    for (const file of files) {
      await flipByte(published(file));
      await remote.refresh();
      const { release, refusal } = await remote.status();
      findings.push([release?.number, refusal?.what]);
      await flipByte(published(file));
    }
    expect(findings).toEqual(files.map((file) => [1, file]));
  });

  test("does not move a bundle again that has not changed", async () => {
    await remote.refresh();
    moved.length = 0;
    await remote.refresh();
    expect((await remote.status()).refusal).toBeNull();
    expect(moved.filter((path) => path.startsWith(targetsFolder))).toEqual([]);
    expect(moved.length).toBeGreaterThan(0);
  });

  test("is kept serving when the server breaks off, redirects or is gone", async () => {
    web.closeAllConnections();
    await new Promise((closed) => web.close(closed));
    await remote.refresh();
    expect(await remote.status()).toMatchObject({
      release: { number: 1 },
      refusal: { code: "REPOSITORY_UNREACHABLE" },
    });
    expect((await remote.decide(goldMember)).body).toMatchObject({ outcome: "personalized" });
  });
});
