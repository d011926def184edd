import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AssetId } from "#shared/kernel/ids.ts";
import { jsonAs } from "#test/support/cli.ts";
import { approveAll, attribute, audience, hero, make, makeHero, publishHero, release } from "#test/support/content.ts";
import { makeWorkspace, passphrase, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

const environment = "production";
const candidate = async (id = environment) => (await workspace.as("audra")).releases.candidate({ environment: id });
const verify = async (id = environment) => (await workspace.as("audra")).releases.verify({ environment: id });
const live = async (id = environment) => {
  const { environments } = await (await workspace.as("audra")).releases.environments({});
  return environments.find((one) => one.id === id)?.live ?? null;
};

/** Blockers as a list of names and codes. */
const blockers = (list: readonly { name: string; code: string }[]) => list.map(({ name, code }) => `${name} ${code}`);

async function revise(asset: AssetId, type: AssetId, headline: string): Promise<void> {
  const edda = await workspace.as("edda");
  const { head } = await edda.assets.get({ asset });
  await edda.assets.revise({ asset, base: head, body: hero(type, { headline }) });
}

describe("what would be released", () => {
  test("RE-1 the newest approved revision of every asset, against what is live", async () => {
    const { block, type } = await publishHero(workspace);
    const other = await make(workspace, { kind: "block", name: "hero.autumn", body: hero(type), by: "edda" });
    await approveAll(workspace, [other]);
    await revise(block, type, "Approved");
    await approveAll(workspace, [block]);
    await revise(block, type, "Not yet approved");
    const { number, items, removed } = await candidate();
    expect(number).toBe(2);
    expect(items.map(({ name, revisionNumber, change }) => [name, revisionNumber, change])).toEqual([
      ["hero.autumn", 1, "added"],
      ["hero.spring", 2, "changed"],
      ["type.hero", 1, "same"],
    ]);
    expect(removed).toEqual([]);
  });

  test("RE-1 what is retired leaves the next release", async () => {
    const { block } = await publishHero(workspace);
    await (await workspace.as("edda")).assets.retire({ asset: block, reason: "Over" });
    expect((await candidate()).removed).toEqual([{ asset: block, name: "hero.spring" }]);
    expect(await (await workspace.as("ada")).releases.publish({ environment })).toMatchObject({
      number: 2,
      removed: 1,
      assets: 1,
    });
    expect((await candidate()).removed).toEqual([]);
  });

  test("RE-3 everything that stands in the way is named, with who can mend it, and publishing is refused with that list", async () => {
    const { block, type } = await makeHero(workspace);
    await approveAll(workspace, [block]);
    const found = await candidate();
    expect(blockers(found.blockers)).toEqual(["hero.spring ownerUnsigned", "hero.spring reference"]);
    expect(found.blockers[0]!.who).toBe(workspace.people.edda);
    const error = await refused((await workspace.as("ada")).releases.publish({ environment }));
    expect([error.code, error.details["blockers"]]).toEqual(["GATES_CLOSED", found.blockers]);
    await approveAll(workspace, [type]);
    await release(workspace, ["bea", "edda"]);
    expect(await live()).toMatchObject({ number: 1, assets: 2 });
  });

  test("RE-3 a condition over what is not in the release stands in the way", async () => {
    const made = await make(workspace, {
      kind: "attribute",
      name: "attribute.tier",
      body: attribute("tier"),
      by: "egon",
    });
    const gold = {
      kind: "audience",
      name: "audience.gold",
      body: audience('profile.tier == "gold"'),
      by: "egon",
    } as const;
    const found = await make(workspace, gold);
    await approveAll(workspace, [found], "egon");
    await (await workspace.as("egon")).releases.sign({ environment });
    expect(blockers((await candidate()).blockers)).toEqual([
      expect.stringMatching(/^audience.gold (check|reference)$/),
    ]);
    await approveAll(workspace, [made], "egon");
    expect(await release(workspace, ["egon"])).toBe(1);
  });

  test("RE-3 with nothing approved there is nothing to publish", async () => {
    await makeHero(workspace);
    const { code } = await refused((await workspace.as("ada")).releases.publish({ environment }));
    expect([code, await live()]).toEqual(["NOTHING_CHANGED", null]);
  });
});

describe("the owners' signatures", () => {
  test("RE-2 an owner signs every approved revision that they own, once, and so takes ownership", async () => {
    const { block, type } = await makeHero(workspace);
    await approveAll(workspace, [block, type]);
    const [edda, leo] = [await workspace.as("edda"), await workspace.as("leo")];
    expect((await refused(leo.releases.sign({ environment }))).code).toBe("NOTHING_CHANGED");
    expect(await edda.releases.sign({ environment })).toEqual({ signed: 1 });
    expect((await refused(edda.releases.sign({ environment }))).code).toBe("NOTHING_CHANGED");
    const { seals } = await candidate();
    expect(seals.map(({ member, assets, signed }) => [member, assets, signed])).toEqual([
      [workspace.people.edda, 1, 1],
      [workspace.people.bea, 1, 0],
    ]);
    const { tenures } = await edda.audit.asset({ asset: block });
    expect(tenures).toMatchObject([{ owner: workspace.people.edda, until: null, accepted: true }]);
    expect((await edda.audit.asset({ asset: type })).tenures).toMatchObject([{ accepted: false }]);
  });

  test("RE-2 a later revision needs a signature of its own, and the chain of owners stays as it is", async () => {
    const { block, type } = await publishHero(workspace);
    await revise(block, type, "Second");
    await approveAll(workspace, [block]);
    expect(blockers((await candidate()).blockers)).toEqual(["hero.spring ownerUnsigned"]);
    await release(workspace, ["edda"]);
    const { entries } = await (await workspace.as("audra")).audit.journal({ act: "release.signed", limit: 1 });
    expect(entries[0]!.body).toMatchObject({ ownership: null, claims: [] });
    expect(await verify()).toMatchObject({ number: 2, assets: 2 });
  });

  test("RE-2 a signature over what changed while it was made is refused", async () => {
    const { type } = await makeHero(workspace);
    await approveAll(workspace, [type]);
    const bea = await workspace.as("bea");
    await bea.assets.rename({ asset: type, name: "type.hero-banner" });
    const request = await bea.approvals.open({ title: "Renamed", assets: [type] });
    const signing = bea.releases.sign({ environment, passphrase });
    await (await workspace.as("bruno")).approvals.approve({ request: request.id, step: "brand" });
    expect((await refused(signing)).code).toBe("CONFLICT");
    expect(await bea.releases.sign({ environment })).toEqual({ signed: 1 });
  });
});

describe("publishing", () => {
  test("RE-4 only the release owner publishes, whatever their roles, and everybody else is told who it is", async () => {
    const { block, type } = await makeHero(workspace);
    await approveAll(workspace, [block, type]);
    for (const person of ["bea", "edda", "egon", "leo"] as const) {
      const error = await refused((await workspace.as(person)).releases.publish({ environment }));
      expect([error.code, error.details["could"]]).toEqual([
        "NOT_OWNER",
        [{ id: workspace.people.ada, name: "Ada Admin" }],
      ]);
    }
  });

  test("RE-5 what is published reads back, verified as a service without history would", async () => {
    await publishHero(workspace);
    expect(await verify()).toEqual({ number: 1, assets: 2, attestations: 4, policyVersion: 8 });
    const folder = join(workspace.options.folders.repository, "targets", environment);
    const file = join(folder, readdirSync(folder)[0]!);
    writeFileSync(file, readFileSync(file, "utf8").replace("free of snow", "full of snow"));
    expect((await refused(verify())).code).toBe("BUNDLE_DIGEST");
    rmSync(file);
    expect((await refused(verify())).code).toBe("BUNDLE_DIGEST");
    await workspace.app.keep();
    expect(await verify()).toMatchObject({ number: 1 });
  });

  test("RE-5 metadata that nobody has renewed expires, and renewing it makes it good", async () => {
    await publishHero(workspace);
    workspace.clock.advance(4 * 24 * 3600 * 1000);
    expect(await refused(verify())).toMatchObject({ code: "METADATA_EXPIRED", details: { what: "timestamp" } });
    await workspace.app.keep();
    expect(await verify()).toMatchObject({ number: 1 });
  });

  test("RE-5 the command line verifies without a workspace, and refuses another's trust", async () => {
    await publishHero(workspace);
    const { folders } = workspace.options;
    const trust = join(folders.keeper, "trust.json");
    const place = ["--repository", folders.repository, "--trust"];
    expect(await jsonAs(workspace, "audra", "verify", ...place, trust)).toMatchObject({ exit: 0, ok: true, number: 1 });
    const other = await makeWorkspace();
    const foreign = join(other.options.folders.keeper, "trust.json");
    const refusal = await jsonAs(workspace, "audra", "verify", ...place, foreign);
    expect([refusal.exit, refusal.error?.code]).toEqual([5, "METADATA_INVALID"]);
    other.dispose();
  });

  test("RE-6 releases are numbered for each environment, and each has what changed in it", async () => {
    const staged = await makeWorkspace({ environments: ["production", "staging"] });
    const { block, type } = await makeHero(staged);
    await approveAll(staged, [type, block]);
    await release(staged, ["bea", "edda"], "staging");
    const ada = await staged.as("ada");
    expect(await ada.releases.publish({ environment: "staging" })).toMatchObject({ number: 2, added: 0, changed: 0 });
    expect(await ada.releases.publish({ environment: "production" })).toMatchObject({
      number: 1,
      added: 2,
      live: true,
    });
    const { releases } = await ada.releases.list({ environment: "staging" });
    expect(releases.map(({ number, live: isLive }) => [number, isLive])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect((await refused(ada.releases.publish({ environment: "nowhere" }))).code).toBe("NOT_FOUND");
    staged.dispose();
  });

  test("RE-6 of two publications at once, one is the release and the other is told", async () => {
    const { block, type } = await makeHero(workspace);
    await approveAll(workspace, [type, block]);
    for (const owner of ["bea", "edda"] as const) await (await workspace.as(owner)).releases.sign({ environment });
    const ada = await workspace.as("ada");
    const both = await Promise.allSettled([
      ada.releases.publish({ environment }),
      ada.releases.publish({ environment }),
    ]);
    const refusals = both.flatMap((one) => (one.status === "rejected" ? [(one.reason as { code: string }).code] : []));
    expect(refusals.length).toBeLessThanOrEqual(1);
    expect(refusals.filter((code) => code !== "CONFLICT" && code !== "WORKSPACE_BUSY")).toEqual([]);
    expect((await live())!.number).toBe(both.length - refusals.length);
    expect(await verify()).toMatchObject({ number: (await live())!.number });
  });
});

describe("the way out of the machine", () => {
  test("RE-7 a release that cannot be delivered is published all the same, waits, and is delivered at the next start", async () => {
    const { block, type } = await publishHero(workspace);
    await revise(block, type, "Second");
    await approveAll(workspace, [block]);
    await (await workspace.as("edda")).releases.sign({ environment });
    const targets = join(workspace.options.folders.repository, "targets", environment);
    // A file stands where the folder should: it stops every user, root included, as missing rights stop others.
    const kept = readdirSync(targets).map((name) => [name, readFileSync(join(targets, name))] as const);
    rmSync(targets, { recursive: true });
    writeFileSync(targets, "in the way");
    const told: string[] = [];
    workspace.app.subscribe((event) => void (event.type === "failed" && told.push(event.error.code)));
    const ada = await workspace.as("ada");
    expect((await ada.releases.publish({ environment })).number).toBe(2);
    expect(told).toEqual(["REPOSITORY_UNREACHABLE"]);
    expect((await live())!.number).toBe(2);

    // Other work goes on meanwhile, and so does opening the file.
    await revise(block, type, "Third");
    workspace.reopen();
    rmSync(targets);
    mkdirSync(targets);
    for (const [name, bytes] of kept) writeFileSync(join(targets, name), bytes);
    workspace.reopen();
    expect(await verify()).toMatchObject({ number: 2 });
  });
});

describe("the release owner", () => {
  test("RE-8 a new one publishes from then on, and the old one's key is worth nothing", async () => {
    const { block, type } = await publishHero(workspace);
    const [ada, egon] = [await workspace.as("ada"), await workspace.as("egon")];
    await ada.access.setReleaseOwner({ environment, owner: workspace.people.egon });
    expect((await refused(ada.releases.publish({ environment }))).code).toBe("NOT_OWNER");
    // What is live was signed by the one before: newcomers refuse it until the new one has published.
    expect((await refused(verify())).code).toBe("METADATA_INVALID");
    await revise(block, type, "Second");
    expect((await egon.releases.publish({ environment })).number).toBe(2);
    expect(await verify()).toMatchObject({ number: 2 });
  });

  test("RE-8 naming the one who already is changes nothing", async () => {
    const ada = await workspace.as("ada");
    const again = ada.access.setReleaseOwner({ environment, owner: workspace.people.ada });
    expect((await refused(again)).code).toBe("NOTHING_CHANGED");
  });
});
