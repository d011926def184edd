import { Image, Link } from "lucide-react";
import type { ReactNode } from "react";
import { baseVariant } from "#shared/content/model.ts";
import type { Problem } from "#shared/assets/model.ts";
import { meter } from "#shared/taxonomy/limits.ts";
import type { Field as FieldModel, FieldValue } from "#shared/taxonomy/model.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { problemsAt } from "#renderer/assets/data/asset-editor.ts";
import {
  Checkbox,
  Field,
  type FieldProblem,
  LinkButton,
  Meter,
  ReadField,
  Select,
  TextArea,
  TextField,
} from "#renderer/ui/index.ts";
import { type ForbiddenHit, forbiddenIn, placesOfWord, replaceWord, ruleWords } from "./logic/field-rules.ts";
import { placeOf, type ValueView, valueView } from "./logic/block-view.ts";
import { localeLabel, words } from "./strings.ts";
import { TokenField } from "./token-field.tsx";

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
  const set = (value: FieldValue | undefined): void => {
    // Everyone's empty field is no value; a variant's is one that differs.
    const gone = value === "" && variant === baseVariant;
    editor.set(path, gone ? undefined : value);
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
    aside: asideOf(field, view, { set, variant, locale, readOnly: editor.readOnly !== undefined }),
    hint: inheritedWords(view, { variant, locale: field.localized ? locale : "*", variantLabel }),
    problems: [...new Map(problems.map((one) => [one.message, one])).values()],
  };
  const Editor = editor.readOnly ? ReadValue : editors[field.type];
  return (
    <div data-at={at} className={isWide(field) ? "content-field is-wide" : "content-field"}>
      <Editor {...common} />
    </div>
  );
}

/** Words take the whole width; what describes a picture or is short by nature takes half. */
const isWide = ({ type, part }: FieldModel): boolean =>
  type === "richText" || type === "list" || (type === "text" && part !== "visual");

interface ValueProps {
  field: FieldModel;
  value: FieldValue | undefined;
  inherited: FieldValue | undefined;
  locale: string;
  set: (value: FieldValue | undefined) => void;
  editor: AssetEditor;
  rule: string;
  aside: ReactNode;
  hint: ReactNode;
  problems: readonly Problem[];
}

const editors: Readonly<Record<FieldModel["type"], (props: ValueProps) => ReactNode>> = {
  text: TextValue,
  richText: TextValue,
  link: (props) => <LineValue {...props} icon={Link} />,
  image: (props) => <LineValue {...props} icon={Image} />,
  choice: ChoiceValue,
  number: NumberValue,
  boolean: BooleanValue,
  reference: ReferenceValue,
  list: ListValue,
};

/** How full the field is, and the way to differ from what is inherited or back. */
function asideOf(
  field: FieldModel,
  view: ValueView,
  look: { set: (value: FieldValue | undefined) => void; variant: string; locale: string; readOnly: boolean },
): ReactNode {
  const { set, variant, readOnly } = look;
  const { max, used } = meter(field, view.own ?? view.inherited?.value);
  const same = variant === baseVariant ? "Same as its parent" : "Same as everyone";
  return (
    <>
      {!readOnly && view.own !== undefined && view.inherited && (
        <LinkButton onClick={() => set(undefined)}>{same}</LinkButton>
      )}
      {!readOnly && view.own === undefined && view.inherited && (
        <LinkButton onClick={() => set(view.inherited!.value)}>Make it differ</LinkButton>
      )}
      {max !== null && <Meter used={used} max={max} />}
    </>
  );
}

function inheritedWords(
  view: ValueView,
  { variant, locale, variantLabel }: { variant: string; locale: string; variantLabel: (id: string) => string },
): string | undefined {
  if (view.own !== undefined || !view.inherited) return undefined;
  const from = view.inherited;
  const whose = from.variant === variant ? undefined : variantLabel(from.variant);
  const where = from.locale === locale ? undefined : localeLabel(from.locale);
  const source = [whose, where].filter(Boolean).join(", ");
  return source === "" ? undefined : `As in ${source}`;
}

/** Everything that is wrong with a value, each with its mend where there is one. */
function problemOf({ field, value, locale, set, problems }: ValueProps): FieldProblem | undefined {
  if (problems.length === 0) return undefined;
  const hits = forbiddenIn(field, value, locale);
  const severity = problems.some((one) => one.severity === "error") ? "error" : "warning";
  const message = problems.map((one) => {
    const hit = hits.find(({ word }) => one.message.startsWith(`“${word}” may not be used here`));
    return (
      <span key={one.message} className="field-problem">
        {hit && typeof value === "string" ? (
          <Forbidden hit={hit} onUse={(by) => set(replaceWord(value, hit.word, by))} />
        ) : (
          one.message
        )}
      </span>
    );
  });
  return { severity, message };
}

function Forbidden({ hit, onUse }: { hit: ForbiddenHit; onUse: (by: string) => void }) {
  return (
    <>
      “{hit.word}” may not be used here: {hit.reason.replace(/\.$/, "")}.{hit.suggestions.length > 0 && " Try "}
      {hit.suggestions.map((by, at) => (
        <span key={by}>
          {at > 0 && " or "}
          <LinkButton onClick={() => onUse(by)}>{by}</LinkButton>
        </span>
      ))}
      {hit.suggestions.length > 0 && "."}
    </>
  );
}

const asText = (value: FieldValue | undefined): string => (value === undefined ? "" : String(value));

function TextValue(props: ValueProps) {
  const { field, value, inherited, set, editor, locale } = props;
  const text = asText(value);
  const { used, max } = meter(field, value);
  const attributes = new Map(editor.library.dictionary.attributes.map((one) => [one.key, one.label]));
  return (
    <TokenField
      label={field.label}
      rule={props.rule}
      aside={props.aside}
      hint={props.hint}
      problem={problemOf(props)}
      over={max !== null && used > max}
      value={text}
      onChange={set}
      placeholder={inherited === undefined ? undefined : asText(inherited)}
      multiline={field.type === "richText"}
      tokens={(field.limits.tokens ?? []).map((key) => ({
        key,
        label: attributes.get(key) ?? "not in the data dictionary",
      }))}
      marks={forbiddenIn(field, value, locale).flatMap(({ word }) => placesOfWord(text, word))}
      language={field.localized && locale !== "*" ? locale : undefined}
    />
  );
}

function LineValue(props: ValueProps & { icon: typeof Link }) {
  return (
    <TextField
      label={props.field.label}
      rule={props.rule}
      aside={props.aside}
      hint={props.hint}
      problem={problemOf(props)}
      icon={props.icon}
      value={asText(props.value)}
      onChange={props.set}
      placeholder={asText(props.inherited)}
      inputMode="url"
      spellCheck={false}
    />
  );
}

function ChoiceValue(props: ValueProps) {
  const { field, value, inherited, set } = props;
  return (
    <Field label={field.label} rule={props.rule} aside={props.aside} hint={props.hint} problem={problemOf(props)}>
      {(control) => (
        <Select
          {...control}
          look="field"
          label={field.label}
          value={typeof value === "string" ? value : undefined}
          onChange={set}
          placeholder={inherited === undefined ? "Choose" : asText(inherited)}
          options={(field.limits.values ?? []).map((one) => ({ value: one, label: one }))}
        />
      )}
    </Field>
  );
}

function NumberValue(props: ValueProps) {
  const { field, value, inherited, set } = props;
  return (
    <TextField
      label={field.label}
      rule={props.rule}
      aside={props.aside}
      hint={props.hint}
      problem={problemOf(props)}
      value={asText(value)}
      inputMode="decimal"
      placeholder={asText(inherited)}
      onChange={(text) => {
        const number = Number(text.replace(",", "."));
        // What is no number yet stays as it is typed; the check below the field says so.
        set(text.trim() === "" ? undefined : Number.isFinite(number) && !text.endsWith(".") ? number : text);
      }}
    />
  );
}

function BooleanValue(props: ValueProps) {
  const { field, value, inherited, set } = props;
  return (
    <Field label={field.label} rule={props.rule} aside={props.aside} hint={props.hint} problem={problemOf(props)}>
      {() => <Checkbox label={field.label} checked={(value ?? inherited) === true} onChange={set} />}
    </Field>
  );
}

function ReferenceValue(props: ValueProps) {
  const { field, value, inherited, set, editor } = props;
  const shown = asText(value ?? inherited);
  return (
    <Field label={field.label} rule={props.rule} aside={props.aside} hint={props.hint} problem={problemOf(props)}>
      {(control) => (
        <AssetPicker
          id={control.id}
          label={field.label}
          kinds={["block"]}
          value={shown || undefined}
          name={shown ? editor.library.nameOf(shown) : undefined}
          onChange={(asset) => set(asset.id)}
          onClear={value === undefined ? undefined : () => set(undefined)}
        />
      )}
    </Field>
  );
}

/** One item a line. */
function ListValue(props: ValueProps) {
  const { field, value, inherited, set } = props;
  const lines = (from: FieldValue | undefined) => (Array.isArray(from) ? from.join("\n") : asText(from));
  return (
    <TextArea
      label={field.label}
      rule={[props.rule, "one a line"].filter(Boolean).join(", ")}
      aside={props.aside}
      hint={props.hint}
      problem={problemOf(props)}
      value={lines(value)}
      placeholder={lines(inherited)}
      onChange={(text) => set(text === "" ? undefined : text.split("\n"))}
    />
  );
}

function ReadValue({ field, value, inherited, rule, aside, editor }: ValueProps) {
  const shown = value ?? inherited;
  const text = Array.isArray(shown)
    ? shown.map((one) => editor.library.nameOf(one)).join(", ")
    : editor.library.nameOf(asText(shown));
  return (
    <ReadField label={field.label} rule={rule} aside={aside}>
      {shown === undefined ? <span className="dim">{words.notSet}</span> : <span className="read-text">{text}</span>}
    </ReadField>
  );
}
