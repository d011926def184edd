import { FileDown, FileUp, Save } from "lucide-react";
import { useRef, useState } from "react";
import { kindOf } from "#shared/assets/kinds.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";
import { useLibrary } from "#renderer/assets/data/library.ts";
import { useRights } from "#renderer/assets/data/rights.ts";
import { useScopes } from "#renderer/assets/data/scopes.ts";
import { useAct } from "#renderer/assets/revise-dialog.tsx";
import { Button, EmptyState, Field, ProblemLine, Reason, Select, TextField } from "#renderer/ui/index.ts";
import { ImportRows } from "./import-rows.tsx";
import { type Format, formats, type ImportForm, missingFrom } from "./logic/incoming.ts";
import { type Outcome, reportCsv, runImport, save } from "./store.ts";
import { formatWords, words } from "./strings.ts";

/** Chooses a file, shows what it would do, and does it when told to. */
export function ImportPane() {
  const { me } = useRights();
  const { brands } = useScopes();
  const [typed, setForm] = useState<Partial<ImportForm>>({});
  const form: ImportForm = {
    format: "contentful",
    file: undefined,
    brand: brands[0] ?? "",
    market: "",
    type: undefined,
    ...typed,
  };
  const [outcome, setOutcome] = useState<Outcome>();
  const { busy, failure, run } = useAct(() => {});
  // A preview stands for exactly what was asked: change that, and it is gone.
  const change = (changes: Partial<ImportForm>): void => {
    setForm((now) => ({ ...now, ...changes }));
    setOutcome(undefined);
  };
  const act = (apply: boolean): void => {
    if (me && !busy) run(async () => setOutcome(await runImport(form, me.id, apply)));
  };
  const missing = missingFrom(form);
  return (
    <div className="exchange">
      <div className="exchange-form scroll">
        <ImportFields form={form} change={change} />
        {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
        <div className="exchange-deeds">
          <Button variant={outcome ? "normal" : "primary"} disabledReason={missing} onClick={() => act(false)}>
            {busy ? "Reading …" : words.preview}
          </Button>
          {outcome && !outcome.applied && (
            <Button
              variant="primary"
              icon={FileDown}
              disabledReason={outcome.does ? undefined : "Nothing of this would change anything."}
              onClick={() => act(true)}
            >
              {words.apply}
            </Button>
          )}
          {outcome && (
            <Button icon={Save} onClick={() => void reportCsv(outcome).then((blob) => save(blob, "import-report.csv"))}>
              Save the report
            </Button>
          )}
        </div>
      </div>
      {outcome ? (
        <ImportRows outcome={outcome} />
      ) : (
        <EmptyState fill title={words.nothingYet}>
          {words.nothingYetHelp}
        </EmptyState>
      )}
    </div>
  );
}

interface FieldsProps {
  form: ImportForm;
  change: (changes: Partial<ImportForm>) => void;
}

function ImportFields({ form, change }: FieldsProps) {
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
      <FileField form={form} change={change} />
    </>
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
