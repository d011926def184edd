import type { Proposal, SourceFormat } from "#shared/data/contract.ts";
import { type Normalisation, valueTypes } from "#shared/data/model.ts";
import { capital } from "#renderer/app/words.ts";
import { valueTypeWords } from "#renderer/reviews/strings.ts";

export const typeOptions = valueTypes.map((value) => ({ value, label: capital(valueTypeWords[value]) }));

/** Something that people write in several ways. */
export const normalExamples: Readonly<Record<Normalisation, string>> = {
  opaque: "A-7731x",
  lowercase: "A-7731x",
  email: "Anna.Berg@Example.com",
  phone: "0049 (89) 1234-567",
};

/** The purposes of the IAB's framework (TCF 2.2), in short. */
export const tcfPurposeWords: Readonly<Record<number, string>> = {
  1: "store and read on a device",
  2: "choose ads by limited data",
  3: "profile for ads",
  4: "choose ads by profile",
  5: "profile for content",
  6: "choose content by profile",
  7: "measure ads",
  8: "measure content",
  9: "understand audiences",
  10: "develop services",
  11: "choose content by limited data",
};

export const words = {
  canonical: "Events are named Object_Action, such as Product_Viewed. The old name stays as a former one.",
  primary: "Exactly one identifier is the primary one: people are counted by it.",
  tcf: "A TCF string then speaks for this purpose",
} as const;

/** What each source is, as people look for it. */
export const sourceWords: Readonly<Record<SourceFormat, { label: string; note: string; accept: string }>> = {
  csv: {
    label: "Table (CSV)",
    note: "A list of attributes and events with their keys and types; or people in rows, whose columns become attributes.",
    accept: ".csv,.tsv,.txt",
  },
  jsonSchema: {
    label: "JSON Schema",
    note: "Draft 2020-12 or 07. Its properties become attributes, or those of one event.",
    accept: ".json,application/json,application/schema+json",
  },
  samples: {
    label: "Samples of events",
    note: "Events as they were sent: a JSON array, or an object a line.",
    accept: ".json,.jsonl,.ndjson,.txt,application/json",
  },
};

export const stateWords: Readonly<Record<Proposal["state"], string>> = {
  new: "New",
  differs: "Differs",
  same: "The same",
  unreadable: "Not readable",
};

export const importWords = {
  title: "Import data",
  read: "Read the file",
  noFile: "No file chosen",
  chooseFile: "Choose a file",
  anotherFile: "Choose another",
  sayFile: "Choose a file first.",
  nothingYet: "Nothing is read yet",
  nothingYetHelp:
    "Choose a table, a JSON Schema or samples of events. What it says is shown row by row before anything is written.",
  pickRow: "Choose a row to see and change what it would be.",
  nothingTaken: "Tick a row first.",
  stay: "It stays as it is.",
} as const;
