import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import { ChoiceSetting, problemHere } from "#renderer/assets/setting-fields.tsx";
import { capital } from "#renderer/app/words.ts";
import { undatedWords } from "#renderer/reviews/strings.ts";
import { ReadField, TextField } from "#renderer/ui/index.ts";

const at = ["settings", "freshness"];

/** How long a value counts after it was seen, and what one counts for that comes without its time. */
export function FreshnessSetting({ editor }: { editor: AssetEditor }) {
  const limit = valueAt(editor.body, at);
  const hours = valueAt(editor.body, [...at, "hours"]);
  const shown = typeof hours === "number" || typeof hours === "string" ? String(hours) : "";
  if (editor.readOnly && limit === undefined)
    return <ReadField label="Counts as fresh for">However old it is</ReadField>;
  return (
    <div className="fields-pair">
      {editor.readOnly ? (
        <ReadField label="Counts as fresh for">{shown} hours</ReadField>
      ) : (
        <div data-at={at.join(".")}>
          <TextField
            label="Counts as fresh for"
            rule="hours; empty: however old it is"
            inputMode="numeric"
            value={shown}
            onChange={(text) => setHours(editor, text)}
            problem={problemHere(editor, at.join("."))}
          />
        </div>
      )}
      {limit !== undefined && (
        <ChoiceSetting
          editor={editor}
          name={[...at, "undated"]}
          label="Given without its time, it"
          options={(["fresh", "unknown"] as const).map((value) => ({ value, label: capital(undatedWords[value]) }))}
        />
      )}
    </div>
  );
}

function setHours(editor: AssetEditor, text: string): void {
  if (text.trim() === "") return editor.set(at, undefined);
  // What is no number stays as typed, so that the check can say so.
  const hours = /^\d+$/.test(text.trim()) ? Number.parseInt(text, 10) : text;
  const undated = valueAt(editor.body, [...at, "undated"]) ?? "fresh";
  editor.set(at, { hours, undated });
}
