import { type ReactNode, useMemo, useState } from "react";
import type { Proposal } from "#shared/data/contract.ts";
import { capital, counted } from "#renderer/app/words.ts";
import { valueTypeWords } from "#renderer/reviews/strings.ts";
import { Badge, Checkbox, Chip, type Column, Table, type Tone } from "#renderer/ui/index.ts";
import { canTake, type ReviewRow } from "./store.ts";
import { stateWords } from "./strings.ts";

const tones: Readonly<Record<Proposal["state"], Tone>> = {
  new: "ok",
  differs: "attn",
  same: "mute",
  unreadable: "danger",
};
const states = Object.keys(stateWords) as Proposal["state"][];

interface TableProps {
  rows: readonly ReviewRow[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
  onTake: (ids: readonly string[], taken: boolean) => void;
}

/** Every row of the source with what it would be; those that are ticked are taken. */
export function ReviewTable({ rows, chosen, onChoose, onTake }: TableProps) {
  const [only, setOnly] = useState<Proposal["state"]>();
  const shown = useMemo(() => (only ? rows.filter(({ state }) => state === only) : rows), [rows, only]);
  const takeable = shown.filter(canTake);
  const all = takeable.length > 0 && takeable.every(({ taken }) => taken);
  const columns: Column<ReviewRow>[] = [
    {
      key: "taken",
      head: "",
      width: "36px",
      cell: (row) => canTake(row) && <Tick row={row} onTake={onTake} />,
    },
    { key: "state", head: "State", width: "116px", cell: (row) => <State row={row} /> },
    { key: "key", head: "Key", width: "22%", cell: (row) => cut(<b className="mono">{keyOf(row)}</b>, keyOf(row)) },
    { key: "is", head: "Is", width: "16%", cell: (row) => cut(isWords(row)) },
    { key: "source", head: "From", width: "18%", cell: ({ source }) => cut(source) },
    { key: "what", head: "What to look at", cell: (row) => cut(lookAt(row)) },
  ];
  return (
    <>
      <div className="exchange-counts">
        <span role="group" aria-label="Show one state" className="chips">
          <Chip on={only === undefined} onClick={() => setOnly(undefined)}>
            All {rows.length.toLocaleString("en")}
          </Chip>
          {states
            .map((state) => [state, rows.filter((row) => row.state === state).length] as const)
            .filter(([, count]) => count > 0)
            .map(([state, count]) => (
              <Chip key={state} on={only === state} onClick={() => setOnly(only === state ? undefined : state)}>
                {stateWords[state]} {count.toLocaleString("en")}
              </Chip>
            ))}
        </span>
        {takeable.length > 0 && (
          <Checkbox
            label={`Take ${takeable.length === 1 ? "it" : `all ${takeable.length.toLocaleString("en")}`}`}
            checked={all}
            onChange={(taken) =>
              onTake(
                takeable.map(({ id }) => id),
                taken,
              )
            }
          />
        )}
      </div>
      <Table
        label="What the source says"
        columns={columns}
        rows={shown}
        rowKey={({ id }) => id}
        selected={chosen}
        onSelect={({ id }) => onChoose(id)}
      />
    </>
  );
}

const keyOf = ({ settings, source }: ReviewRow): string =>
  typeof settings["key"] === "string" ? settings["key"] : source;

function Tick({ row, onTake }: { row: ReviewRow; onTake: TableProps["onTake"] }) {
  return (
    <span className="data-tick">
      <Checkbox label={`Take ${keyOf(row)}`} checked={row.taken} onChange={(taken) => onTake([row.id], taken)} />
    </span>
  );
}

function State({ row: { state, refused, done } }: { row: ReviewRow }) {
  if (done) return <Badge tone="ok">Imported</Badge>;
  return refused === undefined ? (
    <Badge tone={tones[state]}>{stateWords[state]}</Badge>
  ) : (
    <Badge tone="danger">Refused</Badge>
  );
}

function isWords({ kind, settings }: ReviewRow): string {
  if (kind === "event") {
    const { properties } = settings;
    const count = Array.isArray(properties) ? properties.length : 0;
    return count === 0 ? "Event" : `Event, ${counted(count, "property", "properties")}`;
  }
  const { type } = settings;
  return typeof type === "string" ? capital(valueTypeWords[type as "string"] ?? type) : "Attribute";
}

const lookAt = ({ refused, reason, changes, notes }: ReviewRow): string =>
  refused ??
  reason ??
  [
    ...(changes.length > 0 ? [`Changes ${changes.map(({ at }) => at.replace(/^settings\./, "")).join(", ")}.`] : []),
    ...notes,
  ].join(" ");

function cut(content: ReactNode, title = typeof content === "string" ? content : undefined) {
  return (
    <span className="cut" title={title}>
      {content}
    </span>
  );
}
