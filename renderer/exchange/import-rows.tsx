import { Check, Eye } from "lucide-react";
import { useMemo, useState } from "react";
import { counted } from "#renderer/app/words.ts";
import { Badge, Chip, type Column, Reason, Table, type Tone, ToneText } from "#renderer/ui/index.ts";
import type { ExchangeChange } from "#shared/exchange/model.ts";
import { type Outcome, type Row, type RowOutcome, rowOutcomes } from "./store.ts";
import { outcomeWords, words } from "./strings.ts";

const tones: Readonly<Record<RowOutcome, Tone>> = {
  created: "ok",
  changed: "ok",
  imported: "ok",
  adapted: "attn",
  unchanged: "mute",
  leftOut: "attn",
  rejected: "danger",
};

const columns: readonly Column<Row>[] = [
  {
    key: "outcome",
    head: "Outcome",
    width: "104px",
    cell: ({ outcome }) => <Badge tone={tones[outcome]}>{outcomeWords[outcome]}</Badge>,
  },
  { key: "source", head: "Row", width: "22%", cell: ({ source }) => <span title={source}>{source}</span> },
  { key: "asset", head: "Asset", width: "24%", cell: ({ asset }) => <span title={asset}>{asset}</span> },
  { key: "say", head: "Why", cell: ({ say }) => <span title={say}>{say}</span> },
];

/** Every row with what becomes of it; the chosen one in full. */
export function ImportRows({ outcome }: { outcome: Outcome }) {
  const [only, setOnly] = useState<RowOutcome>();
  const [chosen, choose] = useState<Row>();
  const shown = useMemo(
    () => (only ? outcome.rows.filter((row) => row.outcome === only) : outcome.rows),
    [only, outcome],
  );
  return (
    <div className="exchange-result">
      <div className="exchange-head" role="status">
        <ToneText tone={outcome.applied ? "ok" : "attn"} icon={outcome.applied ? Check : Eye}>
          {headline(outcome)}
        </ToneText>
        {outcome.notes.map((note) => (
          <Reason key={note}>{note}</Reason>
        ))}
      </div>
      <div className="exchange-counts" role="group" aria-label="Show one outcome">
        <Chip on={only === undefined} onClick={() => setOnly(undefined)}>
          All {outcome.rows.length.toLocaleString("en")}
        </Chip>
        {rowOutcomes
          .filter((one) => outcome.counts.has(one))
          .map((one) => (
            <Chip key={one} on={only === one} onClick={() => setOnly(only === one ? undefined : one)}>
              {outcomeWords[one]} {outcome.counts.get(one)!.toLocaleString("en")}
            </Chip>
          ))}
      </div>
      <Table
        label="What becomes of each row"
        columns={columns}
        rows={shown}
        rowKey={(row) => row.key}
        selected={chosen?.key}
        onSelect={choose}
      />
      <div className="exchange-row scroll" aria-live="polite">
        {chosen ? <WholeRow row={chosen} /> : <Reason>{words.pickRow}</Reason>}
      </div>
    </div>
  );
}

const headline = ({ applied, rows, left = 0 }: Outcome): string =>
  left > 0
    ? `Stopped: ${counted(rows.length, "row")} ${rows.length === 1 ? "was" : "were"} imported and stay, ${counted(left, "row")} ${left === 1 ? "is" : "are"} left.`
    : applied
      ? `Imported. ${counted(rows.length, "row")} ${rows.length === 1 ? "was" : "were"} read.`
      : `This is a preview: nothing is written yet. ${counted(rows.length, "row")} ${rows.length === 1 ? "was" : "were"} read.`;

function WholeRow({ row: { source, asset, say, changes } }: { row: Row }) {
  return (
    <>
      <b>{asset || source}</b>
      {say && <p>{say}</p>}
      {changes.length > 0 && (
        <dl>
          {changes.map((change) => (
            <ChangeLine key={change.at} change={change} />
          ))}
        </dl>
      )}
    </>
  );
}

function ChangeLine({ change: { at, before, after } }: { change: ExchangeChange }) {
  return (
    <div>
      <dt className="mono dim">{at}</dt>
      <dd>
        {before === undefined ? <i>empty</i> : <del>{valueWords(before)}</del>} <span aria-label="becomes">→</span>{" "}
        {after === undefined ? <i>empty</i> : <ins>{valueWords(after)}</ins>}
      </dd>
    </div>
  );
}

const valueWords = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
