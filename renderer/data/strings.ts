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
