import { Image, Link } from "lucide-react";
import type { ReactNode } from "react";
import type { Problem } from "#shared/assets/model.ts";
import { readPrice } from "#shared/taxonomy/checks/numbers.ts";
import { meter, widthMeter } from "#shared/taxonomy/limits.ts";
import type { Field as FieldModel, FieldValue } from "#shared/taxonomy/model.ts";
import { tokensOf } from "#shared/taxonomy/text.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { Checkbox, Field, type FieldProblem, LinkButton, Select, TextArea, TextField } from "#renderer/ui/index.ts";
import { type ForbiddenHit, forbiddenIn, placesOfWord, replaceWord } from "./logic/field-rules.ts";
import { TokenField } from "./token-field.tsx";

/** What the editor of one value gets. Each is chosen by the type of the field. */
export interface ValueProps {
  readonly field: FieldModel;
  readonly value: FieldValue | undefined;
  readonly inherited: FieldValue | undefined;
  readonly locale: string;
  readonly set: (value: FieldValue | undefined) => void;
  readonly editor: AssetEditor;
  readonly rule: string;
  readonly aside: ReactNode;
  readonly hint: ReactNode;
  readonly problems: readonly Problem[];
}

export const asText = (value: FieldValue | undefined): string => (value === undefined ? "" : String(value));

/** What every field shows around its control. */
const around = (props: ValueProps) => ({
  label: props.field.label,
  rule: props.rule,
  aside: props.aside,
  hint: props.hint,
  problem: problemOf(props),
});

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

function TextValue(props: ValueProps) {
  const { field, value, inherited, set, editor, locale } = props;
  const text = asText(value);
  const full = [meter(field, value), widthMeter(field, value)].some(({ ratio }) => ratio > 1);
  const attributes = new Map(editor.library.dictionary.attributes.map((one) => [one.key, one.label]));
  return (
    <TokenField
      {...around(props)}
      over={full}
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
      {...around(props)}
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
    <Field {...around(props)}>
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
  const { value, inherited, set } = props;
  return (
    <TextField
      {...around(props)}
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
    <Field {...around(props)}>
      {() => <Checkbox label={field.label} checked={(value ?? inherited) === true} onChange={set} />}
    </Field>
  );
}

function ReferenceValue(props: ValueProps) {
  const { field, value, inherited, set, editor } = props;
  const shown = asText(value ?? inherited);
  return (
    <Field {...around(props)}>
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
  const { value, inherited, set } = props;
  const lines = (from: FieldValue | undefined) => (Array.isArray(from) ? from.join("\n") : asText(from));
  return (
    <TextArea
      {...around(props)}
      rule={[props.rule, "one a line"].filter(Boolean).join(", ")}
      value={lines(value)}
      placeholder={lines(inherited)}
      onChange={(text) => set(text === "" ? undefined : text.split("\n"))}
    />
  );
}

/** Currency and amount of a price. */
function PriceValue(props: ValueProps) {
  const { field, value, inherited, set } = props;
  const text = asText(value);
  const shown = text === "" ? asText(inherited) : text;
  const currencies = field.limits.currencies ?? [];
  const currency = /^([A-Z]{3})\b/.exec(shown)?.[1] ?? currencies[0] ?? "";
  const amount = readPrice(text)?.amount ?? text.replace(/^[A-Z]{3} ?/, "");
  const write = (code: string, digits: string): void =>
    set(digits.trim() === "" ? undefined : `${code} ${digits.trim().replace(",", ".")}`);
  const place = readPrice(asText(inherited))?.amount;
  return (
    <div className="price-value">
      {currencies.length > 1 && (
        <Select
          look="field"
          label={`Currency of ${field.label}`}
          value={currency}
          onChange={(code: string) => write(code, amount)}
          options={currencies.map((code) => ({ value: code, label: code }))}
        />
      )}
      <div className="grow">
        {currencies.length > 0 ? (
          <TextField
            {...around(props)}
            value={amount}
            inputMode="decimal"
            placeholder={place}
            unit={currencies.length === 1 ? currency : undefined}
            onChange={(digits) => write(currency, digits)}
          />
        ) : (
          <TextField
            {...around(props)}
            value={text}
            placeholder={asText(inherited) || "EUR 49.90"}
            onChange={(typed) => set(typed === "" ? undefined : typed)}
          />
        )}
      </div>
    </div>
  );
}

function DateValue(props: ValueProps) {
  const { value, inherited, set } = props;
  return (
    <TextField
      {...around(props)}
      type="date"
      value={asText(value ?? inherited)}
      onChange={(day) => set(day === "" ? undefined : day)}
    />
  );
}

/** One personal value, and what stands there for people of whom it is not known. */
function TokenValue(props: ValueProps) {
  const { field, value, inherited, set, editor } = props;
  const [token] = tokensOf(asText(value ?? inherited));
  const labels = new Map(editor.library.dictionary.attributes.map((one) => [one.key, one.label]));
  const write = (key: string, fallback: string): void => set(`{{${key}|${fallback.replaceAll(/[{}|]/g, "")}}}`);
  return (
    <div className="fields-pair">
      <Field {...around(props)}>
        {(control) => (
          <Select
            {...control}
            look="field"
            label={field.label}
            value={token?.key}
            placeholder="Choose a personal value"
            onChange={(key: string) => write(key, token?.fallback ?? "")}
            options={(field.limits.tokens ?? []).map((key) => ({
              value: key,
              label: key,
              note: labels.get(key) ?? "not in the data dictionary",
            }))}
          />
        )}
      </Field>
      {token && (
        <TextField
          label={`${field.label}, otherwise`}
          rule="for people of whom it is not known"
          value={token.fallback ?? ""}
          onChange={(fallback) => write(token.key, fallback)}
        />
      )}
    </div>
  );
}

/** The editor of a value, by the type of its field. */
export const valueEditors: Readonly<Record<FieldModel["type"], (props: ValueProps) => ReactNode>> = {
  text: TextValue,
  richText: TextValue,
  link: (props) => <LineValue {...props} icon={Link} />,
  image: (props) => <LineValue {...props} icon={Image} />,
  choice: ChoiceValue,
  number: NumberValue,
  price: PriceValue,
  date: DateValue,
  boolean: BooleanValue,
  token: TokenValue,
  reference: ReferenceValue,
  list: ListValue,
};
