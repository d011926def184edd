import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { IntegrityError, PolicyError } from "#shared/bundle/errors.ts";
import { verifyBundle } from "#shared/bundle/verify.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";
import { makeBundle, makeWorld, start } from "#test/support/release-fixture.ts";

const world = await makeWorld();
const sound = await makeBundle(world);
const bytes = canonicalBytes(sound);

/** Either the refusal, or what was accepted. */
const judge = async (input: Uint8Array) => {
  try {
    return await verifyBundle(nodeCrypto, input, world.trusted, start);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
};

test("BU-3 whatever single byte of a bundle changes, it is refused or says exactly the same about what is served", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (index, mask) => {
      const changed = Uint8Array.from(bytes);
      changed[index]! ^= mask;
      const verdict = await judge(changed);
      const isRefusal = verdict instanceof IntegrityError || verdict instanceof PolicyError;
      const served = verdict instanceof AppError ? null : verdict.bundle.assets;
      expect(isRefusal ? sound.assets : served).toEqual(sound.assets);
    }),
    { numRuns: 400 },
  );
});

test("BU-30 whatever value of a body changes, the bundle is refused", async () => {
  const places = leaves(sound.assets).filter(([path]) => path.includes("body"));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue(), async ([path, value], replacement) => {
      fc.pre(JSON.stringify(replacement) !== JSON.stringify(value));
      const changed = structuredClone(sound);
      replaceAt(changed.assets, path, replacement);
      expect(await judge(canonicalBytes(changed))).toBeInstanceOf(AppError);
    }),
    { numRuns: 300 },
  );
});

test("BU-31 whichever envelopes are left out, nothing but the whole evidence is enough", async () => {
  const all = sound.attestations.map((_, index) => index);
  await fc.assert(
    fc.asyncProperty(fc.subarray(all), async (kept) => {
      const verdict = await judge(
        canonicalBytes({ ...sound, attestations: kept.map((index) => sound.attestations[index]!) }),
      );
      expect(verdict instanceof AppError).toBe(kept.length < all.length);
    }),
  );
});

test("the order of envelopes and assets does not matter", async () => {
  const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length });
  await fc.assert(
    fc.asyncProperty(shuffled(sound.attestations), shuffled(sound.assets), async (attestations, assets) => {
      const verdict = await judge(canonicalBytes({ ...sound, attestations, assets }));
      expect(verdict).not.toBeInstanceOf(AppError);
    }),
    { numRuns: 30 },
  );
});

type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path = []): [Path, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function replaceAt(target: unknown, path: Path, replacement: unknown): void {
  let place = target as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) place = place[key] as typeof place;
  place[path.at(-1)!] = replacement;
}
