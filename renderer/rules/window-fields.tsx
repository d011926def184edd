import { Plus, X } from "lucide-react";
import { type SuppressionWindow, type Weekday, weekdays } from "#shared/rules/effects.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import { problemHere, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { Button, Chip, Field, IconButton, ReadField } from "#renderer/ui/index.ts";
import { weekdayWords, windowWords } from "./logic/guardrail-words.ts";

const path = ["logic", "windows"];

/** When a suppression keeps quiet: any of its windows. */
export function WindowFields({ editor }: EditorProps) {
  const value = valueAt(editor.body, path);
  const windows = (Array.isArray(value) ? value : []) as SuppressionWindow[];
  const { readOnly } = editor;
  const change = (next: readonly SuppressionWindow[]): void => editor.set(path, next);
  return (
    <>
      <h2 className="group-title">When it is quiet</h2>
      {windows.length === 0 && (
        <p className="dim" data-at="logic.windows">
          No hours are named: it keeps quiet for as long as the condition holds.
        </p>
      )}
      {windows.map((window, at) =>
        readOnly ? (
          // Windows have no name but their place.
          <ReadField key={at} label="Quiet">
            {windowWords(window)}
          </ReadField>
        ) : (
          <WindowRow
            key={at}
            editor={editor}
            at={at}
            window={window}
            onChange={(changed) => change(windows.map((one, index) => (index === at ? changed : one)))}
            onRemove={() => change(windows.filter((_, index) => index !== at))}
          />
        ),
      )}
      {!readOnly && (
        <div>
          <Button
            size="sm"
            icon={Plus}
            onClick={() => change([...windows, { hours: { from: "21:00", until: "08:00" } }])}
          >
            {windows.length === 0 ? "Name hours or days" : "And at another time"}
          </Button>
        </div>
      )}
      <TextSetting
        editor={editor}
        name={["logic", "zone"]}
        label="Time zone where a request states none"
        rule="such as Europe/Berlin; empty keeps quiet"
        optional
      />
    </>
  );
}

interface WindowRowProps extends EditorProps {
  at: number;
  window: SuppressionWindow;
  onChange: (window: SuppressionWindow) => void;
  onRemove: () => void;
}

function WindowRow({ editor, at, window, onChange, onRemove }: WindowRowProps) {
  const { hours, days, dates } = window;
  const place = `logic.windows.${at}`;
  const put = <Key extends keyof SuppressionWindow>(key: Key, value: SuppressionWindow[Key] | undefined): void => {
    const { [key]: _, ...others } = window;
    onChange(value === undefined ? others : { ...others, [key]: value });
  };
  // Half a pair is kept as typed, and said to be incomplete; an empty one is none.
  const pair = <A extends string, B extends string>(a: A, first: string, b: B, second: string) =>
    first === "" && second === "" ? undefined : ({ [a]: first, [b]: second } as Record<A | B, string>);
  return (
    <div className="window-row" role="group" aria-label={`Quiet time ${at + 1}`} data-at={place}>
      <Moment
        label="From"
        type="time"
        problem={problemHere(editor, `${place}.hours`) ?? problemHere(editor, place)}
        value={hours?.from}
        onChange={(from) => put("hours", pair("from", from, "until", hours?.until ?? ""))}
      />
      <Moment
        label="Until"
        type="time"
        value={hours?.until}
        onChange={(until) => put("hours", pair("from", hours?.from ?? "", "until", until))}
      />
      <Moment
        label="First day"
        type="date"
        problem={problemHere(editor, `${place}.dates`)}
        value={dates?.first}
        onChange={(first) => put("dates", pair("first", first, "last", dates?.last ?? first))}
      />
      <Moment
        label="Last day"
        type="date"
        value={dates?.last}
        onChange={(last) => put("dates", pair("first", dates?.first ?? last, "last", last))}
      />
      <IconButton icon={X} label={`Take quiet time ${at + 1} away`} size="sm" onClick={onRemove} />
      <div className="chips" role="group" aria-label="On these days">
        {weekdays.map((day) => (
          <Chip key={day} on={days === undefined || days.includes(day)} onClick={() => put("days", toggled(days, day))}>
            {weekdayWords[day].slice(0, 3)}
          </Chip>
        ))}
      </div>
    </div>
  );
}

/** All days are the same as none named; the last one stays. */
function toggled(days: readonly Weekday[] | undefined, day: Weekday): Weekday[] | undefined {
  const chosen = new Set(days ?? weekdays);
  if (!chosen.delete(day)) chosen.add(day);
  if (chosen.size === 0 || chosen.size === weekdays.length) return undefined;
  return weekdays.filter((one) => chosen.has(one));
}

interface MomentProps {
  label: string;
  type: "time" | "date";
  value: string | undefined;
  problem?: ReturnType<typeof problemHere>;
  onChange: (value: string) => void;
}

function Moment({ label, type, value, problem, onChange }: MomentProps) {
  return (
    <Field label={label} problem={problem}>
      {(control) => (
        <div className={problem?.severity === "error" ? "input is-bad" : "input"}>
          <input {...control} type={type} value={value ?? ""} onChange={(event) => onChange(event.target.value)} />
        </div>
      )}
    </Field>
  );
}
