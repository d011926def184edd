import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everywhere } from "#shared/assets/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { field } from "#test/support/assets.ts";
import { makeWorkspace, passphrase, type TestWorkspace } from "#test/support/workspace.ts";

const kills = Number(process.env["IMPRIMATUR_KILLS"] ?? 100);

interface Said {
  readonly typed?: number;
  readonly at?: number;
  readonly saved?: string;
}

let workspace: TestWorkspace;
let asset: AssetId;

const headline = field("headline", { label: "Headline", required: true, limits: { maxLength: 80 } });

beforeAll(async () => {
  workspace = await makeWorkspace({ clock: { now: Date.now, advance: () => {} } });
  const bea = await workspace.as("bea");
  const made = await bea.assets.create({
    kind: "blockType",
    name: "type.typed",
    tier: "campaign",
    scope: everywhere,
    owner: workspace.people.bea,
    body: { settings: { label: "Typed", fields: [headline] } },
  });
  asset = made.id;
  workspace.app.close();
});

afterAll(() => workspace.dispose());

test(`AS-15: ${kills} kills while typing lose nothing acknowledged, and never more than a second of typing`, async () => {
  let next = 1;
  let savedWords = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const { said, killedAt } = await typeAndKill(next, Math.random() * 1400);
    workspace.reopen();
    const stored = await storedWord();
    workspace.app.close();
    const due = said.filter(({ at }) => at !== undefined && at < killedAt - 1000).at(-1)?.typed ?? 0;
    expect(stored).toBeGreaterThanOrEqual(due);
    const saved = said.flatMap((one) => (one.saved === undefined ? [] : [wordIn(one.saved)]));
    expect(stored).toBeGreaterThanOrEqual(saved.at(-1) ?? 0);
    savedWords += saved.length;
    next = Math.max(next, said.findLast(({ typed }) => typed !== undefined)?.typed ?? 0) + 1;
  }
  // The kills must have met typing that was saved, or they proved nothing.
  expect(savedWords).toBeGreaterThan(kills / 2);
  workspace.reopen();
  // A hundred starts of a process: minutes on a busy machine.
}, 900_000);

async function typeAndKill(first: number, afterMs: number): Promise<{ said: Said[]; killedAt: number }> {
  const worker = new URL("../support/typing-worker.ts", import.meta.url).pathname;
  const { path } = workspace.options;
  const child = spawn(process.execPath, [worker, path, passphrase, workspace.people.bea, asset, String(first)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(path), "compiled") },
  });
  const said: Said[] = [];
  let killedAt = 0;
  for await (const line of createInterface(child.stdout)) {
    said.push(JSON.parse(line) as Said);
    if (said.length > 1) continue;
    setTimeout(() => {
      killedAt = Date.now();
      child.kill("SIGKILL");
    }, afterMs);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  expect(child.signalCode, "the worker ended by itself").toBe("SIGKILL");
  return { said, killedAt };
}

async function storedWord(): Promise<number> {
  const { draft } = await (await workspace.as("bea")).assets.get({ asset });
  return wordIn(JSON.stringify(draft?.body ?? ""));
}

const wordIn = (text: string): number => Number(/Word (\d+)\./.exec(text)?.[1] ?? 0);
