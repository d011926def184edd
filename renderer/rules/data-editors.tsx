import { channels, type Channel } from "#shared/rules/model.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import { AssetsSetting } from "#renderer/assets/assets-setting.tsx";
import { valueAt, type Path } from "#renderer/assets/logic/body-path.ts";
import { ChoiceSetting, problemHere, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { capital, listed } from "#renderer/app/words.ts";
import { Form } from "#renderer/data/form.tsx";
import { channelWords } from "#renderer/reviews/strings.ts";
import { Field, ReadField, Select } from "#renderer/ui/index.ts";
import { type PlacementSlots, slotsOf } from "./logic/slots.ts";

/** A place in a channel. */
export function PlacementEditor({ editor }: EditorProps) {
  const { library, readOnly } = editor;
  const fallback = valueAt(editor.body, ["settings", "fallback"]);
  const chosen = typeof fallback === "string" ? fallback : undefined;
  return (
    <Form>
      <div className="fields-pair">
        <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
        <ChoiceSetting
          editor={editor}
          name="channel"
          label="Channel"
          options={(Object.keys(channels) as Channel[]).map((value) => ({
            value,
            label: capital(channelWords[value]),
            note:
              channels[value] === "interrupt"
                ? "Interrupts: without consent nothing is sent"
                : "Visited: without consent the generic block is shown",
          }))}
        />
        <ChoiceSetting
          editor={editor}
          name="purpose"
          label="Consent"
          rule="that personalized content needs here"
          options={library.ofKind("consentPurpose").map(({ id, name }) => ({ value: id as string, label: name }))}
        />
        {readOnly ? (
          <ReadField label="Generic block">{chosen && library.nameOf(chosen)}</ReadField>
        ) : (
          <div data-at="settings.fallback">
            <Field label="Generic block" rule="for everybody else" problem={problemHere(editor, "settings.fallback")}>
              {(control) => (
                <AssetPicker
                  id={control.id}
                  label="Generic block"
                  kinds={["block"]}
                  value={chosen}
                  name={chosen && library.nameOf(chosen)}
                  onChange={({ id }) => editor.set(["settings", "fallback"], id)}
                />
              )}
            </Field>
          </div>
        )}
        <TextSetting
          editor={editor}
          name="budgetMs"
          label="Answers within"
          rule="milliseconds, at most 200; optional"
          whole
          optional
        />
      </div>
      <AssetsSetting editor={editor} name="types" label="Block types" rule="that may be shown here" kind="blockType" />
      <TemplateSetting editor={editor} />
    </Form>
  );
}

const noTemplate = "*";

/** How what is shown here is put together. Without a template it is one block. */
function TemplateSetting({ editor }: EditorProps) {
  const { library, readOnly, set } = editor;
  const path: Path = ["settings", "template"];
  const value = valueAt(editor.body, path);
  const chosen = typeof value === "string" ? value : undefined;
  const channel = editor.body.settings?.["channel"];
  const within = slotsOf(editor, library);
  if (readOnly)
    return <ReadField label="Template">{chosen ? library.nameOf(chosen) : "None: one block is shown"}</ReadField>;
  return (
    <div data-at={path.join(".")}>
      <Field
        label="Template"
        rule="what is fixed in it is in whatever is shown"
        problem={problemHere(editor, path.join("."))}
        hint={within && slotsWords(within)}
      >
        {(control) => (
          <Select
            {...control}
            look="field"
            label="Template"
            value={chosen ?? noTemplate}
            onChange={(id) => set(path, id === noTemplate ? undefined : id)}
            options={[
              { value: noTemplate, label: "None", note: "One block is shown" },
              ...library.ofKind("template").map(({ id, name, body }) => {
                const own = body.settings?.["channel"] as Channel | undefined;
                return {
                  value: id,
                  label: name,
                  ...(own === channel || !own ? {} : { disabledReason: `It is for ${channelWords[own]}.` }),
                };
              }),
            ]}
          />
        )}
      </Field>
    </div>
  );
}

/** What the placement's own settings mean in its template. */
function slotsWords({ slots, main }: PlacementSlots): string {
  const fixed = slots.filter(({ mode }) => mode === "fixed").map(({ label }) => `“${label}”`);
  return [
    main ? `The generic block, and rules that name no slot, are for “${main.label}”.` : "",
    fixed.length > 0 ? `${listed(fixed)} ${fixed.length === 1 ? "is" : "are"} always shown with it.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
