import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everywhere } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { makeWorkspace, passphrase, type TestWorkspace } from "#test/support/workspace.ts";

const kills = Number(process.env["IMPRIMATUR_KILLS"] ?? 50);

type Said =
  | { readonly did: "start" }
  | { readonly did: "save"; readonly text: string }
  | { readonly did: "revise"; readonly digest: string }
  | { readonly did: "open" | "approve"; readonly request: number }
  | { readonly did: "publish"; readonly number: number; readonly bundle: string };

let workspace: TestWorkspace;
let asset: AssetId;

beforeAll(async () => {
  workspace = await makeWorkspace({ clock: { now: Date.now, advance: () => {} } });
  const { people } = workspace;
  const bea = await workspace.as("bea");
  const edda = await workspace.as("edda");
  const shared = { tier: "campaign", scope: everywhere } as const;
  const type = await bea.assets.create({
    ...shared,
    kind: "blockType",
    name: "type.hero",
    owner: people.edda,
    body: typeBody,
  });
  const body: Body = {
    settings: { label: "Spring", type: type.id, variants: [] },
    copy: { base: { headline: { "*": "Up we go" } } },
  };
  asset = (await edda.assets.create({ ...shared, kind: "block", name: "hero.spring", owner: people.edda, body })).id;
  const request = (await edda.approvals.open({ title: "First", assets: [type.id, asset] })).id;
  const bruno = await workspace.as("bruno");
  await bruno.approvals.approve({ request, step: "brand" });
  await (await workspace.as("leo")).approvals.approve({ request, step: "legal" });
  workspace.app.close();
});

afterAll(() => workspace.dispose());

const typeBody: Body = {
  settings: {
    label: "Hero",
    fields: [
      {
        name: "headline",
        label: "Headline",
        type: "text",
        part: "copy",
        mode: "flexible",
        required: true,
        localized: true,
        limits: { maxLength: 80 },
      },
    ],
  },
};

test(`JO-9: ${kills} kills at random instants lose nothing acknowledged and leave nothing half done`, async () => {
  const counted = new Map<string, number>();
  for (let kill = 0; kill < kills; kill++) {
    // After some act of the first two rounds, and then at any instant of the next one.
    const said = await runAndKill(Math.floor(Math.random() * 10), Math.random() * 40);
    for (const { did } of said) counted.set(did, (counted.get(did) ?? 0) + 1);
    workspace.reopen();
    await expectNothingLost(said);
    await expectNothingHalfDone();
    workspace.app.close();
  }
  // The kills must have met every sort of act, or they proved less than they say.
  expect([...counted.keys()]).toEqual(expect.arrayContaining(["save", "revise", "open", "approve", "publish"]));
  workspace.reopen();
});

/** Runs the worker until it has acknowledged that many acts, kills it that long after, and returns what it had acknowledged. */
async function runAndKill(acts: number, afterMs: number): Promise<Said[]> {
  const { people, options } = workspace;
  const worker = new URL("../support/kill-worker.ts", import.meta.url).pathname;
  const crew = [people.edda, people.bea, people.leo, people.ada, asset];
  const child = spawn(process.execPath, [worker, options.path, passphrase, ...crew], {
    stdio: ["ignore", "pipe", "inherit"],
    // What the first worker compiles, the others start from: most of what fifty starts cost.
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(options.path), "compiled") },
  });
  const said: Said[] = [];
  for await (const line of createInterface(child.stdout)) {
    said.push(JSON.parse(line) as Said);
    if (said.length === acts + 1) setTimeout(() => child.kill("SIGKILL"), afterMs);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  expect(child.signalCode, "the worker ended by itself").toBe("SIGKILL");
  return said;
}

async function expectNothingLost(said: readonly Said[]): Promise<void> {
  const edda = await workspace.as("edda");
  const detail = await edda.assets.get({ asset });
  const last = <D extends Said["did"]>(did: D) =>
    said.findLast((one): one is Extract<Said, { did: D }> => one.did === did);
  const words = JSON.stringify([detail.draft?.body ?? null, detail.body]);
  expect(words).toContain(last("save")?.text ?? "");
  const revised = said.filter((one) => one.did === "revise").map((one) => one.digest);
  expect(detail.revisions.map((revision) => revision.digest)).toEqual(expect.arrayContaining(revised));
  for (const request of said.flatMap((one) => (one.did === "open" ? [one.request] : [])))
    expect((await edda.approvals.get({ request })).number).toBe(request);
  for (const request of said.flatMap((one) => (one.did === "approve" ? [one.request] : [])))
    expect((await edda.approvals.get({ request })).status).toBe("approved");
  const published = said.filter((one) => one.did === "publish");
  const { releases } = await edda.releases.list({ environment: "production" });
  for (const { number, bundle } of published)
    expect(releases).toContainEqual(expect.objectContaining({ number, bundle }));
}

async function expectNothingHalfDone(): Promise<void> {
  const edda = await workspace.as("edda");
  expect(await edda.audit.verify({})).toMatchObject({ ok: true });
  const { database } = workspace.app.services;
  const check = database.read((db) => ({
    integrity: db.all("PRAGMA integrity_check"),
    foreign: db.all("PRAGMA foreign_key_check"),
    outbox: db.all("SELECT * FROM outbox"),
  }));
  expect(check).toEqual({ integrity: [{ integrity_check: "ok" }], foreign: [], outbox: [] });
  // What is published is whole, verifies, and is the release that the journal says is live.
  const [live] = (await edda.releases.list({ environment: "production" })).releases;
  const verified = live ? await edda.releases.verify({ environment: "production" }) : null;
  expect(verified?.number).toBe(live?.number);
}
