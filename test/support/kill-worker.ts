import { flushCompileCache } from "node:module";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { openApp } from "#main/app.ts";
import { foldersBeside } from "#main/workspace.ts";

/**
 * A process to be killed: it saves, revises, approves and publishes in a loop on the workspace that it is given, and says
 * each act on a line of its own *after* it was acknowledged.
 *
 * Arguments: the workspace file, the passphrase, and the ids of editor, brand approver, legal approver and release owner, then
 * the asset.
 */
const [path, passphrase, editorId, brandId, legalId, ownerId, asset] = process.argv.slice(2);

const app = openApp({
  path: path!,
  folders: foldersBeside(path!),
  scryptCost: 16,
  log: (error) => console.error(error),
});
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

async function signIn(member: string) {
  const client = app.clientFor(app.newSender());
  await client.access.signIn({ member, passphrase: passphrase! });
  return client;
}

const editor = await signIn(editorId!);
const brand = await signIn(brandId!);
const legal = await signIn(legalId!);
const owner = await signIn(ownerId!);
const id = asset as AssetId;

/** Whoever was killed half way through a round leaves a request open or something approved and unpublished; go on from there. */
async function finishRound(): Promise<void> {
  const { requests } = await editor.approvals.list({ status: ["open"] });
  for (const request of requests) {
    if (request.waitingFor === "brand") await brand.approvals.approve({ request: request.id, step: "brand" });
    if ((await editor.approvals.get({ request: request.id })).status === "open")
      await legal.approvals.approve({ request: request.id, step: "legal" });
    say({ did: "approve", request: request.number });
  }
}

// A killed process keeps nothing that it would have written at its end.
flushCompileCache();
say({ did: "start" });

for (let round = Date.now(); ; round++) {
  await finishRound();
  const { body, head, draft } = await editor.assets.get({ asset: id });
  const text = `Words of round ${round}`;
  const next: Body = { ...body, copy: { base: { headline: { "*": text } } } };
  await editor.assets.saveDraft({ asset: id, body: next, base: head, version: (draft?.version ?? 0) + 1 });
  say({ did: "save", text });
  const { revision } = await editor.assets.revise({ asset: id, base: head, body: next, note: "" });
  say({ did: "revise", digest: revision.digest });
  const { number } = await editor.approvals.open({ title: "Round", assets: [id] });
  say({ did: "open", request: number });
  await finishRound();
  await editor.releases.sign({ environment: "production" });
  const release = await owner.releases.publish({ environment: "production" });
  say({ did: "publish", number: release.number, bundle: release.bundle });
}
