import { describe, expect, test } from "vitest";
import type { KindName } from "#shared/assets/kind.ts";
import { everywhere } from "#shared/assets/model.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import type { Blocker, Candidate, CandidateItem, ReleaseSummary } from "#shared/releases/model.ts";
import { ownWords } from "#shared/releases/policy.ts";
import { changesOf, standingOf, unsignedBy, unsignedByOwner } from "#renderer/releases/changes.ts";
import { blockerWords, contentWords, ownerStatements, refusalTitle } from "#renderer/releases/strings.ts";

const mara = "mem_mara" as MemberId;
const elena = "mem_elena" as MemberId;

const item = (
  kind: KindName,
  name: string,
  change: CandidateItem["change"],
  { owner = mara, ownerSigned = true }: { owner?: MemberId; ownerSigned?: boolean } = {},
): CandidateItem => ({
  asset: `ast_${name}` as AssetId,
  kind,
  name,
  tier: "campaign",
  scope: everywhere,
  owner,
  revision: `sha256:${"0".repeat(64)}`,
  revisionNumber: 2,
  change,
  ownerSigned,
  firstSignature: false,
});

const blocker = (code: Blocker["code"]): Blocker => ({ asset: null, name: "x", code, message: "", who: null });
const candidate = (change: Partial<Candidate>): Candidate => ({
  environment: "production-eu",
  releaseOwner: mara,
  number: 43,
  items: [],
  removed: [],
  seals: [],
  blockers: [],
  ...change,
});

const mixed = candidate({
  items: [
    item("rule", "rule.b", "changed"),
    item("block", "hero.b", "added"),
    item("attribute", "attr.a", "changed", { owner: elena, ownerSigned: false }),
    item("block", "hero.a", "changed"),
    item("audience", "audience.a", "added"),
    item("consentPurpose", "consent.a", "same"),
  ],
  removed: [{ asset: "ast_old" as AssetId, name: "offer.old" }],
});
const live = { number: 42 } as ReleaseSummary;

describe("what a release changes", () => {
  test("stands in groups: content, rules and audiences, data and consent, what is retired; by name within each", () => {
    const { rows } = changesOf(mixed);
    expect(rows.map((row) => [row.group, row.change, row.name])).toEqual([
      ["content", "changed", "hero.a"],
      ["content", "added", "hero.b"],
      ["rules", "added", "audience.a"],
      ["rules", "changed", "rule.b"],
      ["data", "changed", "attr.a"],
      ["retired", "removed", "offer.old"],
    ]);
  });

  test("is counted, and what stays the same is kept apart", () => {
    const changes = changesOf(mixed);
    expect(changes).toMatchObject({ added: 2, changed: 3, removed: 1 });
    expect(changes.same.map((one) => one.name)).toEqual(["consent.a"]);
  });

  test("is said against the live release", () => {
    const changes = changesOf(mixed);
    expect(contentWords(mixed, changes, live)).toBe("6 assets: 1 as in release 42, 3 changed and 2 new; 1 is retired");
    expect(contentWords(mixed, changes, null)).toBe("6 assets, all of them new");
  });
});

describe("how far it has come", () => {
  const standing = (change: Partial<Candidate>) => {
    const one = candidate(change);
    return standingOf(one, changesOf(one));
  };

  test("nothing approved, something in the way, nothing new, or ready", () => {
    expect(standing({})).toBe("empty");
    expect(standing({ items: [item("block", "a.b", "added")], blockers: [blocker("ownerUnsigned")] })).toBe("blocked");
    expect(standing({ items: [item("block", "a.b", "same")] })).toBe("unchanged");
    expect(standing({ items: [item("block", "a.b", "changed")] })).toBe("ready");
    expect(standing({ items: [item("block", "a.b", "same")], removed: mixed.removed })).toBe("ready");
  });

  test("missing signatures are told by owner, and each owner sees exactly theirs", () => {
    expect(unsignedByOwner(mixed)).toEqual([{ owner: elena, names: ["attr.a"] }]);
    expect(unsignedBy(mixed, elena).map((one) => one.name)).toEqual(["attr.a"]);
    expect(unsignedBy(mixed, mara)).toEqual([]);
  });

  test("blockers are counted by what they take: a signature or a mend", () => {
    expect(blockerWords([blocker("ownerUnsigned")])).toBe("1 signature missing");
    expect(blockerWords([blocker("ownerUnsigned"), blocker("check"), blocker("reference")])).toBe(
      "1 signature missing, 2 things to mend",
    );
  });
});

test("an owner reads the words that are signed, and a second statement where their chain of owners begins", () => {
  const owner = { name: "Mara Lindqvist", workspace: "Halden Outdoor" };
  expect(ownerStatements(owner, 3, 0)).toEqual([ownWords(owner, 3)]);
  expect(ownerStatements(owner, 3, 1)).toEqual([
    "I, Mara Lindqvist, owner, answer for 3 revisions of Halden Outdoor at exactly these digests.",
    "I, Mara Lindqvist, take ownership of 1 asset of Halden Outdoor.",
  ]);
});

test("a refusal says which environment, which release and which check", () => {
  expect(refusalTitle("production-eu", "OWNER_UNSIGNED", 42)).toBe(
    "production-eu refused release 42: an owner’s signature is missing",
  );
  expect(refusalTitle("staging", "SOMETHING_NEW", undefined)).toBe("staging refused a release: a check failed");
});
