import { type Dictionary, dictionaryIndex } from "#shared/data/dictionary.ts";
import type { ValueType } from "#shared/data/model.ts";
import type { Subject } from "./model.ts";

/** What the data dictionary says of what a row asks about. */
export interface SubjectInfo {
  readonly label: string;
  /** null where the dictionary does not know it. */
  readonly type: ValueType | null;
  /** The only values that it can have, where they are known. */
  readonly values?: readonly string[] | undefined;
}

/** `event` is the event whose property is asked about; without it, a property of any event of that name is meant. */
export function subjectInfo(subject: Subject, event: string | null, dictionary: Dictionary): SubjectInfo {
  const plain =
    subject.of === "profile" ? attributeInfo(subject.name, dictionary) : propertyInfo(subject.name, event, dictionary);
  if (subject.as === "lower") return { label: `${plain.label} in lower case`, type: "string" };
  if (subject.as === undefined) return plain;
  return {
    label: plain.type === "string" ? `length of ${plain.label}` : `number of entries in ${plain.label}`,
    type: "number",
  };
}

function attributeInfo(key: string, dictionary: Dictionary): SubjectInfo {
  const attribute = dictionaryIndex(dictionary).attributes.get(key);
  return attribute
    ? { label: attribute.label, type: attribute.type, values: attribute.values }
    : { label: key, type: null };
}

function propertyInfo(key: string, event: string | null, dictionary: Dictionary): SubjectInfo {
  const { events } = dictionaryIndex(dictionary);
  if (key === "name") return { label: "name", type: "string", values: [...events.keys()] };
  if (key === "at") return { label: "time", type: "timestamp" };
  const declared = event === null ? undefined : events.get(event)?.properties.find((one) => one.key === key);
  const anywhere = declared ?? dictionary.events.flatMap((one) => one.properties).find((one) => one.key === key);
  return { label: key, type: anywhere?.type ?? null };
}
