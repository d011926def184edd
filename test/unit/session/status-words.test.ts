import { describe, expect, test } from "vitest";
import type { MemberId } from "#shared/kernel/ids.ts";
import type { EnvironmentState } from "#shared/releases/model.ts";
import { environmentStatus, keyStatus, personStatus } from "#renderer/app/session/status-words.ts";
import { freshId } from "#test/support/people.ts";

const owner = freshId("mem") as MemberId;
const live = (number: number): EnvironmentState["live"] =>
  ({
    environment: "production",
    number,
    at: "2026-03-02T09:00:00.000Z",
    by: owner,
  }) as unknown as EnvironmentState["live"];

const state = (parts: Partial<EnvironmentState>): EnvironmentState => ({
  id: "production",
  releaseOwner: owner,
  maxStalenessDays: 30,
  live: live(4),
  service: null,
  ...parts,
});
const service = { url: "http://127.0.0.1:1", reachable: true, release: 4, refusal: null };
const refusal = { code: "OWNER_UNSIGNED", message: "An asset's owner has not signed.", at: "2026-03-02T09:00:00.000Z" };

describe("what the status bar says of an environment", () => {
  test.each([
    ["nothing published", { live: null }, undefined, "mute"],
    ["published, and no service known", {}, 4, "mute"],
    ["published, and a service that does not answer", { service: { ...service, reachable: false } }, 4, "attn"],
    ["served as published", { service }, 4, "ok"],
    ["an older release served than the one published", { service: { ...service, release: 3 } }, 3, "attn"],
    ["nothing served yet", { service: { ...service, release: null } }, undefined, "attn"],
    ["a refused release", { service: { ...service, release: 3, refusal } }, 3, "danger"],
  ] as const)("%s", (_what, parts, release, tone) => {
    const said = environmentStatus(state(parts));
    expect([said.name, said.release, said.tone]).toEqual(["production", release, tone]);
  });

  test("a refusal is said in its own words", () => {
    expect(environmentStatus(state({ service: { ...service, release: 3, refusal } })).words).toContain(refusal.message);
  });
});

describe("what it says of the key", () => {
  const now = Date.parse("2026-03-02T09:00:00Z");
  test.each([
    [null, { state: "locked" }],
    ["2026-03-02T09:00:00Z", { state: "locked" }],
    ["2026-03-02T09:00:01Z", { state: "open", locksIn: "1 min" }],
    ["2026-03-02T09:10:00Z", { state: "open", locksIn: "10 min" }],
  ])("open until %s", (until, said) => {
    expect(keyStatus(until, now)).toEqual(said);
  });
});

test("a person is named by their own title, else by their roles, each once", () => {
  const member = { id: owner, name: "Mara", title: "", publicKey: "0".repeat(64), active: true };
  const grant = { member: owner, role: "brandApprover", scope: { brand: "*", market: "*", channel: "*" } } as const;
  const roles = { member, grants: [grant, { ...grant, scope: { ...grant.scope, market: "de" } }], keyOpenUntil: null };
  expect(personStatus(roles, false).role).toBe("brand approver");
  expect(personStatus({ ...roles, member: { ...member, title: "Brand, DACH" } }, true)).toMatchObject({
    role: "Brand, DACH",
    owner: true,
  });
});
