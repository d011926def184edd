import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import type { Bundle } from "#shared/bundle/model.ts";
import { metadataFolder, targetsFolder } from "#shared/bundle/repository.ts";
import { publish, refreshTimestamp } from "#main/publishing/repository.ts";
import { usualLifetimes } from "#main/publishing/metadata.ts";
import { changePolicy, environment, firstLink, hand, makeBundle, own } from "#test/support/release-fixture.ts";
import {
  filesBelow,
  flipByte,
  makeRepository,
  publishRelease,
  remember,
  type Repository,
} from "#test/support/repository-fixture.ts";
import { goldMember, type RunningService, startTestService } from "#test/support/service-fixture.ts";

let repository: Repository;
let service: RunningService;

beforeEach(async () => {
  repository = await makeRepository();
  await publishRelease(repository, 1);
  service = await startTestService(repository);
});
afterEach(async () => {
  await service.close();
  await rm(repository.folder, { recursive: true, force: true });
});

/** Checks the repository and says what is served and which check failed. */
async function afterCheck(): Promise<{
  release: number | undefined;
  code: string | undefined;
  what: string | undefined;
}> {
  await service.refresh();
  const { release, refusal } = await service.status();
  const decision = await service.decide(goldMember);
  // Whatever the check found, the release in the status is the one that decides.
  expect(decision.body).toMatchObject({ outcome: "personalized", release: release?.number });
  return { release: release?.number, code: refusal?.code, what: refusal?.what };
}

const sound = (number: number) => ({ release: number, code: undefined, what: undefined });
const published = (path: string) => join(repository.place.published, path);

describe("DS-1 one byte of any file of the published repository", () => {
  const places = [0, 0.1, 0.35, 0.5, 0.75, 0.999];

  test("while the service is up to date: it keeps the release and names the file", async () => {
    const files = await filesBelow(repository.place.published);
    const findings: unknown[] = [];
    for (const file of files) {
      const genuine = await readFile(published(file));
      for (const place of places) {
        await flipByte(published(file), place);
        const { release, code, what } = await afterCheck();
        findings.push([file, place, release, code?.split("_")[0], what]);
        await writeFile(published(file), genuine);
      }
    }
    const kindOf = (file: string) => (file.startsWith(targetsFolder) ? "BUNDLE" : "METADATA");
    expect(findings).toEqual(files.flatMap((file) => places.map((place) => [file, place, 1, kindOf(file), file])));
    expect(await afterCheck()).toEqual(sound(1));
  });

  test("of a new release: it keeps the old one and names the file, until the file is genuine", async () => {
    const restoreOld = await remember(repository.place.published);
    await publishRelease(repository, 2);
    const restoreNew = await remember(repository.place.published);
    const files = await filesBelow(repository.place.published);
    const findings: unknown[] = [];
    for (const file of files) {
      await restoreOld();
      await restoreNew();
      await flipByte(published(file));
      const { release, code, what } = await afterCheck();
      findings.push([release, code === undefined, what]);
    }
    expect(findings).toEqual(files.map((file) => [1, false, file]));
    await restoreNew();
    expect(await afterCheck()).toEqual(sound(2));
  });

  test("letters of a signature in upper case are noticed, though they say the same", async () => {
    const path = published(`${metadataFolder}/timestamp.json`);
    const text = await readFile(path, "utf8");
    await writeFile(
      path,
      text.replace(/"sig":"([0-9a-f]+)"/, (_, sig: string) => `"sig":"${sig.toUpperCase()}"`),
    );
    expect(await afterCheck()).toMatchObject({ release: 1, code: "METADATA_INVALID" });
    await service.close();
    service = await startTestService(repository, { state: join(repository.folder, "another") });
    expect((await service.status()).refusal).toMatchObject({ code: "METADATA_INVALID" });
  });
});

describe("DS-2 older metadata", () => {
  test("yesterday's timestamp, genuine and replayed, is refused", async () => {
    const path = published(`${metadataFolder}/timestamp.json`);
    await copyFile(path, join(repository.folder, "yesterday.json"));
    await publishRelease(repository, 2);
    expect(await afterCheck()).toEqual(sound(2));
    await copyFile(join(repository.folder, "yesterday.json"), path);
    expect(await afterCheck()).toEqual({
      release: 2,
      code: "METADATA_ROLLBACK",
      what: `${metadataFolder}/timestamp.json`,
    });
  });

  test("yesterday's whole repository is refused, also after a restart", async () => {
    const replay = await remember(repository.place.published);
    await publishRelease(repository, 2);
    await afterCheck();
    await replay();
    expect(await afterCheck()).toMatchObject({ release: 2, code: "METADATA_ROLLBACK" });
    await service.close();
    service = await startTestService(repository);
    expect(await afterCheck()).toMatchObject({ release: 2, code: "METADATA_ROLLBACK" });
  });

  test("a snapshot that takes one environment back is refused, though its own version is higher", async () => {
    const { keeping } = repository.place;
    const replay = await remember(keeping);
    await publishRelease(repository, 2);
    await afterCheck();
    // The keeper's key and folder in wrong hands: it signs that the old release is the newest, with ever higher versions.
    await replay();
    for (let times = 0; times < 3; times++) await refreshTimestamp({ place: repository.place, at: Date.now() });
    expect(await afterCheck()).toMatchObject({ release: 2, code: "METADATA_ROLLBACK", what: `${environment}.json` });
  });

  test("an older bundle under a newer version is refused by its number", async () => {
    await publishRelease(repository, 5);
    expect(await afterCheck()).toEqual(sound(5));
    const bundle = canonicalBytes(await makeBundle(repository.world, { number: 4 }));
    await publish({
      place: repository.place,
      at: Date.now(),
      environment,
      bundle,
      number: 6,
      signer: repository.world.olga.signer,
    });
    expect(await afterCheck()).toMatchObject({ release: 5, code: "RELEASE_ROLLBACK", what: "release 4" });
  });
});

describe("DS-3 expired metadata", () => {
  const day = 24 * 60 * 60 * 1000;

  test("a timestamp that was not renewed in time is refused", async () => {
    await publishRelease(repository, 2, { at: Date.now() - 4 * day });
    expect(await afterCheck()).toMatchObject({ release: 1, code: "METADATA_EXPIRED" });
    await refreshTimestamp({ place: repository.place, at: Date.now() });
    expect(await afterCheck()).toEqual(sound(2));
  });

  test.each(["environment", "snapshot"] as const)("an expired %s is refused under a fresh timestamp", async (role) => {
    await publishRelease(repository, 2, { lifetimes: { ...usualLifetimes, [role]: -1 } });
    if (role === "environment") await refreshTimestamp({ place: repository.place, at: Date.now() });
    expect(await afterCheck()).toMatchObject({ release: 1, code: "METADATA_EXPIRED" });
  });

  test("a clock that is set back, over a restart too, does not bring it back to life", async () => {
    let now = Date.now() + 4 * day;
    await service.close();
    service = await startTestService(repository, { now: () => now });
    expect(await afterCheck()).toMatchObject({ release: 1, code: "METADATA_EXPIRED" });
    now = Date.now();
    expect(await afterCheck()).toMatchObject({ release: 1, code: "METADATA_EXPIRED" });
    await service.close();
    service = await startTestService(repository, { now: () => now });
    expect(await afterCheck()).toMatchObject({ release: 1, code: "METADATA_EXPIRED" });
  });
});

describe("DS-4 a release that the verification refuses, published by its genuine release owner", () => {
  const refuses = async (change: Partial<Bundle>, code: string) => {
    await publishRelease(repository, 2, { change });
    expect(await afterCheck()).toMatchObject({ release: 1, code });
    // What is refused does not stand in the way of what is sound.
    await publishRelease(repository, 3);
    expect(await afterCheck()).toEqual(sound(3));
  };

  test("an owner's attestation is stripped", async () => {
    const { attestations } = await makeBundle(repository.world);
    await refuses({ attestations: attestations.slice(1) }, "OWNER_UNSIGNED");
  });

  test("an owner's attestation is signed with a key that is not the owner's", async () => {
    const { world } = repository;
    const { attestations } = await makeBundle(world);
    await refuses(
      { attestations: [await own(world, world.olga, world.assets, { by: world.otto }), ...attestations.slice(1)] },
      "OWNER_UNSIGNED",
    );
  });

  test("an approval is stripped", async () => {
    const { attestations } = await makeBundle(repository.world);
    await refuses({ attestations: attestations.slice(0, 2) }, "APPROVAL_MISSING");
  });

  test("a word is changed after everybody signed", async () => {
    const assets = repository.world.assets.map((asset) => ({
      ...asset,
      body: JSON.parse(JSON.stringify(asset.body).replace("free of snow", "full of snow")) as typeof asset.body,
    }));
    await refuses({ assets }, "OWNER_UNSIGNED");
  });

  test("an owner chain is forked from the one that was accepted", async () => {
    const { world } = repository;
    const ownership = [
      await hand(
        world,
        world.assets.map((asset) => firstLink(asset, world.otto)),
        [world.otto],
      ),
    ];
    await refuses(
      {
        ownership,
        attestations: [await own(world, world.otto, world.assets), ...(await makeBundle(world)).attestations],
      },
      "OWNER_CHAIN",
    );
  });

  test("a policy is left out that was accepted before", async () => {
    await changePolicy(repository.world, {});
    await publishRelease(repository, 2);
    expect(await afterCheck()).toEqual(sound(2));
    const policies = repository.world.policies.slice(0, 1).map(({ envelope }) => envelope);
    await publishRelease(repository, 3, { change: { policies } });
    expect(await afterCheck()).toMatchObject({ release: 2, code: "POLICY_CHAIN" });
  });

  test("a bundle is not one at all", async () => {
    const { place, world } = repository;
    await publish({
      place,
      at: Date.now(),
      environment,
      bundle: Buffer.from("{}"),
      number: 2,
      signer: world.olga.signer,
    });
    expect(await afterCheck()).toMatchObject({ release: 1, code: "BUNDLE_MALFORMED" });
  });

  test("a bundle is published under another number than its own", async () => {
    const bundle = canonicalBytes(await makeBundle(repository.world, { number: 2 }));
    await publish({
      place: repository.place,
      at: Date.now(),
      environment,
      bundle,
      number: 7,
      signer: repository.world.olga.signer,
    });
    expect(await afterCheck()).toMatchObject({ release: 1, code: "BUNDLE_MALFORMED" });
  });

  test("metadata of an environment is signed by somebody who is not its release owner", async () => {
    await publishRelease(repository, 2);
    const path = published(`${metadataFolder}/2.${environment}.json`);
    await writeFile(path, (await readFile(path, "utf8")).replace(/"sig":"../, '"sig":"00'));
    expect(await afterCheck()).toMatchObject({ release: 1, code: "METADATA_INVALID" });
  });
});

describe("DS-5 what is missing", () => {
  test("any file of the repository: the service keeps the release and names the file", async () => {
    const files = await filesBelow(repository.place.published);
    const findings: unknown[] = [];
    for (const file of files) {
      await rename(published(file), join(repository.folder, "aside"));
      findings.push(await afterCheck());
      await rename(join(repository.folder, "aside"), published(file));
    }
    expect(findings).toEqual(files.map((file) => ({ release: 1, code: "REPOSITORY_UNREACHABLE", what: file })));
  });

  test("half a publication: the timestamp came before the rest, or the bundle is cut off", async () => {
    const restoreOld = await remember(repository.place.published);
    await publishRelease(repository, 2);
    const timestamp = await readFile(published(`${metadataFolder}/timestamp.json`));
    const bundle = (await filesBelow(repository.place.published)).find((file) => file.startsWith(targetsFolder))!;
    await writeFile(published(bundle), (await readFile(published(bundle))).subarray(0, 1000));
    expect(await afterCheck()).toEqual({ release: 1, code: "BUNDLE_DIGEST", what: bundle });
    await restoreOld();
    await writeFile(published(`${metadataFolder}/timestamp.json`), timestamp);
    expect(await afterCheck()).toMatchObject({ release: 1, code: "REPOSITORY_UNREACHABLE" });
  });

  test("the whole folder", async () => {
    await rename(repository.place.published, join(repository.folder, "gone"));
    expect(await afterCheck()).toMatchObject({ release: 1, code: "REPOSITORY_UNREACHABLE" });
    await mkdir(repository.place.published);
    expect(await afterCheck()).toMatchObject({ release: 1, code: "REPOSITORY_UNREACHABLE" });
  });
});

test("DS-6 a check that succeeds clears the refusal and keeps the memory of it", async () => {
  const path = published(`${metadataFolder}/timestamp.json`);
  const genuine = await readFile(path);
  await flipByte(path);
  await service.refresh();
  await writeFile(path, genuine);
  await service.refresh();
  const { refusal, lastRefusal } = await service.status();
  expect(refusal).toBeNull();
  expect(lastRefusal).toMatchObject({ code: "METADATA_INVALID", what: `${metadataFolder}/timestamp.json` });
  expect(service.events.map(({ event }) => event)).toEqual(["loaded", "refused"]);
});
