import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ApprovalStep } from "#shared/access/model.ts";
import { allGiven, gatesFor, type GivenApproval, pathFor, uncoveredParts } from "#shared/approvals/policy.ts";
import type { KindName } from "#shared/assets/kind.ts";
import { tiers } from "#shared/assets/model.ts";
import { type CoveredPart, coveredParts, type PartDigests } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";

const digest = fc.integer({ min: 0, max: 3 }).map((n): Digest => `sha256:${String(n).repeat(64)}`);
const parts: fc.Arbitrary<PartDigests> = fc.dictionary(fc.constantFrom(...coveredParts), digest, { maxKeys: 7 });
const stepOf = (id: "brand" | "legal") =>
  fc
    .subarray([...coveredParts], { minLength: 1 })
    .map((covers): ApprovalStep => ({ id, label: id, role: `${id}Approver`, covers }));
const steps = fc.tuple(stepOf("brand"), stepOf("legal")).chain((both) => fc.subarray(both));
const approvals = fc.array(fc.record({ step: fc.constantFrom("brand" as const, "legal" as const), parts }), {
  maxLength: 5,
});
const question = fc.record({ revision: fc.record({ parts }), steps, approvals });

/** The rule itself, written from the other end: every part needs some step, and every step that covers it needs that digest. */
function mayPass(revision: PartDigests, path: readonly ApprovalStep[], given: readonly GivenApproval[]): boolean {
  return (Object.entries(revision) as [CoveredPart, Digest][]).every(([part, wanted]) => {
    const asking = path.filter((step) => step.covers.includes(part));
    return (
      asking.length > 0 &&
      asking.every((step) => given.some((one) => one.step === step.id && one.parts[part] === wanted))
    );
  });
}

test("all gates are given exactly when every part is covered and approved, digest by digest, by every step that covers it", () => {
  fc.assert(
    fc.property(question, (asked) => {
      expect(allGiven(gatesFor(asked))).toBe(mayPass(asked.revision.parts, asked.steps, asked.approvals));
    }),
  );
});

test("one more approval never closes a gate, and one fewer never opens one", () => {
  const open = (asked: Parameters<typeof gatesFor>[0]) =>
    gatesFor(asked).flatMap(({ step, missingParts }) => missingParts.map((part) => `${step?.id} ${part}`));
  fc.assert(
    fc.property(question, approvals, (asked, more) => {
      const before = new Set(open(asked));
      expect(open({ ...asked, approvals: [...asked.approvals, ...more] }).every((gate) => before.has(gate))).toBe(true);
    }),
  );
});

test("editing one part leaves every gate alone that does not cover it, and closes every one that does", () => {
  fc.assert(
    fc.property(steps, parts, fc.constantFrom(...coveredParts), (path, revision, part) => {
      const given = path.map(({ id }) => ({ step: id, parts: revision }));
      const edit: Digest = `sha256:${"f".repeat(64)}`;
      const edited = { ...revision, [part]: edit };
      for (const gate of gatesFor({ revision: { parts: edited }, steps: path, approvals: given })) {
        const touched = gate.step?.covers.includes(part) ? [part] : [];
        expect(gate.missingParts).toEqual(gate.step ? touched : uncoveredParts(path, edited));
      }
    }),
  );
});

test("void is what was given for other words; missing is what was never given", () => {
  const [before, after] = [`sha256:${"a".repeat(64)}`, `sha256:${"b".repeat(64)}`] as [Digest, Digest];
  const step: ApprovalStep = { id: "legal", label: "Legal", role: "legalApprover", covers: ["disclosure", "claim"] };
  const state = (given: readonly GivenApproval[]) =>
    gatesFor({ revision: { parts: { disclosure: after } }, steps: [step], approvals: given })[0]?.state;
  expect(state([])).toBe("missing");
  expect(state([{ step: "legal", parts: { claim: after } }])).toBe("missing");
  expect(state([{ step: "brand", parts: { disclosure: after } }])).toBe("missing");
  expect(state([{ step: "legal", parts: { disclosure: before } }])).toBe("void");
  expect(
    state([
      { step: "legal", parts: { disclosure: before } },
      { step: "legal", parts: { disclosure: after } },
    ]),
  ).toBe("given");
});

test("a step that covers nothing of the revision asks for nothing; a part that no step covers is a gate that nobody can open", () => {
  const step: ApprovalStep = { id: "legal", label: "Legal", role: "legalApprover", covers: ["disclosure"] };
  const copyOnly: PartDigests = { copy: `sha256:${"a".repeat(64)}` };
  expect(
    gatesFor({ revision: { parts: copyOnly }, steps: [step], approvals: [{ step: "legal", parts: copyOnly }] }),
  ).toEqual([{ step: null, state: "missing", missingParts: ["copy"] }]);
});

test("the first path that fits kind and tier is the path; without one there are no steps", () => {
  const path = (id: "brand" | "legal", kinds: KindName[]) => ({
    kinds,
    tiers: [...tiers.slice(0, 2)],
    steps: [{ id, label: id, role: "brandApprover" as const, covers: ["copy" as const] }],
  });
  const policy = { paths: [path("brand", ["block"]), path("legal", ["block", "rule"])] };
  expect(pathFor(policy, { kind: "block", tier: "foundation" }).map(({ id }) => id)).toEqual(["brand"]);
  expect(pathFor(policy, { kind: "rule", tier: "campaign" }).map(({ id }) => id)).toEqual(["legal"]);
  expect(pathFor(policy, { kind: "block", tier: "variable" })).toEqual([]);
  expect(pathFor(policy, { kind: "event", tier: "foundation" })).toEqual([]);
});
