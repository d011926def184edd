import { useState } from "react";
import type { AssetDetail, RevisionSummary } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetHistory } from "#shared/audit/model.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { History, type HistoryEntry, LinkButton, Section } from "#renderer/ui/index.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { DiffDialog } from "./diff-dialog.tsx";
import type { Library } from "./data/library.ts";
import type { Rights } from "./data/rights.ts";
import { liveRevision } from "./logic/live.ts";

interface HistorySectionProps {
  detail: AssetDetail;
  body: Body;
  changed: boolean;
  library: Library;
  rights: Rights;
  history: AssetHistory | undefined;
}

/** Older revisions are one press away. */
const mostShown = 8;

/** The revisions, newest first; each opens as words against the one before it. */
export function HistorySection({ detail, body, changed, library, rights, history }: HistorySectionProps) {
  const [shown, setShown] = useState<RevisionSummary | "draft">();
  const [all, setAll] = useState(false);
  const live = liveRevision(detail, history);
  const revisions = all ? detail.revisions : detail.revisions.slice(0, mostShown);
  const entries: HistoryEntry[] = revisions.map((revision) => ({
    key: `${revision.number}`,
    state: live?.digest === revision.digest ? "live" : "past",
    title: (
      <LinkButton onClick={() => setShown(revision)}>
        Revision {revision.number}
        {live?.digest === revision.digest ? ", live" : ""}
      </LinkButton>
    ),
    note: `${rights.nameOf(revision.author)}, ${sayMoment(revision.at)}${revision.note ? ` · ${revision.note}` : ""}`,
  }));
  if (changed) {
    entries.unshift({
      key: "draft",
      state: "draft",
      title: <LinkButton onClick={() => setShown("draft")}>Your draft</LinkButton>,
      note: `${rights.me?.name ?? ""}, not a revision yet`,
    });
  }
  return (
    <Section
      title="History"
      count={detail.revisions.length}
      action={<a href={hrefTo("audit", { id: detail.id })}>In the journal</a>}
    >
      <History entries={entries} />
      {!all && detail.revisions.length > mostShown && (
        <LinkButton onClick={() => setAll(true)}>Show all {detail.revisions.length}</LinkButton>
      )}
      {shown !== undefined && (
        <DiffDialog
          detail={detail}
          shown={shown}
          draft={body}
          library={library}
          rights={rights}
          onClose={() => setShown(undefined)}
        />
      )}
    </Section>
  );
}
