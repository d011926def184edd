import { Field, TextField } from "#renderer/ui/index.ts";
import type { CircumstancesForm } from "./logic/circumstances.ts";

interface CircumstancesProps {
  form: CircumstancesForm;
  onChange: (changes: Partial<CircumstancesForm>) => void;
}

/** When, where, beside what and how often before: what guardrails ask beside the person. */
export function CircumstancesFields({ form, onChange }: CircumstancesProps) {
  return (
    <div className="circumstances" role="group" aria-label="Circumstances">
      <Field label="At" rule={form.at === "" ? "now" : undefined}>
        {(control) => (
          <div className="input">
            <input
              {...control}
              type="datetime-local"
              value={form.at}
              onChange={(event) => onChange({ at: event.target.value })}
            />
          </div>
        )}
      </Field>
      <TextField
        label="Their time zone"
        rule="empty: not stated"
        value={form.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
        placeholder="Europe/Berlin"
      />
      <TextField
        label="Beside"
        rule="labels; empty: not known"
        value={form.context}
        onChange={(context) => onChange({ context })}
        placeholder="sport, news/accidents"
      />
      <TextField
        label="Seen already"
        rule="times; empty: not known"
        value={form.seen}
        onChange={(seen) => onChange({ seen })}
        inputMode="numeric"
      />
    </div>
  );
}
