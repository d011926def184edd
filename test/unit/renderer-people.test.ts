import { describe, expect, test } from "vitest";
import { defaultPaths } from "#shared/access/defaults.ts";
import { type Grant, type Role, roles } from "#shared/access/model.ts";
import { isAllowed, permissions } from "#shared/access/policy.ts";
import { everywhere, type Scope } from "#shared/assets/model.ts";
import type { StudioCall } from "#shared/contracts.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { grantProblem, newPersonProblem } from "#renderer/people/new-person.ts";
import { answerFor, forEveryone, rightsOf } from "#renderer/people/rights.ts";
import type { Person } from "#renderer/people/store.ts";
import { callWords, grantWords } from "#renderer/people/strings.ts";

const person = (name: string, grants: readonly (readonly [Role, Scope])[] = [], owns = 0): Person => {
  const id = `mem_${name}` as MemberId;
  return {
    id,
    name,
    title: "",
    publicKey: "0".repeat(64),
    active: true,
    owns,
    grants: grants.map(([role, scope]): Grant => ({ member: id, role, scope })),
  };
};
const de: Scope = { brand: "halden", market: "de", channel: "*" };
const mara = person("Mara", [["engineer", everywhere]], 7);
const everyone = [
  mara,
  person("Priya", [["brandApprover", everywhere]]),
  person("Tomasz", [["legalApprover", everywhere]]),
  person("Jonas", [["editor", de]], 2),
  person("Ada", [["administrator", everywhere]]),
  person("Henrik", [["auditor", everywhere]]),
];
const find = (name: string) => everyone.find((one) => one.name === name)!;
const policy = {
  paths: defaultPaths,
  environments: [{ id: "production-eu", releaseOwner: mara.id, maxStalenessDays: 30 }],
};
const rights = rightsOf(policy);
const right = (words: string) => rights.find((one) => one.words === words)!;

describe("who can do what", () => {
  test("every call of the permission table stands in the matrix or is everyone’s", () => {
    const shown = new Set([...forEveryone, ...rights.flatMap((one) => one.calls)]);
    expect(Object.keys(permissions).filter((call) => !shown.has(call as StudioCall))).toEqual([]);
    expect(Object.values(callWords).every((words) => words !== "")).toBe(true);
  });

  test("what the matrix answers is what the gate would answer", () => {
    const grants = everyone.flatMap((one) => one.grants);
    for (const one of rights) {
      if (one.permission.who === "owner") continue;
      for (const somebody of everyone) {
        const allowed = isAllowed(one.permission, one.subject, somebody, grants);
        expect(answerFor(one, somebody, everyone).answer === "yes", `${somebody.name}: ${one.words}`).toBe(allowed);
      }
    }
  });

  test("a role in one market is said with its market", () => {
    expect(answerFor(right("Write blocks and pictures"), find("Jonas"), everyone)).toEqual({
      answer: "part",
      why: "As editor, for halden · DE.",
    });
  });

  test("a no says what it takes and who could", () => {
    const { answer, why } = answerFor(right("Approve: Legal"), find("Priya"), everyone);
    expect(answer).toBe("no");
    expect(why).toBe("This takes the role of legal approver. Tomasz can do it.");
  });

  test("only the release owner publishes, environment by environment", () => {
    const publish = right("Publish to production-eu");
    expect(everyone.filter((one) => answerFor(publish, one, everyone).answer === "yes")).toEqual([mara]);
  });

  test("owning is a right of its own: for what one owns", () => {
    const retire = right("Retire an asset");
    expect(answerFor(retire, mara, everyone)).toEqual({ answer: "part", why: "What they own." });
    expect(answerFor(retire, find("Henrik"), everyone).answer).toBe("no");
  });

  test("nobody but the central teams writes the brand foundation", () => {
    const foundation = rights.filter(
      (one) => one.words.includes("brand foundation") && one.permission.who === "author",
    );
    const writers = new Set(
      foundation.flatMap((one) =>
        everyone
          .filter((somebody) => answerFor(one, somebody, everyone).answer !== "no")
          .map((somebody) => somebody.name),
      ),
    );
    expect([...writers].toSorted()).toEqual(["Priya", "Tomasz"]);
  });
});

test("a role is said with where it holds", () => {
  expect(grantWords("brandApprover", everywhere)).toBe("brand approver, everywhere");
  expect(grantWords("editor", de)).toBe("editor for halden · DE");
});

describe("somebody who is about to be added", () => {
  const grant = { role: roles[0], brand: "", market: "", channel: "*" };
  const complete = {
    name: "Haruka Mori",
    title: "",
    key: { kind: "passphrase" as const, value: "long enough" },
    grants: [grant],
  };

  test("needs a name, and a key that holds", () => {
    expect(newPersonProblem(complete)).toBeUndefined();
    expect(newPersonProblem({ ...complete, name: " " })).toBe("Give their name.");
    expect(newPersonProblem({ ...complete, key: { kind: "passphrase", value: "short" } })).toContain("at least 8");
    expect(newPersonProblem({ ...complete, key: { kind: "publicKey", value: "abc" } })).toContain("64 hexadecimal");
    expect(newPersonProblem({ ...complete, key: { kind: "publicKey", value: "a".repeat(64) } })).toBeUndefined();
  });

  test("may have no role, but none in a place that cannot be", () => {
    expect(newPersonProblem({ ...complete, grants: [] })).toBeUndefined();
    expect(grantProblem({ ...grant, market: "Deutschland!" })).toContain("lower-case");
    expect(grantProblem({ ...grant, market: "DE" })).toBeUndefined();
  });
});
