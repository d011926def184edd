import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { approveStatement } from "#shared/bundle/model.ts";
import { fromBase64 } from "#shared/kernel/crypto.ts";
import type { AssetId, RequestId } from "#shared/kernel/ids.ts";
import { getObject } from "#main/db/objects.ts";
import { approveAll, attribute, hero, heroType, make, makeHero } from "#test/support/content.ts";
import { makeWorkspace, passphrase, type PersonKey, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
let type: AssetId;
let block: AssetId;
beforeEach(async () => {
  workspace = await makeWorkspace();
  ({ type, block } = await makeHero(workspace));
});
afterEach(() => workspace.dispose());

const open = async (by: PersonKey = "edda", assets = [type, block]): Promise<RequestId> =>
  (await (await workspace.as(by)).approvals.open({ title: "Spring", assets })).id;
const approve = async (person: PersonKey, request: RequestId, step: "brand" | "legal") =>
  (await workspace.as(person)).approvals.approve({ request, step });
const read = async (request: RequestId) => (await workspace.as("audra")).approvals.get({ request });
const gates = async (request: RequestId) => (await read(request)).gates.map(({ step, state }) => `${step} ${state}`);
const statusOf = async (asset: AssetId) => (await (await workspace.as("audra")).assets.get({ asset })).status;

async function revise(person: PersonKey, copy: Record<string, string>, claim?: Record<string, string>): Promise<void> {
  const api = await workspace.as(person);
  const { head } = await api.assets.get({ asset: block });
  await api.assets.revise({ asset: block, base: head, body: hero(type, copy, claim) });
}

describe("the path", () => {
  test("AP-1 the steps are given in their order, each by somebody who holds its role", async () => {
    const request = await open();
    expect((await read(request)).waitingFor).toBe("brand");
    expect(await refused(approve("leo", request, "legal"))).toMatchObject({
      code: "OUT_OF_ORDER",
      details: { step: "brand" },
    });
    expect((await refused(approve("leo", request, "brand"))).code).toBe("FORBIDDEN");
    expect((await approve("bruno", request, "brand")).waitingFor).toBe("legal");
    expect((await refused(approve("bruno", request, "legal"))).code).toBe("FORBIDDEN");
    expect((await refused(approve("bruno", request, "brand"))).code).toBe("NOTHING_CHANGED");
    expect((await approve("leo", request, "legal")).status).toBe("approved");
    expect([await statusOf(type), await statusOf(block)]).toEqual(["approved", "approved"]);
  });

  test("AP-1 what asks for legal alone waits for legal alone", async () => {
    const made = await make(workspace, {
      kind: "attribute",
      name: "attribute.tier",
      body: attribute("tier"),
      by: "egon",
    });
    const request = await open("egon", [made]);
    expect(await gates(request)).toEqual(["legal missing"]);
    expect((await approve("leo", request, "legal")).status).toBe("approved");
  });

  test("AP-2 nobody approves what they wrote or proposed themselves", async () => {
    const mine = await open("bea", [type]);
    expect((await refused(approve("bea", mine, "brand"))).code).toBe("OWN_WORK");
    await approve("bruno", mine, "brand");
    const proposed = await open("bruno", [block]);
    expect((await refused(approve("bruno", proposed, "brand"))).code).toBe("OWN_WORK");
    await approve("bea", proposed, "brand");
  });

  test("AP-3 an approval is a signed statement over the digests of exactly the parts that its step covers", async () => {
    const request = await open("edda", [block]);
    await approve("bruno", request, "brand");
    const { audit, assets } = await workspace.as("audra");
    const { entries } = await audit.journal({ act: "approval.given" });
    const { envelope, parts } = entries[0]!.body as { envelope: never; parts: { part: string; digest: string }[] };
    const [revision] = (await assets.get({ asset: block })).revisions;
    const { identity, copy, settings } = revision!.parts;
    expect(Object.fromEntries(parts.map(({ part, digest }) => [part, digest]))).toEqual({ identity, copy, settings });
    const sealed = workspace.app.services.database.read((db) => getObject(db, envelope)) as { payload: string };
    const statement = approveStatement.parse(JSON.parse(Buffer.from(fromBase64(sealed.payload)).toString("utf8")));
    expect(statement.predicate).toMatchObject({ member: workspace.people.bruno, step: "brand", request });
    expect(statement.subject.map(({ name, digest }) => [name, `sha256:${digest.sha256}`])).toEqual(
      parts.map(({ part, digest }) => [`${block}#${part}`, digest]),
    );
    expect(statement.predicate.words).toBe(
      "I, Bruno Brand, have reviewed change request 1, “Spring”, and approve it: Brand usage, 1 asset, 3 parts.",
    );
  });
});

describe("a change under review", () => {
  test("AP-4 the request follows the asset, and only approvals of parts that changed are void", async () => {
    await revise("edda", { headline: "Spring" }, { proof: "Proven" });
    const request = await open("edda", [block]);
    await approve("bruno", request, "brand");
    await revise("edda", { headline: "Spring" }, { proof: "Proven twice" });
    expect(await gates(request)).toEqual(["brand given", "legal missing"]);
    await revise("edda", { headline: "Summer" }, { proof: "Proven twice" });
    expect(await gates(request)).toEqual(["brand void", "legal missing"]);
    const { items, waitingFor, events } = await read(request);
    expect([items[0]!.revisionNumber, waitingFor]).toEqual([4, "brand"]);
    expect(items[0]!.gates[0]).toMatchObject({ by: workspace.people.bruno, missing: ["copy"] });
    expect(events.map(({ text }) => text)).toEqual([
      "Sent for review",
      "Approved as brand approver",
      "Revised during review",
      "Revised during review",
    ]);
  });

  test("AP-4 giving the words back that were approved lets the approval stand again", async () => {
    const request = await open("edda", [block]);
    await approve("bruno", request, "brand");
    await revise("edda", { headline: "Summer" });
    await revise("edda", { headline: "The ridge is free of snow" });
    expect(await gates(request)).toEqual(["brand given", "legal missing"]);
  });

  test("AP-5 what was approved is approved for later requests too: only what changed is asked for again", async () => {
    await approveAll(workspace, [type, block]);
    const bea = await workspace.as("bea");
    const { head } = await bea.assets.get({ asset: type });
    const terms = { ...heroType(), disclosure: { terms: { "*": "Other terms apply." } } };
    await bea.assets.revise({ asset: type, base: head, body: terms });
    const request = await open("bea", [type]);
    const { items } = await read(request);
    expect(await gates(request)).toEqual(["brand given", "legal missing"]);
    expect([items[0]!.before?.number, items[0]!.gates[1]!.missing]).toEqual([1, ["disclosure"]]);
    expect((await approve("leo", request, "legal")).status).toBe("approved");
  });

  test("AP-6 a signature over what is no longer proposed is refused", async () => {
    const request = await open("edda", [block]);
    const bruno = await workspace.as("bruno");
    const signing = bruno.approvals.approve({ request, step: "brand", passphrase });
    await revise("edda", { headline: "Changed while Bruno signs" });
    expect((await refused(signing)).code).toBe("CONFLICT");
    expect(await gates(request)).toEqual(["brand missing", "legal missing"]);
  });

  test("AP-6 a change of the approver's own in what is proposed takes the approval from them", async () => {
    const request = await open("edda", [block]);
    await revise("bruno", { headline: "Bruno's own" });
    expect((await refused(approve("bruno", request, "brand"))).code).toBe("OWN_WORK");
    await approve("bea", request, "brand");
  });
});

describe("the end of a request", () => {
  test("AP-7 an approver sends it back with a reason; it is over, and the assets are free", async () => {
    const request = await open();
    const [leo, audra] = [await workspace.as("leo"), await workspace.as("audra")];
    expect((await refused(audra.approvals.sendBack({ request, reason: "No" }))).code).toBe("FORBIDDEN");
    await leo.approvals.sendBack({ request, reason: "The terms are missing" });
    const { status, events } = await read(request);
    expect([status, events.at(-1)?.text]).toEqual(["sentBack", "Sent back: “The terms are missing”"]);
    expect((await refused(approve("bruno", request, "brand"))).code).toBe("REQUEST_CLOSED");
    expect((await refused(leo.approvals.sendBack({ request, reason: "Again" }))).code).toBe("REQUEST_CLOSED");
    expect(await statusOf(block)).toBe("draft");
    expect(await open()).toMatch(/^req_/);
  });

  test("AP-7 only its author withdraws it", async () => {
    const request = await open();
    const [bea, edda] = [await workspace.as("bea"), await workspace.as("edda")];
    expect(await refused(bea.approvals.withdraw({ request }))).toMatchObject({
      code: "NOT_OWNER",
      details: { could: [{ id: workspace.people.edda, name: "Edda Editor" }] },
    });
    await edda.approvals.withdraw({ request });
    expect((await read(request)).status).toBe("withdrawn");
    expect((await refused(edda.approvals.withdraw({ request }))).code).toBe("REQUEST_CLOSED");
  });

  test("AP-7 approvals given before it was sent back still stand for what has not changed", async () => {
    const request = await open("edda", [block]);
    await approve("bruno", request, "brand");
    await (await workspace.as("leo")).approvals.sendBack({ request, reason: "Wait" });
    expect(await gates(await open("edda", [block]))).toEqual(["brand given", "legal missing"]);
  });

  test("AP-8 an asset is in one open request at most, and what has not changed is not proposed", async () => {
    const first = await open("edda", [block]);
    const edda = await workspace.as("edda");
    const again = edda.approvals.open({ title: "Again", assets: [block] });
    expect(await refused(again)).toMatchObject({ code: "IN_REVIEW", details: { request: first } });
    await approve("bruno", first, "brand");
    await approve("leo", first, "legal");
    const unchanged = edda.approvals.open({ title: "Again", assets: [block] });
    expect((await refused(unchanged)).code).toBe("NOTHING_CHANGED");
  });

  test("AP-8 requests are numbered and listed, newest first", async () => {
    await open("edda", [block]);
    await open("bea", [type]);
    const { approvals } = await workspace.as("audra");
    const list = async (status?: ("open" | "approved")[]) =>
      (await approvals.list({ status })).requests.map(({ number, assets }) => [number, assets]);
    expect(await list()).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(await list(["approved"])).toEqual([]);
    expect((await approvals.get({ request: 2 })).items[0]!.name).toBe("type.hero");
    expect((await refused(approvals.get({ request: 3 }))).code).toBe("NOT_FOUND");
  });
});
