import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Body } from "#shared/assets/parts.ts";
import type { Decision } from "#shared/decision/model.ts";
import { type ErrorCode, errorCodes, type ErrorReply } from "#shared/kernel/errors.ts";
import type { CliIo } from "#main/cli/io.ts";
import { ioOf, jsonAs, type Ran, runAs, runLine } from "#test/support/cli.ts";
import { hero, heroType, makeHero } from "#test/support/content.ts";
import { root } from "#test/support/repository.ts";
import { makeClock, makeWorkspace, passphrase, testScryptCost, type TestWorkspace } from "#test/support/workspace.ts";

const readJson = <T>({ out }: Ran): T => JSON.parse(out) as T;
const errorOf = (ran: Ran): ErrorReply => readJson<{ error: ErrorReply }>(ran).error;

describe("the whole path", () => {
  let folder: string;
  let io: Partial<CliIo>;
  const clock = makeClock();
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "imprimatur-cli-"));
    const env = { IMPRIMATUR_PASSPHRASE: passphrase, IMPRIMATUR_NEW_PASSPHRASE: passphrase };
    io = { folder, env, now: clock.now, scryptCost: testScryptCost };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async <T = Record<string, unknown>>(...args: string[]): Promise<T> => {
    const ran = await runLine([...args, "--json"], io);
    if (ran.exit !== 0) throw new Error(ran.out + ran.err);
    return readJson<T>(ran);
  };

  /** Bodies as people write them: other assets by name. */
  const bodies: readonly (readonly [string, string, string, object])[] = [
    [
      "Leo",
      "consentPurpose",
      "purpose.personalization",
      {
        settings: { label: "Personalization", key: "personalization", basis: "consent", jurisdictions: ["EU"] },
        disclosure: { text: { en: "We use what you bought to show you what fits." } },
      },
    ],
    [
      "Egon",
      "attribute",
      "attribute.tier",
      {
        settings: {
          label: "Tier",
          key: "tier",
          type: "string",
          personalData: "pseudonymous",
          purposes: ["@purpose.personalization"],
          source: "crm",
          aliases: [],
        },
      },
    ],
    ["Egon", "audience", "audience.gold", { settings: { label: "Gold" }, logic: { when: 'profile.tier == "gold"' } }],
    ["Bea", "blockType", "type.hero", heroType()],
    ["Edda", "block", "hero.generic", hero("@type.hero" as never, { headline: "Outside begins here" })],
    ["Edda", "block", "hero.spring", hero("@type.hero" as never)],
    [
      "Egon",
      "placement",
      "placement.home",
      {
        settings: {
          label: "Home",
          channel: "web",
          types: ["@type.hero"],
          purpose: "@purpose.personalization",
          fallback: "@hero.generic",
        },
      },
    ],
    [
      "Egon",
      "rule",
      "rule.spring",
      {
        settings: { label: "Spring for gold members" },
        logic: {
          effect: "select",
          placement: "@placement.home",
          block: "@hero.spring",
          when: 'audience("audience.gold")',
          priority: 100,
        },
      },
    ],
  ];

  test("CL-6 from nothing to a decision that can be explained", { timeout: 60_000 }, async () => {
    await run("init", "shop.imprimatur", "--name", "Fjell & Fjord", "--administrator", "Ada Admin");
    const roles = {
      Bea: "brandApprover",
      Bruno: "brandApprover",
      Leo: "legalApprover",
      Lena: "legalApprover",
      Edda: "editor",
      Egon: "engineer",
    };
    for (const [name, role] of Object.entries(roles)) await run("people", "add", name, "--role", role, "--as", "Ada");
    for (const [who, kind, name, body] of bodies) {
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(body));
      await run("create", kind, name, "--body", `${name}.json`, "--as", who);
    }
    const german = "copy.base.headline.de-DE=Der Grat ist frei";
    expect(await run("set", "hero.spring", german, "--as", "Edda")).toMatchObject({ revision: { number: 2 } });

    const proposed = await run("propose", "--all", "--title", "First", "--as", "Edda");
    expect(proposed).toMatchObject({ number: 1, assets: 8, status: "open", waitingFor: "brand" });
    expect(await run("approve", "1", "--as", "Bruno")).toMatchObject({ waitingFor: "legal" });
    expect(await run("approve", "1", "--as", "Lena")).toMatchObject({ status: "approved" });
    for (const owner of ["Leo", "Egon", "Bea", "Edda"]) await run("sign", "--as", owner);
    expect(await run("release", "--as", "Ada")).toMatchObject({ number: 1, blockers: [] });
    expect(await run("publish", "--as", "Ada")).toMatchObject({ number: 1, assets: 8, added: 8 });
    expect(await run("verify")).toMatchObject({ ok: true, number: 1, assets: 8, owners: 4 });
    expect(await run("log", "--act", "release.published", "--as", "Ada")).toMatchObject({ total: 1 });
    expect(await run("log", "--verify", "--as", "Ada")).toMatchObject({ ok: true });
  });

  const decide = (...args: string[]): Promise<Decision> => run<Decision>("decide", "placement.home", ...args);

  test("CL-8 a decision is made from the published repository, without signing in", async () => {
    const gold = ["--consent", "personalization", "--attribute", "tier=gold", "--locale", "de-DE", "--trace"];
    const decision = await decide(...gold);
    expect(decision).toMatchObject({
      outcome: "personalized",
      rule: "rule.spring",
      content: { block: "hero.spring", locale: "de-DE" },
    });
    expect(decision.content?.fields.map(({ name, value }) => [name, value])).toContainEqual([
      "headline",
      "Der Grat ist frei",
    ]);
    expect(decision.trace?.map(({ step }) => step)).toEqual([
      "consent",
      "exclusion",
      "brandSafety",
      "caps",
      "eligibility",
      "ranking",
      "assembly",
      "label",
    ]);
    expect(await decide("--consent", "personalization", "--attribute", "tier=silver")).toMatchObject({
      outcome: "generic",
      content: { block: "hero.generic" },
    });
    expect(await decide("--attribute", "tier=gold")).toMatchObject({ outcome: "generic" });
    expect(await decide(...gold, "--withdrawn", "personalization")).toMatchObject({ outcome: "generic" });
  });

  test("CL-8 a copy of the repository and the trust file are all that it takes", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "imprimatur-auditor-"));
    const files = join(folder, "shop.files");
    const place = ["--repository", join(files, "repository"), "--trust", join(files, "keeper", "trust.json")];
    const ran = await runLine(["verify", ...place, "--json"], { folder: elsewhere, now: clock.now });
    expect([ran.exit, readJson<{ number: number }>(ran).number]).toEqual([0, 1]);
    const alone = await runLine(["verify", ...place.slice(0, 2), "--json"], { folder: elsewhere });
    expect([alone.exit, errorOf(alone).code]).toEqual([2, "INPUT_INVALID"]);
    const unknown = await runLine(["decide", "placement.nowhere", ...place, "--json"], {
      folder: elsewhere,
      now: clock.now,
    });
    expect([unknown.exit, errorOf(unknown).code]).toEqual([2, "PLACEMENT_UNKNOWN"]);
    rmSync(elsewhere, { recursive: true, force: true });
  });

  test("CL-8 a flipped byte ends verification with the exit code of its class", async () => {
    const damaged = join(folder, "damaged");
    const targets = join(folder, "shop.files", "repository", "targets", "production");
    mkdirSync(damaged);
    const bundle = join(targets, readdirSync(targets)[0]!);
    const intact = readFileSync(bundle);
    const flipped = Buffer.from(intact);
    flipped[100]! ^= 1;
    writeFileSync(bundle, flipped);
    const ran = await runLine(["verify"], io);
    writeFileSync(bundle, intact);
    expect([ran.exit, ran.out]).toEqual([5, ""]);
    expect(ran.err).toMatch(/is not the one that was signed\. \(BUNDLE_DIGEST\)\n$/);
  });

  test("CL-8 a running service is asked where one is named, and its refusals are told as they are", async () => {
    const asked: unknown[] = [];
    const answers: unknown[] = [
      await decide("--consent", "personalization", "--attribute", "tier=gold"),
      { type: "urn:imprimatur:error:NO_RELEASE", code: "NO_RELEASE", status: 503, detail: "Nothing has verified yet." },
      "something else",
    ];
    const service = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        asked.push([request.method, request.url, JSON.parse(body)]);
        response.end(JSON.stringify(answers.shift()));
      });
    });
    await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
    const ask = () => runLine(["decide", "placement.home", "--no-events", "--service", url, "--json"], io);
    expect(readJson(await ask())).toMatchObject({ outcome: "personalized" });
    expect(asked).toMatchObject([["POST", "/v1/decisions", { placement: "placement.home", events: [], consents: [] }]]);
    const refusal = await ask();
    expect([refusal.exit, errorOf(refusal)]).toMatchObject([
      5,
      { code: "NO_RELEASE", message: "Nothing has verified yet." },
    ]);
    expect(errorOf(await ask()).code).toBe("REPOSITORY_UNREACHABLE");
    await new Promise((resolve) => service.close(resolve));
    const gone = await ask();
    expect([gone.exit, errorOf(gone).code]).toEqual([5, "REPOSITORY_UNREACHABLE"]);
  });
});

describe("what it says", () => {
  let workspace: TestWorkspace;
  beforeAll(async () => {
    workspace = await makeWorkspace();
    await makeHero(workspace);
  });
  afterAll(() => workspace.dispose());

  /** A command line, and the code with which it is refused. */
  const refusals: readonly (readonly [ErrorCode, ...string[]])[] = [
    ["INPUT_INVALID", "publish", "--enviroment", "production"],
    ["INPUT_INVALID", "publsh"],
    ["INPUT_INVALID", "approve"],
    ["INPUT_INVALID", "approve", "first"],
    ["INPUT_INVALID", "set", "hero.spring", "headline=x"],
    ["INPUT_INVALID", "set", "hero.spring", "settings.variants:=["],
    ["INPUT_INVALID", "grant", "Edda", "king"],
    ["NOT_FOUND", "show", "hero.nowhere"],
    ["NOT_FOUND", "release", "-e", "nowhere"],
    ["CHECKS_FAILED", "set", "hero.spring", `copy.base.headline.*=${"H".repeat(41)}`],
    ["NOTHING_CHANGED", "set", "hero.spring", "copy.base.headline.*=The ridge is free of snow"],
    ["FIXED_FIELD", "set", "hero.spring", "disclosure.base.terms.*=None"],
    ["FORBIDDEN", "set", "type.hero", "settings.label=Mine"],
    ["NOT_OWNER", "publish"],
    ["FORBIDDEN", "grant", "Edda", "administrator"],
  ];

  test.each(refusals)("CL-1 CL-2 %s: one JSON document and the code's own exit code, for %s", async (code, ...args) => {
    const ran = await runAs(workspace, "edda", ...args, "--json");
    expect([errorOf(ran).code, ran.exit, ran.err]).toEqual([code, errorCodes[code as ErrorCode].exit, ""]);
    expect(Object.keys(readJson<object>(ran))).toEqual(["error"]);
  });

  test("CL-3 for people, an error is a sentence with its code, and its parts stand below it", async () => {
    const ran = await runAs(workspace, "edda", "set", "hero.spring", `copy.base.headline.*=${"H".repeat(43)}`);
    expect([ran.exit, ran.out]).toEqual([2, ""]);
    const [sentence, ...parts] = ran.err.trimEnd().split("\n");
    expect(sentence).toMatch(/\. \(CHECKS_FAILED\)$/);
    expect(parts).toEqual([expect.stringMatching(/^ {2}copy\.base\.headline\.\*: .*3/)]);
  });

  test("CL-3 for people, an answer is a table whose columns line up, Japanese included", async () => {
    await runAs(workspace, "edda", "set", "hero.spring", "settings.label=東京の春");
    const { out, err, exit } = await runAs(workspace, "edda", "list");
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toBe(
      [
        "Asset        Kind       Tier      Scope  Status  Revision  Owner        Label",
        "hero.spring  block      campaign  */*/*  draft          2  Edda Editor  東京の春",
        "type.hero    blockType  campaign  */*/*  draft          1  Bea Brand    Hero",
        "",
        "2 of 2",
        "",
      ].join("\n"),
    );
  });

  test("CL-3 help is an answer, and comes where nothing was asked", async () => {
    const help = await runLine(["--help"]);
    expect([help.exit, help.err]).toEqual([0, ""]);
    expect(help.out).toContain("imprimatur [options] [command]");
    expect(await runLine([])).toEqual(help);
    expect((await runLine(["decide", "--help"])).out).toContain("--withdrawn <purpose>");
  });

  test("CL-4 without a passphrase nobody signs in, and the ways to give one are named", async () => {
    const io = { ...ioOf(workspace), env: { IMPRIMATUR_WORKSPACE: workspace.options.path } };
    const ran = await runLine(["list", "--as", "Edda", "--json"], io);
    expect(errorOf(ran)).toMatchObject({ code: "KEY_LOCKED" });
    expect(errorOf(ran).message).toContain("IMPRIMATUR_PASSPHRASE");
    const asked: string[] = [];
    const ask = (question: string) => {
      asked.push(question);
      return Promise.resolve(passphrase);
    };
    expect((await runLine(["list", "--as", "Edda"], { ...io, ask })).exit).toBe(0);
    expect(asked).toEqual(["Passphrase of Edda Editor:"]);
  });

  test("CL-4 a passphrase is read from a file, its line end left out, and there is no option that takes one", async () => {
    const file = join(workspace.options.path, "..", "passphrase.txt");
    writeFileSync(file, `${passphrase}\n`);
    const io = { ...ioOf(workspace), env: { IMPRIMATUR_WORKSPACE: workspace.options.path } };
    expect((await runLine(["list", "--as", "Edda", "--passphrase-file", file], io)).exit).toBe(0);
    expect((await runLine(["list", "--as", "Edda", "--passphrase", passphrase], io)).exit).toBe(2);
    const missing = await runLine(["list", "--as", "Edda", "--passphrase-file", `${file}.no`, "--json"], io);
    expect(errorOf(missing).code).toBe("NOT_FOUND");
  });

  test("CL-5 a person is named by the beginning of the name, if it fits one alone", async () => {
    const status = (...as: string[]) => runLine(["status", ...as, "--json"], ioOf(workspace));
    expect(readJson(await status("--as", "edda"))).toMatchObject({ member: { name: "Edda Editor" } });
    expect(errorOf(await status("--as", "B"))).toMatchObject({
      code: "INPUT_INVALID",
      message: "“B” fits Bea Brand and Bruno Brand. Give more of the name.",
    });
    expect(errorOf(await status("--as", "Nobody")).code).toBe("NOT_FOUND");
    expect(readJson<{ members: unknown[] }>(await status()).members).toHaveLength(8);
    expect(errorOf(await runLine(["list", "--json"], ioOf(workspace))).code).toBe("SIGNED_OUT");
  });

  test("CL-5 of several environments one has to be named", async () => {
    const two = await makeWorkspace({ environments: ["production", "staging"] });
    expect(await jsonAs(two, "ada", "release")).toMatchObject({
      exit: 2,
      error: { message: "Say which environment: production, staging." },
    });
    expect(await jsonAs(two, "ada", "release", "-e", "staging")).toMatchObject({ exit: 0, environment: "staging" });
    two.dispose();
  });

  test("CL-7 set changes the fields that are named, and no other", async () => {
    const set = (...args: string[]) => jsonAs(workspace, "edda", "set", "hero.spring", ...args);
    const body = async (): Promise<Body> =>
      (await jsonAs<{ body: Body }>(workspace, "edda", "show", "hero.spring")).body;
    const before = await body();
    expect(
      await set("copy.base.teaser.de-DE=Auf = hinauf", "copy.base.teaser.*=Up", "--note", "Teasers"),
    ).toMatchObject({
      changed: ["copy.base.teaser"],
      revision: { note: "Teasers" },
    });
    const teaser = { "*": "Up", "de-DE": "Auf = hinauf" };
    const { base } = before.copy as { base: object };
    expect(await body()).toEqual({ ...before, copy: { base: { ...base, teaser } } });
    await set("--remove", "copy.base.teaser");
    expect(await body()).toEqual(before);
  });

  test("CL-7 a list takes values at its places, and nothing reaches what every object has", async () => {
    const set = (...args: string[]) => jsonAs(workspace, "edda", "set", "hero.spring", ...args);
    expect((await set("settings.variants.5:={}")).error?.code).toBe("INPUT_INVALID");
    expect((await set("settings.__proto__.label=x")).error?.code).toBe("CHECKS_FAILED");
    expect(({} as { label?: string }).label).toBeUndefined();
  });

  test("CL-9 no error shows a stack or a passphrase", async () => {
    for (const [, ...args] of refusals) {
      const { out, err } = await runAs(workspace, "edda", ...args);
      for (const secret of [passphrase, "    at ", ".ts:"]) expect(out + err).not.toContain(secret);
    }
  });
});

test("CL-1 the program runs as a process of its own, and its exit code tells", async () => {
  const program = join(root, "main", "cli.ts");
  const folder = mkdtempSync(join(tmpdir(), "imprimatur-cli-"));
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [program, "--help"], { cwd: folder });
  expect(stdout).toContain("Exit codes: 0 done");
  const failed = await run(process.execPath, [program, "status", "--json"], { cwd: folder, env: {} }).catch(
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({ code: 2, stderr: "" });
  expect(JSON.parse((failed as { stdout: string }).stdout)).toMatchObject({ error: { code: "INPUT_INVALID" } });
  rmSync(folder, { recursive: true, force: true });
});
