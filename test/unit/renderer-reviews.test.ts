import { describe, expect, test } from "vitest";
import type { Gate, RequestDetail, RequestItem } from "#shared/approvals/model.ts";
import { everywhere } from "#shared/assets/model.ts";
import { approvalWords, commonScope } from "#shared/approvals/policy.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import type { Role } from "#shared/access/model.ts";
import { lookWords, stepStateOf, waitsFor } from "#renderer/reviews/strings.ts";
import { approvers, turnOf, type Viewer } from "#renderer/reviews/turn.ts";

const member = (name: string): MemberId => `mem_${name.toLowerCase().padStart(26, "0")}` as MemberId;
const roles: readonly (readonly [name: string, role: Role])[] = [
  ["Mara", "engineer"],
  ["Priya", "brandApprover"],
  ["Helen", "brandApprover"],
  ["Tomasz", "legalApprover"],
  ["Henrik", "auditor"],
];
const members = roles.map(([name]) => ({ id: member(name), name, title: "", publicKey: "0".repeat(64), active: true }));
const viewer = (name: string): Viewer => ({
  me: members.find((one) => one.name === name),
  members,
  grants: roles.map(([of, role]) => ({ member: member(of), role, scope: everywhere })),
  nameOf: (id) => members.find((one) => one.id === id)?.name ?? "",
});

const gate = (step: Gate["step"], state: Gate["state"] = "missing"): Gate => ({
  step,
  label: step === "brand" ? "Brand usage" : "Legal",
  role: step === "brand" ? "brandApprover" : "legalApprover",
  state,
  by: null,
  at: null,
  missing: state === "given" ? [] : ["copy"],
});

const item = (author: string): RequestItem =>
  ({
    asset: "ast_1",
    name: "hero.a",
    scope: everywhere,
    author: member(author),
    revisionNumber: 3,
  }) as unknown as RequestItem;

const request = (change: Partial<RequestDetail> = {}): RequestDetail =>
  ({
    status: "open",
    author: member("Mara"),
    gates: [gate("brand"), gate("legal")],
    waitingFor: "brand",
    mine: false,
    items: [item("Mara")],
    ...change,
  }) as RequestDetail;

describe("whose turn it is", () => {
  test("who holds the step that is waited for may approve", () => {
    const turn = turnOf(request(), viewer("Priya"));
    expect(turn).toMatchObject({ gate: { step: "brand" }, approveRefusal: undefined, sendBackRefusal: undefined });
  });

  test("a later step says what comes first, and who can give it", () => {
    const { gate: step, approveRefusal } = turnOf(request(), viewer("Tomasz"));
    expect(step?.step).toBe("legal");
    expect(approveRefusal).toBe("Brand usage comes first. Priya or Helen can do it.");
  });

  test("own work is refused with its reason, and names the others who could", () => {
    const { approveRefusal } = turnOf(request({ items: [item("Priya")] }), viewer("Priya"));
    expect(approveRefusal).toBe("You wrote revision 3 of hero.a. Nobody approves their own work. Helen can do it.");
  });

  test("who holds no role is told which it takes", () => {
    const turn = turnOf(request(), viewer("Henrik"));
    expect(turn.approveRefusal).toContain("This takes the role of brand approver");
    expect(turn.sendBackRefusal).toContain("brand approver or legal approver");
  });

  test("only the author may withdraw", () => {
    expect(turnOf(request(), viewer("Mara")).withdrawRefusal).toBeUndefined();
    expect(turnOf(request(), viewer("Priya")).withdrawRefusal).toBe("Only Mara, who sent it, can withdraw it.");
  });

  test("a closed request offers nothing", () => {
    const turn = turnOf(request({ status: "sentBack" }), viewer("Priya"));
    expect(
      [turn.approveRefusal, turn.sendBackRefusal, turn.withdrawRefusal].every((reason) => reason !== undefined),
    ).toBe(true);
  });

  test("authors of a revision or of the request are not among its approvers", () => {
    const names = (detail: RequestDetail) => approvers(detail, gate("brand"), viewer("Mara")).map((one) => one.name);
    expect(names(request())).toEqual(["Priya", "Helen"]);
    expect(names(request({ items: [item("Helen")] }))).toEqual(["Priya"]);
  });
});

test("a void approval stays void, also when it is its turn again", () => {
  const again = request({ gates: [gate("brand", "void"), gate("legal")] });
  expect(again.gates.map((one) => stepStateOf(again, one))).toEqual(["void", "todo"]);
  expect(waitsFor({ ...again, mine: true })).toBe("Your turn: brand usage, again");
});

test("an approval waits until everything was looked at", () => {
  expect(lookWords(1, 1)).toBe("Look at the revision first.");
  expect(lookWords(1, 4)).toBe("Only 3 of 4 revisions looked at yet. J shows the next.");
  expect(lookWords(4, 4)).toBe("None of 4 revisions looked at yet. J shows the next.");
});

test("the words of an approval name the person, the request and what it covers", () => {
  const about = { name: "Priya Raman", request: { number: 7, title: "Mail" }, label: "Brand usage" };
  expect(approvalWords({ ...about, assets: 1, parts: 1 })).toBe(
    "I, Priya Raman, have reviewed change request 7, “Mail”, and approve it: Brand usage, 1 asset, 1 part.",
  );
  expect(approvalWords({ ...about, assets: 2, parts: 5 })).toContain("2 assets, 5 parts.");
});

test("whoever acts on a request must reach all of its assets", () => {
  const scope = (market: string) => ({ brand: "halden", market, channel: "web" });
  expect(commonScope([scope("de"), scope("de")])).toEqual(scope("de"));
  expect(commonScope([scope("de"), scope("uk")])).toEqual(scope("*"));
});
