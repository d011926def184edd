import { describe, expect, test } from "vitest";
import type { BundleAsset } from "#shared/bundle/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { freshAsset } from "#test/support/people.ts";
import { verdict, verified } from "#test/support/refusal.ts";
import { environment, makeBundle, makeWorld, type World } from "#test/support/release-fixture.ts";

const world = await makeWorld();
const sound = await makeBundle(world);
const { trusted } = await verified(world, { ...sound, number: 5 });

describe("BU-40 a release number never falls and never stands for two bundles", () => {
  test("an older release is refused", async () => {
    expect(await verdict(world, { ...sound, number: 4 }, trusted)).toBe("RELEASE_ROLLBACK");
  });

  test("the same bundle again is accepted, another of the same number is not", async () => {
    expect(await verdict(world, { ...sound, number: 5 }, trusted)).toBe("accepted");
    expect(await verdict(world, { ...sound, number: 5, at: "2026-03-01T09:00:00.001Z" }, trusted)).toBe(
      "RELEASE_ROLLBACK",
    );
  });

  test("a newer release is accepted, also where numbers are left out", async () => {
    expect(await verdict(world, { ...sound, number: 9 }, trusted)).toBe("accepted");
  });
});

describe("BU-41 bodies have the form of their kind and name only what is in the bundle", () => {
  /** The verdict over a release of which everything is signed and approved, and one asset is unsound. */
  async function verdictOn(change: (assets: BundleAsset[], changed: World) => BundleAsset[]) {
    const changed = await makeWorld();
    changed.assets.splice(0, Infinity, ...change([...changed.assets], changed));
    return verdict(changed, await makeBundle(changed));
  }
  const replaceBody = (name: string, edit: (body: Body, assets: BundleAsset[]) => Body) => (assets: BundleAsset[]) =>
    assets.map((asset) => (asset.name === name ? { ...asset, body: edit(asset.body, assets) } : asset));
  const idOf = (assets: BundleAsset[], name: string) => assets.find((asset) => asset.name === name)!.id;

  test.each<[string, (assets: BundleAsset[]) => BundleAsset[]]>([
    ["a body that lacks what its kind needs", replaceBody("rule.spare-complaints", ({ settings }) => ({ settings }))],
    [
      "a body with a part that its kind has not",
      replaceBody("audience.gold-members", (body) => ({ ...body, copy: {} })),
    ],
    [
      "a body with a field that its kind has not",
      replaceBody("type.hero", (body) => ({ ...body, settings: { ...body.settings, extra: 1 } })),
    ],
    [
      "a reference to nothing",
      replaceBody("hero.spring", (body) => ({ ...body, settings: { ...body.settings, type: freshAsset() } })),
    ],
    [
      "a reference to the wrong kind",
      replaceBody("hero.spring", (body, assets) => ({
        ...body,
        settings: { ...body.settings, type: idOf(assets, "hero.generic") },
      })),
    ],
    ["a rule whose block is left out", (assets) => assets.filter(({ name }) => name !== "hero.spring")],
    [
      "two assets of one kind and name",
      (assets) => assets.map((asset) => (asset.name === "hero.generic" ? { ...asset, name: "hero.spring" } : asset)),
    ],
  ])("%s is refused", async (_, change) => {
    expect(await verdictOn(change)).toBe("BUNDLE_MALFORMED");
  });

  test("an asset that stands twice is refused", async () => {
    expect(await verdict(world, { ...sound, assets: [...sound.assets, sound.assets[0]!] })).toBe("BUNDLE_MALFORMED");
  });
});

test("BU-42 a verification returns what to trust from now on and leaves what it was given as it was", async () => {
  const before = structuredClone(world.trusted);
  const first = await verified(world, sound);
  expect(world.trusted).toEqual(before);
  expect(first.trusted).toMatchObject({
    environment,
    policy: { version: 1 },
    release: { number: 1, digest: first.digest },
  });
  expect(Object.keys(first.trusted.owners)).toHaveLength(world.assets.length);

  await verdict(world, { ...sound, number: 2, attestations: [] }, first.trusted);
  expect((await verified(world, sound, first.trusted)).trusted).toEqual(first.trusted);
});
