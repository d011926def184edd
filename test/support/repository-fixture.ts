import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import type { Bundle } from "#shared/bundle/model.ts";
import { type TrustFile, trustFile } from "#shared/bundle/repository.ts";
import { createRepository, publish, type RepositoryPlace } from "#main/publishing/repository.ts";
import type { Lifetimes } from "#main/publishing/metadata.ts";
import { environment, makeBundle, makeWorld, type World } from "./release-fixture.ts";

/** A workspace on paper with a real repository on disk. */
export interface Repository {
  readonly folder: string;
  readonly place: RepositoryPlace;
  readonly world: World;
  readonly trust: TrustFile;
}

/** Makes an empty repository in a temporary folder. Metadata counts from `at`. */
export async function makeRepository({ at = Date.now(), extraBlocks = 0 } = {}): Promise<Repository> {
  const folder = await mkdtemp(join(tmpdir(), "imprimatur-"));
  const place = { published: join(folder, "published"), keeping: join(folder, "keeping") };
  const world = await makeWorld({ extraBlocks });
  const { ada, otto, olga, trusted } = world;
  const root = await createRepository({
    place,
    at,
    administrators: { keys: [ada, otto].map(({ signer }) => signer.publicKey), threshold: 1, signers: [ada.signer] },
    delegations: [{ environment, releaseOwner: olga.signer.publicKey }],
  });
  const trust = trustFile.parse({
    format: "imprimatur-trust/1",
    workspace: trusted.workspace,
    genesis: trusted.policy.digest,
    root: JSON.parse(Buffer.from(root).toString("utf8")),
  });
  return { folder, place, world, trust };
}

/** Publishes a release, sound unless changed. */
export async function publishRelease(
  { place, world }: Repository,
  number: number,
  {
    change = {},
    at = Date.now(),
    lifetimes,
  }: { readonly change?: Partial<Bundle>; readonly at?: number; readonly lifetimes?: Lifetimes } = {},
): Promise<void> {
  const bundle = canonicalBytes(await makeBundle(world, { number, ...change }));
  await publish({
    place,
    at,
    environment,
    bundle,
    number,
    signer: world.olga.signer,
    ...(lifetimes ? { lifetimes } : {}),
  });
}

/** Every file below a folder, relative to it. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/")).toSorted();
}

/** Changes one bit of the byte at a fraction of a file's length. */
export async function flipByte(path: string, where = 0.5): Promise<void> {
  const bytes = await readFile(path);
  bytes[Math.min(bytes.length - 1, Math.floor(bytes.length * where))]! ^= 1;
  await writeFile(path, bytes);
}

/** Remembers a folder as it is now, to bring it back later. */
export async function remember(folder: string): Promise<() => Promise<void>> {
  const copy = await mkdtemp(join(tmpdir(), "imprimatur-copy-"));
  await cp(folder, copy, { recursive: true });
  return async () => {
    await rm(folder, { recursive: true, force: true });
    await cp(copy, folder, { recursive: true });
  };
}
