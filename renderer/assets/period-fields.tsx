import { type Path, valueAt } from "./logic/body-path.ts";
import { type AssetEditor, problemsAt } from "./data/asset-editor.ts";
import { fromLocal, toLocal } from "./logic/local-time.ts";
import { Field, ReadField } from "#renderer/ui/index.ts";

/** From when and until when something applies, in this computer's time; stored in UTC. */
export function PeriodFields({ editor }: { editor: AssetEditor }) {
  return (
    <>
      <MomentSetting editor={editor} path={["settings", "from"]} label="From" open="at once" />
      <MomentSetting editor={editor} path={["settings", "until"]} label="Until" open="without an end" />
    </>
  );
}

interface MomentProps {
  editor: AssetEditor;
  path: Path;
  label: string;
  /** What an empty field means. */
  open: string;
}

/** A moment of a body. */
export function MomentSetting({ editor, path, label, open }: MomentProps) {
  const at = path.join(".");
  const value = valueAt(editor.body, path);
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
              onChange={(event) => editor.set(path, fromLocal(event.target.value))}
            />
          </div>
        )}
      </Field>
    </div>
  );
}
