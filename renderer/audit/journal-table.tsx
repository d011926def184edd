import { Check, CircleX } from "lucide-react";
import { useMemo } from "react";
import type { JournalRow } from "#shared/audit/model.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { sayExactly } from "#renderer/app/dates.ts";
import { changeParams } from "#renderer/app/navigation.ts";
import { counted } from "#renderer/app/words.ts";
import { type People, usePeople } from "#renderer/people/store.ts";
import { type Column, EmptyState, PersonChip, shortDigest, Table } from "#renderer/ui/index.ts";
import { JournalFilters } from "./journal-filters.tsx";
import { type Journal, type JournalFilter, useProofs } from "./store.ts";
import { describe, type EntryNames, words } from "./strings.ts";
import { WholeResult } from "./verify-journal.tsx";

export interface JournalTableProps {
  journal: Journal;
  names: EntryNames;
  filter: JournalFilter;
  /** Set where the journal is that of one asset. */
  assetName?: string;
  selected: JournalRow | undefined;
}

/** The journal as a table: who did what, when, and how the log holds it. */
export function JournalTable({ journal, names, filter, assetName, selected }: JournalTableProps) {
  const people = usePeople();
  const columns = useMemo(() => columnsFor(people, names), [people, names]);
  return (
    <div className="audit-journal">
      <div className="audit-bar">
        <h2 className="section-title">
          {words.journal} <span className="count">{counted(journal.total, "entry", "entries")}</span>
        </h2>
        <JournalFilters filter={filter} assetName={assetName} />
        <span className="grow" />
        <WholeResult />
      </div>
      <Answer query={journal.query} waiting="Reading the journal">
        {() => (
          <Table
            label={words.journal}
            columns={columns}
            rows={journal.entries}
            rowKey={(entry) => String(entry.sequence)}
            selected={selected && String(selected.sequence)}
            onSelect={(entry) => changeParams({ entry: String(entry.sequence) })}
            onNearEnd={journal.loadOlder}
            empty={
              <EmptyState fill title={words.noEntries}>
                {words.noEntriesHelp}
              </EmptyState>
            }
          />
        )}
      </Answer>
    </div>
  );
}

function columnsFor(people: People, names: EntryNames): Column<JournalRow>[] {
  return [
    {
      key: "entry",
      head: "Entry",
      width: "80px",
      align: "right",
      cell: (entry) => <span className="dim">{entry.sequence.toLocaleString("en")}</span>,
    },
    { key: "when", head: "When", width: "154px", cell: (entry) => <span className="num">{sayExactly(entry.at)}</span> },
    {
      key: "what",
      head: "What",
      cell: (entry) => {
        const sentence = describe(entry, names);
        return <span title={sentence}>{sentence}</span>;
      },
    },
    {
      key: "who",
      head: "Who",
      width: "196px",
      cell: (entry) =>
        entry.actor ? (
          <PersonChip name={people.nameOf(entry.actor)} role={people.titleOf(entry.actor)} size={18} />
        ) : (
          <span className="dim">nobody: it began here</span>
        ),
    },
    { key: "proof", head: "Proof", width: "108px", cell: (entry) => <ProofCell entry={entry} /> },
  ];
}

/** The leaf’s digest; “Proven” only once this page has proven it. */
function ProofCell({ entry }: { entry: JournalRow }) {
  const proof = useProofs((state) => state.proofs.get(entry.sequence));
  if (!proof)
    return (
      <code className="dim" title={entry.leaf}>
        {shortDigest(entry.leaf)}
      </code>
    );
  const Icon = proof.proven ? Check : CircleX;
  return (
    <span className={`row small ${proof.proven ? "tone-ok" : "tone-danger"}`}>
      <Icon className="icon icon-sm" aria-hidden />
      {proof.proven ? "Proven" : "Not proven"}
    </span>
  );
}
