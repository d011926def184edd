import { type Field as FieldModel, fieldTypes, type Limits } from "#shared/taxonomy/model.ts";
import { valueParts } from "#shared/taxonomy/policy.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { problemHere } from "#renderer/assets/setting-fields.tsx";
import { capital } from "#renderer/app/words.ts";
import { fieldTypeWords, limitWords, partWords } from "#renderer/reviews/strings.ts";
import { Checkbox, Field, ReadField, Segmented, Select, TextField } from "#renderer/ui/index.ts";
import { FixedValues } from "./fixed-values.tsx";
import { LimitsForm } from "./limits-form.tsx";
import { changeField, fieldNameFor, fieldsIn } from "./logic/block-type.ts";

interface FieldFormProps {
  editor: AssetEditor;
  field: FieldModel;
  at: number;
}

/** One field of a block type: what it is called, who approves it, whether it is fixed, and its limits. */
export function FieldForm({ editor, field, at }: FieldFormProps) {
  if (editor.readOnly) return <ReadForm editor={editor} field={field} />;
  const place = `settings.fields.${at}`;
  const change = (changes: Partial<FieldModel>, key = Object.keys(changes).join()): void =>
    editor.change(`${place} ${key}`, (body) => changeField(body, at, changes));
  const others = fieldsIn(editor.body).filter((_, other) => other !== at);
  // A name that was proposed follows its label; one that was written stays.
  const proposed = (label: string) =>
    fieldNameFor(
      label,
      others.map((one) => one.name),
    );
  return (
    <div className="field-form fields" role="group" aria-label={field.label}>
      <div className="fields-pair">
        <TextField
          label="Label"
          value={field.label}
          onChange={(label) =>
            change({ label, ...(field.name === proposed(field.label) ? { name: proposed(label) } : {}) }, "label")
          }
          problem={problemHere(editor, `${place}.label`)}
        />
        <TextField
          label="Name"
          rule="as the decision service answers"
          mono
          value={field.name}
          onChange={(name) => change({ name })}
          problem={problemHere(editor, `${place}.name`)}
        />
        <Field label="Type">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="Type"
              value={field.type}
              onChange={(type) => change({ type })}
              options={fieldTypes.map((value) => ({ value, label: capital(fieldTypeWords[value]) }))}
            />
          )}
        </Field>
        <Field label="Class" rule="decides who approves it">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="Class"
              value={field.part}
              onChange={(part) => change({ part })}
              options={valueParts.map((value) => ({
                value,
                label: partWords[value],
                note: approversOf(value, editor),
              }))}
            />
          )}
        </Field>
      </div>
      {field.mode === "flexible" && (
        <TextField
          label="Help"
          rule="shown to whoever fills it in, at most 500 characters"
          value={field.help ?? ""}
          onChange={(help) => change({ help }, "help")}
          problem={problemHere(editor, `${place}.help`)}
        />
      )}
      <div className="row field-choices">
        <Segmented
          label="Fixed or flexible"
          value={field.mode}
          onChange={(mode) => change({ mode })}
          options={[
            { value: "flexible", label: "Flexible: each block has its own" },
            { value: "fixed", label: "Fixed: the same in every block" },
          ]}
        />
      </div>
      <div className="row field-choices">
        <Checkbox label="Required" checked={field.required} onChange={(required) => change({ required })} />
        <Checkbox
          label="One value for each locale"
          checked={field.localized}
          onChange={(localized) => change({ localized })}
        />
      </div>
      {field.mode === "fixed" ? (
        <>
          <TextField
            label="Why it is fixed"
            rule="shown beside the lock"
            value={field.reason ?? ""}
            onChange={(reason) => change({ reason })}
          />
          <FixedValues editor={editor} field={field} />
        </>
      ) : (
        <LimitsForm
          editor={editor}
          field={field}
          place={place}
          onChange={(limits: Limits, key: string) => change({ limits }, key)}
        />
      )}
    </div>
  );
}

/** The approvals of the policy that cover a class, in words. */
function approversOf(part: FieldModel["part"], { rights }: AssetEditor): string {
  const path = rights.paths.find((one) => one.kinds.includes("block"));
  const steps = path?.steps.filter((step) => step.covers.includes(part)).map((step) => step.label.toLowerCase()) ?? [];
  return steps.length > 0 ? `Approved by ${steps.join(" and ")}` : "Nobody approves it, so it can never be released";
}

function ReadForm({ editor, field }: Omit<FieldFormProps, "at">) {
  return (
    <div className="field-form fields">
      {field.help && field.mode === "flexible" && <ReadField label="Help">{field.help}</ReadField>}
      {field.reason && <ReadField label="Why it is fixed">{field.reason}</ReadField>}
      {field.mode === "fixed" && <FixedValues editor={editor} field={field} />}
      {field.mode === "flexible" && (
        <ReadField label="Limits">
          <span className="read-text">{limitWords(field.limits).join("\n") || "None"}</span>
        </ReadField>
      )}
    </div>
  );
}
