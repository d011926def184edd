import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Updater } from "tuf-js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { metadataFolder, targetPath, targetsFolder } from "#shared/bundle/repository.ts";
import { verifyPublished } from "#main/publishing/read.ts";
import {
  createRepository,
  publish,
  type PublishingContext,
  refreshTimestamp,
  updateAdministrators,
  updateDelegations,
} from "#main/publishing/repository.ts";
import { makePerson } from "#test/support/people.ts";
import { refusalOf } from "#test/support/refusal.ts";
import { changePolicy, environment, makeBundle } from "#test/support/release-fixture.ts";
import {
  filesBelow,
  flipByte,
  makeRepository,
  publishRelease,
  type Repository,
} from "#test/support/repository-fixture.ts";
import { offeredBy } from "#test/support/service-fixture.ts";

let repository: Repository;

beforeEach(async () => {
  repository = await makeRepository();
});
afterEach(async () => {
  await rm(repository.folder, { recursive: true, force: true });
});

/** What a newcomer is offered: the number of a release whose every byte has been checked. */
const offered = () => offeredBy(repository);

const context = (): PublishingContext => ({ place: repository.place, at: Date.now() });
const administratorsOf = ({ ada, otto }: Repository["world"]) => ({
  keys: [ada, otto].map(({ signer }) => signer.publicKey),
  threshold: 1,
  signers: [ada.signer],
});

describe("PB-2 numbers only rise", () => {
  test("the same again is harmless, a lower one or another of the same is refused", async () => {
    const { world, place } = repository;
    const bundle = canonicalBytes(await makeBundle(world, { number: 2 }));
    const release = (bytes: Uint8Array, number: number) =>
      publish({ ...context(), environment, bundle: bytes, number, signer: world.olga.signer });
    const first = await release(bundle, 2);
    const before = await filesBelow(place.published);
    expect(await release(bundle, 2)).toEqual(first);
    expect(await filesBelow(place.published)).toEqual(before);
    expect(await refusalOf(release(Buffer.from("{}"), 2))).toBe("RELEASE_ROLLBACK");
    expect(await refusalOf(release(bundle, 1))).toBe("RELEASE_ROLLBACK");
    expect(await offered()).toBe(2);
  });
});

test("PB-3 only the environment's release owner publishes to it", async () => {
  const { ada, olga } = repository.world;
  const attempt = (change: object) =>
    publish({ ...context(), environment, bundle: Buffer.from("{}"), number: 1, signer: olga.signer, ...change });
  expect(await refusalOf(attempt({ signer: ada.signer }))).toBe("NOT_OWNER");
  expect(await refusalOf(attempt({ environment: "production-jp" }))).toBe("NOT_FOUND");
  await expect(
    attempt({ signer: { ...olga.signer, sign: () => Promise.reject(new AppError("KEY_LOCKED", "Locked.")) } }),
  ).rejects.toThrow("Locked.");
  expect(await attempt({})).toMatchObject({ number: 1 });
});

describe("PB-4 one key never counts for two", () => {
  const attempt = async (
    keys: string[],
    delegations = [{ environment, releaseOwner: repository.world.olga.signer.publicKey }],
  ) => {
    const folder = join(repository.folder, `new-${keys.length}-${delegations[0]?.environment}`);
    const { ada } = repository.world;
    const place = { published: join(folder, "published"), keeping: join(folder, "keeping") };
    return createRepository({
      place,
      at: Date.now(),
      delegations,
      administrators: { keys, threshold: 2, signers: [ada.signer, ada.signer] },
    });
  };

  test("one administrator's key twice is refused", async () => {
    const { publicKey } = repository.world.ada.signer;
    expect(await refusalOf(attempt([publicKey, publicKey]))).toBe("INPUT_INVALID");
  });

  test("an environment cannot take the place of a role of TUF", async () => {
    const { olga } = repository.world;
    expect(
      await refusalOf(
        attempt([olga.signer.publicKey], [{ environment: "snapshot", releaseOwner: olga.signer.publicKey }]),
      ),
    ).toBe("INPUT_INVALID");
  });

  test("there is one repository for a workspace", async () => {
    const { world, place } = repository;
    const again = createRepository({ ...context(), place, administrators: administratorsOf(world), delegations: [] });
    expect(await refusalOf(again)).toBe("WORKSPACE_EXISTS");
  });
});

describe("PB-5 when a release owner changes", () => {
  test("what is live is signed again by the new one, and the old key is worth nothing", async () => {
    await publishRelease(repository, 1);
    const { world } = repository;
    const { bea, olga } = world;
    const change = {
      administrators: administratorsOf(world),
      delegations: [{ environment, releaseOwner: bea.signer.publicKey }],
    };
    await updateDelegations({ ...context(), ...change, releaseOwners: [bea.signer] });
    expect(await offered()).toBe(1);
    const bundle = canonicalBytes(await makeBundle(world, { number: 2 }));
    const attempt = (person: typeof bea) =>
      publish({ ...context(), environment, bundle, number: 2, signer: person.signer });
    expect(await refusalOf(attempt(olga))).toBe("NOT_OWNER");
    await attempt(bea);
    expect(await offered()).toBe(2);
  });

  test("until the new one has signed, what is live is refused to newcomers, and nobody else can sign it", async () => {
    await publishRelease(repository, 1);
    const { world } = repository;
    await updateDelegations({
      ...context(),
      administrators: administratorsOf(world),
      delegations: [{ environment, releaseOwner: world.bea.signer.publicKey }],
    });
    expect(await refusalOf(offered())).toBe("METADATA_INVALID");
    await publish({
      ...context(),
      environment,
      bundle: canonicalBytes(await makeBundle(world, { number: 2 })),
      number: 2,
      signer: world.bea.signer,
    });
    expect(await offered()).toBe(2);
  });
});

describe("PB-6 when the administrators change", () => {
  test("old and new ones sign, and a client with the old root follows, through several changes", async () => {
    await publishRelease(repository, 1);
    const { ada, olga } = repository.world;
    const [nia, pau] = [makePerson("Nia"), makePerson("Pau")];
    const keysOf = (...people: { signer: { publicKey: string } }[]) => people.map(({ signer }) => signer.publicKey);
    const change = (keys: string[], threshold: number, signers: (typeof nia)[]) =>
      updateAdministrators({
        ...context(),
        administrators: { keys, threshold, signers: signers.map(({ signer }) => signer) },
      });
    expect(await refusalOf(change(keysOf(nia), 1, [nia]))).toBe("INPUT_INVALID");
    expect(await refusalOf(change(keysOf(nia), 1, [ada]))).toBe("INPUT_INVALID");
    await change(keysOf(nia), 1, [ada, nia]);
    expect(await offered()).toBe(1);
    await change(keysOf(nia, pau), 2, [nia, pau]);
    expect(await offered()).toBe(1);
    const delegations = [{ environment, releaseOwner: olga.signer.publicKey }];
    const administrators = (signers: (typeof nia)[]) => ({
      keys: keysOf(nia, pau),
      threshold: 2,
      signers: signers.map(({ signer }) => signer),
    });
    expect(
      await refusalOf(updateDelegations({ ...context(), administrators: administrators([nia]), delegations })),
    ).toBe("INPUT_INVALID");
    await updateDelegations({ ...context(), administrators: administrators([nia, pau]), delegations });
    await publishRelease(repository, 2);
    expect(await offered()).toBe(2);
  });

  test("an old administrator's signature is worth nothing any more", async () => {
    const { ada, olga } = repository.world;
    const nia = makePerson("Nia");
    await updateAdministrators({
      ...context(),
      administrators: { keys: [nia.signer.publicKey], threshold: 1, signers: [ada.signer, nia.signer] },
    });
    const delegations = [{ environment, releaseOwner: olga.signer.publicKey }];
    const attempt = updateDelegations({
      ...context(),
      administrators: { keys: [], threshold: 1, signers: [ada.signer] },
      delegations,
    });
    expect(await refusalOf(attempt)).toBe("INPUT_INVALID");
  });
});

describe("PB-7 renewing the timestamp", () => {
  test("ends an expiry and mends whatever is missing, changed or foreign in the published folder", async () => {
    const day = 24 * 60 * 60 * 1000;
    await publishRelease(repository, 1, { at: Date.now() - 10 * day });
    expect(await refusalOf(offered())).toBe("METADATA_EXPIRED");
    const { published } = repository.place;
    const files = await filesBelow(published);
    for (const [index, file] of files.entries())
      await (index % 2 === 0 ? rm(join(published, file)) : flipByte(join(published, file)));
    await writeFile(join(published, metadataFolder, "timestamp.json.99.new"), "{");
    await refreshTimestamp(context());
    expect(await offered()).toBe(1);
    expect((await filesBelow(published)).filter((file) => file.endsWith(".new"))).toEqual([]);
  });

  test("is refused over a damaged copy of the publisher's own", async () => {
    await publishRelease(repository, 1);
    await flipByte(join(repository.place.keeping, "repository", metadataFolder, "1.targets.json"));
    expect(await refusalOf(refreshTimestamp(context()))).toBe("METADATA_INVALID");
    expect(await offered()).toBe(1);
  });

  test("needs the keeper's key, which nobody else on the machine may read", async () => {
    const path = join(repository.place.keeping, "keeper.pem");
    expect((await stat(path)).mode & 0o077).toBe(0);
    await writeFile(path, "not a key");
    expect(await refusalOf(refreshTimestamp(context()))).toBe("VAULT_DAMAGED");
  });
});

test("PB-8 a stock TUF client accepts the repository and gets the bundle", async () => {
  await publishRelease(repository, 1);
  await publishRelease(repository, 2);
  const { createServer } = await import("node:http");
  const server = createServer((request, response) => {
    readFile(join(repository.place.published, request.url ?? "")).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const client = await mkdtemp(join(repository.folder, "client-"));
  await writeFile(join(client, "root.json"), JSON.stringify(repository.trust.root));
  const urls = { metadataBaseUrl: `${base}/${metadataFolder}`, targetBaseUrl: `${base}/${targetsFolder}` };
  const updater = new Updater({ metadataDir: client, targetDir: client, ...urls });
  await updater.refresh();
  const target = await updater.getTargetInfo(targetPath(environment));
  const bundle = JSON.parse(await readFile(await updater.downloadTarget(target!), "utf8")) as unknown;
  expect(bundle).toMatchObject({ format: "imprimatur-bundle/1", number: 2 });
  server.close();
});

describe("PB-9 two programs never publish at once", () => {
  const lock = () => join(repository.place.keeping, "lock");

  test("while another one lives, it is refused; what it left behind when it died is taken over", async () => {
    await writeFile(lock(), String(process.ppid));
    expect(await refusalOf(refreshTimestamp(context()))).toBe("WORKSPACE_BUSY");
    for (const left of ["999999999", "", "nonsense"]) {
      await writeFile(lock(), left);
      await refreshTimestamp(context());
    }
  });

  test("of many at the same time in one process, each either succeeds or is refused, and the repository is sound", async () => {
    await publishRelease(repository, 1);
    const all = await Promise.all(Array.from({ length: 8 }, () => refusalOf(refreshTimestamp(context()))));
    expect(all.filter((one) => one === "accepted").length).toBeGreaterThan(0);
    expect(all.filter((one) => one !== "accepted" && one !== "WORKSPACE_BUSY")).toEqual([]);
    expect(await offered()).toBe(1);
  });
});

describe("PB-10 a published repository is read back as a service without history would", () => {
  const readBack = (at = Date.now()) =>
    verifyPublished({ repository: repository.place.published, trust: repository.trust, environment, at });

  test("and accepted when it is sound", async () => {
    expect(await refusalOf(readBack())).toBe("NOT_FOUND");
    await changePolicy(repository.world, {});
    await publishRelease(repository, 3);
    expect(await readBack()).toMatchObject({ bundle: { number: 3 }, policy: { version: 2 } });
  });

  test("and refused when it has expired, was changed, or lacks a signature", async () => {
    await publishRelease(repository, 1);
    expect(await refusalOf(readBack(Date.now() + 4 * 24 * 60 * 60 * 1000))).toBe("METADATA_EXPIRED");
    const { attestations } = await makeBundle(repository.world);
    await publishRelease(repository, 2, { change: { attestations: attestations.slice(1) } });
    expect(await refusalOf(readBack())).toBe("OWNER_UNSIGNED");
    for (const file of await filesBelow(repository.place.published)) {
      if (file.endsWith("1.root.json")) continue;
      await flipByte(join(repository.place.published, file));
      expect(await refusalOf(readBack())).toMatch(/^(METADATA_INVALID|BUNDLE_DIGEST)$/);
      await flipByte(join(repository.place.published, file));
    }
  });
});

test("PB-11 only files that publishing itself has made are ever deleted", async () => {
  const { published } = repository.place;
  const others = [
    "index.html",
    `${metadataFolder}/readme.txt`,
    `${targetsFolder}/mine.json`,
    `${targetsFolder}/${environment}/notes.json`,
  ];
  await publishRelease(repository, 1);
  for (const name of others) await writeFile(join(published, name), "mine");
  await publishRelease(repository, 2);
  const after = await filesBelow(published);
  expect(after).toEqual(expect.arrayContaining(others));
  expect(after.filter((name) => name.endsWith(`.${environment}.json`))).toEqual([
    `${metadataFolder}/2.${environment}.json`,
  ]);
  expect(after.filter((name) => name.endsWith(".bundle.json"))).toHaveLength(1);
  // Every release stays in the private folder, for a way back.
  expect((await filesBelow(join(repository.place.keeping, "repository", targetsFolder))).length).toBe(2);
});

test("PB-12 too few administrators' signatures are refused before anything is written", async () => {
  const folder = join(repository.folder, "new");
  const { ada, otto } = repository.world;
  const administrators = {
    keys: [ada, otto].map(({ signer }) => signer.publicKey),
    threshold: 2,
    signers: [ada.signer],
  };
  const place = { published: join(folder, "published"), keeping: join(folder, "keeping") };
  expect(await refusalOf(createRepository({ place, at: Date.now(), administrators, delegations: [] }))).toBe(
    "INPUT_INVALID",
  );
  expect(await filesBelow(folder)).toEqual(["keeping/keeper.pem"]);
});
