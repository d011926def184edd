import type { ReactNode } from "react";
import { baseVariant } from "#shared/content/model.ts";
import { meter, widthMeter } from "#shared/taxonomy/limits.ts";
import type { Field as FieldModel, FieldValue } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { withValueAt } from "#renderer/assets/logic/body-path.ts";
import { problemsAt, topicOf } from "#renderer/assets/data/asset-editor.ts";
import { CommentMark } from "#renderer/comments/comment-mark.tsx";
import { LinkButton, Meter, ReadField } from "#renderer/ui/index.ts";
import { ruleWords } from "./logic/field-rules.ts";
import { placeOf, type ValueView, valueView } from "./logic/block-view.ts";
import { backWords, whoseWords } from "./logic/whose-words.ts";
import { words } from "./strings.ts";
import { valueEditors } from "./value-editors.tsx";
import { asText, type ValueProps } from "./value-parts.tsx";

interface FieldEditorProps {
  editor: AssetEditor;
  field: FieldModel;
  variant: string;
  locale: string;
  variantLabel: (id: string) => string;
}

/** One flexible field in the variant and locale that are in sight. */
export function FieldEditor({ editor, field, variant, locale, variantLabel }: FieldEditorProps) {
  const path = placeOf(field, variant, locale);
  const view = valueView(editor.body, field, variant, locale);
  const at = path.join(".");
  const set = (value: FieldValue | undefined, step?: string): void => {
    // Everyone's empty field is no value; a variant's is one that differs.
    const next = value === "" && variant === baseVariant ? undefined : value;
    if (step === undefined) editor.set(path, next);
    else editor.change(`${at} ${step}`, (body) => withValueAt(body, path, next));
  };
  const problems = problemsAt(editor.problems, at).concat(
    view.own === undefined ? editor.problems.filter((one) => one.code === "missing" && at.startsWith(one.at)) : [],
  );
  const common: ValueProps = {
    field,
    value: view.own,
    inherited: view.inherited?.value,
    locale,
    set,
    editor,
    rule: ruleWords(field),
    aside: (
      <>
        <CommentMark
          topic={topicOf(editor.detail)}
          place={{ part: field.part, field: field.name, variant, locale: field.localized ? locale : "*" }}
          label={field.label}
          text={textOf(view.own ?? view.inherited?.value)}
          variantLabel={variantLabel}
        />
        {asideOf(field, view, { set, variant, readOnly: editor.readOnly !== undefined })}
      </>
    ),
    hint: whoseWords(view, { variant, locale: field.localized ? locale : "*", variantLabel }),
    problems: [...new Map(problems.map((one) => [one.message, one])).values()],
  };
  const Editor = editor.readOnly ? ReadValue : valueEditors[field.type];
  return (
    <div data-at={at} className={isWide(field) ? "content-field is-wide" : "content-field"}>
      <Editor {...common} />
    </div>
  );
}

/** A value as a quotation has it. */
const textOf = (value: FieldValue | undefined): string | undefined =>
  Array.isArray(value)
    ? value.join(", ")
    : value === undefined || typeof value === "boolean"
      ? undefined
      : String(value);

/** Words take the whole width; what describes a picture or is short by nature takes half. */
const isWide = ({ type, part }: FieldModel): boolean =>
  type === "richText" || type === "list" || (type === "text" && part !== "visual");

/** How full the field is, and the way to differ from what is inherited or back. */
function asideOf(
  field: FieldModel,
  view: ValueView,
  look: { set: (value: FieldValue | undefined) => void; variant: string; readOnly: boolean },
): ReactNode {
  const { set, variant, readOnly } = look;
  const shown = view.own ?? view.inherited?.value;
  const length = meter(field, shown);
  const room = widthMeter(field, shown);
  const back = backWords(view, variant);
  return (
    <>
      {!readOnly && back && <LinkButton onClick={() => set(undefined)}>{back}</LinkButton>}
      {!readOnly && view.own === undefined && view.inherited && (
        <LinkButton onClick={() => set(view.inherited!.value)}>{words.useOwn}</LinkButton>
      )}
      {length.max !== null && <Meter used={length.used} max={length.max} />}
      {room.max !== null && <Meter used={room.used} max={room.max} unit="px" />}
    </>
  );
}

function ReadValue({ field, value, inherited, rule, aside, editor }: ValueProps) {
  const shown = value ?? inherited;
  const text = Array.isArray(shown)
    ? shown.map((one) => editor.library.nameOf(one)).join(", ")
    : editor.library.nameOf(asText(shown));
  return (
    <ReadField label={field.label} rule={rule} aside={aside} help={field.help}>
      {shown === undefined ? <span className="dim">{words.notSet}</span> : <span className="read-text">{text}</span>}
    </ReadField>
  );
}
