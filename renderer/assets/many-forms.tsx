import { useMemo } from "react";
import type { ManyChange } from "#shared/content/bulk.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Field as FieldModel } from "#shared/taxonomy/model.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { Checkbox, Field, Select, TextArea, TextField } from "#renderer/ui/index.ts";
import { useLibrary } from "./data/library.ts";
import { type Offer, offerOf, valueTyped } from "./logic/many.ts";

export interface FormState {
  readonly field: string;
  readonly variant: string;
  /** Undefined until one is chosen: then the usual one. */
  readonly locale: string | undefined;
  readonly text: string;
  readonly clear: boolean;
  readonly find: string;
  readonly replace: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  /** Of find and replace: one locale, or `all`. */
  readonly within: string;
  readonly reason: string;
}

export const emptyForm: FormState = {
  field: "",
  variant: "base",
  locale: undefined,
  text: "",
  clear: false,
  find: "",
  replace: "",
  matchCase: false,
  wholeWord: false,
  within: "all",
  reason: "",
};

interface FormProps {
  offer: Offer;
  form: FormState;
  change: (changes: Partial<FormState>) => void;
}

const localeWords = (locale: string): string => (locale === "*" ? "All locales" : locale);

/** What the chosen blocks have in common, and what they do not: everything that a form can offer. */
export function useOffer(assets: readonly AssetId[], wanted: boolean): Offer {
  const { library } = useLibrary();
  const key = useMemo(() => assets.join(), [assets]);
  const { data } = useQuery(wanted ? ["assets.bodies", "many", key] : null, () =>
    api.assets.bodies({ assets: [...assets] }),
  );
  return useMemo(() => offerOf(data?.assets ?? [], library.assets), [data, library]);
}

export function SetForm({ offer, form, change }: FormProps) {
  const field = offer.fields.find((one) => one.name === form.field);
  return (
    <>
      <div className="fields-three">
        <Field label="Field">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="Field"
              value={form.field || undefined}
              onChange={(name) => change({ field: name, text: "" })}
              options={offer.fields.map(({ name, label }) => ({ value: name, label }))}
            />
          )}
        </Field>
        <Field label="For">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="For"
              value={form.variant}
              onChange={(variant) => change({ variant })}
              options={offer.variants.map(({ id, label }) => ({ value: id, label }))}
            />
          )}
        </Field>
        <Field label="Locale">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="Locale"
              value={field && !field.localized ? "*" : (form.locale ?? offer.usual)}
              onChange={(locale) => change({ locale })}
              options={(field && !field.localized ? ["*"] : offer.locales).map((locale) => ({
                value: locale,
                label: localeWords(locale),
              }))}
            />
          )}
        </Field>
      </div>
      {field && !form.clear && <ValueForm field={field} form={form} change={change} />}
      <Checkbox label="Take the value away" checked={form.clear} onChange={(clear) => change({ clear })} />
    </>
  );
}

function ValueForm({ field, form, change }: Omit<FormProps, "offer"> & { field: FieldModel }) {
  const set = (text: string): void => change({ text });
  if (field.type === "choice" || field.type === "boolean") {
    const values = field.type === "boolean" ? ["true", "false"] : (field.limits.values ?? []);
    const label = (value: string): string => (field.type === "boolean" ? (value === "true" ? "Yes" : "No") : value);
    return (
      <Field label="New value">
        {(control) => (
          <Select
            {...control}
            look="field"
            label="New value"
            value={form.text || undefined}
            onChange={set}
            options={values.map((value) => ({ value, label: label(value) }))}
          />
        )}
      </Field>
    );
  }
  const rule = field.type === "list" ? "one item a line" : undefined;
  return field.type === "text" || field.type === "number" || field.type === "link" ? (
    <TextField label="New value" rule={rule} value={form.text} onChange={set} />
  ) : (
    <TextArea label="New value" rule={rule} value={form.text} onChange={set} rows={3} />
  );
}

export function ReplaceForm({ offer, form, change }: FormProps) {
  return (
    <>
      <TextField label="Find" value={form.find} onChange={(find) => change({ find })} />
      <TextField label="Replace with" value={form.replace} onChange={(replace) => change({ replace })} />
      <div className="many-options">
        <Checkbox label="Match case" checked={form.matchCase} onChange={(matchCase) => change({ matchCase })} />
        <Checkbox label="Whole words" checked={form.wholeWord} onChange={(wholeWord) => change({ wholeWord })} />
        <Select
          label="In"
          showLabel
          value={form.within}
          onChange={(within) => change({ within })}
          options={[
            { value: "all", label: "every locale" },
            ...offer.locales.map((locale) => ({
              value: locale,
              label: locale === "*" ? "values for all locales" : locale,
            })),
          ]}
        />
      </div>
    </>
  );
}

/** The change that a form asks for; undefined while something is missing. */
export function changeOf(
  deed: "set" | "replace" | "drafts" | "retire",
  form: FormState,
  { fields, usual }: Offer,
): ManyChange | undefined {
  if (deed === "drafts") return { kind: "drafts" };
  if (deed === "retire") return form.reason.trim() ? { kind: "retire", reason: form.reason.trim() } : undefined;
  if (deed === "replace") {
    const { find, replace, matchCase, wholeWord, within } = form;
    return find === ""
      ? undefined
      : { kind: "replace", find, replace, matchCase, wholeWord, locale: within === "all" ? null : within };
  }
  const field = fields.find((one) => one.name === form.field);
  if (!field) return undefined;
  const value = form.clear ? null : valueTyped(field, form.text);
  const locale = field.localized ? (form.locale ?? usual) : "*";
  return value === undefined ? undefined : { kind: "set", field: field.name, variant: form.variant, locale, value };
}
