import { Link } from "lucide-react";
import type { ReactNode } from "react";
import { readPrice } from "#shared/taxonomy/checks/numbers.ts";
import { meter, widthMeter } from "#shared/taxonomy/limits.ts";
import type { Field as FieldModel, FieldValue } from "#shared/taxonomy/model.ts";
import { tokensOf } from "#shared/taxonomy/text.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import { Checkbox, Field, Select, TextField } from "#renderer/ui/index.ts";
import { forbiddenIn, placesOfWord } from "./logic/field-rules.ts";
import { PictureValue } from "./pictures/picture-value.tsx";
import { around, asText, type ValueProps } from "./value-parts.tsx";
import { WordsValue } from "./words-value.tsx";

function TextValue(props: ValueProps) {
  const { field, value, inherited, set, locale } = props;
  const text = asText(value);
  return (
    <WordsValue
      {...props}
      text={text}
      write={set}
      placeholder={inherited === undefined ? undefined : asText(inherited)}
      multiline={field.type === "richText"}
      over={[meter(field, value), widthMeter(field, value)].some(({ ratio }) => ratio > 1)}
      marks={forbiddenIn(field, value, locale).flatMap(({ word }) => placesOfWord(text, word))}
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
    <WordsValue
      {...props}
      rule={[props.rule, "one a line"].filter(Boolean).join(", ")}
      text={lines(value)}
      write={(text, step) => set(text === "" ? undefined : text.split("\n"), step)}
      placeholder={lines(inherited)}
      multiline
      over={false}
      marks={[]}
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
  image: PictureValue,
  choice: ChoiceValue,
  number: NumberValue,
  price: PriceValue,
  date: DateValue,
  boolean: BooleanValue,
  token: TokenValue,
  reference: ReferenceValue,
  list: ListValue,
};
