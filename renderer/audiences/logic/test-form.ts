import { z } from "zod";
import type { Dictionary, DictionaryAttribute } from "#shared/data/dictionary.ts";
import { type ConsentRecord, type PersonEvent, personEvent } from "#shared/decision/model.ts";
import type { SamplePerson } from "./sample-person.ts";
import type { TestPerson } from "./test-condition.ts";

/** Somebody as a form describes them. It is never saved anywhere: testers type real people's data all too easily. */
export interface PersonForm {
  /** As typed; what is empty is not known. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Undefined: what the person did is not known. */
  readonly events: readonly PersonEvent[] | undefined;
  /** Purposes that the person has agreed to, by key. */
  readonly consents: Readonly<Record<string, boolean>>;
  /** An IAB TCF string, as it was pasted; it stands for what is ticked of the purposes that are mapped to TCF. */
  readonly tcf?: string | undefined;
  /** The law that protects the person, as typed. */
  readonly jurisdiction?: string | undefined;
}

export const emptyForm: PersonForm = { attributes: {}, events: undefined, consents: {} };

/** A typed value as the request carries it; undefined where nothing was typed. What does not fit stays text, and is unknown. */
export function readValue(attribute: DictionaryAttribute | undefined, text: string): unknown {
  if (text === "") return undefined;
  switch (attribute?.type) {
    case "number": {
      const number = Number(text);
      return Number.isFinite(number) ? number : text;
    }
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    case "list":
      return text.split(/\s*,\s*/).filter(Boolean);
    default:
      return text;
  }
}

/** Consents to everything that needs one: a tester asks first whether a condition is right, then what happens without. */
export const everyConsent = (dictionary: Dictionary): Record<string, boolean> =>
  Object.fromEntries(dictionary.purposes.map(({ key }) => [key, true]));

/** The form as somebody whom conditions can be tried on. */
export function personOf(form: PersonForm, dictionary: Dictionary, now: number): TestPerson {
  const byKey = new Map(dictionary.attributes.map((attribute) => [attribute.key, attribute]));
  const values = Object.entries(form.attributes).flatMap(([key, text]) => {
    const value = readValue(byKey.get(key), text);
    return value === undefined ? [] : [[key, value] as const];
  });
  const { tcf, jurisdiction } = form;
  return {
    attributes: Object.fromEntries(values),
    events: form.events,
    consents: consentsOf(form, dictionary, now),
    ...(tcf ? { tcf } : {}),
    ...(jurisdiction ? { jurisdiction } : {}),
  };
}

/** What is ticked is a record of now, and would stand above any string: of what a string speaks of, only the string is said. */
function consentsOf({ consents, tcf }: PersonForm, { purposes }: Dictionary, now: number): ConsentRecord[] {
  const at = new Date(now).toISOString();
  const spokenOf = new Set(tcf ? purposes.filter((one) => one.tcf !== undefined).map(({ key }) => key) : []);
  return Object.entries(consents)
    .filter(([purpose]) => !spokenOf.has(purpose))
    .map(([purpose, granted]) => ({ purpose, granted, at }));
}

/** An invented person as the form shows them. */
export function formOf({ attributes, events }: SamplePerson, dictionary: Dictionary): PersonForm {
  return {
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, Array.isArray(value) ? value.join(", ") : String(value)]),
    ),
    events: events.map((event) => ({ ...event })),
    consents: everyConsent(dictionary),
  };
}

const written = z.strictObject({
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
  events: z.array(personEvent).max(1000).optional(),
  consents: z.record(z.string(), z.boolean()).default({}),
  tcf: z.string().optional(),
  jurisdiction: z.string().optional(),
});

/** The form as JSON, to copy and to paste. */
export function writeForm(form: PersonForm, dictionary: Dictionary): string {
  const { attributes, tcf, jurisdiction } = personOf(form, dictionary, 0);
  return JSON.stringify(
    { attributes, ...(form.events ? { events: form.events } : {}), consents: form.consents, tcf, jurisdiction },
    null,
    2,
  );
}

/** Reads what was pasted. @returns a sentence that says what is wrong with it. */
export function readForm(text: string): PersonForm | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "This is not JSON.";
  }
  const parsed = written.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join(".") || "It"}: ${issue?.message ?? "is not what is expected here"}.`;
  }
  const { attributes, events, ...said } = parsed.data;
  const texts = Object.entries(attributes).map(
    ([key, value]) => [key, Array.isArray(value) ? value.join(", ") : String(value)] as const,
  );
  return { attributes: Object.fromEntries(texts), events, ...said };
}
