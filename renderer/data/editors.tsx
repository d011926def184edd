import { canonicalEvent, isCanonicalEvent } from "#shared/data/event-names.ts";
import { normalise } from "#shared/data/identifiers.ts";
import { type Normalisation, normalisations, personalDataClasses } from "#shared/data/model.ts";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { AssetsSetting } from "#renderer/assets/assets-setting.tsx";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import { ChoiceSetting, LinesSetting, problemHere, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { capital } from "#renderer/app/words.ts";
import { matchWords, normalisationWords, personalDataWords } from "#renderer/reviews/strings.ts";
import { Button, Field, ReadField, Reason, Segmented } from "#renderer/ui/index.ts";
import { EventProperties } from "./event-properties.tsx";
import { Form } from "./form.tsx";
import { FreshnessSetting } from "./freshness-setting.tsx";
import { normalExamples, typeOptions, words } from "./strings.ts";

const personalOptions = personalDataClasses.map((value) => ({ value, label: capital(personalDataWords[value]) }));

/** What rules may know of a person. */
export function AttributeEditor({ editor }: EditorProps) {
  const counts = editor.body.settings?.["type"] === "number" || editor.body.settings?.["unit"] !== undefined;
  return (
    <Form>
      <div className="fields-pair">
        <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
        <TextSetting editor={editor} name="key" label="Key" rule="rules say profile.key" mono />
        <ChoiceSetting editor={editor} name="type" label="Type" options={typeOptions} />
        {counts && (
          <TextSetting editor={editor} name="unit" label="Unit" rule="such as EUR or days, optional" optional />
        )}
        <ChoiceSetting editor={editor} name="personalData" label="Personal data" options={personalOptions} />
        <TextSetting editor={editor} name="source" label="Source system" rule="from where it comes" />
      </div>
      <FreshnessSetting editor={editor} />
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
      <CanonicalName editor={editor} />
      <EventProperties editor={editor} />
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

/** The name by convention for a key that does not follow it; the old one goes on to work. */
function CanonicalName({ editor }: EditorProps) {
  const key = valueAt(editor.body, ["settings", "key"]);
  if (editor.readOnly || typeof key !== "string" || key === "" || isCanonicalEvent(key)) return null;
  const proposed = canonicalEvent(key);
  if (proposed === key || proposed === "") return null;
  const former = valueAt(editor.body, ["settings", "aliases"]);
  const take = (): void => {
    editor.set(["settings", "key"], proposed);
    editor.set(["settings", "aliases"], [...new Set([...(Array.isArray(former) ? former : []), key])]);
  };
  return (
    <p className="canonical-name">
      <Reason>{words.canonical}</Reason>
      <Button size="sm" onClick={take}>
        Call it {proposed}
      </Button>
    </p>
  );
}

const primaryOptions = [
  { value: "yes", label: "Primary" },
  { value: "no", label: "Another one" },
] as const;

/** What tells one person from another. */
export function IdentifierEditor({ editor }: EditorProps) {
  const primary = valueAt(editor.body, ["settings", "primary"]) === true;
  const how = valueAt(editor.body, ["settings", "normalisation"]);
  return (
    <Form>
      <div className="fields-pair">
        <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
        <TextSetting editor={editor} name="key" label="Key" mono />
        <ChoiceSetting
          editor={editor}
          name="normalisation"
          label="Compared"
          options={normalisations.map((value) => ({ value, label: capital(normalisationWords[value]) }))}
        />
        <ChoiceSetting
          editor={editor}
          name="match"
          label="The same value is"
          options={(["deterministic", "probabilistic"] as const).map((value) => ({
            value,
            label: capital(matchWords[value]),
          }))}
        />
        <ChoiceSetting editor={editor} name="personalData" label="Personal data" options={personalOptions} />
        <TextSetting editor={editor} name="source" label="Source system" rule="from where it comes" />
      </div>
      {normalisations.some((one) => one === how) && <NormalExample how={how as Normalisation} />}
      {editor.readOnly ? (
        <ReadField label="Primary identifier">{primary ? "Yes: people are counted by it" : "No"}</ReadField>
      ) : (
        <div data-at="settings.primary">
          <Field label="Primary identifier" hint={words.primary} problem={problemHere(editor, "settings.primary")}>
            {() => (
              <Segmented
                label="Primary identifier"
                value={primary ? "yes" : "no"}
                onChange={(next) => editor.set(["settings", "primary"], next === "yes")}
                options={primaryOptions}
              />
            )}
          </Field>
        </div>
      )}
      <AssetsSetting
        editor={editor}
        name="purposes"
        label="Purposes"
        rule="without consent to all of these it is not used"
        kind="consentPurpose"
      />
    </Form>
  );
}

/** How two writings become one. */
function NormalExample({ how }: { how: Normalisation }) {
  const example = normalExamples[how];
  return (
    <p className="dim small">
      “{example}” is compared as <span className="mono">{normalise(example, how)}</span>
    </p>
  );
}
