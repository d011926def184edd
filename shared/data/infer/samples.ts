import { canonicalEvent, isCanonicalEvent } from "../event-names.ts";
import type { ValueType } from "../model.ts";
import { type Inferred, labelFrom, type Reading, type Unread } from "./inferred.ts";
import { personalGuess, typeOf } from "./values.ts";

type Sample = Readonly<Record<string, unknown>>;

const nameKeys = ["event", "name", "event_name", "eventName", "type", "action"] as const;
const timeKeys = new Set(["at", "timestamp", "time", "ts", "occurred_at", "sentAt", "receivedAt", "originalTimestamp"]);
const nestKeys = ["properties", "props", "params", "data", "payload"] as const;

/** What a tracker says of itself and of the person, which is no property of the event. */
const envelope = new Set([
  "context",
  "integrations",
  "messageId",
  "message_id",
  "anonymousId",
  "userId",
  "user_id",
  "version",
  "id",
]);

const isObject = (value: unknown): value is Sample =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The most lines of a file whose faults are told one by one. */
const mostFaults = 100;

/** Reads events as they were sent: a JSON array, or an object a line. */
export function readSamples(text: string): Reading | string {
  const read = samplesIn(text);
  if (typeof read === "string") return read;
  const { samples, unread } = read;
  const events = new Map<string, Seen>();
  for (const { at, sample } of samples) {
    const name = nameOf(sample);
    const key = name && (isCanonicalEvent(name) ? name : canonicalEvent(name));
    if (!name || !key) {
      unread.push({ kind: "event", source: at, reason: `It does not say its name: one of ${nameKeys.join(", ")}.` });
      continue;
    }
    const seen = events.get(key) ?? { count: 0, names: new Set(), properties: new Map() };
    events.set(key, seen);
    seen.count++;
    seen.names.add(name);
    for (const [property, value] of propertiesOf(sample)) look(seen, property, value);
  }
  const more = unread.length - mostFaults;
  return {
    found: [...events].map(([key, seen]) => eventFound(key, seen)),
    unread: unread.slice(0, mostFaults),
    notes: [
      `${samples.length.toLocaleString("en")} events were looked at.`,
      ...(more > 0 ? [`${more.toLocaleString("en")} more cannot be read.`] : []),
    ],
  };
}

interface Line {
  readonly at: string;
  readonly sample: Sample;
}

/** Everything known of one event in all its samples. */
interface Seen {
  count: number;
  readonly names: Set<string>;
  readonly properties: Map<string, SeenProperty>;
}

interface SeenProperty {
  count: number;
  readonly types: Set<ValueType | null>;
  readonly values: unknown[];
}

function samplesIn(text: string): { samples: Line[]; unread: Unread[] } | string {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed === "") return "The file is empty.";
  const unread: Unread[] = [];
  const take = (value: unknown, at: string): Line[] => {
    if (isObject(value)) return [{ at, sample: value }];
    unread.push({ kind: "event", source: at, reason: "It is no object." });
    return [];
  };
  if (trimmed.startsWith("[")) {
    try {
      const list = JSON.parse(trimmed) as unknown[];
      return { samples: list.flatMap((value, index) => take(value, `event ${index + 1}`)), unread };
    } catch (error) {
      return `The file is no JSON: ${error instanceof Error ? error.message : "it cannot be read"}.`;
    }
  }
  const samples = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .flatMap((line, index): Line[] => {
      if (line.trim() === "") return [];
      try {
        return take(JSON.parse(line), `line ${index + 1}`);
      } catch {
        unread.push({ kind: "event", source: `line ${index + 1}`, reason: "It is no JSON." });
        return [];
      }
    });
  return { samples, unread };
}

function nameOf(sample: Sample): string | null {
  // Trackers say “track” as the type of whatever has a name in `event`.
  const found = nameKeys.map((key) => sample[key]).find((value) => typeof value === "string" && value.trim() !== "");
  return typeof found === "string" ? found.trim() : null;
}

function propertiesOf(sample: Sample): [string, unknown][] {
  const nest = nestKeys.map((key) => sample[key]).find(isObject);
  if (nest) return Object.entries(nest);
  const own = new Set<string>(nameKeys);
  return Object.entries(sample).filter(([key]) => !own.has(key) && !timeKeys.has(key) && !envelope.has(key));
}

function look(seen: Seen, property: string, value: unknown): void {
  if (value === null || value === undefined) return;
  const known = seen.properties.get(property) ?? { count: 0, types: new Set(), values: [] };
  seen.properties.set(property, known);
  known.count++;
  known.types.add(typeOf(value));
  if (known.values.length < 200) known.values.push(value);
}

function eventFound(key: string, { count, names, properties }: Seen): Inferred {
  const former = [...names].filter((name) => name !== key);
  const notes = [`${count.toLocaleString("en")} samples.`];
  if (names.size > 1) notes.push(`${[...names].join(", ")} seem to be the same event.`);
  const taken: { key: string; type: ValueType }[] = [];
  for (const [property, { count: times, types, values }] of properties) {
    const type = agreed(types);
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(property)) notes.push(`${property} is left out: conditions cannot name it.`);
    else if (property === "name" || property === "at") notes.push(`${property} is left out: every event has one.`);
    else if (type === null) notes.push(`${property} is left out: its values are of several types, or have parts.`);
    else {
      taken.push({ key: property, type });
      if (times < count) notes.push(`${property} in ${Math.max(1, Math.round((100 * times) / count))} % of them.`);
      const { is, why } = personalGuess(property, values);
      if (is !== "pseudonymous" && why) notes.push(`${property}: ${why}`);
    }
  }
  return {
    kind: "event",
    source: [...names].join(", "),
    key,
    said: {},
    guessed: { label: labelFrom(key), properties: taken, ...(former.length > 0 ? { aliases: former } : {}) },
    notes,
  };
}

/** A text among moments makes all of them texts. */
function agreed(types: ReadonlySet<ValueType | null>): ValueType | null {
  if (types.size === 1) return [...types][0]!;
  const texts = types.size === 2 && types.has("string") && types.has("timestamp");
  return texts ? "string" : null;
}
