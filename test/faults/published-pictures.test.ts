import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { everywhere } from "#shared/assets/model.ts";
import type { BundleAsset } from "#shared/bundle/model.ts";
import { picturePathIn } from "#shared/bundle/pictures.ts";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { diskFiles, type Files } from "#main/publishing/files.ts";
import { publish, refreshTimestamp } from "#main/publishing/repository.ts";
import { idOf } from "#test/support/assets.ts";
import { png } from "#test/support/pictures.ts";
import { environment, makeBundle } from "#test/support/release-fixture.ts";
import { makeRepository, remember, type Repository } from "#test/support/repository-fixture.ts";
import { offeredBy } from "#test/support/service-fixture.ts";

let repository: Repository;
beforeEach(async () => {
  repository = await makeRepository();
});
afterEach(() => rm(repository.folder, { recursive: true, force: true }));

class PowerCut extends Error {}

/** The disk until the power is cut, before the step of this number. */
function cutAt(step: number): Files & { readonly steps: number } {
  let done = 0;
  const count = async (path: string, work: () => Promise<void>): Promise<void> => {
    if (done === step) throw new PowerCut(path);
    await work();
    done += 1;
  };
  return {
    ...diskFiles,
    get steps() {
      return done;
    },
    write: (path, bytes) => count(path, () => diskFiles.write(path, bytes)),
    remove: (path) => count(path, () => diskFiles.remove(path)),
  };
}

interface Picture {
  readonly asset: BundleAsset;
  readonly bytes: Uint8Array;
  readonly path: string;
}

function picture(name: string, width: number): Picture {
  const bytes = png(width, 90);
  const hex = createHash("sha256").update(bytes).digest("hex");
  const file = { digest: `sha256:${hex}`, mediaType: "image/png", width, height: 90, bytes: bytes.length };
  const body = { settings: { label: name }, visual: { file } };
  const asset: BundleAsset = { id: idOf(name), kind: "image", name, tier: "campaign", scope: everywhere, body };
  return { asset, bytes, path: join(repository.place.published, picturePathIn(`${hex}.png`)) };
}

/** A release with these pictures, in the same bytes however often it is published. */
async function bundleOf(number: number, pictures: readonly Picture[]): Promise<Uint8Array> {
  const made = await makeBundle(repository.world, { number });
  return canonicalBytes({ ...made, assets: [...made.assets, ...pictures.map((one) => one.asset)] });
}

/** Publishes as the outbox does: the pictures of a release, then the release. */
async function publishWith(
  number: number,
  pictures: readonly Picture[],
  { files = diskFiles, bundle }: { files?: Files; bundle?: Uint8Array } = {},
): Promise<void> {
  const { place, world } = repository;
  const bytes = bundle ?? (await bundleOf(number, pictures));
  for (const one of pictures) await files.write(one.path, one.bytes);
  await publish({ place, at: Date.now(), environment, bundle: bytes, number, signer: world.olga.signer, files });
}

test("IMG-15 a crash at any instant leaves every picture of the release that is offered, and the next publication ends the work", async () => {
  const [ridge, hut, summit] = [picture("image.ridge", 160), picture("image.hut", 170), picture("image.summit", 180)];
  const shown: Readonly<Record<number, readonly Picture[]>> = { 1: [ridge, hut], 2: [hut, summit] };
  await publishWith(1, shown[1]!);
  const startOver = await remember(repository.folder);
  const bundle = await bundleOf(2, shown[2]!);
  const uncut = cutAt(Number.POSITIVE_INFINITY);
  await publishWith(2, shown[2]!, { files: uncut, bundle });
  const seen = new Set<number>();
  for (let step = 0; step < uncut.steps; step++) {
    await startOver();
    await expect(publishWith(2, shown[2]!, { files: cutAt(step), bundle })).rejects.toBeInstanceOf(PowerCut);
    const offered = await offeredBy(repository);
    seen.add(offered);
    expect(shown[offered]!.map(({ path }) => existsSync(path))).toEqual([true, true]);
    await publishWith(2, shown[2]!, { bundle });
    expect([ridge, hut, summit].map(({ path }) => existsSync(path))).toEqual([false, true, true]);
  }
  expect([...seen]).toEqual([1, 2]);
});

test("IMG-15 going back to an earlier release brings its pictures again", async () => {
  const [ridge, hut] = [picture("image.ridge", 160), picture("image.hut", 170)];
  await publishWith(1, [ridge]);
  await publishWith(2, [hut]);
  expect(existsSync(ridge.path)).toBe(false);
  await publishWith(3, [ridge]);
  expect([existsSync(ridge.path), existsSync(hut.path)]).toEqual([true, false]);
});

test("IMG-15 what publishing did not make stays, and nothing goes while a release cannot be read", async () => {
  const [ridge, hut] = [picture("image.ridge", 160), picture("image.hut", 170)];
  await publishWith(1, [ridge]);
  const readme = join(repository.place.published, "targets/images/README.txt");
  await writeFile(readme, "Kept by the web team.");
  const { place } = repository;
  // The repository's own copy of the newest release is unreadable: a mirror that still can be made removes no picture.
  const blind: Files = {
    ...diskFiles,
    read: async (path) => (path.endsWith(".bundle.json") ? new TextEncoder().encode("{}") : diskFiles.read(path)),
  };
  await diskFiles.write(hut.path, hut.bytes);
  await refreshTimestamp({ place, at: Date.now(), files: blind });
  expect(existsSync(hut.path)).toBe(true);
  await refreshTimestamp({ place, at: Date.now() });
  expect([existsSync(hut.path), existsSync(ridge.path), existsSync(readme)]).toEqual([false, true, true]);
});
