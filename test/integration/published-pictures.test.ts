import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { everywhere } from "#shared/assets/model.ts";
import type { Decision } from "#shared/decision/model.ts";
import { fileNameOf, type PictureFile } from "#shared/images/model.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { readTrust } from "#main/publishing/trust.ts";
import { trustPath } from "#main/workspace.ts";
import { transportTo } from "#runtime/bundle-source/transport.ts";
import { createServer } from "#runtime/http/server.ts";
import { Service } from "#runtime/service.ts";
import { openCounts } from "#runtime/state/counts.ts";
import { openStore } from "#runtime/state/store.ts";
import { approveAll, hero, heroType, make, placement, purpose, release, selection } from "#test/support/content.ts";
import { png, svg } from "#test/support/pictures.ts";
import { type Clock, makeClock, makeWorkspace, refused, type TestWorkspace } from "#test/support/workspace.ts";

const day = 24 * 60 * 60 * 1000;
let workspace: TestWorkspace;
let clock: Clock;
let state: string;
let closing: (() => Promise<void>)[];
beforeEach(async () => {
  // The TUF client goes by the machine's clock.
  clock = makeClock(Date.now());
  workspace = await makeWorkspace({ clock });
  state = mkdtempSync(join(tmpdir(), "imprimatur-pictures-"));
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  workspace.dispose();
  rmSync(state, { recursive: true, force: true });
});

const photo = png(160, 90);

/** A hero that shows a picture, placed on the home page, published. */
async function publishPicture(bytes: Uint8Array = photo): Promise<PictureFile> {
  const bea = await workspace.as("bea");
  const add = { name: "image.ridge", label: "Ridge", tier: "campaign", scope: everywhere } as const;
  const picture = await bea.images.add({
    ...add,
    bytes: toBase64(bytes),
    alt: { "*": "A ridge" },
    owner: workspace.people.bea,
  });
  const until = new Date(clock.now() + 2 * day).toISOString();
  const { body } = await bea.assets.get({ asset: picture.id });
  await bea.assets.revise({
    asset: picture.id,
    base: picture.revision.digest,
    body: { ...body!, settings: { label: "Ridge", licence: { holder: "Lumen", until } } },
  });
  const base = heroType();
  const fields = (base.settings!["fields"] as object[]).concat({
    name: "picture",
    label: "Picture",
    type: "image",
    part: "visual",
    mode: "flexible",
    required: false,
    localized: false,
    limits: { picture: { ratio: "16:9", minWidth: 100 } },
  });
  const type = await make(workspace, {
    kind: "blockType",
    name: "type.hero",
    body: { ...base, settings: { label: "Hero", fields } } as typeof base,
    by: "bea",
  });
  const plain = await make(workspace, { kind: "block", name: "hero.generic", body: hero(type), by: "bea" });
  const shown = await make(workspace, {
    kind: "block",
    name: "hero.spring",
    body: { ...hero(type), visual: { base: { picture: { "*": picture.id } } } },
    by: "bea",
  });
  const consent = await make(workspace, { kind: "consentPurpose", name: "purpose.p", body: purpose(), by: "bea" });
  const home = await make(workspace, {
    kind: "placement",
    name: "placement.home",
    body: placement([type], consent, plain),
    by: "egon",
  });
  const rule = await make(workspace, {
    kind: "rule",
    name: "rule.spring",
    body: selection(home, shown, "true"),
    by: "egon",
  });
  await approveAll(workspace, [picture.id, type, plain, shown, consent] as AssetId[], "bea");
  await approveAll(workspace, [home, rule], "egon");
  await release(workspace, ["bea", "egon"]);
  return picture.file;
}

async function startService() {
  const trust = await readTrust(trustPath(workspace.options.folders));
  const store = openStore(state, trust, "production");
  const transport = transportTo(workspace.options.folders.repository);
  const service = await Service.start({
    trust,
    environment: "production",
    transport,
    store,
    counts: openCounts(state),
    now: clock.now,
    log: () => {},
  });
  const server = createServer(service, () => {});
  await server.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  await service.refresh();
  closing.push(async () => {
    await server.close();
    await service.close();
  });
  const decide = async (): Promise<Decision> => {
    const consents = [{ purpose: "personalization", granted: true, at: "2026-01-01T00:00:00.000Z" }];
    const response = await fetch(`${url}/v1/decisions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ placement: "placement.home", locale: "en", consents }),
    });
    return (await response.json()) as Decision;
  };
  return { url, service, decide };
}

const pictureIn = ({ content }: Decision) => content?.fields.find(({ name }) => name === "picture");

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  writeFileSync(path, bytes);
}

const published = (file: PictureFile): string =>
  join(workspace.options.folders.repository, "targets/images", fileNameOf(file));
const kept = (file: PictureFile): string => join(state, "pictures", fileNameOf(file));

describe("IMG-13 the service serves the pictures of its release, each proven by its digest", () => {
  test("IMG-13 an answer leads to the file, which may be kept until its licence ends", async () => {
    const file = await publishPicture();
    const { url, decide } = await startService();
    const answer = await decide();
    expect(answer.outcome).toBe("personalized");
    expect(pictureIn(answer)).toMatchObject({ value: `images/${fileNameOf(file)}`, alt: "A ridge", width: 160 });
    const response = await fetch(`${url}/v1/${String(pictureIn(answer)!.value)}`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(photo));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "cache-control": `public, max-age=${(2 * day) / 1000}, immutable`,
      "x-content-type-options": "nosniff",
    });
    // Past the licence neither the block nor the file is served.
    clock.advance(2 * day);
    expect((await decide()).content?.block).toBe("hero.generic");
    expect((await fetch(`${url}/v1/images/${fileNameOf(file)}`)).status).toBe(404);
  });

  test("IMG-13 an SVG is served without the right to do anything", async () => {
    const file = await publishPicture(svg("", 'width="1600" height="900"'));
    const { url } = await startService();
    const { headers } = await fetch(`${url}/v1/images/${fileNameOf(file)}`);
    expect(headers.get("content-type")).toBe("image/svg+xml");
    expect(headers.get("content-security-policy")).toContain("sandbox");
  });

  test.each(["..%2f..%2fstate.json", `${"0".repeat(64)}.png`, "x"])("IMG-13 there is nothing at %s", async (name) => {
    await publishPicture();
    const { url } = await startService();
    const response = await fetch(`${url}/v1/images/${name}`);
    expect(response.status).toBe(404);
    expect(((await response.json()) as { code: string }).code).toMatch(/NOT_FOUND|CALL_UNKNOWN/);
  });
});

describe("IMG-14 a release of which one picture is missing or altered is refused", () => {
  test("IMG-14 one byte flipped in the repository", async () => {
    const file = await publishPicture();
    flip(published(file));
    const { service } = await startService();
    expect(service.status()).toMatchObject({ release: null, refusal: { code: "BUNDLE_DIGEST" } });
    const ada = await workspace.as("ada");
    expect((await refused(ada.releases.verify({ environment: "production" }))).code).toBe("BUNDLE_DIGEST");
  });

  test("IMG-14 the file is not there", async () => {
    const file = await publishPicture();
    rmSync(published(file));
    expect((await startService()).service.status()).toMatchObject({
      release: null,
      refusal: { code: "REPOSITORY_UNREACHABLE" },
    });
  });

  test("IMG-14 one byte flipped on the service's own disk is never served, and brought again", async () => {
    const file = await publishPicture();
    const { url, service } = await startService();
    flip(kept(file));
    const response = await fetch(`${url}/v1/images/${fileNameOf(file)}`);
    expect(((await response.json()) as { code: string }).code).toBe("PICTURE_DAMAGED");
    await service.refresh();
    expect((await fetch(`${url}/v1/images/${fileNameOf(file)}`)).status).toBe(200);
    // Found at the start, it is brought again as well.
    flip(kept(file));
    expect((await startService()).service.status().release?.number).toBe(1);
    expect(readFileSync(kept(file))).toEqual(Buffer.from(photo));
  });

  test("IMG-14 what is damaged beside the workspace is not published, and publishing again mends the repository", async () => {
    const file = await publishPicture();
    const ada = await workspace.as("ada");
    const bea = await workspace.as("bea");
    const own = join(workspace.options.folders.images, fileNameOf(file));
    flip(own);
    expect((await refused(ada.releases.publish({ environment: "production" }))).code).toBe("PICTURE_DAMAGED");
    const picture = await bea.assets.get({ asset: "image.ridge" });
    await bea.images.keep({ asset: picture.id, bytes: toBase64(photo) });
    flip(published(file));
    await ada.releases.publish({ environment: "production" });
    expect(readFileSync(published(file))).toEqual(Buffer.from(photo));
    expect(readdirSync(join(workspace.options.folders.repository, "targets/images"))).toEqual([fileNameOf(file)]);
  });
});
