import { CalendarDays } from "lucide-react";
import { hrefTo } from "#renderer/app/navigation.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { problemsAt } from "#renderer/assets/data/asset-editor.ts";
import { PeriodFields } from "#renderer/assets/period-fields.tsx";
import { type FieldProblem, ReadField, TextField } from "#renderer/ui/index.ts";
import type { BlockView } from "./logic/block-view.ts";

/** The first problem at a place, as a field shows it. */
export function problemHere(editor: AssetEditor, at: string): FieldProblem | undefined {
  const [first] = problemsAt(editor.problems, at);
  return first && { severity: first.severity, message: first.message };
}

/** What is no word or picture: the block's label, its type, when it runs, and the label for generated words. */
export function BlockSettings({ editor, view, typeName }: { editor: AssetEditor; view: BlockView; typeName: string }) {
  const { set, readOnly } = editor;
  return (
    <section className="editor-group" aria-label="About this block">
      <h2 className="group-title">
        <CalendarDays className="icon icon-sm" aria-hidden />
        About this block
      </h2>
      <div className="fields-pair">
        <div data-at="settings.label">
          {readOnly ? (
            <ReadField label="Label">{view.label}</ReadField>
          ) : (
            <TextField
              label="Label"
              rule="what people call it"
              value={view.label}
              max={160}
              onChange={(label) => set(["settings", "label"], label)}
              problem={problemHere(editor, "settings.label")}
            />
          )}
        </div>
        <ReadField label="Block type">
          {view.type && <a href={hrefTo("content", { id: view.type, kind: "blockType" })}>{typeName}</a>}
        </ReadField>
        <PeriodFields editor={editor} />
        <div data-at="settings.aiLabel">
          {readOnly ? (
            <ReadField label="AI label">{view.aiLabel ?? <span className="dim">None</span>}</ReadField>
          ) : (
            <TextField
              label="AI label"
              rule="shown with it where a model made or ranked its words"
              value={view.aiLabel ?? ""}
              onChange={(text) => set(["settings", "aiLabel"], text === "" ? undefined : text)}
            />
          )}
        </div>
      </div>
    </section>
  );
}
