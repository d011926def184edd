import type { RowWord } from "#shared/exchange/columns.ts";
import type { Format } from "./logic/incoming.ts";
import type { RowOutcome } from "./store.ts";

/** What each format is for, as people look for it. */
export const formatWords: Readonly<Record<Format, { label: string; note: string; accept: string }>> = {
  contentful: {
    label: "Contentful export",
    note: "The JSON file that “contentful space export” writes, or a zip of it with the files beside it.",
    accept: ".json,.zip,application/json",
  },
  json: { label: "Folder of JSON files", note: "A zip of the folder that “Export” writes.", accept: ".zip" },
  table: {
    label: "Spreadsheet",
    note: "CSV or XLSX; its first row names the columns, each other row is a block.",
    accept: ".csv,.tsv,.txt,.xlsx",
  },
  csv: { label: "Translations as CSV", note: "Back from a translator.", accept: ".csv,.tsv,.txt" },
  xliff: { label: "Translations as XLIFF 2.0", note: "Back from a translation tool.", accept: ".xlf,.xliff,.xml" },
};

export const outcomeWords: Readonly<Record<RowOutcome, string>> = {
  created: "New",
  changed: "Changed",
  imported: "Taken",
  adapted: "Adapted",
  unchanged: "The same",
  leftOut: "Left out",
  rejected: "Rejected",
};

/** What a column may say of its row. */
export const rowWordLabels: Readonly<Record<RowWord, { label: string; note: string }>> = {
  key: { label: "Key", note: "finds the row again" },
  name: { label: "Name", note: "of the block" },
  label: { label: "Label", note: "of the block" },
  brand: { label: "Brand", note: "scope" },
  market: { label: "Market", note: "scope" },
  channel: { label: "Channel", note: "scope" },
  tier: { label: "Tier", note: "of a new block" },
};

export const words = {
  title: "In and out",
  chooseFile: "Choose a file",
  anotherFile: "Another file",
  noFile: "None chosen yet",
  preview: "Show what would happen",
  apply: "Import it",
  nothingYet: "Nothing is written before you have seen it",
  nothingYetHelp:
    "Choose what you bring and the file. Every row is shown with what would become of it, and why. What a file does not mention stays as it is.",
  pickRow: "Choose a row to read the whole of it.",
  mappingHelp: "Say what each becomes, or leave it out; what the headers told is chosen already.",
  columnsLabel: "What each column becomes",
  emptyColumn: "no values",
  reasonColumn: "never read",
  nothingToDo: "Nothing to change: everything in this file is here already, or is refused.",
  goOn: "Go on importing",
  saveRejected: "Save the rejected rows",
  notYet: "Nothing is written before you have seen what would happen.",
  unreadable: "The file cannot be read.",
  sayType: "Say what a row is",
  sayTypeHelp: "Choose the block type at the left; then each column can become one of its fields.",
  tiersHelp:
    "A tag proposes how freely the blocks that carry it may change; of several the strictest holds. Blocks that are there already keep their tier.",
  tiersLabel: "Which tag leads to which tier",
  youChose: "you chose it",
  stale: "What was asked has changed. Show again what would happen.",
  tooLarge: (name: string) =>
    `${name} is larger than 64 MB, the most that a page takes. Import it from the command line (“imprimatur import”), which takes files of up to 400 MB.`,
  exportJson: "All assets as JSON files, in a zip. The same content always gives the same bytes, and it comes back.",
  exportTexts: "A row for each text that the source locale has, with its limits in words.",
};
