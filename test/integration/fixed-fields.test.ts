import { fork } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import type { Reply } from "#shared/bridge.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { inProcess } from "#main/host/backend.ts";
import { type StudioServer, startStudioServer } from "#main/host/http-server.ts";
import { ProcessBackend } from "#main/host/process-backend.ts";
import type { FromStudio } from "#main/host/process-protocol.ts";
import { jsonAs } from "#test/support/cli.ts";
import { approveAll, hero, heroType, make, makeHero } from "#test/support/content.ts";
import { contentType, entry, field, space } from "#test/support/contentful.ts";
import { makeWorkspace, passphrase, refused, type TestWorkspace } from "#test/support/workspace.ts";

/**
 * AS-14: a field that its block type fixes is changed in a block through no door. The type's disclosure `terms` is fixed;
 * Edda, an editor, owns the block and tries to give it terms of its own.
 */
let workspace: TestWorkspace;
let type: AssetId;
let block: AssetId;
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ type, block } = await makeHero(workspace));
});
afterEach(() => workspace.dispose());

const withTerms = (): Body => ({ ...hero(type), disclosure: { base: { terms: { "*": "No terms at all." } } } });

/** The block says what it said, and nobody has a draft of it. */
async function expectUntouched(): Promise<void> {
  const { revision, body, draft } = await (await workspace.as("edda")).assets.get({ asset: block });
  expect({ revision, body, draft }).toEqual({ revision: 1, body: hero(type), draft: null });
}

const errorOf = (reply: Reply) => ("error" in reply ? reply.error : null);

test("AS-14 not by a call of the contract: the field and the reason are named", async () => {
  const edda = await workspace.as("edda");
  const error = await refused(edda.assets.revise({ asset: block, base: null, body: withTerms() }));
  expect(error).toMatchObject({
    code: "FIXED_FIELD",
    details: { problems: [{ at: "disclosure.base.terms", code: "fixed" }] },
  });
  expect(error.message).toContain("Legal wording.");
  await expectUntouched();
});

test("AS-14 not by a block that is new", async () => {
  const again = { kind: "block", name: "hero.other", body: withTerms(), by: "edda" } as const;
  expect((await refused(make(workspace, again))).code).toBe("FIXED_FIELD");
  expect((await (await workspace.as("edda")).assets.list({ filter: { kinds: ["block"] } })).total).toBe(1);
});

test("AS-14 not by a draft, which may be unfinished but not try a lock", async () => {
  const edda = await workspace.as("edda");
  const save = edda.assets.saveDraft({ asset: block, body: withTerms(), base: null, version: 1 });
  expect((await refused(save)).code).toBe("FIXED_FIELD");
  await expectUntouched();
});

test("AS-14 not by unlocking it in the type, which takes the brand team", async () => {
  const edda = await workspace.as("edda");
  const { head } = await edda.assets.get({ asset: type });
  const body = heroType({ terms: { mode: "flexible" } });
  expect((await refused(edda.assets.revise({ asset: type, base: head, body }))).code).toBe("FORBIDDEN");
  expect((await refused(edda.assets.saveDraft({ asset: type, base: head, body, version: 1 }))).code).toBe("FORBIDDEN");
});

test("AS-14 not over HTTP", async () => {
  const server: StudioServer = await startStudioServer({
    backend: inProcess(workspace.app, () => {}),
    page: import.meta.dirname,
    port: 0,
    log: () => {},
  });
  try {
    const opened = await fetch(server.link, { redirect: "manual" });
    const cookie = opened.headers.get("set-cookie")!.split(";")[0]!;
    const call = async (name: string, input: unknown): Promise<Reply> => {
      const headers = { cookie, origin: server.origin, "x-imprimatur-call": "1", "content-type": "application/json" };
      const answer = await fetch(`${server.origin}/api/call/${name}`, {
        method: "POST",
        headers,
        body: JSON.stringify(input),
      });
      return (await answer.json()) as Reply;
    };
    expect(errorOf(await call("access.signIn", { member: workspace.people.edda, passphrase }))).toBeNull();
    const reply = await call("assets.revise", { asset: block, base: null, body: withTerms() });
    expect(errorOf(reply)?.code).toBe("FIXED_FIELD");
  } finally {
    // Closing the server closes the app behind it.
    await server.close();
  }
  workspace.reopen();
  await expectUntouched();
});

test("AS-14 not over IPC, from the desktop's window to the studio's process", async () => {
  const program = join(import.meta.dirname, "..", "support", "studio-child.ts");
  const backend = new ProcessBackend({
    start() {
      const child = fork(program, { serialization: "advanced" });
      return {
        post: (message) => void child.send(message),
        onMessage: (listener) => void child.on("message", (message) => listener(message as FromStudio)),
        onExit: (listener) => void child.on("exit", listener),
        kill: () => void child.kill(),
      };
    },
    secret: () => {
      throw new Error("no keychain");
    },
    opening: {
      choice: { path: workspace.options.path, sample: false },
      services: {},
      data: "",
      keychain: { available: false, reason: "None here." },
    },
  });
  try {
    const signedIn = await backend.call("window", "access.signIn", { member: workspace.people.edda, passphrase });
    expect(errorOf(signedIn)).toBeNull();
    const reply = await backend.call("window", "assets.revise", { asset: block, base: null, body: withTerms() });
    expect(errorOf(reply)?.code).toBe("FIXED_FIELD");
  } finally {
    await backend.close();
  }
  await expectUntouched();
});

test("AS-14 not by the command line", async () => {
  const { exit, error } = await jsonAs(
    workspace,
    "edda",
    "set",
    "hero.spring",
    "disclosure.base.terms.*=No terms at all.",
  );
  expect([exit, error?.code]).toEqual([3, "FIXED_FIELD"]);
  await expectUntouched();
});

test("AS-14 not by an import: the type's value stays, and the report says so", async () => {
  const bea = await workspace.as("bea");
  const banner = contentType("banner", "Banner", [field("title", "Symbol"), field("legal", "Symbol")]);
  const source = (legal: string): string =>
    space({
      contentTypes: [banner],
      entries: [entry("banner", "b1", { internalName: "Summer", title: "Warm", legal })],
    });
  const importing = (legal: string) => {
    const wish = { format: "contentful", owner: workspace.people.edda, brand: "shop", apply: true } as const;
    return bea.content.importExport({ ...wish, source: source(legal) });
  };
  await importing("Terms apply.");
  const fixed = await bea.assets.get({ asset: "shop.banner" });
  const body = structuredClone(fixed.body) as { settings: { fields: { name: string; mode: string; part: "copy" }[] } };
  const locked = body.settings.fields.find(({ name }) => name === "legal")!;
  locked.mode = "fixed";
  const typeBody = { ...body, [locked.part]: { legal: { "*": "Terms apply." } } } as unknown as Body;
  const { head, body: imported } = await bea.assets.get({ asset: "shop.banner.summer" });
  const { [locked.part]: values, ...others } = imported!;
  const { legal: _locked, ...free } = (values as { base: Record<string, unknown> }).base;
  const freed = Object.keys(free).length > 0 ? { ...others, [locked.part]: { base: free } } : others;
  const summer = await bea.assets.get({ asset: "shop.banner.summer" });
  await bea.assets.revise({ asset: summer.id, base: head, body: freed as unknown as Body });
  await bea.assets.revise({ asset: fixed.id, base: fixed.head, body: typeBody });

  const report = await importing("No terms at all.");
  expect(report.rows.find(({ source: row }) => row.includes("b1"))).toMatchObject({ outcome: "adapted" });
  expect((await bea.assets.get({ asset: "shop.banner" })).body).toEqual(typeBody);
  expect((await bea.assets.get({ asset: "shop.banner.summer" })).body).toEqual(freed);
});

test("AS-14 not by restoring a revision from the time when the field was free", async () => {
  const [edda, bea] = [await workspace.as("edda"), await workspace.as("bea")];
  const open = heroType({ terms: { mode: "flexible" } });
  const freeType = await make(workspace, {
    kind: "blockType",
    name: "type.free",
    body: { settings: open.settings! },
    by: "bea",
  });
  const free = await make(workspace, {
    kind: "block",
    name: "hero.free",
    body: { ...hero(freeType), disclosure: { base: { terms: { "*": "No terms at all." } } } },
    by: "edda",
  });
  const first = (await edda.assets.get({ asset: free })).head!;
  await edda.assets.revise({ asset: free, base: first, body: hero(freeType) });
  const { head } = await bea.assets.get({ asset: freeType });
  await bea.assets.revise({ asset: freeType, base: head, body: heroType() });
  expect((await refused(edda.assets.restore({ asset: free, revision: first }))).code).toBe("FIXED_FIELD");
  const { exit, error } = await jsonAs(workspace, "edda", "restore", "hero.free", "1");
  expect([exit, error?.code]).toEqual([3, "FIXED_FIELD"]);
  expect((await edda.assets.get({ asset: free })).revision).toBe(2);
});

test("AS-14 not even with everybody's approval: what reaches the release is the type's value", async () => {
  await approveAll(workspace, [type, block]);
  const { assets } = await (await workspace.as("bea")).assets.bodies({ which: "approved" });
  expect(assets.find(({ name }) => name === "type.hero")?.body.disclosure).toEqual({ terms: { "*": "Terms apply." } });
  expect(assets.find(({ name }) => name === "hero.spring")?.body.disclosure).toBeUndefined();
});
