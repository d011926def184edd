import { FileUp } from "lucide-react";
import { useRef } from "react";
import { type Tier, tiers } from "#shared/assets/model.ts";
import { type SourceFormat, sourceFormats } from "#shared/data/contract.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";
import { Button, Field, Reason, Segmented, Select, TextField, tierName } from "#renderer/ui/index.ts";
import type { SourceForm } from "./store.ts";
import { importWords, sourceWords } from "./strings.ts";

interface FormProps {
  form: SourceForm;
  change: (changes: Partial<SourceForm>) => void;
}

/** What the source is, and where what comes of it belongs. */
export function SourceFields({ form, change }: FormProps) {
  const { format, describes, system, brand, market, tier } = form;
  return (
    <>
      <Field label="What you bring">
        {(control) => (
          <Select<SourceFormat>
            {...control}
            look="field"
            label="What you bring"
            value={format}
            onChange={(next) => change({ format: next, file: undefined })}
            options={sourceFormats.map((value) => ({ value, label: sourceWords[value].label }))}
          />
        )}
      </Field>
      <Reason>{sourceWords[format].note}</Reason>
      {format === "jsonSchema" && (
        <Segmented
          label="The schema describes"
          value={describes}
          onChange={(next) => change({ describes: next })}
          options={[
            { value: "person", label: "A person" },
            { value: "event", label: "One event" },
          ]}
        />
      )}
      <FileField form={form} change={change} />
      <TextField
        label="Source system"
        rule="of new attributes"
        value={system}
        onChange={(next) => change({ system: next })}
      />
      <TextField label="Brand" rule="empty: every brand" value={brand} onChange={(next) => change({ brand: next })} />
      <TextField
        label="Market"
        rule="empty: every market"
        value={market}
        onChange={(next) => change({ market: next })}
      />
      <Field label="Tier" rule="of what is new">
        {(control) => (
          <Select<Tier>
            {...control}
            look="field"
            label="Tier"
            value={tier}
            onChange={(next) => change({ tier: next })}
            options={tiers.map((value) => ({ value, label: tierName[value] }))}
          />
        )}
      </Field>
    </>
  );
}

function FileField({ form: { format, file }, change }: FormProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Field label="File" rule="at most 64 MB">
      {(control) => (
        <div className="exchange-file">
          <span className="cut" title={file?.name}>
            {file ? `${file.name}, ${sayBytes(file.size)}` : <span className="dim">{importWords.noFile}</span>}
          </span>
          <input
            ref={input}
            type="file"
            hidden
            aria-label="File to read"
            accept={sourceWords[format].accept}
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              if (chosen) change({ file: chosen });
              // The same file may be chosen again after it was mended.
              event.target.value = "";
            }}
          />
          <Button {...control} icon={FileUp} onClick={() => input.current?.click()}>
            {file ? importWords.anotherFile : importWords.chooseFile}
          </Button>
        </div>
      )}
    </Field>
  );
}
