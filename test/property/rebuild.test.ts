import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { StudioApi } from "#shared/contracts.ts";
import { everywhere } from "#shared/assets/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { openDatabase } from "#main/db/database.ts";
import { rebuild } from "#main/rebuild.ts";
import { hero, heroType, make } from "#test/support/content.ts";
import { tablesOf } from "#test/support/tables.ts";
import { makeWorkspace, type PersonKey, type TestWorkspace } from "#test/support/workspace.ts";

const environment = "production";
const people = ["ada", "bea", "bruno", "leo", "edda", "egon"] as const satisfies readonly PersonKey[];

/** What somebody tries next. `pick` chooses among what there is. */
interface Attempt {
  readonly who: (typeof people)[number];
  readonly act: keyof typeof acts;
  readonly pick: number;
  readonly text: string;
}

interface Scene {
  readonly workspace: TestWorkspace;
  readonly api: StudioApi;
  readonly attempt: Attempt;
}

const choose = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)];

async function pickAsset({ api, attempt }: Scene) {
  const { rows } = await api.assets.list({ filter: {} });
  const found = choose(rows, attempt.pick);
  if (!found) throw new AppError("NOT_FOUND", "Everything is retired.");
  return found;
}

async function pickRequest({ api, attempt }: Scene) {
  const { requests } = await api.approvals.list({});
  return choose(requests, attempt.pick);
}

async function pickThread({ api, attempt }: Scene) {
  const { threads } = await api.comments.list({});
  return choose(threads, attempt.pick);
}

/** Everything that somebody may try. Most of it is refused most of the time, as in life. */
const acts = {
  async create({ workspace, attempt }: Scene) {
    const type = await (await workspace.as("bea")).assets.get({ asset: "type.hero" });
    const name = `hero.n${attempt.pick}`;
    await make(workspace, { kind: "block", name, body: hero(type.id, { headline: attempt.text }), by: attempt.who });
  },
  async revise(scene: Scene) {
    const { api, attempt } = scene;
    const { id, kind } = await pickAsset(scene);
    const { head, body, revisions } = await api.assets.get({ asset: id });
    const base = choose(revisions, attempt.pick)?.digest ?? head;
    const next =
      kind === "blockType"
        ? { ...heroType(), disclosure: { terms: { "*": attempt.text } } }
        : hero(body?.settings?.["type"] as never, { headline: attempt.text });
    await api.assets.revise({ asset: id, base, body: next, note: attempt.text });
  },
  async draft(scene: Scene) {
    const { id } = await pickAsset(scene);
    const { body, head } = await scene.api.assets.get({ asset: id });
    await scene.api.assets.saveDraft({ asset: id, base: head, body: body ?? {}, version: 1 + scene.attempt.pick });
  },
  async rename(scene: Scene) {
    const { id, kind } = await pickAsset(scene);
    if (kind === "block") await scene.api.assets.rename({ asset: id, name: `hero.r${scene.attempt.pick}` });
  },
  async restore(scene: Scene) {
    const { id } = await pickAsset(scene);
    const { revisions } = await scene.api.assets.get({ asset: id });
    await scene.api.assets.restore({ asset: id, revision: choose(revisions, scene.attempt.pick)!.digest });
  },
  async retire(scene: Scene) {
    await scene.api.assets.retire({ asset: (await pickAsset(scene)).id, reason: "Over" });
  },
  async open({ api, attempt }: Scene) {
    const { rows } = await api.assets.list({ filter: { status: ["draft"] } });
    await api.approvals.open({ title: attempt.text, assets: rows.slice(0, 1 + attempt.pick).map(({ id }) => id) });
  },
  async approve(scene: Scene) {
    const request = await pickRequest(scene);
    if (request?.waitingFor) await scene.api.approvals.approve({ request: request.id, step: request.waitingFor });
  },
  async sendBack(scene: Scene) {
    const request = await pickRequest(scene);
    if (request) await scene.api.approvals.sendBack({ request: request.id, reason: scene.attempt.text });
  },
  async withdraw(scene: Scene) {
    const request = await pickRequest(scene);
    if (request) await scene.api.approvals.withdraw({ request: request.id });
  },
  async comment(scene: Scene) {
    const { id } = await pickAsset(scene);
    const { api, attempt, workspace } = scene;
    const mentions = [workspace.people[choose(people, attempt.pick)!]];
    const place = { part: "copy", field: "headline", variant: null, locale: null } as const;
    await api.comments.start({ asset: id, place: attempt.pick % 2 ? place : null, text: attempt.text, mentions });
  },
  async answer(scene: Scene) {
    const thread = await pickThread(scene);
    if (thread) await scene.api.comments.reply({ thread: thread.id, text: scene.attempt.text });
  },
  async reword(scene: Scene) {
    const last = (await pickThread(scene))?.comments.at(-1);
    if (last) await scene.api.comments.revise({ comment: last.id, text: `${scene.attempt.text}!` });
  },
  async takeBack(scene: Scene) {
    const last = (await pickThread(scene))?.comments.at(-1);
    if (last) await scene.api.comments.withdraw({ comment: last.id });
  },
  async settle(scene: Scene) {
    const thread = await pickThread(scene);
    if (thread?.state === "open") await scene.api.comments.resolve({ thread: thread.id });
    else if (thread) await scene.api.comments.reopen({ thread: thread.id });
  },
  async sign({ api }: Scene) {
    await api.releases.sign({ environment });
  },
  async publish({ api }: Scene) {
    await api.releases.publish({ environment });
  },
  async role({ workspace, api, attempt }: Scene) {
    const member = workspace.people[choose(people, attempt.pick)!];
    await api.access.grantRole({ member, role: "auditor", scope: everywhere });
  },
  async releaseOwner({ workspace, api, attempt }: Scene) {
    const owner = workspace.people[attempt.pick % 2 === 0 ? "ada" : "egon"];
    await api.access.setReleaseOwner({ environment, owner });
  },
};

const names = Object.keys(acts) as Attempt["act"][];
/** Often what leads to a release, so that some sequences get there. */
const usual: readonly Attempt["act"][] = ["open", "approve", "approve", "sign", "publish", "revise", "create"];
const attempts = fc.array(
  fc.record({
    who: fc.constantFrom(...people),
    act: fc.oneof(fc.constantFrom(...names), fc.constantFrom(...usual)),
    pick: fc.nat({ max: 5 }),
    text: fc.constantFrom("Up", "Down", "東京", "Über den Grat", "1"),
  }),
  { minLength: 10, maxLength: 60 },
);

/** What people do when everything goes as it should: this sequence is always among those that are tried. */
const thePath: Attempt[] = (
  [
    ["bea", "create"],
    ["bea", "revise"],
    ["bea", "open"],
    ["bruno", "approve"],
    ["leo", "approve"],
    ["bea", "sign"],
    ["egon", "publish"],
    ["bea", "revise"],
    ["bea", "open"],
    ["bea", "withdraw"],
    ["leo", "comment"],
    ["bea", "answer"],
    ["bea", "reword"],
    ["bea", "settle"],
    ["leo", "settle"],
    ["bea", "takeBack"],
    ["leo", "takeBack"],
  ] as const
).map(([who, act]) => ({ who, act, pick: 0, text: "Up" }));

/** Makes an attempt; being refused is fine, a defect is not. */
async function perform(workspace: TestWorkspace, attempt: Attempt): Promise<void> {
  try {
    await acts[attempt.act]({ workspace, api: await workspace.as(attempt.who), attempt });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "INTERNAL") throw error;
  }
}

test(
  "JO-5 whatever people do, the tables rebuilt from the journal are the live ones, and the journal holds",
  { timeout: 120_000 },
  async () => {
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(attempts, async (sequence) => {
        const workspace = await makeWorkspace();
        try {
          await make(workspace, { kind: "blockType", name: "type.hero", body: heroType(), by: "bea" });
          for (const attempt of sequence) await perform(workspace, attempt);
          const { database } = workspace.app.services;
          const again = join(workspace.options.path, "..", "again.imprimatur");
          rebuild(database, again);
          const copy = openDatabase(again, { mustExist: true });
          const rebuilt = tablesOf(copy);
          copy.close();
          expect(rebuilt).toEqual(tablesOf(database));
          const audra = await workspace.as("audra");
          expect(await audra.audit.verify({})).toMatchObject({ ok: true });
          const { entries } = await audra.audit.journal({ limit: 500 });
          for (const { act } of entries) done.add(act);
        } finally {
          workspace.dispose();
        }
      }),
      { numRuns: 20, examples: [[thePath]] },
    );
    // Sequences that never get anywhere would prove nothing.
    expect([...done]).toEqual(
      expect.arrayContaining([
        ...["asset.revised", "request.opened", "request.closed", "approval.given", "policy.signed"],
        ...["comment.started", "comment.replied", "comment.revised", "comment.withdrawn"],
        ...["comment.resolved", "comment.reopened"],
      ]),
    );
  },
);
