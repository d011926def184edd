import { useMemo } from "react";
import { type ColumnMeanings, type Columns, reasonColumn, rowWords } from "#shared/exchange/columns.ts";
import { counted } from "#renderer/app/words.ts";
import { localeLabel, localeName } from "#renderer/content/strings.ts";
import { type Column, type Option, ProblemLine, Reason, Select, Table } from "#renderer/ui/index.ts";
import {
  localesFor,
  type Meaning,
  headersOf,
  meaningOf,
  problemsOf,
  type TableShape,
  targetOf,
} from "./logic/mapping.ts";
import { rowWordLabels, words } from "./strings.ts";

interface MappingProps {
  shape: TableShape;
  columns: Columns;
  meanings: ColumnMeanings;
  onChange: (columns: Columns) => void;
}

interface Line {
  readonly index: number;
  readonly header: string;
  readonly samples: readonly string[];
  readonly filled: number;
}

/** What each column of a table becomes: its first values beside the choice. */
export function MappingForm({ shape, columns, meanings, onChange }: MappingProps) {
  const problems = problemsOf(columns, shape, meanings);
  const options = useMemo(() => optionsFor(meanings), [meanings]);
  const locales = localesFor(columns, headersOf(shape));
  const set = (index: number, meaning: Meaning, where: string): void =>
    onChange(shape.columns.map((_, at) => (at === index ? targetOf(meaning, where) : (columns[at] ?? null))));
  const lines = shape.columns.map((column, index) => ({ ...column, index }));
  const read = columns.filter((target) => target !== null).length;
  const table: Column<Line>[] = [
    { key: "header", head: "Column", width: "22%", cell: ({ header, index }) => headerWords(header, index) },
    { key: "samples", head: "First values", cell: (line) => <Samples line={line} rows={shape.rows} /> },
    {
      key: "becomes",
      head: "Becomes",
      width: "25%",
      cell: ({ header, index }) =>
        header === reasonColumn ? (
          <span className="dim">{words.reasonColumn}</span>
        ) : (
          <Select<Meaning>
            label={`${headerWords(header, index)} becomes`}
            value={meaningOf(columns[index] ?? null)}
            onChange={(meaning) => set(index, meaning, whereOf(columns, index))}
            options={options}
          />
        ),
    },
    {
      key: "locale",
      head: "Language",
      width: "16%",
      cell: ({ header, index }) => {
        const target = columns[index];
        if (target?.to !== "field") return null;
        const field = meanings.type.settings.fields.find(({ name }) => name === target.field);
        if (!field?.localized && target.locale === "*") return <span className="dim">one value</span>;
        return (
          <Select<string>
            label={`Language of ${headerWords(header, index)}`}
            value={target.locale}
            onChange={(where) => set(index, meaningOf(target), where)}
            options={locales.map((value) => ({ value, label: localeLabel(value), note: localeName(value) }))}
          />
        );
      },
    },
  ];
  return (
    <div className="exchange-result">
      <div className="exchange-head" role="status">
        <Reason>
          {`${counted(shape.rows, "row")}, ${counted(shape.columns.length, "column")}; ${read} of them ${read === 1 ? "is" : "are"} read. ${words.mappingHelp}`}
        </Reason>
        {problems.map((problem) => (
          <ProblemLine key={problem} severity="error">
            {problem}
          </ProblemLine>
        ))}
      </div>
      <Table label={words.columnsLabel} columns={table} rows={lines} rowKey={({ index }) => String(index)} />
    </div>
  );
}

const headerWords = (header: string, index: number): string => header || `Column ${index + 1}`;

const whereOf = (columns: Columns, index: number): string => {
  const target = columns[index];
  return target?.to === "field" ? target.locale : "*";
};

function Samples({ line: { samples, filled }, rows }: { line: Line; rows: number }) {
  if (samples.length === 0) return <span className="dim">{words.emptyColumn}</span>;
  const all = samples.join(" · ");
  const partly = filled < rows ? `${all} (${filled.toLocaleString("en")} filled)` : all;
  return <span title={partly}>{partly}</span>;
}

function optionsFor({ type, vocabularies }: ColumnMeanings): Option<Meaning>[] {
  const fixed = (mode: string): string | undefined => (mode === "fixed" ? "fixed in the type" : undefined);
  return [
    { value: "none", label: "Leave out" },
    ...type.settings.fields.map(({ name, label, mode }) => ({
      value: `field ${name}` as const,
      label,
      note: "field",
      disabledReason: fixed(mode),
    })),
    ...rowWords.map((word) => ({ value: word, ...rowWordLabels[word] })),
    ...vocabularies.map(({ id, settings }) => ({ value: `tag ${id}` as const, label: settings.label, note: "tags" })),
  ];
}
