import { ArrowUpRight } from "lucide-react";
import { useMemo, useState } from "react";
import type { AssetDetail } from "#shared/assets/model.ts";
import type { AssetHistory } from "#shared/audit/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { runCommand, useCommands } from "#renderer/app/commands.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import type { Command } from "#renderer/app/feature.ts";
import { changeParams, hrefTo } from "#renderer/app/navigation.ts";
import { localInput, instantOf } from "./moment.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { usePeople } from "#renderer/people/store.ts";
import { Button, Crumb, LaneKey, Lanes, PageHead, TierLabel } from "#renderer/ui/index.ts";
import { AsOfPane } from "./as-of-pane.tsx";
import { EntryPane } from "./entry-pane.tsx";
import { filterFrom, type JournalParams } from "./journal-filters.tsx";
import { JournalTable } from "./journal-table.tsx";
import { lanesOf, spanOf } from "./lanes.ts";
import { useAssetHistory, useEntryNames, useJournal } from "./store.ts";
import { verifyCommand, VerifyButton } from "./verify-journal.tsx";

/** The life of one asset: who owned it when, what was approved, signed and released, as of any moment. */
export function AssetAudit({ id, params }: { id: AssetId; params: JournalParams }) {
  const detail = useQuery(["assets.get", id], () => api.assets.get({ asset: id }));
  const history = useAssetHistory(id);
  return (
    <div className="page">
      <Answer query={detail} waiting="Reading the asset">
        {(asset) => (
          <Answer query={history} waiting="Reading its history">
            {(acts) => <Life asset={asset} history={acts} params={params} />}
          </Answer>
        )}
      </Answer>
    </div>
  );
}

function Life({ asset, history, params }: { asset: AssetDetail; history: AssetHistory; params: JournalParams }) {
  const people = usePeople();
  const filter = useMemo(() => ({ ...filterFrom(params), asset: asset.id }), [params, asset.id]);
  const journal = useJournal(filter);
  const names = useEntryNames(journal.entries);
  // The axis ends now, and stays there while the page is open: it must not crawl under the pointer.
  const [now] = useState(() => Date.now());
  const span = useMemo(() => spanOf(history, now), [history, now]);
  const lanes = useMemo(() => lanesOf(history, people, now), [history, people, now]);
  const at = instantOf(params["at"]) ?? now;
  const open = journal.entries.find((entry) => String(entry.sequence) === params["entry"]);
  useCommands("For this asset", useAuditCommands(asset));
  return (
    <>
      <PageHead
        title={asset.name}
        crumb={<Crumb href={hrefTo("audit")}>Audit</Crumb>}
        badge={<TierLabel tier={asset.tier} />}
      >
        <AsOfField at={at} from={span.from} now={now} />
        <Button
          variant="quiet"
          reasonIn="tooltip"
          disabledReason={params["at"] === undefined ? "It is today already." : undefined}
          onClick={() => runCommand(todayCommand)}
        >
          Today
        </Button>
        <VerifyButton />
      </PageHead>
      <div className="audit has-pane">
        <div className="audit-life">
          <Lanes
            label={`Ownership and approvals of ${asset.name}`}
            span={span}
            lanes={lanes}
            asOf={{ at, label: sayMoment(new Date(at).toISOString()) }}
            onAsOf={(moment) => goTo(moment)}
          />
          <LaneKey>
            <span className="dim">← → for the previous or next act</span>
          </LaneKey>
          <JournalTable journal={journal} names={names} filter={filter} assetName={asset.name} selected={open} />
        </div>
        {open ? (
          <EntryPane key={open.sequence} entry={open} names={names} />
        ) : (
          <AsOfPane asset={asset} history={history} at={at} people={people} />
        )}
      </div>
    </>
  );
}

const goTo = (at: number | undefined): void =>
  changeParams({ at: at === undefined ? undefined : new Date(at).toISOString(), entry: undefined });

const todayCommand: Command = { id: "audit.today", title: "As of today", keys: "t", run: () => goTo(undefined) };

function useAuditCommands({ id, name }: AssetDetail): Command[] {
  return useMemo(
    () => [
      todayCommand,
      verifyCommand,
      {
        id: "audit.open",
        title: `Open ${name}`,
        icon: ArrowUpRight,
        run: () => {
          location.hash = hrefTo("assets", { id });
        },
      },
    ],
    [id, name],
  );
}

function AsOfField({ at, from, now }: { at: number; from: number; now: number }) {
  return (
    <label className="audit-as-of">
      As of
      <span className="input">
        <input
          type="datetime-local"
          value={localInput(at)}
          min={localInput(from)}
          max={localInput(now)}
          onChange={(event) => {
            const moment = Date.parse(event.target.value);
            if (!Number.isNaN(moment)) goTo(Math.min(moment, now));
          }}
        />
      </span>
    </label>
  );
}
