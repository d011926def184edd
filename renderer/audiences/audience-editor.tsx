import { Users } from "lucide-react";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { TextSetting } from "#renderer/assets/setting-fields.tsx";
import { ConditionField } from "./condition-field.tsx";
import { ConditionTester } from "./condition-tester.tsx";
import { words } from "./strings.ts";
import "./audiences.css";

/** An audience: its name for people, and the condition that says who is in it. */
export function AudienceEditor({ editor }: EditorProps) {
  const label = valueAt(editor.body, ["settings", "label"]);
  return (
    <div className="editor-body scroll" tabIndex={-1}>
      <div className="fields">
        <div className="fields-pair">
          <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
          <TextSetting editor={editor} name="description" label="Description" rule="why it exists, optional" optional />
        </div>
        <h2 className="group-title">
          <Users className="icon icon-sm" aria-hidden />
          {words.condition}
        </h2>
        <ConditionField
          editor={editor}
          label={`Condition of ${typeof label === "string" ? label : editor.detail.name}`}
        />
      </div>
      <ConditionTester editor={editor} />
    </div>
  );
}
