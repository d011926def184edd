import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import type { Reply } from "#shared/bridge.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { FieldValue } from "#shared/taxonomy/model.ts";
import { inProcess } from "#main/host/backend.ts";
import { type StudioServer, startStudioServer } from "#main/host/http-server.ts";
import { jsonAs } from "#test/support/cli.ts";
import { make } from "#test/support/content.ts";
import { firstName, limits, limitsBlock, limitsType } from "#test/support/limits.ts";
import { makeWorkspace, passphrase, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
let type: AssetId;
let block: AssetId;
let server: StudioServer;
let cookie: string;

const withOne = (name: string, value: FieldValue): Body => {
  const body = structuredClone(limitsBlock(type)) as { copy: { base: Record<string, unknown> } };
  body.copy.base[name] = { "*": value };
  return body as unknown as Body;
};
const placeOf = (name: string) => `copy.base.${name}.*`;
const current = async () => (await workspace.as("bea")).assets.get({ asset: block });

beforeAll(async () => {
  workspace = await makeWorkspace();
  await make(workspace, { kind: "attribute", name: "attr.first-name", by: "bea", body: firstName });
  type = await make(workspace, { kind: "blockType", name: "type.doors", body: limitsType(false), by: "bea" });
  // What is always refused, whatever the limits, was never there.
  const before = withOldPast();
  block = await make(workspace, { kind: "block", name: "doors.block", body: before, by: "bea" });
  const bea = await workspace.as("bea");
  await bea.assets.revise({ asset: block, base: (await current()).head, body: limitsBlock(type) });
  const { head } = await bea.assets.get({ asset: type });
  await bea.assets.revise({ asset: type, base: head, body: limitsType() });
  server = await startStudioServer({
    backend: inProcess(workspace.app, () => {}),
    page: import.meta.dirname,
    port: 0,
    log: () => {},
  });
  const opened = await fetch(server.link, { redirect: "manual" });
  cookie = opened.headers.get("set-cookie")!.split(";")[0]!;
  await call("access.signIn", { member: workspace.people.bea, passphrase });
});
afterAll(async () => {
  await server.close();
  workspace.dispose();
});

const withOldPast = (): Body => {
  const body = structuredClone(limitsBlock(type, "past")) as { copy: { base: Record<string, unknown> } };
  body.copy.base["picture"] = { "*": "/a.webp" };
  return body as unknown as Body;
};

async function call(name: string, input: unknown): Promise<Reply> {
  const headers = { cookie, origin: server.origin, "x-imprimatur-call": "1", "content-type": "application/json" };
  const answer = await fetch(`${server.origin}/api/call/${name}`, {
    method: "POST",
    headers,
    body: JSON.stringify(input),
  });
  return (await answer.json()) as Reply;
}

describe.each(limits.map((one) => [one.field.name, one] as const))("TX-50 %s", (name, { past }) => {
  test("at the limit is taken", async () => {
    expect((await current()).problems.filter(({ at }) => at.startsWith(placeOf(name)))).toEqual([]);
  });

  test("one past it is refused by a call of the contract, and over HTTP", async () => {
    const { head, revision } = await current();
    const change = { asset: block, base: head, body: withOne(name, past) };
    const error = await refused((await workspace.as("bea")).assets.revise(change));
    expect(error).toMatchObject({ code: "CHECKS_FAILED" });
    expect(JSON.stringify(error.details)).toContain(placeOf(name));
    expect(await call("assets.revise", change)).toMatchObject({ error: { code: "CHECKS_FAILED" } });
    expect((await current()).revision).toBe(revision);
  });

  test("one past it is refused by an import", async () => {
    const { revision } = await current();
    const bea = await workspace.as("bea");
    const { files } = await bea.exchange.exportFolder({});
    const changed = files.map((file) => {
      if (!file.path.endsWith("doors.block.json")) return file;
      const text = JSON.parse(file.text) as { body: { copy: { base: Record<string, unknown> } } };
      text.body.copy.base[name] = { "*": past };
      return { ...file, text: JSON.stringify(text) };
    });
    const report = await bea.exchange.importFolder({ files: changed, owner: workspace.people.bea, apply: true });
    const row = report.rows.find(({ source }) => source.includes("doors.block"));
    expect(row).toMatchObject({ outcome: "rejected" });
    expect((await current()).revision).toBe(revision);
  });

  test("one past it is refused by a bulk edit", async () => {
    const { revision } = await current();
    const bea = await workspace.as("bea");
    const change = { kind: "set", field: name, variant: "base", locale: "*", value: past } as const;
    const { assets } = await bea.content.previewMany({ assets: [block], change });
    expect(assets[0]?.edits[0]?.refused ?? assets[0]?.refused).not.toBeNull();
    expect(assets[0]?.stamp).toBeNull();
    expect((await current()).revision).toBe(revision);
  });
});

test.each(limits.map((one) => [one.field.name, one.past] as const))(
  "TX-50 %s one past it is refused by the command line",
  async (name, past) => {
    const text = typeof past === "string" ? past : JSON.stringify(past);
    const { exit, error } = await jsonAs(workspace, "bea", "set", "doors.block", `${placeOf(name)}=${text}`);
    expect([exit, error?.code]).toEqual([2, "CHECKS_FAILED"]);
    expect(JSON.stringify(error)).toContain(placeOf(name));
  },
);

test("TX-50 a restored revision is held to the limits of today, each of them", async () => {
  const { revisions, revision } = await current();
  const first = revisions.find(({ number }) => number === 1)!.digest;
  const error = await refused((await workspace.as("bea")).assets.restore({ asset: block, revision: first }));
  expect(error.code).toBe("CHECKS_FAILED");
  const told = JSON.stringify(error.details);
  const silent = limits.filter((one) => one.field.name !== "picture" && !told.includes(placeOf(one.field.name)));
  expect(silent.map((one) => one.field.name)).toEqual([]);
  expect((await current()).revision).toBe(revision);
});
