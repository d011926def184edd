import { rm } from "node:fs/promises";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { verifyBundle } from "#shared/bundle/verify.ts";
import { compile } from "#shared/decision/compile.ts";
import { runtimeCrypto } from "#runtime/crypto.ts";
import { environment, makeBundle, makeWorld, start } from "#test/support/release-fixture.ts";
import { makeRepository, publishRelease } from "#test/support/repository-fixture.ts";
import { startTestService } from "#test/support/service-fixture.ts";
import { type BenchModule, figure } from "./metric.ts";

/** A release of 10,000 assets: verified and compiled from its bytes, and pulled by a service from a repository on disk. */
export const measure: BenchModule["measure"] = async function* ({ full }) {
  for (const size of full ? [1_000, 10_000, 30_000] : [1_000, 10_000]) {
    const world = await makeWorld({ extraBlocks: size - 10 });
    const bytes = canonicalBytes(await makeBundle(world));
    const name = `${size.toLocaleString("en")} assets`;
    yield figure(`${name}: size of the bundle`, bytes.length / 1e6, "MB", "lower");

    const started = performance.now();
    const { bundle } = await verifyBundle(runtimeCrypto, bytes, world.trusted, start);
    const verified = performance.now();
    compile({ environment, number: 1, assets: bundle.assets });
    const compiled = performance.now();
    yield figure(`${name}: verify, cold`, verified - started, "ms", "lower");
    yield figure(`${name}: compile`, compiled - verified, "ms", "lower");
    yield figure(`${name}: verify and load, cold`, compiled - started, "ms", "lower", size === 10_000 ? 1_000 : null);
  }
  yield* pulled(10_000);
};

async function* pulled(size: number) {
  const repository = await makeRepository({ extraBlocks: size - 10 });
  await publishRelease(repository, 1);
  const started = performance.now();
  const service = await startTestService(repository);
  yield figure("10,000 assets: a service from nothing to serving", performance.now() - started, "ms", "lower");
  const checked = performance.now();
  await service.refresh();
  yield figure("10,000 assets: a check that finds nothing new", performance.now() - checked, "ms", "lower");
  const { release, refusal } = await service.status();
  if (release?.number !== 1 || refusal)
    throw new Error(`The service refuses the release that is measured: ${refusal?.message}`);
  await service.close();
  await rm(repository.folder, { recursive: true, force: true });
}
