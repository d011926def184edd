import type { Format } from "./logic/incoming.ts";
import type { RowOutcome } from "./store.ts";

/** What each format is for, as people look for it. */
export const formatWords: Readonly<Record<Format, { label: string; note: string; accept: string }>> = {
  contentful: {
    label: "Contentful export",
    note: "one JSON file, as “contentful space export” writes it",
    accept: ".json,application/json",
  },
  json: { label: "Folder of JSON files", note: "a zip of the folder that “Export” writes", accept: ".zip" },
  table: { label: "Spreadsheet", note: "CSV or XLSX: a row a block", accept: ".csv,.tsv,.txt,.xlsx" },
  csv: { label: "Translations as CSV", note: "back from a translator", accept: ".csv,.tsv,.txt" },
  xliff: { label: "Translations as XLIFF 2.0", note: "back from a translation tool", accept: ".xlf,.xliff,.xml" },
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
  noRows: "No row has this outcome.",
  exportJson: "All assets as JSON files, in a zip. The same content always gives the same bytes, and it comes back.",
  exportTexts: "A row for each text that the source locale has, with its limits in words.",
};
