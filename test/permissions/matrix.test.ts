import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { permissions } from "#shared/access/policy.ts";
import { everywhere } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Thread } from "#shared/comments/model.ts";
import { contracts, type StudioCall } from "#shared/contracts.ts";
import type { AssetId, RequestId } from "#shared/kernel/ids.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { cast, makeWorkspace, passphrase, type PersonKey, type TestWorkspace } from "#test/support/workspace.ts";

type Persona = PersonKey | "nobody";
const members = Object.keys(cast) as PersonKey[];
const personas: readonly Persona[] = ["nobody", ...members];

/**
 * Who gets past the gate, call by call, spelt out. It is not derived from the permission table: whoever changes the table
 * says here, in names, what that means. The asset in question is a block of market UK that Audra, an auditor, owns; the
 * request is Edda's; Ada is the administrator and the release owner. Dirk's roles reach Germany alone.
 */
const brandTeam = ["bea", "bruno"] as const;
const anyone = personas;
const authorsOfTheBlock = [...brandTeam, "edda", "audra"] as const;
const expected: Readonly<Record<StudioCall, readonly Persona[]>> = {
  "access.status": anyone,
  "access.signIn": anyone,
  "access.signOut": members,
  "access.unlock": members,
  "access.lock": members,
  "access.remember": members,
  "access.changePassphrase": members,
  "access.people": members,
  "access.addMember": ["ada"],
  "access.grantRole": ["ada"],
  "access.revokeRole": ["ada"],
  "access.setReleaseOwner": ["ada"],
  "access.adoptPaths": ["ada"],
  "assets.list": members,
  "assets.ids": members,
  "assets.tagUsage": members,
  "assets.views": members,
  "assets.saveView": members,
  "assets.removeView": members,
  "assets.get": members,
  "assets.revision": members,
  "assets.bodies": members,
  "assets.create": [...brandTeam, "edda"],
  "assets.saveDraft": authorsOfTheBlock,
  "assets.discardDraft": members,
  "assets.revise": authorsOfTheBlock,
  "assets.rename": authorsOfTheBlock,
  "assets.restore": authorsOfTheBlock,
  "assets.retire": ["audra"],
  "content.previewMany": members,
  "content.reviseMany": members,
  "content.previewMigration": members,
  "content.migrate": authorsOfTheBlock,
  "content.importExport": brandTeam,
  "images.add": [...brandTeam, "edda"],
  "images.keep": authorsOfTheBlock,
  "images.read": members,
  "approvals.list": members,
  "approvals.get": members,
  "approvals.open": [...brandTeam, "leo", "edda", "egon"],
  "approvals.approve": brandTeam,
  "approvals.sendBack": [...brandTeam, "leo"],
  "approvals.withdraw": ["edda"],
  "releases.environments": members,
  "releases.list": members,
  "releases.candidate": members,
  "releases.sign": members,
  "releases.publish": ["ada"],
  "releases.verify": members,
  "audit.journal": members,
  "audit.asset": members,
  "audit.proof": members,
  "audit.verify": members,
  "spelling.dictionaries": members,
  "spelling.check": members,
  "spelling.suggest": members,
  "spelling.asset": members,
  "spelling.words": members,
  "spelling.addWord": members,
  "spelling.removeWord": members,
  "rules.analyse": members,
  "insight.home": members,
  "insight.lint": members,
  "insight.setAside": authorsOfTheBlock,
  "insight.takeUp": authorsOfTheBlock,
  "insight.cascade": members,
  "exchange.exportFolder": members,
  "exchange.importFolder": members,
  "exchange.exportTexts": members,
  "exchange.importTexts": members,
  "exchange.readTable": members,
  "exchange.importTable": members,
  "data.propose": members,
  "data.import": members,
  "comments.list": members,
  "comments.waiting": members,
  "comments.start": members,
  "comments.reply": members,
  // The comment in question is Dirk's, about the block.
  "comments.revise": ["dirk"],
  "comments.withdraw": ["dirk"],
  "comments.resolve": [...authorsOfTheBlock, "dirk"],
  "comments.reopen": members,
};

const refusals = ["SIGNED_OUT", "FORBIDDEN", "NOT_OWNER"];
const uk = { brand: "*", market: "uk", channel: "*" };

let workspace: TestWorkspace;
let block: AssetId;
let foundation: AssetId;
let revision: Digest;
let request: RequestId;
let body: Body;
let thread: Thread;

beforeAll(async () => {
  workspace = await makeWorkspace();
  const { people } = workspace;
  const bea = await workspace.as("bea");
  const edda = await workspace.as("edda");
  const type = await bea.assets.create({
    kind: "blockType",
    name: "type.hero",
    tier: "campaign",
    scope: everywhere,
    owner: people.bea,
    body: typeBody,
  });
  body = {
    settings: { label: "Spring", type: type.id, variants: [] },
    copy: { base: { headline: { "*": "Up we go" } } },
  };
  block = (
    await edda.assets.create({
      kind: "block",
      name: "hero.spring",
      tier: "campaign",
      scope: uk,
      owner: people.audra,
      body,
    })
  ).id;
  const imprint = { ...body, settings: { ...body.settings, label: "Imprint" } };
  foundation = (
    await bea.assets.create({
      kind: "block",
      name: "hero.imprint",
      tier: "foundation",
      scope: uk,
      owner: people.audra,
      body: imprint,
    })
  ).id;
  revision = (await edda.assets.get({ asset: block })).head!;
  thread = (await (await workspace.as("dirk")).comments.start({ asset: block, text: "Is the ridge free?" })).thread;
  request = (await edda.approvals.open({ title: "Spring", assets: [block] })).id;
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
        limits: {},
      },
    ],
  },
};

/** An input of the right shape for each call; where the gate is passed, what the handler then says does not matter here. */
function inputOf(call: StudioCall): unknown {
  const { people } = workspace;
  const environment = "production";
  const wrong = { passphrase: "not the passphrase" };
  const role = { member: people.egon, role: "auditor", scope: everywhere, ...wrong };
  const inputs: Readonly<Record<StudioCall, unknown>> = {
    "access.status": {},
    "access.signIn": { member: people.edda, ...wrong },
    "access.signOut": {},
    "access.unlock": wrong,
    "access.lock": {},
    "access.remember": { ...wrong, keep: true },
    "access.changePassphrase": { from: "not the passphrase", to: "another one" },
    "access.people": {},
    "access.addMember": { name: "New", title: "", key: { passphrase }, grants: [], ...wrong },
    "access.grantRole": role,
    "access.revokeRole": role,
    "access.setReleaseOwner": { environment, owner: people.bea, ...wrong },
    "access.adoptPaths": wrong,
    "assets.list": { filter: {} },
    "assets.ids": { filter: {} },
    "assets.tagUsage": { vocabulary: block },
    "assets.views": { list: "Content" },
    "assets.saveView": { list: "Content", name: "Mine", look: {} },
    "assets.removeView": { id: "none" },
    "assets.get": { asset: block },
    "assets.revision": { digest: revision },
    "assets.bodies": {},
    "assets.create": { kind: "block", name: "hero.spring", tier: "campaign", scope: uk, owner: people.edda, body },
    "assets.saveDraft": { asset: block, body, base: revision, version: 1 },
    "assets.discardDraft": { asset: block },
    "assets.revise": { asset: block, body, base: revision },
    "assets.rename": { asset: block, name: "hero.spring" },
    "assets.restore": { asset: block, revision },
    "assets.retire": { asset: block, reason: "over" },
    "content.previewMany": { assets: [block], change: { kind: "drafts" } },
    "content.reviseMany": { change: { kind: "drafts" }, confirmed: [{ asset: block, stamp: revision }] },
    "content.previewMigration": { type: block, body: {} },
    "content.migrate": { type: block, base: null, body: {} },
    "content.importExport": { format: "contentful", source: "{}", owner: people.bea, brand: "fjell", apply: false },
    "images.add": { bytes: "", name: "image.new", label: "New", tier: "campaign", scope: uk, owner: people.edda },
    "images.keep": { asset: block, bytes: "" },
    "images.read": { digest: revision },
    "approvals.list": {},
    "approvals.get": { request },
    "approvals.open": { title: "Again", assets: [block] },
    "approvals.approve": { request, step: "brand", ...wrong },
    "approvals.sendBack": { request: request, reason: "not yet" },
    "approvals.withdraw": { request },
    "releases.environments": {},
    "releases.list": { environment },
    "releases.candidate": { environment },
    "releases.sign": { environment, ...wrong },
    "releases.publish": { environment, ...wrong },
    "releases.verify": { environment },
    "audit.journal": {},
    "audit.asset": { asset: block },
    "audit.proof": { sequence: 0 },
    "audit.verify": {},
    "spelling.dictionaries": {},
    "spelling.check": { locale: "ja", text: "" },
    "spelling.suggest": { locale: "ja", word: "a" },
    "spelling.asset": { asset: block },
    "spelling.words": {},
    "spelling.addWord": { word: "Fjell" },
    "spelling.removeWord": { word: "Fjell" },
    "rules.analyse": {},
    "insight.home": {},
    "insight.lint": {},
    "insight.setAside": { asset: block, rule: "unusedAsset", about: "", reason: "as it should be" },
    "insight.takeUp": { asset: block, rule: "unusedAsset", about: "" },
    "insight.cascade": { asset: block },
    "exchange.exportFolder": {},
    "exchange.readTable": { format: "csv", content: "a,b" },
    "exchange.importTable": { format: "csv", content: "a,b", type: block, owner: people.bea, apply: false },
    "data.propose": { format: "csv", text: "a,b" },
    "data.import": {
      rows: [{ source: "a", kind: "attribute", asset: null, base: null, settings: {} }],
      owner: people.bea,
      apply: false,
    },
    "exchange.exportTexts": { format: "csv", source: "en", target: "de-DE" },
    "exchange.importTexts": { format: "csv", text: "id", apply: false },
    "comments.list": {},
    "comments.waiting": {},
    "comments.start": { asset: block, text: "Why?" },
    "comments.reply": { thread: thread.id, text: "Because." },
    "comments.revise": { comment: thread.comments[0]!.id, text: "Is it?" },
    "comments.withdraw": { comment: thread.comments[0]!.id },
    "comments.resolve": { thread: thread.id },
    "comments.reopen": { thread: thread.id },
    "exchange.importFolder": { files: [{ path: "workspace.json", text: "" }], owner: people.bea, apply: false },
  };
  return inputs[call];
}

async function codeFor(persona: Persona, call: StudioCall, input = inputOf(call)): Promise<string | null> {
  const sender = workspace.app.newSender();
  // Bound directly: this is about what a signed-in member may do, not about signing in.
  sender.member = persona === "nobody" ? null : workspace.people[persona];
  const reply = await workspace.app.dispatch(sender, call, input);
  return "error" in reply ? reply.error.code : null;
}

test("AC-1: every call of every contract has a row in the permission table, and the table has no other", () => {
  const names = contracts.flatMap(({ feature, calls }) => Object.keys(calls).map((name) => `${feature}.${name}`));
  expect(Object.keys(permissions).toSorted()).toEqual(names.toSorted());
});

// In the order of the table; withdrawing and retiring end what the others need, and so come last.
const order = (Object.keys(expected) as StudioCall[]).toSorted((a, b) => Number(ends(a)) - Number(ends(b)));
function ends(call: StudioCall): boolean {
  return call === "approvals.withdraw" || call === "assets.retire" || call === "approvals.sendBack";
}

describe("AC-2: the gate lets exactly those through whom the table names", () => {
  test.each(order)("%s", async (call) => {
    const passed: Persona[] = [];
    for (const persona of personas) {
      const code = await codeFor(persona, call);
      expect(code, `${persona} met a defect`).not.toBe("INTERNAL");
      if (code === null || !refusals.includes(code)) passed.push(persona);
    }
    expect(passed.toSorted()).toEqual(expected[call].toSorted());
  });
});

test("AC-3: brand foundation is for the central teams, and owning it is not enough to change it", async () => {
  const input = { asset: foundation, body, base: null };
  for (const persona of ["edda", "audra", "egon", "ada"] as const)
    expect(await codeFor(persona, "assets.revise", input)).toBe("FORBIDDEN");
  for (const persona of ["bea", "leo"] as const)
    expect(refusals).not.toContain(await codeFor(persona, "assets.revise", input));
});

test("AC-4: a role reaches no further than the scope that it was granted in", async () => {
  const german = {
    kind: "block",
    name: "hero.de",
    tier: "campaign",
    scope: { ...uk, market: "de" },
    owner: workspace.people.dirk,
    body,
  };
  expect(await codeFor("dirk", "assets.create", german)).toBeNull();
  expect(await codeFor("dirk", "assets.create", { ...german, name: "hero.uk", scope: uk })).toBe("FORBIDDEN");
  expect(await codeFor("dirk", "assets.create", { ...german, name: "hero.all", scope: everywhere })).toBe("FORBIDDEN");
});

test("AC-5: a refusal says what it takes and who could do it", async () => {
  const sender = workspace.app.newSender();
  sender.member = workspace.people.edda;
  const reply = await workspace.app.dispatch(sender, "access.grantRole", inputOf("access.grantRole"));
  expect(reply).toMatchObject({
    error: {
      code: "FORBIDDEN",
      message: "This takes the role of administrator. Ada Admin can do it.",
      details: { roles: ["administrator"], could: [{ id: workspace.people.ada, name: "Ada Admin" }] },
    },
  });
});

test("AC-6: whoever is signed out learns nothing, not even whether an asset exists", async () => {
  const unknown = { asset: "ast_01h0000000000000000000000a" };
  expect(await codeFor("nobody", "assets.get", unknown)).toBe("SIGNED_OUT");
  expect(await codeFor("nobody", "assets.revise", { ...unknown, body, base: null })).toBe("SIGNED_OUT");
});
