import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { compile } from "#shared/decision/compile.ts";
import { answer, type Served } from "#runtime/decide.ts";
import { openCounts } from "#runtime/state/counts.ts";
import { guard } from "#test/support/assets.ts";
import { request, shop } from "#test/support/decisions.ts";
import { makeRepository, publishRelease, type Repository } from "#test/support/repository-fixture.ts";
import { type RunningService, startTestService } from "#test/support/service-fixture.ts";

const now = Date.parse("2026-03-01T12:00:00.000Z");
const day = 86_400_000;
const twice = guard("twice", { effect: "cap", most: 2, period: { in: "rolling", length: 7, unit: "days" } });
const served: Served = { release: compile({ environment: "live", number: 1, assets: [...shop, twice] }), stale: false };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "imprimatur-counts-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = () => join(folder, "counts.sqlite");
const rows = () => {
  const sqlite = new Sqlite(file(), { readonly: true });
  try {
    return sqlite.prepare<[], { person: Buffer; at: number }>("SELECT person, at FROM counts").all();
  } finally {
    sqlite.close();
  }
};
const ask = (counts: ReturnType<typeof openCounts>, at = now, rest: Parameters<typeof request>[0] = {}) =>
  answer(served, request({ person: "anna@example.com", ...rest }), at, counts).outcome;

describe("DS-40 frequency caps are counted when a decision is made", () => {
  test("per person, over channels that interrupt and those that are visited, across a restart", () => {
    const first = openCounts(folder);
    expect(ask(first, now, { placement: "newsletter" })).toBe("personalized");
    expect(ask(first, now, { attributes: {} })).toBe("generic");
    first.close();
    const second = openCounts(folder);
    expect(ask(second)).toBe("personalized");
    expect(ask(second)).toBe("generic");
    expect(ask(second, now, { placement: "newsletter" })).toBe("nothing");
    expect(ask(second, now, { person: "bert" })).toBe("personalized");
    expect(ask(second, now + 7 * day + 1)).toBe("personalized");
    second.close();
  });

  test("two processes that share a folder never let one more pass", () => {
    const [one, other] = [openCounts(folder), openCounts(folder)];
    const answers = Array.from({ length: 10 }, (_, turn) => ask(turn % 2 === 0 ? one : other));
    expect(answers.filter((outcome) => outcome === "personalized")).toHaveLength(2);
    one.close();
    other.close();
  });

  test("a stale release, which shows nothing personalized, counts nothing", () => {
    const counts = openCounts(folder);
    expect(answer({ ...served, stale: true }, request({ person: "p" }), now, counts).outcome).toBe("generic");
    counts.close();
    expect(rows()).toEqual([]);
  });
});

describe("DS-41 nobody can be read in what is counted", () => {
  test("no identifier is written, and another folder gives another digest", async () => {
    const counts = openCounts(folder);
    ask(counts);
    counts.close();
    const [row] = rows();
    expect(row!.person).toHaveLength(32);
    expect((await readFile(file())).includes("anna")).toBe(false);
    const other = await mkdtemp(join(tmpdir(), "imprimatur-counts-"));
    const mine = row!.person.toString("hex");
    const there = openCounts(other);
    ask(there);
    there.close();
    const sqlite = new Sqlite(join(other, "counts.sqlite"), { readonly: true });
    expect(sqlite.prepare<[], Buffer>("SELECT person FROM counts").pluck().get()!.toString("hex")).not.toBe(mine);
    sqlite.close();
    await rm(other, { recursive: true });
  });

  test("counts that no cap can look back to are taken away", () => {
    const counts = openCounts(folder);
    for (const back of [93, 90]) counts.decide((counter) => counter.add(["twice"], "p", now - back * day));
    counts.prune(now);
    counts.close();
    expect(rows().map(({ at }) => at)).toEqual([now - 90 * day]);
  });
});

describe("DS-42 where it cannot be counted, caps block", () => {
  const blocks = (counts: ReturnType<typeof openCounts>) => {
    expect(ask(counts)).toBe("generic");
    expect(ask(counts, now, { placement: "newsletter" })).toBe("nothing");
    expect(counts.failure).toContain("Frequency caps block: counts.sqlite cannot be used");
  };

  test("a damaged file", async () => {
    await writeFile(file(), "this is no database, and it is long enough to be looked at as one".repeat(100));
    const counts = openCounts(folder);
    blocks(counts);
    counts.close();
  });

  test("a file of a later version", () => {
    const sqlite = new Sqlite(file());
    sqlite.pragma("user_version = 2");
    sqlite.close();
    const counts = openCounts(folder);
    blocks(counts);
    counts.close();
  });

  test("a file that another process holds, and once it lets go, caps let pass again", () => {
    const counts = openCounts(folder);
    const other = new Sqlite(file());
    other.exec("BEGIN IMMEDIATE");
    blocks(counts);
    other.exec("ROLLBACK");
    other.close();
    expect(ask(counts)).toBe("personalized");
    expect(counts.failure).toBeNull();
    counts.close();
  });

  test("a table that is gone while the service runs; what was half counted is not kept", () => {
    let at = now;
    const counts = openCounts(folder, () => at);
    ask(counts);
    const other = new Sqlite(file());
    other.exec("CREATE TRIGGER full BEFORE INSERT ON counts BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    blocks(counts);
    other.exec("DROP TRIGGER full");
    other.close();
    expect(ask(counts)).toBe("generic");
    at += 5_000;
    expect([ask(counts), ask(counts)]).toEqual(["personalized", "generic"]);
    counts.close();
  });
});

describe("DS-40 over HTTP", () => {
  let repository: Repository;
  let service: RunningService;
  beforeEach(async () => {
    repository = await makeRepository();
    repository.world.assets.splice(0, Number.POSITIVE_INFINITY, ...shop, twice);
    await publishRelease(repository, 1);
    service = await startTestService(repository);
  });
  afterEach(async () => {
    await service.close();
    await rm(repository.folder, { recursive: true, force: true });
  });

  test("calls at once never exceed the cap, in a batch neither, and the service counts on after a restart", async () => {
    const consents = [{ purpose: "personalization", granted: true, at: new Date().toISOString() }];
    const asked = { placement: "newsletter", person: "p", attributes: { country: "DE", minor: false }, consents };
    const single = await Promise.all(Array.from({ length: 8 }, () => service.decide(asked)));
    const sent = single.filter(({ body }) => body["outcome"] === "personalized");
    expect(sent).toHaveLength(2);
    const batch = await service.decide({
      requests: [asked, { ...asked, person: "q" }, { ...asked, person: "q" }, { ...asked, person: "q" }],
    });
    const outcomes = (batch.body["results"] as { decision: { outcome: string } }[]).map(
      ({ decision }) => decision.outcome,
    );
    expect(outcomes).toEqual(["nothing", "personalized", "personalized", "nothing"]);
    await service.close();
    service = await startTestService(repository);
    expect((await service.decide(asked)).body).toMatchObject({ outcome: "nothing" });
    expect(await service.status()).toMatchObject({ capsFailure: null });
  });
});
