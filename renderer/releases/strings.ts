import type { Blocker, Candidate, ReleaseSummary } from "#shared/releases/model.ts";
import { ownershipWords, ownWords } from "#shared/releases/policy.ts";
import { counted, listed } from "#renderer/app/words.ts";
import type { ChangeGroup, Changes } from "./changes.ts";

export const groupWords: Readonly<Record<ChangeGroup, string>> = {
  content: "Content",
  rules: "Rules and audiences",
  data: "Data and consent",
  retired: "Retired",
};

export const changeWords: Readonly<Record<"added" | "changed" | "removed", string>> = {
  added: "new",
  changed: "changed",
  removed: "retired",
};

/** What stands in a release's way, counted: “2 signatures missing, 1 asset to mend”. */
export function blockerWords(blockers: readonly Blocker[]): string {
  const unsigned = blockers.filter((blocker) => blocker.code === "ownerUnsigned").length;
  const others = blockers.length - unsigned;
  return [
    unsigned > 0 ? `${counted(unsigned, "signature")} missing` : "",
    others > 0 ? `${counted(others, "thing")} to mend` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

export const blockerClaims: Readonly<Record<Blocker["code"], string>> = {
  ownerUnsigned: "Not signed.",
  approvalMissing: "Not approved.",
  reference: "Names what is not in the release.",
  check: "Breaks a rule of its kind.",
  form: "Does not have the form of its kind.",
};

/** What a release holds, against what is live: “24 assets: 21 as in release 2, 2 changed, 1 new; 1 is retired”. */
export function contentWords(candidate: Candidate, changes: Changes, live: ReleaseSummary | null): string {
  const total = counted(candidate.items.length, "asset");
  if (!live) return `${total}, all of them new`;
  const parts = [
    changes.same.length > 0 ? `${changes.same.length.toLocaleString("en")} as in release ${live.number}` : "",
    changes.changed > 0 ? `${changes.changed} changed` : "",
    changes.added > 0 ? `${changes.added} new` : "",
  ].filter(Boolean);
  const retired = changes.removed > 0 ? `; ${changes.removed} ${changes.removed === 1 ? "is" : "are"} retired` : "";
  return `${total}: ${listed(parts)}${retired}`;
}

/** The words of an owner's signature, as they are signed: one statement, or two where a chain of owners begins. */
export function ownerStatements(
  owner: { name: string; workspace: string },
  revisions: number,
  first: number,
): string[] {
  return [ownWords(owner, revisions), ...(first > 0 ? [ownershipWords(owner, first)] : [])];
}

export const verifiedWords = (result: { assets: number; attestations: number; policyVersion: number }): string =>
  `${counted(result.assets, "asset")}, ${counted(result.attestations, "attestation")}, policy version ${result.policyVersion}`;

/** What failed at a decision service, by the class of its error: the bytes, or the people behind them. */
export function refusalTitle(environment: string, code: string, published: number | undefined): string {
  const what = published === undefined ? "a release" : `release ${published}`;
  return `${environment} refused ${what}: ${refusalChecks[code] ?? "a check failed"}`;
}

const refusalChecks: Readonly<Record<string, string>> = {
  REPOSITORY_UNREACHABLE: "the repository cannot be read",
  METADATA_INVALID: "the repository’s signatures do not hold",
  METADATA_EXPIRED: "the repository’s metadata has expired",
  METADATA_ROLLBACK: "the repository is older than what it had",
  BUNDLE_DIGEST: "a file is not the one that was signed",
  BUNDLE_MALFORMED: "the release does not have its form",
  SIGNATURE_INVALID: "a signature does not hold",
  POLICY_CHAIN: "the policy does not follow from the trusted one",
  OWNER_CHAIN: "the owners do not follow from the trusted ones",
  OWNER_UNSIGNED: "an owner’s signature is missing",
  APPROVAL_MISSING: "an approval is missing",
  RELEASE_ROLLBACK: "it is older than the one it serves",
  RELEASE_STALE: "it is older than its maximum staleness",
};
