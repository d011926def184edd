import type { Dictionary } from "#shared/data/dictionary.ts";
import { dictionaryIndex } from "#shared/data/dictionary.ts";
import type { DecisionRequest } from "#shared/decision/model.ts";
import type { Node } from "#shared/rules/cel/ast.ts";
import { createConditions } from "#shared/rules/cel/conditions.ts";
import { Facts } from "#shared/rules/cel/facts.ts";
import { usesOf } from "#shared/rules/cel/uses.ts";
import { candidatesFor, type SampleValue } from "./candidates.ts";
import { type Literal, readsEvents, waysTo } from "./literals.ts";
import { eventsFor, type SampleEvent } from "./sample-events.ts";

/** Somebody invented, of whom as much is known as a condition asks for. */
export interface SamplePerson {
  readonly attributes: Readonly<Record<string, SampleValue>>;
  readonly events: readonly SampleEvent[];
}

export const stranger: SamplePerson = { attributes: {}, events: [] };

/** The part of a decision's question that a sample person fills in. */
export const asRequest = ({ attributes, events }: SamplePerson): Pick<DecisionRequest, "attributes" | "events"> => ({
  attributes: Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key, Array.isArray(value) ? [...value] : value]),
  ) as DecisionRequest["attributes"],
  events: events.map((event) => ({ ...event })),
});

/**
 * Invents somebody for whom a condition is true, if that can be told from its parts. Every consent is taken as given.
 * Whoever is returned has been tested with the engine's own evaluation.
 *
 * @returns null where the condition cannot be read or nobody was found.
 */
export function samplePerson(when: string, dictionary: Dictionary, now: number): SamplePerson | null {
  try {
    const conditions = createConditions(dictionary);
    const condition = conditions.compile(when);
    const facts = new Facts(conditions.layout);
    facts.granted.fill(1);
    const holds = (person: SamplePerson, test: Literal["test"]): boolean | undefined => {
      facts.load(asRequest(person), now);
      return test(facts);
    };
    for (const way of waysTo(condition, true, conditions, dictionary)) {
      const person = personFor(way, dictionary, now, holds);
      if (holds(person, condition.test) === true) return person;
    }
    return null;
  } catch {
    // A condition with faults matches nobody; the editor says what is wrong with it.
    return null;
  }
}

type Holds = (person: SamplePerson, test: Literal["test"]) => boolean | undefined;

/** Chooses a value for each attribute that suits every literal about it alone; events follow from theirs. */
function personFor(way: readonly Literal[], dictionary: Dictionary, now: number, holds: Holds): SamplePerson {
  const index = dictionaryIndex(dictionary);
  const attributes: Record<string, SampleValue> = {};
  const ofAttributes = way.filter(({ node }) => !readsEvents(node));
  for (const key of new Set(ofAttributes.flatMap(({ node }) => keysOf(node)))) {
    const attribute = index.attributes.get(key);
    if (!attribute) continue;
    const about = ofAttributes.filter(({ node }) => keysOf(node).includes(key));
    const alone = about.filter(({ node }) => keysOf(node).length === 1);
    const candidates = candidatesFor(
      attribute,
      about.map(({ node }) => node),
      now,
    );
    const suits = (value: SampleValue | undefined) =>
      alone.every(({ test, wanted }) => {
        const known = value === undefined ? attributes : { ...attributes, [key]: value };
        return holds({ attributes: known, events: [] }, test) === wanted;
      });
    // That nothing is known of it may be just what is asked for.
    const tried = [...candidates, undefined];
    const found = tried.findIndex(suits);
    const value = found < 0 ? candidates[0] : tried[found];
    if (value !== undefined) attributes[key] = value;
  }
  const events = eventsFor(
    way.filter(({ node }) => readsEvents(node)),
    dictionary,
    now,
  );
  return { attributes, events };
}

const keysOf = (node: Node): readonly string[] => usesOf(node).attributes;
