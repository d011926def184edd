import type { ReactNode } from "react";
import { Field, ReadField, Select, type Option, TextArea, TextField, type FieldProblem } from "#renderer/ui/index.ts";
import { type AssetEditor, problemsAt } from "./data/asset-editor.ts";
import { type Path, valueAt } from "./logic/body-path.ts";

/** The first problem at a place, as a field shows it. */
export function problemHere(editor: AssetEditor, at: string): FieldProblem | undefined {
  const [first] = problemsAt(editor.problems, at);
  return first && { severity: first.severity, message: first.message };
}

interface SettingProps {
  editor: AssetEditor;
  /** The setting's key, or its place in the body. */
  name: string | Path;
  label: string;
  rule?: ReactNode;
}

const placeOf = (name: string | Path): Path => (typeof name === "string" ? ["settings", name] : name);

const textAt = (editor: AssetEditor, path: Path): string => {
  const value = valueAt(editor.body, path);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

interface TextSettingProps extends SettingProps {
  /** Empty takes the setting away. */
  optional?: boolean;
  multiline?: boolean;
  mono?: boolean;
  /** A whole number instead of a text. */
  whole?: boolean;
  max?: number;
}

/** A text or number of a body, read-only where the person may not change it. */
export function TextSetting({ editor, name, label, rule, optional, multiline, mono, whole, max }: TextSettingProps) {
  const path = placeOf(name);
  const at = path.join(".");
  const value = textAt(editor, path);
  const set = (text: string): void => {
    const number = Number.parseInt(text, 10);
    if (whole) editor.set(path, Number.isNaN(number) ? (text === "" ? undefined : text) : number);
    else editor.set(path, optional && text === "" ? undefined : text);
  };
  if (editor.readOnly) return <ReadField label={label}>{value || <span className="dim">None</span>}</ReadField>;
  const common = { label, rule, value, onChange: set, mono, problem: problemHere(editor, at) };
  return (
    <div data-at={at}>
      {multiline ? (
        <TextArea {...common} rows={2} />
      ) : (
        <TextField {...common} max={max} inputMode={whole ? "numeric" : undefined} />
      )}
    </div>
  );
}

/** A list of texts, one a line. */
export function LinesSetting({ editor, name, label, rule, optional }: SettingProps & { optional?: boolean }) {
  const path = placeOf(name);
  const at = path.join(".");
  const value = valueAt(editor.body, path);
  const lines = Array.isArray(value) ? value.join("\n") : "";
  if (editor.readOnly)
    return <ReadField label={label}>{lines.replaceAll("\n", ", ") || <span className="dim">None</span>}</ReadField>;
  return (
    <div data-at={at}>
      <TextArea
        label={label}
        rule={rule ?? "one a line"}
        value={lines}
        onChange={(text) => editor.set(path, text === "" ? (optional ? undefined : []) : text.split("\n"))}
        problem={problemHere(editor, at)}
      />
    </div>
  );
}

/** One of a few. */
export function ChoiceSetting<Value extends string>(
  // What it is where nothing is said: choosing it takes the setting away.
  props: SettingProps & { options: readonly Option<Value>[]; otherwise?: Value },
) {
  const { editor, name, label, rule, options, otherwise } = props;
  const path = placeOf(name);
  const at = path.join(".");
  const value = (valueAt(editor.body, path) as Value | undefined) ?? otherwise;
  const words = options.find((option) => option.value === value)?.label ?? textAt(editor, path);
  if (editor.readOnly) return <ReadField label={label}>{words}</ReadField>;
  return (
    <div data-at={at}>
      <Field label={label} rule={rule} problem={problemHere(editor, at)}>
        {(control) => (
          <Select
            {...control}
            look="field"
            label={label}
            value={value}
            onChange={(next) => editor.set(path, next === otherwise ? undefined : next)}
            options={options}
          />
        )}
      </Field>
    </div>
  );
}
