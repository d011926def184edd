import { useMemo } from "react";
import { useCommands } from "#renderer/app/commands.ts";
import { PageHead } from "#renderer/ui/index.ts";
import { verifyCommand, VerifyButton } from "./verify-journal.tsx";
import { EntryPane } from "./entry-pane.tsx";
import { JournalTable } from "./journal-table.tsx";
import { filterFrom, type JournalParams } from "./journal-filters.tsx";
import { useEntryNames, useJournal } from "./store.ts";
import { counted } from "#renderer/app/words.ts";

/** Every act in this workspace, the newest first. */
export function WholeJournal({ params }: { params: JournalParams }) {
  const filter = useMemo(() => filterFrom(params), [params]);
  const journal = useJournal(filter);
  const names = useEntryNames(journal.entries);
  useCommands("For the journal", journalCommands);
  const open = journal.entries.find((entry) => String(entry.sequence) === params["entry"]);
  return (
    <div className="page">
      <PageHead
        title="Audit"
        note={
          journal.checkpoint &&
          `${counted(journal.checkpoint.size, "entry", "entries")}, none of which can be changed unseen`
        }
      >
        <VerifyButton />
      </PageHead>
      <div className={open ? "audit has-pane" : "audit"}>
        <JournalTable journal={journal} names={names} filter={filter} selected={open} />
        {open && <EntryPane key={open.sequence} entry={open} names={names} />}
      </div>
    </div>
  );
}

const journalCommands = [verifyCommand];
