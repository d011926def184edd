import { Plus, X } from "lucide-react";
import { useState } from "react";
import { isAssetId } from "#shared/kernel/ids.ts";
import { checkValue } from "#shared/taxonomy/limits.ts";
import { type Field, type FieldValue, locale as localeSchema } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { problemsAt } from "#renderer/assets/data/asset-editor.ts";
import { Button, IconButton, ReadField, TextArea, TextField } from "#renderer/ui/index.ts";
import { FixedPicture } from "./fixed-picture.tsx";
import { fixedValues } from "./logic/block-type.ts";
import { PictureLine } from "./pictures/picture-line.tsx";
import { localeLabel, localeName } from "./strings.ts";

/** The words of a fixed field, in each locale: what stands in every block of the type. */
export function FixedValues({ editor, field }: { editor: AssetEditor; field: Field }) {
  const values = fixedValues(editor.body, field);
  const locales = Object.keys(values).length > 0 ? Object.keys(values) : ["*"];
  return (
    <section className="fields" aria-label={`${field.label}, the fixed value`}>
      {locales.map((locale) => (
        <OneValue key={locale} editor={editor} field={field} locale={locale} value={values[locale as "*"]} />
      ))}
      {field.localized && !editor.readOnly && <AddLocale editor={editor} field={field} taken={locales} />}
    </section>
  );
}

interface OneValueProps {
  editor: AssetEditor;
  field: Field;
  locale: string;
  value: FieldValue | undefined;
}

function OneValue({ editor, field, locale, value }: OneValueProps) {
  const path = [field.part, field.name, locale];
  const at = path.join(".");
  const text = Array.isArray(value) ? value.join("\n") : value === undefined ? "" : String(value);
  const [problem] = problemsAt(editor.problems, at).concat(problemsAt(editor.problems, `${field.part}.${field.name}`));
  const label = `Value, ${localeLabel(locale).toLowerCase() === "all locales" ? "all locales" : locale}`;
  const isPicture = field.type === "image";
  if (editor.readOnly)
    return (
      <ReadField label={label}>
        {isPicture && isAssetId(text) ? <PictureLine id={text} /> : text || <span className="dim">None</span>}
      </ReadField>
    );
  const shownProblem = problem && { severity: problem.severity, message: problem.message };
  return (
    <div data-at={at} className="row fixed-value">
      <div className="grow">
        {isPicture ? (
          <FixedPicture
            {...{ editor, field, locale, label, value }}
            rule={localeName(locale)}
            onChange={(next) => editor.set(path, next)}
            problem={shownProblem}
          />
        ) : (
          <TextArea
            label={label}
            rule={localeName(locale)}
            value={text}
            max={field.limits.maxLength}
            onChange={(next) => editor.set(path, next === "" ? undefined : readValue(field, next))}
            problem={shownProblem}
          />
        )}
      </div>
      {value !== undefined && (
        <IconButton
          icon={X}
          label={`Remove the value for ${localeLabel(locale)}`}
          size="sm"
          onClick={() => editor.set(path, undefined)}
        />
      )}
    </div>
  );
}

/** What was typed, as the field's type has it. What is none stays text, and the check says so. */
function readValue(field: Field, text: string): FieldValue {
  const asNumber = Number(text);
  const typed: FieldValue =
    field.type === "number" && text.trim() !== "" && Number.isFinite(asNumber)
      ? asNumber
      : field.type === "boolean" && /^(true|false|yes|no)$/i.test(text.trim())
        ? /^(true|yes)$/i.test(text.trim())
        : field.type === "list"
          ? text.split("\n")
          : text;
  return checkValue(field, typed, "*").some((one) => one.code === "form") ? text : typed;
}

function AddLocale({ editor, field, taken }: { editor: AssetEditor; field: Field; taken: readonly string[] }) {
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const fits = text === "*" || localeSchema.safeParse(text).success;
  const reason =
    text === ""
      ? "Say which, such as de-DE."
      : !fits
        ? "Such as de-DE."
        : taken.includes(text)
          ? "It is there already."
          : undefined;
  return (
    <div className="row fixed-value">
      <div className="grow">
        <TextField label="Another locale" rule="such as de-DE" value={typed} onChange={setTyped} />
      </div>
      <Button
        icon={Plus}
        reasonIn="tooltip"
        disabledReason={reason}
        onClick={() => {
          editor.set([field.part, field.name, text], firstText(editor, field));
          setTyped("");
        }}
      >
        Add it
      </Button>
    </div>
  );
}

/** A new locale begins with the words of another, to be translated. */
function firstText(editor: AssetEditor, field: Field): FieldValue {
  return Object.values(fixedValues(editor.body, field))[0] ?? "…";
}
