import { type Dictionary, dictionaryIndex } from "#shared/data/dictionary.ts";
import type { Topic } from "#shared/rules/builder/fresh.ts";
import { subjectInfo } from "#shared/rules/builder/subjects.ts";
import { declaredTypes, spokenType } from "#shared/rules/cel/types.ts";
import { words } from "./strings.ts";

/** A topic as it stands in the list: its name for people, what it is, and the words by which it is found. */
export interface TopicLine {
  readonly topic: Topic;
  readonly label: string;
  readonly note: string;
  readonly searched: string;
}

export const topicLines = (offered: readonly Topic[], event: string | null, dictionary: Dictionary): TopicLine[] =>
  offered.map((topic) => {
    const { label, note } = lineOf(topic, event, dictionary);
    return { topic, label, note, searched: `${label} ${topic.key} ${note}`.toLowerCase() };
  });

function lineOf({ kind, key }: Topic, event: string | null, dictionary: Dictionary): { label: string; note: string } {
  const { audiences, events, attributes } = dictionaryIndex(dictionary);
  if (kind === "audience") return { label: audiences.get(key)?.label ?? key, note: `audience, ${key}` };
  if (kind === "event") {
    return key === ""
      ? { label: words.anything, note: "whatever the event" }
      : { label: events.get(key)?.label ?? key, note: `event, ${key}` };
  }
  const { label, type } = subjectInfo({ of: kind === "attribute" ? "profile" : "event", name: key }, event, dictionary);
  const spoken = type === null ? "" : spokenType(declaredTypes[type]);
  if (kind === "property") return { label, note: `${spoken} of the event` };
  const source = attributes.get(key)?.source;
  return { label, note: [spoken, key, source && `from ${source}`].filter(Boolean).join(", ") };
}
