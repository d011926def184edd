import { Plus, X } from "lucide-react";
import { personalDataClasses, valueTypes } from "#shared/data/model.ts";
import { channels, type Channel } from "#shared/rules/model.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import { AssetsSetting } from "#renderer/assets/assets-setting.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { valueAt, type Path } from "#renderer/assets/logic/body-path.ts";
import { ChoiceSetting, LinesSetting, problemHere, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { capital, listed } from "#renderer/app/words.ts";
import { basisWords, channelWords, personalDataWords, valueTypeWords } from "#renderer/reviews/strings.ts";
import { Button, Field, IconButton, ReadField, Select, TextField } from "#renderer/ui/index.ts";
import { type PlacementSlots, slotsOf } from "./logic/slots.ts";
import { LocalizedText } from "./localized-text.tsx";

const typeOptions = valueTypes.map((value) => ({ value, label: capital(valueTypeWords[value]) }));

function Form({ children }: { children: React.ReactNode }) {
  return (
    <div className="editor-body scroll" tabIndex={-1}>
      <div className="fields data-form">{children}</div>
    </div>
  );
}

/** What rules may know of a person. */
export function AttributeEditor({ editor }: EditorProps) {
  return (
    <Form>
      <div className="fields-pair">
        <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
        <TextSetting editor={editor} name="key" label="Key" rule="rules say profile.key" mono />
        <ChoiceSetting editor={editor} name="type" label="Type" options={typeOptions} />
        <ChoiceSetting
          editor={editor}
          name="personalData"
          label="Personal data"
          options={personalDataClasses.map((value) => ({ value, label: capital(personalDataWords[value]) }))}
        />
        <TextSetting editor={editor} name="source" label="Source" rule="from where it comes" />
      </div>
      <AssetsSetting
        editor={editor}
        name="purposes"
        label="Purposes"
        rule="without consent to all of these it is masked"
        kind="consentPurpose"
      />
      <div className="fields-pair">
        <LinesSetting
          editor={editor}
          name="values"
          label="Values"
          rule="all it can have, one a line, optional"
          optional
        />
        <LinesSetting editor={editor} name="aliases" label="Former names" rule="one a line, if it had any" />
      </div>
    </Form>
  );
}

/** What rules may know that a person did. */
export function EventEditor({ editor }: EditorProps) {
  return (
    <Form>
      <div className="fields-pair">
        <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
        <TextSetting editor={editor} name="key" label="Key" rule="rules say e.name" mono />
      </div>
      <Properties editor={editor} />
      <AssetsSetting
        editor={editor}
        name="purposes"
        label="Purposes"
        rule="without consent to all of these it is not seen"
        kind="consentPurpose"
      />
      <LinesSetting editor={editor} name="aliases" label="Former names" rule="one a line, if it had any" />
    </Form>
  );
}

/** What people agree to. Its words are a disclosure: legal approves them. */
export function PurposeEditor({ editor }: EditorProps) {
  return (
    <Form>
      <div className="fields-pair">
        <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
        <TextSetting editor={editor} name="key" label="Key" rule="as consent records say it" mono />
        <ChoiceSetting
          editor={editor}
          name="basis"
          label="Legal basis"
          options={(["consent", "contract", "legitimateInterest"] as const).map((value) => ({
            value,
            label: capital(basisWords[value]),
          }))}
        />
        <ExpirySetting editor={editor} />
        <LinesSetting editor={editor} name="jurisdictions" label="Jurisdictions" rule="one a line, such as EU" />
      </div>
      <LocalizedText editor={editor} path={["disclosure", "text"]} label="Words that the person agrees to" />
    </Form>
  );
}

function ExpirySetting({ editor }: { editor: AssetEditor }) {
  const at = ["settings", "expiresAfterDays"];
  const value = valueAt(editor.body, at);
  const shown = typeof value === "number" || typeof value === "string" ? String(value) : "";
  if (editor.readOnly)
    return <ReadField label="Counts for">{shown ? `${shown} days` : "as long as it is not withdrawn"}</ReadField>;
  return (
    <div data-at={at.join(".")}>
      <TextField
        label="Counts for"
        rule="days; empty: until it is withdrawn"
        inputMode="numeric"
        value={shown}
        onChange={(text) => {
          const days = Number.parseInt(text, 10);
          editor.set(at, text === "" ? undefined : Number.isNaN(days) ? text : days);
        }}
        problem={problemHere(editor, at.join("."))}
      />
    </div>
  );
}

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

/** What an event says of itself beside its name and time. */
function Properties({ editor }: { editor: AssetEditor }) {
  const path: Path = ["settings", "properties"];
  const value = valueAt(editor.body, path);
  const rows = (Array.isArray(value) ? value : []) as readonly { key: string; type: string }[];
  const set = (next: readonly { key: string; type: string }[]): void => editor.set(path, next);
  const change = (at: number, changes: Partial<{ key: string; type: string }>): void =>
    set(rows.map((row, index) => (index === at ? { ...row, ...changes } : row)));
  return (
    <section className="fields" aria-label="Properties" data-at={path.join(".")}>
      <h2 className="group-title">
        Properties <span className="count">{rows.length}</span>
        <span className="grow" />
        {!editor.readOnly && (
          <Button
            size="sm"
            icon={Plus}
            onClick={() => set([...rows, { key: `property${rows.length + 1}`, type: "string" }])}
          >
            Add a property
          </Button>
        )}
      </h2>
      {rows.map((row, at) =>
        editor.readOnly ? (
          <ReadField key={row.key} label={row.key}>
            {valueTypeWords[row.type as "string"]}
          </ReadField>
        ) : (
          // Properties have no id, and the key is what one edits.
          <div key={at} className="property-row" data-at={`${path.join(".")}.${at}.key`}>
            <TextField
              label="Key"
              mono
              value={row.key}
              onChange={(key) => change(at, { key })}
              problem={problemHere(editor, `${path.join(".")}.${at}`)}
            />
            <Field label="Type">
              {(control) => (
                <Select
                  {...control}
                  look="field"
                  label="Type"
                  value={row.type}
                  onChange={(type) => change(at, { type })}
                  options={typeOptions.map((option) => ({ ...option, value: option.value as string }))}
                />
              )}
            </Field>
            <IconButton icon={X} label={`Remove ${row.key}`} onClick={() => set(rows.toSpliced(at, 1))} />
          </div>
        ),
      )}
    </section>
  );
}
