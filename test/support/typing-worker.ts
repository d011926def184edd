import { flushCompileCache } from "node:module";
import { setTimeout as pause } from "node:timers/promises";
import { openApp } from "#main/app.ts";
import { foldersBeside } from "#main/workspace.ts";
import type { Reply, StudioBridge } from "#shared/bridge.ts";
import { toErrorReply } from "#shared/kernel/errors.ts";

/**
 * A person who types without a rest, to be killed: the page's own store of drafts, with its pauses, against the app.
 * It says each word *before* it is typed, with the moment, and each save once the app has acknowledged it.
 *
 * Arguments: the workspace file, the passphrase, the member, the asset, the first word.
 */
const [path, passphrase, member, asset, first] = process.argv.slice(2);
const app = openApp({
  path: path!,
  folders: foldersBeside(path!),
  scryptCost: 16,
  log: (error) => console.error(error),
});
const client = app.clientFor(app.newSender());
await client.access.signIn({ member: member!, passphrase: passphrase! });
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

type Calls = Readonly<Record<string, Readonly<Record<string, (input: unknown) => Promise<unknown>>>>>;
/** The page's bridge without the page: what crosses it is copied, as between processes. */
const bridge = {
  abilities: { host: "desktop", ownsWindow: false, platform: "linux", version: "test" },
  async call(name, input): Promise<Reply> {
    const [feature, call] = name.split(".");
    const sent = structuredClone(input) as { body?: unknown };
    try {
      const value = structuredClone(await (client as unknown as Calls)[feature!]![call!]!(sent));
      if (name === "assets.saveDraft") say({ saved: JSON.stringify(sent.body) });
      return { value };
    } catch (error) {
      return { error: toErrorReply(error) };
    }
  },
  subscribe: () => () => {},
} satisfies StudioBridge;
Object.assign(globalThis, { window: { studio: bridge, addEventListener: () => {} } });
const { editDraft, openDraft } = await import("#renderer/assets/store.ts");

const detail = await client.assets.get({ asset: asset! });
openDraft(detail);
flushCompileCache();
for (let word = Number(first); ; word += 1) {
  say({ typed: word, at: Date.now() });
  editDraft(detail.id, ["settings", "label"], `Word ${word}.`);
  await pause(40);
}
