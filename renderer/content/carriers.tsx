import { type KindName, kindNames } from "#shared/assets/kind.ts";
import { type Tier, tiers } from "#shared/assets/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { valueAt, type Path } from "#renderer/assets/logic/body-path.ts";
import { problemHere } from "#renderer/assets/setting-fields.tsx";
import { kindWords } from "#renderer/assets/strings.ts";
import { capital } from "#renderer/app/words.ts";
import { Checkbox, Field, ReadField, tierName } from "#renderer/ui/index.ts";

interface ManySettingProps<Value extends string> {
  editor: AssetEditor;
  path: Path;
  label: string;
  rule?: string;
  options: readonly { readonly value: Value; readonly label: string }[];
}

/** Several of a few, in the order in which they are offered. */
export function ManySetting<Value extends string>(props: ManySettingProps<Value>) {
  const { editor, path, label, rule, options } = props;
  const value = valueAt(editor.body, path);
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  const taken = options.filter((option) => chosen.includes(option.value));
  if (editor.readOnly)
    return <ReadField label={label}>{taken.map((option) => option.label).join(", ") || "None"}</ReadField>;
  const toggle = (one: Value, on: boolean): void =>
    editor.set(
      path,
      options.map((option) => option.value).filter((each) => (each === one ? on : chosen.includes(each))),
    );
  const at = path.join(".");
  return (
    <div data-at={at}>
      <Field label={label} rule={rule} problem={problemHere(editor, at)}>
        {() => (
          <div className="many-choice" role="group" aria-label={label}>
            {options.map((option) => (
              <Checkbox
                key={option.value}
                label={option.label}
                checked={chosen.includes(option.value)}
                onChange={(on) => toggle(option.value, on)}
              />
            ))}
          </div>
        )}
      </Field>
    </div>
  );
}

export const kindOptions: readonly { value: KindName; label: string }[] = kindNames.map((value) => ({
  value,
  label: capital(kindWords[value].many),
}));

export const tierOptions: readonly { value: Tier; label: string }[] = tiers.map((value) => ({
  value,
  label: tierName[value],
}));
