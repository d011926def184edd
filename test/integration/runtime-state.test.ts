import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refreshTimestamp } from "#main/publishing/repository.ts";
import { openStore } from "#runtime/state/store.ts";
import { refusalOf } from "#test/support/refusal.ts";
import { environment } from "#test/support/release-fixture.ts";
import { flipByte, makeRepository, publishRelease, type Repository } from "#test/support/repository-fixture.ts";
import { goldMember, type RunningService, startTestService } from "#test/support/service-fixture.ts";

const day = 24 * 60 * 60 * 1000;
let repository: Repository;
let service: RunningService;
let now: number;

const state = (...path: string[]) => join(repository.folder, "state", ...path);
const bundlePath = async () => state("bundles", (await readdir(state("bundles")))[0]!);
const restart = async () => {
  await service.close();
  service = await startTestService(repository, { now: () => now });
};
const takeRepositoryAway = () => rename(repository.place.published, join(repository.folder, "gone"));

beforeEach(async () => {
  now = Date.now();
  repository = await makeRepository();
  await publishRelease(repository, 1);
  service = await startTestService(repository, { now: () => now });
});
afterEach(async () => {
  await service.close();
  await rm(repository.folder, { recursive: true, force: true });
});

describe("DS-10 without its repository", () => {
  test("a service starts from its own folder and serves the last good release", async () => {
    await publishRelease(repository, 2);
    await service.refresh();
    await takeRepositoryAway();
    await restart();
    expect(await service.status()).toMatchObject({
      release: { number: 2 },
      refusal: { code: "REPOSITORY_UNREACHABLE" },
      staleness: { stale: false },
    });
    expect((await service.decide(goldMember)).body).toMatchObject({ outcome: "personalized", release: 2 });
  });

  test("only the last good bundle is kept", async () => {
    await publishRelease(repository, 2);
    await service.refresh();
    expect(await readdir(state("bundles"))).toHaveLength(1);
  });

  test("a service that never had a release has none", async () => {
    await service.close();
    await rm(state(), { recursive: true });
    await takeRepositoryAway();
    service = await startTestService(repository);
    expect(await service.status()).toMatchObject({ release: null, refusal: { code: "REPOSITORY_UNREACHABLE" } });
  });
});

describe("DS-11 a damaged state is not served", () => {
  test.each<[string, () => Promise<void>]>([
    ["the bundle is changed", async () => flipByte(await bundlePath())],
    ["the bundle is gone", async () => rm(await bundlePath())],
    [
      "the state is cut off",
      async () => writeFile(state("state.json"), (await readFile(state("state.json"))).subarray(0, 200)),
    ],
  ])("%s: it is pulled again", async (_, damage) => {
    await damage();
    await restart();
    const { release, refusal, lastRefusal } = await service.status();
    expect(release?.number).toBe(1);
    expect(refusal).toBeNull();
    expect(lastRefusal?.code).toBe("BUNDLE_DIGEST");
  });

  test("offline it serves nothing rather than something unverified", async () => {
    await flipByte(await bundlePath());
    await takeRepositoryAway();
    await restart();
    expect((await service.status()).release).toBeNull();
    expect((await service.decide(goldMember)).body).toMatchObject({ code: "NO_RELEASE" });
  });

  test("a bundle that was exchanged together with its digest does not pass: what is kept is verified like what is pulled", async () => {
    const kept = JSON.parse(await readFile(state("state.json"), "utf8")) as { bundle: string };
    const { createHash } = await import("node:crypto");
    const forged = Buffer.from((await readFile(await bundlePath(), "utf8")).replace("free of snow", "full of snow"));
    const sha256 = createHash("sha256").update(forged).digest("hex");
    await writeFile(state("bundles", `${sha256}.json`), forged);
    await writeFile(state("state.json"), JSON.stringify({ ...kept, bundle: sha256 }));
    await takeRepositoryAway();
    await restart();
    expect(await service.status()).toMatchObject({ release: null, lastRefusal: { code: "REPOSITORY_UNREACHABLE" } });
    expect(service.events[0]).toMatchObject({ event: "refused", code: "RELEASE_ROLLBACK" });
  });
});

test("DS-12 a state folder belongs to one workspace and environment", async () => {
  const other = await makeRepository();
  expect(await refusalOf(openStore(state(), other.trust, environment).load())).toBe("INPUT_INVALID");
  expect(await refusalOf(openStore(state(), repository.trust, "production-jp").load())).toBe("INPUT_INVALID");
  await rm(other.folder, { recursive: true });
});

describe("DS-13 past the maximum staleness", () => {
  test("only generic content is served, and the status says so", async () => {
    await takeRepositoryAway();
    now += 30 * day;
    await service.refresh();
    expect((await service.decide(goldMember)).body).toMatchObject({ outcome: "personalized" });
    now += 1;
    expect((await service.decide(goldMember)).body).toMatchObject({
      outcome: "generic",
      content: { block: "hero.generic" },
    });
    expect(await service.status()).toMatchObject({
      staleness: { stale: true, maxDays: 30 },
      refusal: { code: "REPOSITORY_UNREACHABLE" },
    });
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  });

  test("it stays so after a restart and after the clock is set back", async () => {
    await takeRepositoryAway();
    now += 31 * day;
    await service.refresh();
    await restart();
    expect((await service.status()).staleness.stale).toBe(true);
    now -= 31 * day;
    await restart();
    expect((await service.status()).staleness.stale).toBe(true);
  });

  test("without a failed check it is RELEASE_STALE, and a fresh timestamp ends it", async () => {
    now += 31 * day;
    expect((await service.status()).refusal).toMatchObject({ code: "RELEASE_STALE", what: "release 1" });
    await refreshTimestamp({ place: repository.place, at: now });
    await service.refresh();
    expect(await service.status()).toMatchObject({ refusal: null, staleness: { stale: false } });
    expect((await service.decide(goldMember)).body).toMatchObject({ outcome: "personalized" });
  });
});
