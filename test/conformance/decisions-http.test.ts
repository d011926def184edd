import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decision } from "#shared/decision/model.ts";
import { makeRepository, publishRelease, type Repository } from "#test/support/repository-fixture.ts";
import { type RunningService, startTestService } from "#test/support/service-fixture.ts";
import { differences, vectors } from "#test/support/vectors.ts";

/** One real repository and service for each release of the vectors: signed, published, pulled, verified, asked over HTTP. */
const running = new Map<string, { readonly repository: Repository; readonly service: RunningService }>();

beforeAll(async () => {
  for (const [name, { assets, number }] of Object.entries(vectors.bundles)) {
    const repository = await makeRepository();
    repository.world.assets.splice(0, Number.POSITIVE_INFINITY, ...assets);
    await publishRelease(repository, number, { change: { at: vectors.now } });
    const service = await startTestService(repository, { now: () => Date.parse(vectors.now) });
    running.set(name, { repository, service });
  }
});

afterAll(async () => {
  for (const { repository, service } of running.values()) {
    await service.close();
    await rm(repository.folder, { recursive: true, force: true });
  }
});

describe("DS-32 the service answers the decision vectors over HTTP", () => {
  test("every release of the vectors is one that the service accepts", async () => {
    for (const { service } of running.values()) expect(await service.status()).toMatchObject({ refusal: null });
  });

  const isThere = ([, bundle, { placement }]: (typeof vectors.rows)[number]) =>
    vectors.bundles[bundle]!.assets.some(({ kind, name }) => kind === "placement" && name === placement);

  test.each(vectors.rows.filter(isThere))("%s", async (_, bundle, request, expected) => {
    const { status, body } = await running.get(bundle)!.service.decide(request);
    expect(status).toBe(200);
    expect(differences(decision.parse(body), expected)).toEqual([]);
  });

  // The engine shows nothing there; over HTTP the caller is also told why.
  test.each(vectors.rows.filter((row) => !isThere(row)))("%s", async (_, bundle, request) => {
    expect(await running.get(bundle)!.service.decide(request)).toMatchObject({
      status: 404,
      body: { code: "PLACEMENT_UNKNOWN" },
    });
  });
});
