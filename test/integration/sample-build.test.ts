import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, type AppOptions, openApp } from "#main/app.ts";
import { createSampleWorkspace } from "#main/sample/create.ts";
import {
  haruka,
  henrik,
  jonas,
  mara,
  nele,
  people,
  priya,
  samplePassphrase,
  tomasz,
} from "#main/sample/data/people.ts";
import { sentBackBecause } from "#main/sample/data/story.ts";
import { foldersBeside } from "#main/workspace.ts";
import type { StudioApi } from "#shared/contracts.ts";

const today = Date.UTC(2026, 2, 12, 9);
let folder: string;
let options: AppOptions;
let app: App;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "imprimatur-sample-"));
  const path = join(folder, "sample.imprimatur");
  options = { path, folders: foldersBeside(path), now: () => today, scryptCost: 1024 };
  await createSampleWorkspace(options);
  app = openApp(options);
}, 120_000);

afterAll(() => {
  app?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function as(name: string): Promise<StudioApi> {
  const api = app.clientFor(app.newSender());
  const { members } = await api.access.status({});
  await api.access.signIn({ member: members.find((one) => one.name === name)!.id, passphrase: samplePassphrase });
  return api;
}

describe("the sample workspace", () => {
  test("lets everybody of the cast sign in with the one documented phrase", async () => {
    const { members } = await app.clientFor(app.newSender()).access.status({});
    expect(members.map(({ name }) => name).toSorted()).toEqual([nele, ...people.map(({ name }) => name)].toSorted());
    expect(members.every(({ hasKey }) => hasKey)).toBe(true);
    const { access } = await as(henrik);
    expect((await access.status({})).session?.grants.map(({ role }) => role)).toEqual(["auditor"]);
  });

  test("is live in staging and production, as a service without history would accept it", async () => {
    const { releases } = await as(mara);
    for (const environment of ["staging", "production"]) {
      expect(await releases.verify({ environment })).toMatchObject({ number: 2 });
      const list = await releases.list({ environment });
      expect(list.releases.map(({ number, live }) => ({ number, live }))).toEqual([
        { number: 2, live: true },
        { number: 1, live: false },
      ]);
    }
  });

  test("has one request that waits for brand, one for legal, and one that was sent back with its reason", async () => {
    const { approvals } = await as(priya);
    const { requests } = await approvals.list({});
    const open = requests.filter(({ status }) => status === "open");
    expect(new Set(open.map(({ waitingFor }) => waitingFor))).toEqual(new Set(["brand", "legal"]));
    expect(open).toHaveLength(2);
    const sentBack = requests.filter(({ status }) => status === "sentBack");
    expect(sentBack).toHaveLength(1);
    const { events } = await approvals.get({ request: sentBack[0]!.id });
    expect(events.map(({ text }) => text).join("\n")).toContain(sentBackBecause);
  });

  test("shows each person what waits for them", async () => {
    const homeOf = async (name: string) => (await as(name)).insight.home({});
    expect((await homeOf(priya)).reviews).toHaveLength(1);
    expect((await homeOf(tomasz)).reviews).toHaveLength(1);
    expect((await homeOf(mara)).signatures).toEqual([{ environment: expect.any(String), assets: 1 }]);
    expect((await homeOf(jonas)).drafts.map(({ name }) => name)).toEqual(["hero.boots-return.web.de"]);
    expect((await homeOf(haruka)).owned).toBeGreaterThan(10);
  });

  test("holds something of every status that a team meets", async () => {
    const { assets } = await as(jonas);
    const { rows } = await assets.list({ filter: {}, limit: 500 });
    const statuses = new Set(rows.map(({ status }) => status));
    for (const status of ["draft", "inReview", "approved", "live", "expired"] as const)
      expect(statuses).toContain(status);
    const soon = new Date(today + 30 * 24 * 3600 * 1000).toISOString();
    const now = new Date(today).toISOString();
    expect(rows.filter(({ expires }) => expires !== null && expires > now && expires < soon).length).toBeGreaterThan(5);
  });

  test("has only Mara's own signature between it and its next release", async () => {
    const { releases } = await as(mara);
    const { blockers } = await releases.candidate({ environment: "production" });
    expect(blockers.map(({ code, name }) => `${code} ${name}`)).toEqual(["ownerUnsigned rule.club-home.app.de"]);
  });

  test("tells six weeks of story in a journal that proves itself", async () => {
    const { audit } = await as(henrik);
    expect((await audit.verify({})).ok).toBe(true);
    const { entries } = await audit.journal({ asset: undefined, limit: 500 });
    const times = entries.map(({ at }) => Date.parse(at));
    expect(Math.max(...times)).toBeLessThanOrEqual(today);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(30 * 24 * 3600 * 1000);
  });
});

test("a second sample at the same place is refused, and changes nothing", async () => {
  await expect(createSampleWorkspace(options)).rejects.toMatchObject({ code: "WORKSPACE_EXISTS" });
  expect((await (await as(mara)).releases.verify({ environment: "production" })).number).toBe(2);
});

test("what a broken attempt left behind is cleared away by the next one", async () => {
  const path = join(folder, "again.imprimatur");
  const again = { ...options, path, folders: foldersBeside(path) };
  writeFileSync(`${path}.sample`, "half a workspace");
  await createSampleWorkspace(again);
  const second = openApp(again);
  expect((await second.clientFor(second.newSender()).access.status({})).members).toHaveLength(10);
  second.close();
}, 120_000);
