import { describe, expect, test } from "vitest";
import {
  type ActName,
  type AssetHistory,
  actNames,
  acts,
  type JournalEntry,
  type JournalRow,
} from "#shared/audit/model.ts";
import { defaultPaths } from "#shared/access/defaults.ts";
import { everywhere } from "#shared/assets/model.ts";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { type Digest, toDigest } from "#shared/kernel/crypto.ts";
import type { DeviceId, MemberId } from "#shared/kernel/ids.ts";
import { completedNodes, inclusionProof, leafHash, rangeHash } from "#shared/kernel/merkle.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";
import { standingAt } from "#renderer/audit/as-of.ts";
import { lanesOf, spanOf } from "#renderer/audit/lanes.ts";
import { type InclusionProof, prove } from "#renderer/audit/proof.ts";
import { actWords, describe as sentenceOf, digestsOf } from "#renderer/audit/strings.ts";

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`;
const id = <P extends string>(prefix: P, tail: string) => `${prefix}_${tail.padStart(26, "0")}` as const;
const asset = id("ast", "1");
const [mara, priya, tomasz] = ["1", "2", "3"].map((tail) => id("mem", tail)) as [MemberId, MemberId, MemberId];

const names = {
  person: (key: string) => ({ [mara]: "Mara", [priya]: "Priya", [tomasz]: "Tomasz" })[key] ?? "somebody",
  asset: (key: string) => (key === asset ? "hero.a" : "another"),
  request: () => "change request 7, “Mail”",
};

/** One body of each act, as the journal would hold it, with its sentence. */
const examples: { readonly [A in ActName]: readonly [body: unknown, sentence: string] } = {
  "workspace.created": [
    { workspace: id("wsp", "1"), name: "Halden", device: id("dev", "1") },
    "The workspace Halden was made",
  ],
  "policy.signed": [
    { version: 4, policy: digest("a"), envelope: digest("b"), summary: "Added Priya" },
    "Signed version 4 of the policy: Added Priya",
  ],
  "session.signedIn": [{ member: mara }, "Signed in"],
  "asset.created": [
    { asset, kind: "audience", name: "audience.gold", tier: "campaign", scope: everywhere, owner: mara },
    "Created audience.gold, an audience owned by Mara",
  ],
  "asset.revised": [
    {
      asset,
      revision: digest("a"),
      base: digest("b"),
      identity: { kind: "block", name: "hero.a", tier: "campaign", scope: everywhere },
      body: digest("c"),
      parts: {},
      note: "Season copy",
    },
    "Revised hero.a: Season copy",
  ],
  "asset.retired": [{ asset, reason: "Out of season" }, "Retired hero.a: Out of season"],
  "request.opened": [
    {
      request: id("req", "1"),
      number: 7,
      title: "Mail",
      note: "",
      items: [{ asset, revision: digest("a") }],
      approved: [],
    },
    "Sent change request 7, “Mail”, for review: hero.a",
  ],
  "request.followed": [
    { request: id("req", "1"), items: [{ asset, revision: digest("a") }], approved: [] },
    "Revised hero.a during change request 7, “Mail”",
  ],
  "request.closed": [
    { request: id("req", "1"), status: "sentBack", reason: "A claim without a source" },
    "Sent back change request 7, “Mail”: A claim without a source",
  ],
  "approval.given": [
    {
      request: id("req", "1"),
      step: "legal",
      envelope: digest("a"),
      parts: [
        { asset, part: "copy", digest: digest("b") },
        { asset, part: "claim", digest: digest("c") },
      ],
      approved: [],
    },
    "Approved as legal approver, in change request 7, “Mail”: hero.a",
  ],
  "release.signed": [
    { envelope: digest("a"), ownership: null, claims: [], revisions: [{ asset, revision: digest("b") }] },
    "Signed 1 revision as owner: hero.a",
  ],
  "release.published": [
    { environment: "production-eu", number: 3, bundle: digest("a"), items: [{ asset, revision: digest("b") }] },
    "Published release 3 to production-eu: 1 asset",
  ],
  "comment.started": [
    {
      thread: id("thr", "1"),
      asset,
      comment: id("cmt", "1"),
      text: "Which ridge?",
      mentions: [],
      place: { part: "copy", field: "headline", variant: null, locale: null },
      purpose: "change",
      from: null,
      revision: digest("a"),
      quote: "The ridge",
    },
    "Asked for a change of hero.a, headline: Which ridge?",
  ],
  "comment.replied": [
    { thread: id("thr", "1"), asset, comment: id("cmt", "2"), text: "The high one.", mentions: [mara] },
    "Answered a comment on hero.a: The high one.",
  ],
  "comment.revised": [
    { thread: id("thr", "1"), asset, comment: id("cmt", "2"), text: "x".repeat(4000), mentions: [] },
    `Put a comment on hero.a in other words: ${"x".repeat(119)}…`,
  ],
  "comment.withdrawn": [{ thread: id("thr", "1"), asset, comment: id("cmt", "2") }, "Withdrew a comment on hero.a"],
  "comment.resolved": [{ thread: id("thr", "1"), asset }, "Resolved a thread of comments on hero.a"],
  "finding.setAside": [
    { asset, rule: "sameLabel", about: asset, reason: "Two teams" },
    "Set a finding on hero.a aside: Two teams",
  ],
  "finding.takenUp": [{ asset, rule: "sameLabel", about: asset }, "Took a finding on hero.a up again"],
  "comment.reopened": [{ thread: id("thr", "1"), asset }, "Reopened a thread of comments on hero.a"],
  "content.imported": [
    { format: "contentful", source: digest("a"), imported: 12, adapted: 3, leftOut: 1 },
    "Imported an export of Contentful: 12 as they were, 3 adapted, 1 left out",
  ],
  "exchange.imported": [
    { format: "csv", source: digest("a"), created: 0, changed: 7, unchanged: 3, rejected: 1 },
    "Imported CSV: 0 created, 7 changed, 1 rejected",
  ],
};

describe("every act that the journal knows", () => {
  test.each(actNames)("%s has a sentence in plain words", (act) => {
    const [body, sentence] = examples[act];
    const parsed = acts[act].parse(body) as Record<string, unknown>;
    expect(sentenceOf({ act, body: parsed }, names)).toBe(sentence);
  });

  test("has a word of its own for the filter", () => {
    expect(new Set(actNames.map((act) => actWords[act])).size).toBe(actNames.length);
  });

  test("no sentence shows an id or a digest", () => {
    for (const act of actNames) {
      const sentence = sentenceOf({ act, body: examples[act][0] as JournalEntry["body"] }, names);
      expect(sentence).not.toMatch(/sha256:|[a-z]{3}_[0-9a-z]{26}/);
    }
  });
});

test("the digests of an entry are named by what they are", () => {
  expect(digestsOf(examples["release.signed"][0] as Record<string, unknown>)).toEqual([
    { name: "signed statement", digest: digest("a") },
    { name: "revisions revision", digest: digest("b") },
  ]);
});

/** A log of entries with its proofs, made by the code that the journal itself uses. */
function logOf(size: number) {
  const nodes = new Map<string, Uint8Array>();
  const read = (level: number, index: number) => nodes.get(`${level} ${index}`)!;
  const entries = Array.from({ length: size }, (_, sequence) => {
    const entry: JournalEntry = {
      device: id("dev", "1") as DeviceId,
      sequence,
      at: "2026-03-12T09:00:00.000Z",
      actor: mara,
      act: "session.signedIn",
      body: { member: mara },
    };
    const leaf = leafHash(nodeCrypto, canonicalBytes(entry));
    for (const node of completedNodes(nodeCrypto, sequence, leaf, read))
      nodes.set(`${node.level} ${node.index}`, node.hash);
    return { ...entry, leaf: toDigest(leaf), subjects: [] };
  });
  const checkpoint = { device: entries[0]!.device, size, root: toDigest(rangeHash(nodeCrypto, 0, size, read)) };
  const proofOf = (sequence: number): InclusionProof => ({
    entry: entries[sequence]!,
    checkpoint,
    path: inclusionProof(nodeCrypto, sequence, size, read).map(toDigest),
  });
  return { proofOf };
}

describe("a proof made in the page", () => {
  test.each([1, 2, 7, 64, 100])("holds for every entry of a log of %i", async (size) => {
    const { proofOf } = logOf(size);
    for (let sequence = 0; sequence < size; sequence++) expect((await prove(proofOf(sequence))).proven).toBe(true);
  });

  test("fails when one letter of the entry, one hash of its path or the root is another", async () => {
    const proof = logOf(21).proofOf(13);
    const changed: [InclusionProof, string][] = [
      [{ ...proof, entry: { ...proof.entry, at: "2026-03-12T09:00:00.001Z" } }, "does not hash"],
      [{ ...proof, path: [digest("a"), ...proof.path.slice(1)] }, "does not lead"],
      [{ ...proof, path: proof.path.slice(1) }, "does not lead"],
      [{ ...proof, checkpoint: { ...proof.checkpoint, root: digest("b") } }, "does not lead"],
    ];
    for (const [tampered, fault] of changed) {
      const result = await prove(tampered);
      expect(result.proven).toBe(false);
      expect(result.fault).toContain(fault);
    }
  });

  test("does not believe the leaf that it was sent", async () => {
    const proof = logOf(5).proofOf(2);
    expect((await prove({ ...proof, entry: { ...proof.entry, leaf: digest("c") } })).proven).toBe(false);
  });
});

const on = (day: number) => `2026-03-${String(day).padStart(2, "0")}T09:00:00.000Z`;
const revision = (number: number, day: number, copy: string) => ({
  digest: digest(String(number)),
  number,
  author: mara,
  at: on(day),
  note: "",
  parts: { identity: digest("d"), copy: digest(copy) },
});
const mark = (
  lane: AssetHistory["marks"][number]["lane"],
  day: number,
  change: Partial<AssetHistory["marks"][number]> = {},
) => ({
  lane,
  at: on(day),
  by: mara,
  revision: null,
  label: "",
  void: false,
  ...change,
});
const history: AssetHistory = {
  tenures: [
    { owner: priya, from: on(1), until: on(8), accepted: true },
    { owner: mara, from: on(8), until: null, accepted: true },
  ],
  marks: [
    mark("revision", 1),
    mark("revision", 10),
    mark("brand", 2, { by: priya, void: true }),
    mark("legal", 3, { by: tomasz, void: true }),
    mark("brand", 9, { by: priya, void: true }),
    mark("own", 4, { by: priya, revision: digest("1") }),
    mark("release", 5, { label: "Release 1, production-eu" }),
    mark("release", 12, { label: "Release 2, production-eu" }),
  ],
};
const given = (
  sequence: number,
  day: number,
  step: "brand" | "legal",
  actor: MemberId,
  parts: Record<string, string>,
) =>
  ({
    sequence,
    at: on(day),
    actor,
    act: "approval.given",
    body: { step, parts: Object.entries(parts).map(([part, value]) => ({ asset, part, digest: digest(value) })) },
  }) as unknown as JournalRow;
const ask = (day: number) =>
  standingAt({
    detail: { kind: "block", tier: "campaign", revisions: [revision(2, 10, "b"), revision(1, 1, "a")] },
    history,
    asset,
    paths: defaultPaths,
    at: Date.parse(on(day)),
    given: [
      given(1, 2, "brand", priya, { identity: "d", copy: "a" }),
      given(2, 3, "legal", tomasz, { copy: "a" }),
      given(3, 11, "brand", priya, { copy: "b" }),
    ],
  });

describe("as of a moment", () => {
  test("there is an owner, and the one of then is named", () => {
    expect(ask(7).tenure?.owner).toBe(priya);
    expect(ask(8).tenure?.owner).toBe(mara);
  });

  test("the revision and the release are those of then", () => {
    expect(ask(7)).toMatchObject({ revision: { number: 1 }, live: [{ release: 1, environment: "production-eu" }] });
    expect(ask(13)).toMatchObject({ revision: { number: 2 }, live: [{ release: 2 }] });
    expect(ask(3).live).toEqual([]);
  });

  test("an approval holds for the parts that it was given for, and for no others", () => {
    const states = (day: number) => ask(day).approvals.map((one) => [one.step, one.state]);
    expect(states(1)).toEqual([
      ["brand", "missing"],
      ["legal", "missing"],
    ]);
    expect(states(7)).toEqual([
      ["brand", "given"],
      ["legal", "given"],
    ]);
    expect(states(10)).toEqual([
      ["brand", "void"],
      ["legal", "void"],
    ]);
    // The identity's approval of old still stands beside the new one of the copy.
    expect(states(12)).toEqual([
      ["brand", "given"],
      ["legal", "void"],
    ]);
  });

  test("an owner’s signature counts for its own revision alone", () => {
    expect(ask(7).ownerSigned?.by).toBe(priya);
    expect(ask(12).ownerSigned).toBeUndefined();
  });

  test("before its beginning an asset has neither revision nor owner", () => {
    expect(
      standingAt({
        ...{ detail: { kind: "block", tier: "campaign", revisions: [] }, history, given: [], asset, paths: [] },
        at: 0,
      }),
    ).toEqual({
      tenure: undefined,
      revision: undefined,
      approvals: [],
      ownerSigned: undefined,
      live: [],
    });
  });
});

describe("the lanes of an asset", () => {
  const lanes = lanesOf(history, { nameOf: (key) => (key ? names.person(key) : "") }, Date.parse(on(20)));
  const lane = (key: string) => lanes.find((one) => one.key === key);

  test("ownership has no gap", () => {
    const bars = lane("owner")?.bars ?? [];
    expect(bars.map((bar) => [bar.name, bar.state])).toEqual([
      ["Priya", "past"],
      ["Mara", "current"],
    ]);
    expect(bars[0]?.to).toBe(bars[1]?.from);
  });

  test("an approval that led to a signature is no void one; one that was edited before anybody used it is", () => {
    expect(lane("brand")?.points?.map((point) => point.mark)).toEqual(["approval", "void"]);
    expect(lane("legal")?.points?.map((point) => point.mark)).toEqual(["approval"]);
  });

  test("the last release of an environment is what it serves", () => {
    expect(lane("release production-eu")?.points?.map((point) => point.mark)).toEqual(["release", "live"]);
  });

  test("the time runs from its beginning until now", () => {
    const span = spanOf(history, Date.parse(on(20)));
    expect(span.from).toBeLessThan(Date.parse(on(1)));
    expect(span.to).toBeGreaterThanOrEqual(Date.parse(on(20)));
  });
});
