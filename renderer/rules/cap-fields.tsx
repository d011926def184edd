import type { CapPeriod } from "#shared/rules/effects.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import { TextSetting } from "#renderer/assets/setting-fields.tsx";
import { Field, ReadField, Select } from "#renderer/ui/index.ts";
import { ownZone } from "./logic/effect.ts";

/** How a period is chosen: some time back from now, or one of the calendar. */
const choices = [
  { value: "hours", label: "hours back from now" },
  { value: "days", label: "days back from now" },
  { value: "day", label: "a calendar day" },
  { value: "week", label: "a calendar week", note: "From Monday" },
  { value: "month", label: "a calendar month" },
] as const;
type Choice = (typeof choices)[number]["value"];

const path = ["logic", "period"];

/** How often, and in what time. */
export function CapFields({ editor }: EditorProps) {
  const period = valueAt(editor.body, path) as Partial<{ in: string; unit: Choice; length: number }> | undefined;
  const choice = period?.unit;
  const isRolling = period?.in === "rolling";
  return (
    <>
      <h2 className="group-title">How often</h2>
      <div className="fields-pair">
        <TextSetting editor={editor} name={["logic", "most"]} label="At most" rule="for one person" whole />
        {editor.readOnly ? (
          <ReadField label="In">{choices.find(({ value }) => value === choice)?.label}</ReadField>
        ) : (
          <Field label="In">
            {(control) => (
              <Select
                {...control}
                look="field"
                label="In"
                value={choice}
                onChange={(next) => editor.set(path, { ...periodOf(next, period?.length) })}
                options={choices}
              />
            )}
          </Field>
        )}
        {isRolling ? (
          <TextSetting editor={editor} name={[...path, "length"]} label={`How many ${choice}`} rule="1 to 90" whole />
        ) : (
          <TextSetting editor={editor} name={[...path, "zone"]} label="Time zone" rule="such as Europe/Berlin" />
        )}
      </div>
    </>
  );
}

const periodOf = (choice: Choice, length = 7): CapPeriod =>
  choice === "hours" || choice === "days"
    ? { in: "rolling", length, unit: choice }
    : { in: "calendar", unit: choice, zone: ownZone() };
