import { FileDown, Save } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ColumnMeanings } from "#shared/exchange/columns.ts";
import { blockTypeBody } from "#shared/taxonomy/model.ts";
import { useLibrary } from "#renderer/assets/data/library.ts";
import { useRights } from "#renderer/assets/data/rights.ts";
import { useScopes } from "#renderer/assets/data/scopes.ts";
import { useAct } from "#renderer/assets/revise-dialog.tsx";
import { Button, EmptyState, ProblemLine, Progress, Reason, Segmented } from "#renderer/ui/index.ts";
import { ImportFields } from "./import-fields.tsx";
import { ImportRows } from "./import-rows.tsx";
import { type ImportForm, missingFrom } from "./logic/incoming.ts";
import {
  firstColumns,
  headersOf,
  problemsOf,
  recallMapping,
  rememberMapping,
  type TableShape,
} from "./logic/mapping.ts";
import { MappingForm } from "./mapping-form.tsx";
import { type Outcome, readTable, reportCsv, runImport, save } from "./store.ts";
import { words } from "./strings.ts";
import { TiersForm } from "./tiers-form.tsx";

type View = "columns" | "tiers" | "rows";
const viewWords: Readonly<Record<View, string>> = { columns: "Columns", tiers: "Tags and tiers", rows: "Preview" };

/** Chooses a file, says what its parts mean, shows what it would do, and does it when told to. */
export function ImportPane() {
  const { me } = useRights();
  const { form, shape, meanings, change, reading } = useForm();
  const [outcome, setOutcome] = useState<Outcome>();
  const [tiers, setTiers] = useState<Outcome["tiers"]>();
  const [view, setView] = useState<View>("rows");
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const stopped = useRef(false);
  const { busy, failure, run } = useAct(() => {});
  // A preview stands for exactly what was asked: change that, and it is gone.
  const alter = (changes: Partial<ImportForm>): void => {
    change(changes);
    setOutcome(undefined);
    if ("file" in changes || "format" in changes) {
      setTiers(undefined);
      setView(changes.format === "table" || (form.format === "table" && !changes.format) ? "columns" : "rows");
    }
  };
  const act = (apply: boolean): void => {
    if (!me || busy) return;
    stopped.current = false;
    run(async () => {
      const watch = {
        progress: (done: number, total: number) => setProgress({ done, total }),
        stopped: () => stopped.current,
      };
      const done = await runImport(form, me.id, apply, watch).finally(() => setProgress(undefined));
      if (shape && form.type && form.columns) rememberMapping(headersOf(shape), form.type, form.columns);
      setOutcome(done);
      setTiers(done.tiers);
      setView("rows");
    });
  };
  const wrong =
    missingFrom(form) ?? (shape && meanings && form.columns && problemsOf(form.columns, shape, meanings)[0]);
  const views: View[] = [
    ...(shape && meanings ? ["columns" as const] : []),
    ...(tiers && tiers.tags.length > 0 ? ["tiers" as const] : []),
    "rows",
  ];
  const shown = views.includes(view) ? view : "rows";
  return (
    <div className="exchange">
      <div className="exchange-form scroll">
        <ImportFields form={form} change={alter} />
        {(failure ?? reading) && <ProblemLine severity="error">{failure ?? reading}</ProblemLine>}
        <div className="exchange-deeds">
          <Button variant={outcome ? "normal" : "primary"} disabledReason={wrong} onClick={() => act(false)}>
            {busy && !progress ? "Reading …" : words.preview}
          </Button>
          {outcome && (!outcome.applied || outcome.left) && !progress && (
            <Button
              variant="primary"
              icon={FileDown}
              disabledReason={outcome.does ? undefined : words.nothingToDo}
              onClick={() => act(true)}
            >
              {outcome.left ? words.goOn : words.apply}
            </Button>
          )}
          {progress && busy && <Progress verb="rows imported" {...progress} onStop={() => (stopped.current = true)} />}
          {outcome?.rejected !== undefined && <SaveRejected text={outcome.rejected} name={form.file?.name} />}
          {outcome && (
            <Button icon={Save} onClick={() => void reportCsv(outcome).then((blob) => save(blob, "import-report.csv"))}>
              Save the report
            </Button>
          )}
        </div>
      </div>
      <div className="exchange-side">
        {views.length > 1 && (
          <div className="exchange-views">
            <Segmented
              label="What is shown"
              value={shown}
              onChange={setView}
              options={views.map((value) => ({
                value,
                label: value === "rows" && outcome?.applied ? "Result" : viewWords[value],
              }))}
            />
            {!outcome && <Reason>{tiers ? words.stale : words.notYet}</Reason>}
          </div>
        )}
        {shown === "columns" && shape && meanings && form.columns ? (
          <MappingForm
            shape={shape}
            columns={form.columns}
            meanings={meanings}
            onChange={(columns) => alter({ columns })}
          />
        ) : shown === "tiers" && tiers ? (
          <TiersForm tiers={tiers} chosen={form.tiers} onChange={(next) => alter({ tiers: next })} />
        ) : outcome ? (
          <ImportRows outcome={outcome} />
        ) : (
          <Nothing form={form} />
        )}
      </div>
    </div>
  );
}

function SaveRejected({ text, name = "table" }: { text: string; name?: string | undefined }) {
  const file = `${name.replace(/\.[^.]+$/, "")}.rejected.csv`;
  return (
    <Button icon={Save} onClick={() => save(new Blob([text], { type: "text/csv" }), file)}>
      {words.saveRejected}
    </Button>
  );
}

function Nothing({ form }: { form: ImportForm }) {
  const asksType = form.format === "table" && form.file !== undefined && form.type === undefined;
  return (
    <EmptyState fill title={asksType ? words.sayType : words.nothingYet}>
      {asksType ? words.sayTypeHelp : words.nothingYetHelp}
    </EmptyState>
  );
}

/** What is asked, with the columns of a table as they were the last time, or as its headers tell. */
function useForm() {
  const { brands } = useScopes();
  const { library } = useLibrary();
  const [typed, setForm] = useState<Partial<ImportForm>>({});
  const { shape, reading } = useTable(typed.format === "table" ? typed.file : undefined);
  const type = typed.type ?? (shape ? recallMapping(headersOf(shape))?.type : undefined);
  const found = type && library.assets.get(type);
  const meanings = useMemo((): ColumnMeanings | undefined => {
    const body = found && blockTypeBody.safeParse(found.body);
    if (!body?.success) return undefined;
    const vocabularies = [...library.taxonomy.vocabularies.values()];
    return { type: body.data, vocabularies: vocabularies.filter(({ settings }) => settings.kinds.includes("block")) };
  }, [found, library]);
  const first = useMemo(
    () => (shape && type && meanings ? firstColumns(shape, type, meanings) : undefined),
    [shape, type, meanings],
  );
  const form: ImportForm = {
    format: "contentful",
    file: undefined,
    brand: brands[0] ?? "",
    market: "",
    tier: "campaign",
    tiers: {},
    ...typed,
    type: found ? type : undefined,
    columns: typed.columns ?? first,
  };
  const change = (changes: Partial<ImportForm>): void => {
    const anew = "file" in changes || "format" in changes || "type" in changes;
    setForm((now) => ({
      ...now,
      ...(anew ? { columns: undefined } : {}),
      ...("file" in changes ? { tiers: {} } : {}),
      ...changes,
    }));
  };
  return { form, shape, meanings, change, reading };
}

/** The columns of a table, read when it is chosen. */
function useTable(file: File | undefined): { shape: TableShape | undefined; reading: string | undefined } {
  const [read, setRead] = useState<{ file: File; shape?: TableShape; failure?: string }>();
  useEffect(() => {
    if (!file || missingFrom({ format: "csv", file, brand: "" }) !== undefined) return;
    let gone = false;
    readTable(file).then(
      (shape) => !gone && setRead({ file, shape }),
      (error: unknown) =>
        !gone && setRead({ file, failure: error instanceof Error ? error.message : words.unreadable }),
    );
    return () => {
      gone = true;
    };
  }, [file]);
  // What was read of another file says nothing of this one.
  return read && read.file === file
    ? { shape: read.shape, reading: read.failure }
    : { shape: undefined, reading: undefined };
}
