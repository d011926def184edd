import { FileUp } from "lucide-react";
import { useRef } from "react";
import { kindOf } from "#shared/assets/kinds.ts";
import { type Tier, tiers } from "#shared/assets/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";
import { useLibrary } from "#renderer/assets/data/library.ts";
import { Button, Field, Reason, Select, TextField, tierName } from "#renderer/ui/index.ts";
import { type Format, formats, type ImportForm } from "./logic/incoming.ts";
import { formatWords, words } from "./strings.ts";

interface FieldsProps {
  form: ImportForm;
  change: (changes: Partial<ImportForm>) => void;
}

/** What is asked before a file can be looked at. */
export function ImportFields({ form, change }: FieldsProps) {
  const { format, brand, market } = form;
  return (
    <>
      <Field label="What you bring">
        {(control) => (
          <Select<Format>
            {...control}
            look="field"
            label="What you bring"
            value={format}
            onChange={(next) => change({ format: next, file: undefined })}
            options={formats.map((value) => ({ value, label: formatWords[value].label }))}
          />
        )}
      </Field>
      <Reason>{formatWords[format].note}</Reason>
      {format === "table" && <TypeField form={form} change={change} />}
      {(format === "contentful" || format === "table") && (
        <>
          <TextField
            label="Brand"
            rule="that it belongs to"
            value={brand}
            onChange={(next) => change({ brand: next })}
          />
          <TextField
            label="Market"
            rule="empty: every market"
            value={market}
            onChange={(next) => change({ market: next })}
          />
        </>
      )}
      {(format === "contentful" || format === "table") && <TierField form={form} change={change} />}
      <FileField form={form} change={change} />
    </>
  );
}

function TierField({ form: { format, tier }, change }: FieldsProps) {
  const rule = format === "table" ? "of new blocks, where no column says one" : "of blocks, where no tag says one";
  return (
    <Field label="Tier" rule={rule}>
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
  );
}

function TypeField({ form, change }: FieldsProps) {
  const { library } = useLibrary();
  const types = library.ofKind("blockType");
  return (
    <Field label="Each row is a">
      {(control) => (
        <Select<AssetId>
          {...control}
          look="field"
          label="Each row is a"
          value={form.type}
          onChange={(type) => change({ type })}
          options={types.map(({ id, name, body }) => ({ value: id, label: kindOf("blockType").title(body) || name }))}
        />
      )}
    </Field>
  );
}

function FileField({ form: { format, file }, change }: FieldsProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Field label="File" rule="at most 64 MB">
      {(control) => (
        <div className="exchange-file">
          <span className="cut" title={file?.name}>
            {file ? `${file.name}, ${sayBytes(file.size)}` : <span className="dim">{words.noFile}</span>}
          </span>
          <input
            ref={input}
            type="file"
            hidden
            aria-label="File to import"
            accept={formatWords[format].accept}
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              if (chosen) change({ file: chosen });
              // The same file may be chosen again after it was mended.
              event.target.value = "";
            }}
          />
          <Button {...control} icon={FileUp} onClick={() => input.current?.click()}>
            {file ? words.anotherFile : words.chooseFile}
          </Button>
        </div>
      )}
    </Field>
  );
}
