import { Zap } from "lucide-react";
import type { Path } from "#shared/rules/builder/edit.ts";
import { eventNameOf, windowOf, withEventName, withWindow } from "#shared/rules/builder/events.ts";
import type { EventRow, Relation, Times } from "#shared/rules/builder/model.ts";
import { usualWindow } from "#shared/rules/builder/offers.ts";
import { dictionaryIndex } from "#shared/data/dictionary.ts";
import { Select } from "#renderer/ui/index.ts";
import { useBuilder } from "./context.ts";
import { offeredTimes, times as timesWords, timesOf, words } from "./strings.ts";
import { TopicButton, TopicPicker } from "./topic-picker.tsx";
import { LengthInput, NumberInput } from "./value-inputs.tsx";

/** What happened, how often, and since when. */
export function EventCells({ row, path }: { row: EventRow; path: Path }) {
  const { replace, dictionary } = useBuilder();
  const name = eventNameOf(row);
  const window = windowOf(row);
  const label = name === null ? words.anything : (dictionaryIndex(dictionary).events.get(name)?.label ?? name);
  return (
    <>
      <TopicPicker
        label="Which event"
        only="event"
        event={undefined}
        trigger={<TopicButton icon={Zap} label={label} name={name ?? words.anything} />}
        onPick={({ key }) => replace(path, withEventName(row, key === "" ? null : key))}
      />
      <Select
        label="How often"
        value={timesOf(row)}
        onChange={(next) => replace(path, inTimes(row, next))}
        options={[...new Set([...offeredTimes, timesOf(row)])].map((value) => ({
          value,
          label: timesWords[value] ?? value,
        }))}
      />
      {row.times.is === "counted" && <Count times={row.times} onChange={(times) => replace(path, { ...row, times })} />}
      <Select
        label="Since when"
        value={window === null ? "ever" : "within"}
        onChange={(next: "ever" | "within") => replace(path, withWindow(row, next === "ever" ? null : usualWindow))}
        options={[
          { value: "ever", label: words.ever },
          { value: "within", label: words.within },
        ]}
      />
      {window !== null && (
        <LengthInput
          label="How far back"
          length={window}
          onChange={(length) => replace(path, withWindow(row, length))}
        />
      )}
    </>
  );
}

function Count({ times, onChange }: { times: Times & { is: "counted" }; onChange: (times: Times) => void }) {
  return (
    <>
      <NumberInput
        label="How many times"
        narrow
        whole
        value={times.number}
        onChange={(number) => onChange({ ...times, number })}
      />
      <span className="dim small">times</span>
    </>
  );
}

/** The number stays when the way of counting changes. */
function inTimes(row: EventRow, next: string): EventRow {
  if (next === timesOf(row)) return row;
  const not = next.startsWith("!") && next !== "!=";
  const bare = not ? next.slice(1) : next;
  if (bare === "some" || bare === "one") return { ...row, not, times: { is: bare } };
  const before = row.times.is === "counted" ? row.times : { is: "counted" as const, by: "count" as const, number: 2 };
  return { ...row, not, times: { ...before, sign: bare as Relation } };
}
