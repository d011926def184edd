import type { AssetId } from "#shared/kernel/ids.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import { personalDataClasses, type ValueType } from "#shared/data/model.ts";
import { useLibrary } from "#renderer/assets/data/library.ts";
import { capital } from "#renderer/app/words.ts";
import { personalDataWords, valueTypeWords } from "#renderer/reviews/strings.ts";
import { Chip, Field, ProblemLine, Reason, Select, TextField } from "#renderer/ui/index.ts";
import { canTake, type ReviewRow, withSetting } from "./store.ts";
import { importWords, typeOptions } from "./strings.ts";

interface DetailProps {
  row: ReviewRow;
  onChange: (row: ReviewRow) => void;
}

/** One row in full: what was seen, what it changes, and what it would be, to be changed here. */
export function RowDetail({ row, onChange }: DetailProps) {
  const { source, state, name, reason, refused, notes, changes } = row;
  return (
    <div className="data-row" aria-label={`Row ${source}`} role="group">
      <div className="data-row-seen">
        <h2 className="group-title">{name || source}</h2>
        {(refused ?? reason) !== undefined && <ProblemLine severity="error">{refused ?? reason}</ProblemLine>}
        {state === "same" && <Reason>{importWords.stay}</Reason>}
        {notes.map((note) => (
          <Reason key={note}>{note}</Reason>
        ))}
        {changes.length > 0 && (
          <dl className="data-row-changes">
            {changes.map(({ at, before, after }) => (
              <div key={at}>
                <dt className="mono dim">{at.replace(/^settings\./, "")}</dt>
                <dd>
                  {before === undefined ? <i>empty</i> : <del>{said(before)}</del>} <span aria-label="becomes">→</span>{" "}
                  {after === undefined ? <i>empty</i> : <ins>{said(after)}</ins>}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {canTake(row) && <RowFields row={row} onChange={onChange} />}
    </div>
  );
}

const said = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

function RowFields({ row, onChange }: DetailProps) {
  const { settings, kind } = row;
  const set = (key: string, value: Json | undefined): void => onChange(withSetting(row, key, value));
  return (
    <div className="data-row-fields">
      <div className="fields-pair">
        <TextField label="Key" mono value={text(settings["key"])} onChange={(value) => set("key", value)} />
        <TextField label="Label" value={text(settings["label"])} onChange={(value) => set("label", value)} />
        {kind === "attribute" && (
          <>
            <Choice
              label="Type"
              value={text(settings["type"])}
              options={typeOptions}
              onChange={(value) => set("type", value)}
            />
            <Choice
              label="Personal data"
              value={text(settings["personalData"])}
              options={personalDataClasses.map((value) => ({ value, label: capital(personalDataWords[value]) }))}
              onChange={(value) => set("personalData", value)}
            />
            <TextField
              label="Source system"
              value={text(settings["source"])}
              onChange={(value) => set("source", value)}
            />
            {settings["type"] === "number" && (
              <TextField
                label="Unit"
                rule="optional"
                value={text(settings["unit"])}
                onChange={(value) => set("unit", value === "" ? undefined : value)}
              />
            )}
          </>
        )}
      </div>
      <Purposes value={settings["purposes"]} onChange={(value) => set("purposes", value)} />
      <Listed
        label="Values"
        value={settings["values"]}
        onChange={(value) => set("values", value.length > 0 ? value : undefined)}
      />
      <Listed label="Former names" value={settings["aliases"]} onChange={(value) => set("aliases", value)} />
      {kind === "event" && (
        <PropertyChips value={settings["properties"]} onChange={(value) => set("properties", value)} />
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: string;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <Field label={label}>
      {(control) => (
        <Select<Value>
          {...control}
          look="field"
          label={label}
          value={value as Value}
          onChange={onChange}
          options={options}
        />
      )}
    </Field>
  );
}

/** Without consent to all of these it is masked. */
function Purposes({ value, onChange }: { value: Json | undefined; onChange: (ids: string[]) => void }) {
  const { library } = useLibrary();
  const chosen = Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
  const left = library.ofKind("consentPurpose").filter(({ id }) => !chosen.includes(id));
  return (
    <Field label="Purposes" rule="without consent to all of these it is masked">
      {() => (
        <div className="chips">
          {chosen.map((id) => (
            <Chip
              key={id}
              on
              onRemove={() => onChange(chosen.filter((one) => one !== id))}
              removeLabel={`Take ${library.nameOf(id as AssetId)} away`}
            >
              {library.nameOf(id as AssetId)}
            </Chip>
          ))}
          {left.length > 0 && (
            <Select<string>
              label="Add a purpose"
              placeholder="Add"
              value={undefined}
              onChange={(id) => onChange([...chosen, id])}
              options={left.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </div>
      )}
    </Field>
  );
}

interface ListedProps {
  label: string;
  value: Json | undefined;
  onChange: (value: string[]) => void;
}

/** Texts that were found; one that is wrong is taken away. */
function Listed({ label, value, onChange }: ListedProps) {
  const texts = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  if (texts.length === 0) return null;
  return (
    <Field label={label}>
      {() => (
        <div className="chips">
          {texts.map((one) => (
            <Chip
              key={one}
              onRemove={() => onChange(texts.filter((each) => each !== one))}
              removeLabel={`Take ${one} away`}
            >
              {one}
            </Chip>
          ))}
        </div>
      )}
    </Field>
  );
}

interface Property {
  readonly key: string;
  readonly type: ValueType;
}

function PropertyChips({ value, onChange }: { value: Json | undefined; onChange: (value: Json) => void }) {
  const properties = (Array.isArray(value) ? value : []) as unknown as readonly Property[];
  if (properties.length === 0) return null;
  return (
    <Field label="Properties">
      {() => (
        <div className="chips">
          {properties.map(({ key, type }) => (
            <Chip
              key={key}
              onRemove={() => onChange(properties.filter((one) => one.key !== key) as unknown as Json)}
              removeLabel={`Take ${key} away`}
            >
              <span className="mono">{key}</span> {valueTypeWords[type]}
            </Chip>
          ))}
        </div>
      )}
    </Field>
  );
}
