import { valueAt } from "./logic/body-path.ts";
import { type AssetEditor, problemsAt } from "./data/asset-editor.ts";
import { fromLocal, toLocal } from "./logic/local-time.ts";
import { Field, ReadField } from "#renderer/ui/index.ts";

/** From when and until when something applies, in this computer's time; stored in UTC. */
export function PeriodFields({ editor }: { editor: AssetEditor }) {
  return (
    <>
      <Moment editor={editor} name="from" label="From" open="at once" />
      <Moment editor={editor} name="until" label="Until" open="without an end" />
    </>
  );
}

interface MomentProps {
  editor: AssetEditor;
  name: "from" | "until";
  label: string;
  /** What an empty field means. */
  open: string;
}

function Moment({ editor, name, label, open }: MomentProps) {
  const at = `settings.${name}`;
  const value = valueAt(editor.body, ["settings", name]);
  const shown = typeof value === "string" ? toLocal(value) : "";
  const [problem] = problemsAt(editor.problems, at);
  if (editor.readOnly) return <ReadField label={label}>{shown ? shown.replace("T", ", ") : open}</ReadField>;
  return (
    <div data-at={at}>
      <Field
        label={label}
        rule={shown ? undefined : open}
        problem={problem && { severity: problem.severity, message: problem.message }}
      >
        {(control) => (
          <div className={problem?.severity === "error" ? "input is-bad" : "input"}>
            <input
              {...control}
              type="datetime-local"
              value={shown}
              onChange={(event) => editor.set(["settings", name], fromLocal(event.target.value))}
            />
          </div>
        )}
      </Field>
    </div>
  );
}
