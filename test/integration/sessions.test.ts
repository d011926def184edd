import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MemberId } from "#shared/kernel/ids.ts";
import { preAuthEncoding } from "#shared/bundle/dsse.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";
import { Vault } from "#main/keys/vault.ts";
import { approveAll, makeHero } from "#test/support/content.ts";
import { makeWorkspace, passphrase, refused, testScryptCost, type TestWorkspace } from "#test/support/workspace.ts";

const idleMs = 10 * 60 * 1000;
let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace({ idleMs });
});
afterEach(() => workspace.dispose());

const vaultPath = (member: MemberId): string => join(workspace.options.folders.vaults, `${member}.vault.json`);
const signIn = (member: MemberId, given: string | undefined) =>
  workspace.app.clientFor(workspace.app.newSender()).access.signIn({ member, passphrase: given });

/** A vault over the workspace's folder, as another program would open it. */
const vault = (): Vault =>
  new Vault({
    folder: workspace.options.folders.vaults,
    idleMs,
    now: workspace.clock.now,
    scryptCost: testScryptCost,
  });

describe("a person's key", () => {
  test("AC-7 it lies encrypted in a file of its own, beside the workspace and readable by its owner alone", async () => {
    const { folders, path } = workspace.options;
    expect(readdirSync(folders.vaults)).toHaveLength(Object.keys(workspace.people).length);
    const file = vaultPath(workspace.people.edda);
    // Windows has no such modes: there the folder of the person who is signed in keeps others out.
    const modes = [file, folders.vaults].map((place) => (statSync(place).mode & 0o777).toString(8));
    expect(process.platform === "win32" ? ["600", "700"] : modes).toEqual(["600", "700"]);
    const { kdf, cipher } = JSON.parse(readFileSync(file, "utf8")) as Record<string, { name: string }>;
    expect([kdf!.name, cipher!.name]).toEqual(["scrypt", "aes-256-gcm"]);
    // The private key is PKCS #8: it starts with these bytes wherever it lies in the clear.
    const clear = Buffer.from("302e020100300506032b657004220420", "hex");
    for (const bytes of [readFileSync(file), readFileSync(path)]) {
      expect(bytes.includes(clear)).toBe(false);
      expect(bytes.includes(clear.toString("hex"))).toBe(false);
      expect(bytes.includes(clear.toString("base64").slice(0, 20))).toBe(false);
      expect(bytes.includes(passphrase)).toBe(false);
    }
  });

  test("AC-8 the right passphrase opens it, however its letters were composed; a wrong one does not", async () => {
    const { edda } = workspace.people;
    expect((await refused(signIn(edda, "six words that nobody says"))).code).toBe("PASSPHRASE_WRONG");
    expect((await refused(signIn(edda, ""))).code).toBe("PASSPHRASE_WRONG");
    expect((await signIn(edda, passphrase)).member.name).toBe("Edda Editor");
    const keys = vault();
    const person = "mem_umlaut" as MemberId;
    await keys.create(person, "Gr\u00fc\u00dfe aus K\u00f6ln");
    await keys.unlock(person, "Gru\u0308\u00dfe aus Ko\u0308ln");
    expect(keys.openUntil(person)).not.toBeNull();
  });

  test("AC-8 what it signs holds for the public key in its file", async () => {
    const keys = vault();
    await keys.unlock(workspace.people.edda, passphrase);
    const signer = keys.signer(workspace.people.edda);
    const message = preAuthEncoding("test", new TextEncoder().encode("words"));
    expect(nodeCrypto.verify(signer.publicKey, message, await signer.sign(message))).toBe(true);
  });

  test("AC-9 a passphrase of less than eight characters is refused, and no key is left behind", async () => {
    const ada = await workspace.as("ada");
    const weak = ada.access.addMember({ name: "Wanda", title: "", key: { passphrase: "seven77" }, grants: [] });
    expect((await refused(weak)).code).toBe("PASSPHRASE_WEAK");
    expect(readdirSync(workspace.options.folders.vaults)).toHaveLength(Object.keys(workspace.people).length);
    expect((await ada.access.people({})).people.map(({ name }) => name)).not.toContain("Wanda");
  });

  test("AC-10 it locks when it has been idle for too long, and signing then asks for the passphrase", async () => {
    const { block, type } = await makeHero(workspace);
    await approveAll(workspace, [type, block]);
    const edda = await workspace.as("edda");
    workspace.clock.advance(idleMs - 1);
    expect((await edda.access.status({})).session?.keyOpenUntil).not.toBeNull();
    workspace.clock.advance(1);
    expect((await edda.access.status({})).session?.keyOpenUntil).toBeNull();
    const environment = "production";
    expect((await refused(edda.releases.sign({ environment }))).code).toBe("KEY_LOCKED");
    expect((await refused(edda.releases.sign({ environment, passphrase: "wrong words" }))).code).toBe(
      "PASSPHRASE_WRONG",
    );
    expect(await edda.releases.sign({ environment, passphrase })).toEqual({ signed: 1 });
  });

  test("AC-10 each signature counts as use", async () => {
    const keys = vault();
    const { edda } = workspace.people;
    await keys.unlock(edda, passphrase);
    for (let turn = 0; turn < 3; turn++) {
      workspace.clock.advance(idleMs - 1);
      keys.signer(edda);
    }
    workspace.clock.advance(idleMs);
    expect(() => keys.signer(edda)).toThrow(expect.objectContaining({ code: "KEY_LOCKED" }));
  });

  test.each([
    ["is not JSON", () => "{"],
    ["belongs to another person", (text: string) => text.replace(/"mem_[^"]+"/, `"${workspace.people.bea}"`)],
    ["lacks a part", (text: string) => text.replace('"kdf"', '"kfd"')],
    ["asks for more work than any computer has", (text: string) => text.replace(/"cost": \d+/, '"cost": 1073741824')],
  ])("AC-11 a file that %s is refused as damaged, by no text of its own", async (_what, damage) => {
    const file = vaultPath(workspace.people.edda);
    writeFileSync(file, damage(readFileSync(file, "utf8")));
    const error = await refused(signIn(workspace.people.edda, passphrase));
    expect([error.code, error.details]).toEqual(["VAULT_DAMAGED", { member: workspace.people.edda }]);
  });

  test("AC-11 a byte that flipped in what is encrypted opens nothing", async () => {
    const file = vaultPath(workspace.people.edda);
    const content = JSON.parse(readFileSync(file, "utf8")) as { cipher: { data: string } };
    const { data } = content.cipher;
    content.cipher.data = `${data[0] === "0" ? "1" : "0"}${data.slice(1)}`;
    writeFileSync(file, JSON.stringify(content));
    expect((await refused(signIn(workspace.people.edda, passphrase))).code).toBe("PASSPHRASE_WRONG");
  });

  test("AC-11 the public key in the file cannot be exchanged for another", async () => {
    const file = vaultPath(workspace.people.edda);
    const text = readFileSync(file, "utf8");
    const other = (JSON.parse(readFileSync(vaultPath(workspace.people.bea), "utf8")) as { publicKey: string })
      .publicKey;
    writeFileSync(file, text.replace(/"publicKey": "[0-9a-f]+"/, `"publicKey": "${other}"`));
    expect((await refused(signIn(workspace.people.edda, passphrase))).code).toBe("PASSPHRASE_WRONG");
  });

  test("AC-12 a changed passphrase opens the same key, and the former one opens nothing", async () => {
    const edda = await workspace.as("edda");
    const publicKey = (await edda.access.status({})).session!.member.publicKey;
    const to = "seven words that are new to all";
    expect((await refused(edda.access.changePassphrase({ from: "wrong words", to }))).code).toBe("PASSPHRASE_WRONG");
    expect((await refused(edda.access.changePassphrase({ from: passphrase, to: "short" }))).code).toBe(
      "PASSPHRASE_WEAK",
    );
    await edda.access.changePassphrase({ from: passphrase, to });
    expect((await refused(signIn(workspace.people.edda, passphrase))).code).toBe("PASSPHRASE_WRONG");
    expect((await signIn(workspace.people.edda, to)).member.publicKey).toBe(publicKey);
  });
});

describe("sessions", () => {
  test("AC-13 signing out locks the key and forgets who was there", async () => {
    const edda = await workspace.as("edda");
    await edda.access.signOut({});
    expect((await edda.access.status({})).session).toBeNull();
    expect((await refused(edda.assets.list({ filter: {} }))).code).toBe("SIGNED_OUT");
    expect(workspace.app.services.vault.openUntil(workspace.people.edda)).toBeNull();
  });

  test("AC-13 a locked key opens again for whoever is signed in", async () => {
    const edda = await workspace.as("edda");
    expect((await edda.access.lock({})).keyOpenUntil).toBeNull();
    expect((await edda.access.people({})).people).toHaveLength(8);
    expect((await refused(edda.access.unlock({}))).code).toBe("KEY_LOCKED");
    expect((await edda.access.unlock({ passphrase })).keyOpenUntil).not.toBeNull();
  });

  test("AC-13 nobody signs in without a key on this computer, or as somebody who is not there", async () => {
    const ada = await workspace.as("ada");
    const publicKey = "ab".repeat(32);
    const { id } = await ada.access.addMember({ name: "Remote", title: "", key: { publicKey }, grants: [] });
    expect((await refused(signIn(id, passphrase))).code).toBe("KEY_MISSING");
    const stranger = `mem_${"0".repeat(26)}` as MemberId;
    expect((await refused(signIn(stranger, passphrase))).code).toBe("NOT_FOUND");
    expect((await ada.access.status({})).members.find((member) => member.id === id)?.hasKey).toBe(false);
  });

  test("AC-13 a sign-in that the journal cannot take has not happened", async () => {
    const { database } = workspace.app.services;
    const pages = database.read((db) => db.get<{ page_count: number }>("PRAGMA page_count"))!.page_count;
    database.exec(`PRAGMA max_page_count = ${pages}`);
    const client = workspace.app.clientFor(workspace.app.newSender());
    const attempt = () => client.access.signIn({ member: workspace.people.edda, passphrase });
    const codes: string[] = [];
    for (let turn = 0; turn < 200 && codes.length === 0; turn++) {
      await client.access.signOut({}).catch(() => {});
      await attempt().catch((error: { code: string }) => codes.push(error.code));
    }
    expect(codes).toEqual(["DISK_FULL"]);
    expect((await client.access.status({})).session).toBeNull();
  });

  test("AC-13 without a keychain on the computer nothing is remembered, and the reason is given", async () => {
    const edda = await workspace.as("edda");
    expect((await edda.access.status({})).keychain).toMatchObject({ available: false });
    expect(await refused(edda.access.remember({ passphrase, keep: true }))).toMatchObject({ code: "KEYCHAIN_ABSENT" });
  });
});

describe("the policy", () => {
  const everywhere = { brand: "*", market: "*", channel: "*" };

  test("AC-14 every change makes a signed version that names the one before", async () => {
    const ada = await workspace.as("ada");
    const { version } = (await ada.access.people({})).policy;
    await ada.access.grantRole({ member: workspace.people.edda, role: "engineer", scope: everywhere });
    await ada.access.revokeRole({ member: workspace.people.edda, role: "editor", scope: everywhere });
    const { people, policy } = await ada.access.people({});
    expect(policy.version).toBe(version + 2);
    expect(people.find(({ id }) => id === workspace.people.edda)?.grants.map(({ role }) => role)).toEqual(["engineer"]);
    const { entries } = await ada.audit.journal({ act: "policy.signed", limit: 2 });
    expect(entries.map(({ body }) => body["summary"])).toEqual([
      "Took the role editor from Edda Editor",
      "Gave Edda Editor the role engineer",
    ]);
  });

  test("AC-14 the last administrator stays, and a change that changes nothing is refused", async () => {
    const ada = await workspace.as("ada");
    const role = { member: workspace.people.ada, role: "administrator", scope: everywhere } as const;
    expect((await refused(ada.access.revokeRole(role))).code).toBe("LAST_ADMINISTRATOR");
    expect((await refused(ada.access.grantRole(role))).code).toBe("NOTHING_CHANGED");
    const never = { member: workspace.people.leo, role: "engineer", scope: everywhere } as const;
    expect((await refused(ada.access.revokeRole(never))).code).toBe("NOTHING_CHANGED");
  });

  test("AC-14 of two changes at once, the one signed over a policy that is no more is refused", async () => {
    const ada = await workspace.as("ada");
    const { people } = workspace;
    const give = (member: MemberId) => ada.access.grantRole({ member, role: "auditor", scope: everywhere, passphrase });
    const both = await Promise.allSettled([give(people.edda), give(people.leo)]);
    const refusals = both.flatMap((one) => (one.status === "rejected" ? [(one.reason as { code: string }).code] : []));
    expect(refusals).toEqual(["CONFLICT"]);
  });

  test("AC-14 what a role allows ends with it, at once", async () => {
    const [ada, bea] = [await workspace.as("ada"), await workspace.as("bea")];
    const { type } = await makeHero(workspace);
    await ada.access.revokeRole({ member: workspace.people.bea, role: "brandApprover", scope: everywhere });
    const renaming = bea.assets.rename({ asset: type, name: "type.other" });
    // She owns the type, and it is no foundation: as its owner she may still change it, and nothing else.
    expect((await renaming).revision.number).toBe(2);
    const wish = { kind: "blockType", name: "type.new", tier: "campaign", scope: everywhere, body: {} } as const;
    expect((await refused(bea.assets.create({ ...wish, owner: workspace.people.bea }))).code).toBe("FORBIDDEN");
  });
});
