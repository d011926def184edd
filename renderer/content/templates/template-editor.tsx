import { useMemo, useState } from "react";
import { channels, type Channel } from "#shared/rules/model.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { ChoiceSetting, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { capital } from "#renderer/app/words.ts";
import { channelWords } from "#renderer/reviews/strings.ts";
import { ReadField } from "#renderer/ui/index.ts";
import { slotsIn } from "../logic/template-slots.ts";
import { SlotTable } from "./slot-table.tsx";
import { TemplatePreview } from "./template-preview.tsx";

/** A template: its channel, and the slots of which what is shown there is put together. */
export function TemplateEditor({ editor }: EditorProps) {
  const [open, setOpen] = useState<number>();
  return (
    <>
      <TemplatePreview editor={editor} marked={open === undefined ? undefined : slotsIn(editor.body)[open]?.key} />
      <div className="editor-body scroll" tabIndex={-1}>
        <div className="fields">
          <div className="fields-pair">
            <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
            <ChannelSetting editor={editor} />
          </div>
          <SlotTable editor={editor} open={open} onOpen={setOpen} />
        </div>
      </div>
    </>
  );
}

/** A template whose scope names a channel is for that one. It can be changed only where it is wrong. */
function ChannelSetting({ editor }: EditorProps) {
  const own = editor.detail.scope.channel;
  const value = editor.body.settings?.["channel"];
  const options = useMemo(() => (Object.keys(channels) as Channel[]).map(channelOption), []);
  if (own !== "*" && own === value && !editor.readOnly)
    return (
      <ReadField label="Channel">
        <span>
          {capital(channelWords[own as Channel])} <span className="dim">· its scope is for that alone</span>
        </span>
      </ReadField>
    );
  return <ChoiceSetting editor={editor} name="channel" label="Channel" options={options} />;
}

/** A channel as a choice, with what it means there that consent is missing. */
export const channelOption = (value: Channel) => ({
  value,
  label: capital(channelWords[value]),
  note:
    channels[value] === "interrupt"
      ? "Interrupts: without consent nothing is sent"
      : "Visited: without consent the generic block is shown",
});
