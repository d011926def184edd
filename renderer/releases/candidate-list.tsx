import { useState } from "react";
import type { ReleaseSummary } from "#shared/releases/model.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { capital, counted } from "#renderer/app/words.ts";
import { kindWords } from "#renderer/assets/strings.ts";
import type { People } from "#renderer/people/store.ts";
import {
  ChangeMark,
  EmptyState,
  type ListRowContent,
  LinkButton,
  ListHead,
  Seal,
  VirtualList,
} from "#renderer/ui/index.ts";
import type { Change, Changes } from "./changes.ts";
import { changeWords, groupWords } from "./strings.ts";

export interface CandidateListProps {
  changes: Changes;
  live: ReleaseSummary | null;
  people: People;
}

/** What the release changes against what is live, and who signs for it. */
export function CandidateList({ changes, live, people }: CandidateListProps) {
  const [selected, setSelected] = useState<string>();
  const [showSame, setShowSame] = useState(false);
  const rows: Change[] = showSame
    ? [
        ...changes.rows,
        ...changes.same.map((item): Change => ({
          asset: item.asset,
          name: item.name,
          group: "content",
          change: "changed",
          item,
        })),
      ]
    : [...changes.rows];
  return (
    <section className="pane release-list" aria-label="Changes">
      <ListHead title={live ? `Against ${live.number}, live` : "The first release"}>
        {(["added", "changed", "removed"] as const).map(
          (change) =>
            changes[change] > 0 && (
              <span key={change} className="row small">
                <ChangeMark change={change} />
                {changes[change]} {changeWords[change]}
              </span>
            ),
        )}
      </ListHead>
      <VirtualList
        label="Changes in this release"
        items={rows}
        itemKey={(row) => row.asset}
        groupOf={(row) => (row.item?.change === "same" ? sameWords : groupWords[row.group])}
        selected={selected}
        onSelect={(row) => setSelected(row.asset)}
        row={(row) => rowOf(row, people)}
        empty={
          <EmptyState
            fill
            title={live ? `Nothing differs from release ${live.number}` : "Nothing has been approved yet"}
          >
            A revision comes here when its approval path is complete.
          </EmptyState>
        }
      />
      {changes.same.length > 0 && (
        <div className="list-foot">
          <span className="grow">
            {counted(changes.same.length, "asset")} {changes.same.length === 1 ? "is" : "are"} the same
            {live && ` as in ${live.number}`}
          </span>
          <LinkButton aria-expanded={showSame} onClick={() => setShowSame(!showSame)}>
            {showSame ? "Hide" : "Show"}
          </LinkButton>
        </div>
      )}
    </section>
  );
}

const sameWords = "Unchanged";

function rowOf({ asset, name, change, item }: Change, people: People): ListRowContent {
  const title = (
    <a className="plain" tabIndex={-1} href={hrefTo("assets", { id: asset })}>
      {name}
    </a>
  );
  if (!item)
    return { lead: <ChangeMark change={change} />, title, full: name, meta: "Retired; it is no longer served" };
  const owner = people.nameOf(item.owner);
  const is = item.change === "added" ? "new" : `revision ${item.revisionNumber}`;
  return {
    lead: item.change === "same" ? <span className="change-mark" /> : <ChangeMark change={change} />,
    title,
    full: name,
    meta: `${capital(kindWords[item.kind].one)}, ${is}`,
    attn: !item.ownerSigned,
    end: (
      <span className="release-owner">
        <Seal name={owner} state={item.ownerSigned ? "signed" : "missing"} size={20} quiet />
        <span className="cut" title={`${owner}, ${item.ownerSigned ? "signed" : "not signed"}`}>
          {item.ownerSigned ? owner : <b className="tone-attn">Not signed</b>}
          <span className="sr">{item.ownerSigned ? ", signed" : `, ${owner}`}</span>
        </span>
      </span>
    ),
  };
}
