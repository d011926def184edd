import { CalendarDays } from "lucide-react";
import type { BlockTypeBody } from "#shared/taxonomy/model.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { PeriodFields } from "#renderer/assets/period-fields.tsx";
import { LinesSetting, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { ReadField } from "#renderer/ui/index.ts";
import type { BlockView } from "./logic/block-view.ts";
import { SourceFields } from "./source-fields.tsx";

/** What is no word or picture: the block's label, its type, when it runs, and the label for generated words. */
export function BlockSettings({ editor, view, type }: { editor: AssetEditor; view: BlockView; type: BlockTypeBody }) {
  const { role = "content", label } = type.settings;
  return (
    <section className="editor-group" aria-label="About this block">
      <h2 className="group-title">
        <CalendarDays className="icon icon-sm" aria-hidden />
        About this block
      </h2>
      <div className="fields-pair">
        <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
        <ReadField label="Block type">
          {view.type && <a href={hrefTo("content", { id: view.type, kind: "blockType" })}>{label}</a>}
        </ReadField>
        <PeriodFields editor={editor} />
        <TextSetting
          editor={editor}
          name="aiLabel"
          label="AI label"
          rule="shown where a model made its words"
          optional
        />
        {role !== "content" && (
          <LinesSetting
            editor={editor}
            name="jurisdictions"
            label="Markets that it serves"
            rule="one a line; none named serves all"
            optional
          />
        )}
      </div>
      {role !== "content" && <SourceFields editor={editor} required={role === "claim"} />}
    </section>
  );
}
