import type { KindName } from "#shared/assets/kind.ts";
import type { Candidate, CandidateItem } from "#shared/releases/model.ts";
import type { MemberId } from "#shared/kernel/ids.ts";

export type ChangeGroup = "content" | "rules" | "data" | "retired";

const groups: Readonly<Record<KindName, ChangeGroup>> = {
  blockType: "content",
  block: "content",
  image: "content",
  template: "content",
  audience: "rules",
  placement: "rules",
  rule: "rules",
  attribute: "data",
  event: "data",
  identifier: "data",
  consentPurpose: "data",
  tagVocabulary: "content",
  namingConvention: "content",
};
const order: readonly ChangeGroup[] = ["content", "rules", "data", "retired"];

/** One line of a candidate: what becomes of an asset in the next release. */
export interface Change {
  readonly asset: string;
  readonly name: string;
  readonly group: ChangeGroup;
  readonly change: "added" | "changed" | "removed";
  /** Absent for an asset that leaves: nobody signs for what is not there. */
  readonly item: CandidateItem | undefined;
}

export interface Changes {
  /** What differs from what is live, group by group; within a group by name. */
  readonly rows: readonly Change[];
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Assets that stay as they are. */
  readonly same: readonly CandidateItem[];
}

/** Sorts a candidate into what differs from the live release and what stays. */
export function changesOf({ items, removed }: Pick<Candidate, "items" | "removed">): Changes {
  const differing = items.flatMap((item): Change[] =>
    item.change === "same"
      ? []
      : [{ asset: item.asset, name: item.name, group: groups[item.kind], change: item.change, item }],
  );
  const gone = removed.map(({ asset, name }): Change => ({
    asset,
    name,
    group: "retired",
    change: "removed",
    item: undefined,
  }));
  const rows = [...differing, ...gone].toSorted(
    (a, b) => order.indexOf(a.group) - order.indexOf(b.group) || (a.name < b.name ? -1 : 1),
  );
  return {
    rows,
    added: rows.filter((row) => row.change === "added").length,
    changed: rows.filter((row) => row.change === "changed").length,
    removed: gone.length,
    same: items.filter((item) => item.change === "same"),
  };
}

/** What a person owns in a candidate and has not signed: exactly what their signature will cover. */
export const unsignedBy = (candidate: Candidate, member: MemberId | undefined): CandidateItem[] =>
  candidate.items.filter((item) => item.owner === member && !item.ownerSigned);

/** Whose signatures are missing, with the names of what they have not signed. */
export function unsignedByOwner({ items }: Pick<Candidate, "items">): { owner: MemberId; names: string[] }[] {
  const missing = Map.groupBy(
    items.filter((item) => !item.ownerSigned),
    (item) => item.owner,
  );
  return [...missing].map(([owner, theirs]) => ({ owner, names: theirs.map((item) => item.name) }));
}

/** How far a candidate has come: nothing to release, something in the way, or ready for its release owner. */
export type Standing = "empty" | "blocked" | "unchanged" | "ready";

export function standingOf(candidate: Candidate, changes: Changes): Standing {
  if (candidate.items.length === 0) return "empty";
  if (candidate.blockers.length > 0) return "blocked";
  return changes.rows.length === 0 ? "unchanged" : "ready";
}
