import { Columns2 } from "lucide-react";
import { useMemo, useState } from "react";
import type { AssetDetail } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetHistory } from "#shared/audit/model.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { History, type HistoryEntry, LinkButton, Section } from "#renderer/ui/index.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { useCommands } from "#renderer/app/commands.ts";
import { CompareDialog, type ComparePick, type Source } from "./compare-dialog.tsx";
import type { Rights } from "./data/rights.ts";
import { liveRevision } from "./logic/live.ts";

interface HistorySectionProps {
  detail: AssetDetail;
  body: Body;
  changed: boolean;
  rights: Rights;
  history: AssetHistory | undefined;
}

/** Older revisions are one press away. */
const mostShown = 8;

interface Compared {
  readonly before: ComparePick;
  readonly after: ComparePick;
}

/** The revisions, newest first; each opens as words against the one before it, and from there any against any. */
export function HistorySection({ detail, body, changed, rights, history }: HistorySectionProps) {
  const [compared, compare] = useState<Compared>();
  const { revisions: made } = detail;
  const against = (after: Source, earlier: number): void => {
    const before = made[earlier]?.digest ?? "nothing";
    compare({ before: { source: before, variant: null }, after: { source: after, variant: null } });
  };
  const commands = useMemo(() => {
    const newest = changed ? 0 : 1;
    return [
      {
        id: "asset.compare",
        title: "Compare revisions",
        icon: Columns2,
        keys: "mod+alt+c",
        disabledReason: () => (made.length === 0 ? "There is no revision yet." : undefined),
        run: () =>
          compare({
            before: { source: made[newest]?.digest ?? "nothing", variant: null },
            after: { source: changed ? "editor" : made[0]!.digest, variant: null },
          }),
      },
    ];
  }, [made, changed]);
  useCommands("History", commands);
  const [all, setAll] = useState(false);
  const live = liveRevision(detail, history);
  const revisions = all ? detail.revisions : detail.revisions.slice(0, mostShown);
  const entries: HistoryEntry[] = revisions.map((revision, at) => ({
    key: `${revision.number}`,
    state: live?.digest === revision.digest ? "live" : "past",
    title: (
      <LinkButton onClick={() => against(revision.digest, at + 1)}>
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
      title: <LinkButton onClick={() => against("editor", 0)}>Your draft</LinkButton>,
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
      {compared && (
        <CompareDialog {...{ detail, body, changed, rights }} {...compared} onClose={() => compare(undefined)} />
      )}
    </Section>
  );
}
