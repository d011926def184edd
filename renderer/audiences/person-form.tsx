import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { Dictionary, DictionaryAttribute } from "#shared/data/dictionary.ts";
import { dictionaryIndex } from "#shared/data/dictionary.ts";
import type { PersonEvent } from "#shared/decision/model.ts";
import type { Uses } from "#shared/rules/cel/uses.ts";
import { fromLocal, toLocal } from "#renderer/assets/logic/local-time.ts";
import { Button, Checkbox, Field, IconButton, Segmented, Select, TextArea, TextField } from "#renderer/ui/index.ts";
import { plainValue } from "./logic/candidates.ts";
import { type PersonForm, readForm, writeForm } from "./logic/test-form.ts";

export interface PersonFormProps {
  form: PersonForm;
  onChange: (changes: Partial<PersonForm>) => void;
  dictionary: Dictionary;
  /** What the condition reads: these attributes come first. */
  uses: Uses;
}

/** Describes somebody: what is known of them, what they did, what they have agreed to. */
export function PersonFields(props: PersonFormProps) {
  const [asJson, setAsJson] = useState(false);
  return (
    <div className="person-form fields">
      <Segmented
        label="How the person is described"
        value={asJson ? "json" : "fields"}
        onChange={(value) => setAsJson(value === "json")}
        options={[
          { value: "fields", label: "Fields" },
          { value: "json", label: "JSON" },
        ]}
      />
      {asJson ? (
        <JsonForm {...props} />
      ) : (
        <>
          <Attributes {...props} />
          <Events {...props} />
          <Consents {...props} />
        </>
      )}
    </div>
  );
}

function JsonForm({ form, onChange, dictionary }: PersonFormProps) {
  const [text, setText] = useState(() => writeForm(form, dictionary));
  const read = readForm(text);
  return (
    <TextArea
      label="Person"
      rule="attributes, events, consents"
      mono
      rows={8}
      value={text}
      problem={typeof read === "string" ? { severity: "error", message: read } : undefined}
      onChange={(next) => {
        setText(next);
        const parsed = readForm(next);
        if (typeof parsed !== "string") onChange(parsed);
      }}
    />
  );
}

function Attributes({ form, onChange, dictionary, uses }: PersonFormProps) {
  const { attributes } = dictionaryIndex(dictionary);
  const shown = [...new Set([...uses.attributes, ...Object.keys(form.attributes)])].filter((key) =>
    attributes.has(key),
  );
  const left = dictionary.attributes.filter(({ key }) => !shown.includes(key));
  const set = (key: string, value: string): void => onChange({ attributes: { ...form.attributes, [key]: value } });
  return (
    <>
      <div className="fields-pair">
        {shown.map((key) => (
          <AttributeField
            key={key}
            attribute={attributes.get(key)!}
            value={form.attributes[key] ?? ""}
            onChange={(value) => set(key, value)}
          />
        ))}
      </div>
      {left.length > 0 && (
        <Select
          label="Say more of the person"
          placeholder="Say more of the person"
          value={undefined}
          onChange={(key: string) => set(key, String(plainValue(attributes.get(key)!, Date.now())))}
          options={left.map(({ key, label }) => ({ value: key, label: key, note: label }))}
        />
      )}
    </>
  );
}

interface AttributeFieldProps {
  attribute: DictionaryAttribute;
  value: string;
  onChange: (value: string) => void;
}

/** A choice must have a value of its own to be shown as chosen. */
const notKnown = "not known";

/** One attribute in a field of its type. Empty is not known. */
function AttributeField({ attribute, value, onChange }: AttributeFieldProps) {
  const { key, label, type, values } = attribute;
  const choices = type === "boolean" ? ["true", "false"] : type === "string" ? values : undefined;
  if (choices) {
    const words = (one: string) => (type === "boolean" ? (one === "true" ? "Yes" : "No") : one);
    return (
      <Field label={key} rule={label}>
        {(control) => (
          <Select
            {...control}
            look="field"
            label={key}
            value={value || notKnown}
            onChange={(next) => onChange(next === notKnown ? "" : next)}
            options={[
              { value: notKnown, label: "Not known" },
              ...choices.map((one) => ({ value: one, label: words(one) })),
            ]}
          />
        )}
      </Field>
    );
  }
  if (type === "timestamp") return <MomentField label={key} rule={label} value={value} onChange={onChange} />;
  return (
    <TextField
      label={key}
      rule={type === "list" ? `${label}, by commas` : label}
      value={value}
      onChange={onChange}
      placeholder="Not known"
      inputMode={type === "number" ? "decimal" : undefined}
    />
  );
}

function MomentField({
  label,
  rule,
  value,
  onChange,
}: {
  label: string;
  rule?: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label} rule={rule}>
      {(control) => (
        <div className="input">
          <input
            {...control}
            type="datetime-local"
            value={value ? toLocal(value) : ""}
            onChange={(event) => onChange(fromLocal(event.target.value) ?? "")}
          />
        </div>
      )}
    </Field>
  );
}

function Events({ form, onChange, dictionary, uses }: PersonFormProps) {
  if (dictionary.events.length === 0) return null;
  const events = form.events ?? [];
  const set = (next: readonly PersonEvent[]): void => onChange({ events: next });
  const first = uses.events[0] ?? dictionary.events[0]!.key;
  const add = (): void => set([...events, { name: first, at: new Date(Date.now() - 3_600_000).toISOString() }]);
  return (
    <div className="fields" role="group" aria-label="What the person did">
      <div className="row">
        <span className="small dim grow">What the person did</span>
        <Segmented
          label="Whether it is known what the person did"
          value={form.events === undefined ? "unknown" : "known"}
          onChange={(value) => onChange({ events: value === "known" ? events : undefined })}
          options={[
            { value: "known", label: "Known" },
            { value: "unknown", label: "Not known" },
          ]}
        />
        {form.events !== undefined && (
          <Button size="sm" icon={Plus} onClick={add}>
            Add an event
          </Button>
        )}
      </div>
      {events.map((event, at) => (
        // Events have no id; two may be the same in every way.
        <EventRow
          key={at}
          event={event}
          dictionary={dictionary}
          onChange={(next) => set(events.with(at, next))}
          onRemove={() => set(events.toSpliced(at, 1))}
        />
      ))}
    </div>
  );
}

interface EventRowProps {
  event: PersonEvent;
  dictionary: Dictionary;
  onChange: (event: PersonEvent) => void;
  onRemove: () => void;
}

function EventRow({ event, dictionary, onChange, onRemove }: EventRowProps) {
  const declared = dictionary.events.find(({ key }) => key === event.name);
  return (
    <div className="event-row">
      <Select
        label="Event"
        value={event.name}
        onChange={(name: string) => onChange({ ...event, name })}
        options={dictionary.events.map(({ key, label }) => ({ value: key, label: key, note: label }))}
      />
      <input
        className="bar-input"
        type="datetime-local"
        aria-label="When"
        value={event.at ? toLocal(event.at) : ""}
        onChange={(change) => onChange({ ...event, at: fromLocal(change.target.value) ?? event.at })}
      />
      {declared?.properties.map(({ key, type }) => (
        <input
          key={key}
          className="bar-input"
          aria-label={key}
          placeholder={key}
          value={textOf(event[key])}
          onChange={(change) => onChange({ ...event, [key]: propertyOf(type, change.target.value) })}
        />
      ))}
      <IconButton icon={X} label={`Remove the event ${event.name}`} size="sm" onClick={onRemove} />
    </div>
  );
}

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

function propertyOf(type: string, text: string): unknown {
  if (text === "") return undefined;
  if (type === "number" && Number.isFinite(Number(text))) return Number(text);
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  return text;
}

function Consents({ form, onChange, dictionary }: PersonFormProps) {
  if (dictionary.purposes.length === 0) return null;
  return (
    <div className="fields" role="group" aria-label="What the person has agreed to">
      <span className="small dim">What the person has agreed to</span>
      <div className="consent-row">
        {dictionary.purposes.map(({ key, label }) => (
          <Checkbox
            key={key}
            label={label}
            checked={form.consents[key] ?? false}
            onChange={(granted) => onChange({ consents: { ...form.consents, [key]: granted } })}
          />
        ))}
      </div>
      <div className="fields-pair">
        <TextField
          label="TCF string"
          rule="in place of what is ticked, optional"
          mono
          value={form.tcf ?? ""}
          onChange={(tcf) => onChange({ tcf: tcf.trim() || undefined })}
        />
        <TextField
          label="Jurisdiction"
          rule="such as DE or US-CA, optional"
          value={form.jurisdiction ?? ""}
          onChange={(jurisdiction) => onChange({ jurisdiction: jurisdiction.trim() || undefined })}
        />
      </div>
    </div>
  );
}
