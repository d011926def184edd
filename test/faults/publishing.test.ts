import { rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { diskFiles, type Files } from "#main/publishing/files.ts";
import { publish, type PublishingContext, refreshTimestamp } from "#main/publishing/repository.ts";
import { environment, makeBundle } from "#test/support/release-fixture.ts";
import {
  filesBelow,
  makeRepository,
  publishRelease,
  remember,
  type Repository,
} from "#test/support/repository-fixture.ts";
import { root } from "#test/support/repository.ts";
import { offeredBy } from "#test/support/service-fixture.ts";

let repository: Repository;

beforeEach(async () => {
  repository = await makeRepository();
});
afterEach(async () => {
  await rm(repository.folder, { recursive: true, force: true });
});

const context = (): PublishingContext => ({ place: repository.place, at: Date.now() });
const offered = () => offeredBy(repository);

describe("PB-1 a crash at any instant", () => {
  class PowerCut extends Error {}

  /** The disk until the power is cut: before the step of this number, or in the middle of it. */
  function cutAt(step: number, half: boolean): Files & { readonly steps: number } {
    let done = 0;
    const count = async (path: string, work: () => Promise<void>, halfWork: () => Promise<void>) => {
      if (done === step) {
        if (half) await halfWork();
        throw new PowerCut(path);
      }
      await work();
      done += 1;
    };
    return {
      ...diskFiles,
      get steps() {
        return done;
      },
      write: (path, bytes) =>
        count(
          path,
          () => diskFiles.write(path, bytes),
          // The atomic writer leaves a half-written file beside the real one, and never in its place.
          () => writeFile(`${path}.4711.new`, bytes.subarray(0, bytes.length / 2)).catch(() => undefined),
        ),
      remove: (path) =>
        count(
          path,
          () => diskFiles.remove(path),
          async () => undefined,
        ),
    };
  }

  test.each([false, true])(
    "leaves the former or the new release, and the next operation completes the work (half a write: %s)",
    async (half) => {
      await publishRelease(repository, 1);
      const { place, world } = repository;
      const bundle = canonicalBytes(await makeBundle(world, { number: 2 }));
      const again = (files?: Files) =>
        publish({ ...context(), environment, bundle, number: 2, signer: world.olga.signer, files });
      const startOver = await remember(repository.folder);
      const uncut = cutAt(Number.POSITIVE_INFINITY, false);
      await again(uncut);
      expect(uncut.steps).toBeGreaterThan(8);
      const seen = new Set<number>();
      for (let step = 0; step < uncut.steps; step++) {
        await startOver();
        await expect(again(cutAt(step, half))).rejects.toBeInstanceOf(PowerCut);
        seen.add(await offered());
        await again();
        expect(await offered()).toBe(2);
        expect((await filesBelow(place.published)).filter((name) => name.endsWith(".new"))).toEqual([]);
      }
      expect([...seen]).toEqual([1, 2]);
    },
  );

  test("of the process itself, with kill -9, leaves the former or the new release", async () => {
    await publishRelease(repository, 1);
    const job = join(repository.folder, "job.ts");
    const url = (path: string) => JSON.stringify(pathToFileURL(join(root, path)).href);
    await writeFile(
      job,
      `import { refreshTimestamp } from ${url("main/publishing/repository.ts")};
       process.stdout.write("go\\n");
       for (;;) await refreshTimestamp({ place: ${JSON.stringify(repository.place)}, at: Date.now() });`,
    );
    for (let times = 0; times < 10; times++) {
      const child = spawn(process.execPath, [job], { stdio: ["ignore", "pipe", "inherit"] });
      await once(child.stdout, "data");
      await new Promise((later) => setTimeout(later, 20 + times * 11));
      child.kill("SIGKILL");
      await once(child, "exit");
      expect(await offered()).toBe(1);
      await refreshTimestamp(context());
      expect(await offered()).toBe(1);
    }
  });
});
