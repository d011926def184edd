import { type Dictionary, dictionaryIndex } from "#shared/data/dictionary.ts";
import { named, withWindow } from "./events.ts";
import type { BuilderNode, EventRow } from "./model.ts";
import { freshComparison, usualWindow } from "./offers.ts";
import { subjectInfo } from "./subjects.ts";

/** What a row can be about. */
export interface Topic {
  readonly kind: "attribute" | "property" | "event" | "audience";
  readonly key: string;
}

/** The row that a topic begins as. It is whole from the start, so that what is on the screen is the condition. */
export function freshRow(topic: Topic, event: string | null, dictionary: Dictionary): BuilderNode {
  switch (topic.kind) {
    case "attribute":
    case "property": {
      const subject = { of: topic.kind === "attribute" ? ("profile" as const) : ("event" as const), name: topic.key };
      return freshComparison(subject, subjectInfo(subject, event, dictionary));
    }
    case "audience":
      return { kind: "audience", not: false, name: topic.key };
    default:
      return freshEventRow(topic.key);
  }
}

function freshEventRow(name: string): EventRow {
  const row: EventRow = {
    kind: "events",
    not: false,
    times: { is: "some" },
    variable: "e",
    where: { kind: "group", join: "all", not: false, items: [named(name)] },
  };
  return withWindow(row, usualWindow);
}

/** All that a row may be about; within an event row, what its conditions may be about. */
export function topics(event: string | null | undefined, dictionary: Dictionary): Topic[] {
  const attributes = dictionary.attributes.map(({ key }): Topic => ({ kind: "attribute", key }));
  if (event === undefined) {
    const events = dictionary.events.map(({ key }): Topic => ({ kind: "event", key }));
    const audiences = dictionary.audiences.map(({ name }): Topic => ({ kind: "audience", key: name }));
    return [...attributes, ...events, ...audiences];
  }
  const declared = event === null ? undefined : dictionaryIndex(dictionary).events.get(event);
  const properties = (declared ? [declared] : dictionary.events).flatMap((one) => one.properties.map(({ key }) => key));
  const keys = [...new Set([...properties, "at", ...(event === null ? ["name"] : [])])];
  return [...keys.map((key): Topic => ({ kind: "property", key })), ...attributes];
}
