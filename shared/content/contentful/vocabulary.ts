import type { AttributeBody, EventBody, ValueType } from "#shared/data/model.ts";
import type { DictionaryAttribute, DictionaryEvent } from "#shared/data/dictionary.ts";
import { attributeBody, eventBody } from "#shared/data/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Vocabulary } from "./audience-cel.ts";
import type { Condition, EventName } from "./audience-rules.ts";
import { claim, keyOf, type Named } from "./names.ts";
import type { Ledger } from "./report.ts";
import { originMark, type Workspace } from "./workspace.ts";

interface PlannedAttribute {
  readonly name: string;
  readonly key: string;
  readonly type: ValueType;
  readonly source: string;
}

interface PlannedEvent {
  readonly event: EventName;
  readonly key: string;
  readonly properties: Map<string, ValueType>;
}

const validKey = /^[A-Za-z][A-Za-z0-9_]*$/;

/**
 * The attributes and events that an import needs. What the workspace declares already is used as it stands; the rest is
 * declared under the purpose of personalization, so that nothing of it is read without consent.
 */
export class DictionaryPlan implements Vocabulary {
  readonly #workspace: Workspace;
  readonly #ledger: Ledger;
  readonly #purpose: AssetId;
  readonly #traitTypes: ReadonlyMap<string, ValueType>;
  readonly #attributes = new Map<string, PlannedAttribute>();
  readonly #events = new Map<string, PlannedEvent>();
  readonly #attributeKeys: Set<string>;
  readonly #eventKeys: Set<string>;
  readonly #propertyTypes: Map<string, ValueType>;

  constructor(workspace: Workspace, ledger: Ledger, purpose: AssetId, traitTypes: ReadonlyMap<string, ValueType>) {
    this.#workspace = workspace;
    this.#ledger = ledger;
    this.#purpose = purpose;
    this.#traitTypes = traitTypes;
    const { attributes, events } = workspace.dictionary;
    this.#attributeKeys = new Set(attributes.flatMap(({ key, aliases }) => [key, ...aliases]));
    this.#eventKeys = new Set(events.flatMap(({ key, aliases }) => [key, ...aliases]));
    this.#propertyTypes = new Map(
      events.flatMap(({ properties }) => properties.map(({ key, type }) => [key, type] as const)),
    );
  }

  trait(name: string): { key: string; type: ValueType } {
    const known = this.#knownAttribute(name);
    if (known) return known;
    const planned = this.#attributes.get(name);
    if (planned) return planned;
    const key = claim(this.#attributeKeys, keyOf(name), "_");
    const type = this.#traitTypes.get(name) ?? "string";
    const attribute = {
      name,
      key,
      type,
      source: "Trait of the visitor's profile, set by the site that the export serves",
    };
    this.#attributes.set(name, attribute);
    return attribute;
  }

  event(event: EventName): { key: string } {
    return this.#planEvent(event);
  }

  property(event: EventName, condition: Condition): { key: string; type: ValueType } {
    const key = propertyKey(condition.property);
    const type = this.#propertyTypes.get(key) ?? condition.type;
    this.#propertyTypes.set(key, type);
    this.#planEvent(event).properties.set(key, type);
    return { key, type };
  }

  /** The attribute that a name stands for, declared if need be. */
  declareTrait(name: string): Named {
    const { key } = this.trait(name);
    const known = this.#knownAttribute(name);
    if (known) return known;
    return this.#putAttribute(this.#attributes.get(name) ?? { name, key, type: "string", source: "" });
  }

  /** Declares everything that was asked for and is not in the workspace yet. */
  declareAll(): void {
    for (const attribute of this.#attributes.values()) this.#putAttribute(attribute);
    for (const event of this.#events.values()) this.#putEvent(event);
  }

  /** Forgets what was asked for since `mark`, because the audience that asked is not imported. */
  mark(): () => void {
    const attributes = new Set(this.#attributes.keys());
    const events = new Map(Array.from(this.#events, ([name, { properties }]) => [name, new Map(properties)]));
    return () => {
      for (const name of this.#attributes.keys()) if (!attributes.has(name)) this.#attributes.delete(name);
      for (const [name, event] of this.#events) {
        const before = events.get(name);
        if (!before) this.#events.delete(name);
        else for (const key of event.properties.keys()) if (!before.has(key)) event.properties.delete(key);
      }
    };
  }

  #knownAttribute(name: string): DictionaryAttribute | undefined {
    const made = this.#workspace.find("attribute", attributeOrigin(name));
    const { attributes } = this.#workspace.dictionary;
    return (
      attributes.find(({ id }) => id === made?.id) ??
      attributes.find((each) => each.aliases.includes(name) || each.key === name || each.key === keyOf(name))
    );
  }

  #knownEvent(event: EventName): DictionaryEvent | undefined {
    const made = this.#workspace.find("event", eventOrigin(event));
    const { events } = this.#workspace.dictionary;
    const named = (each: DictionaryEvent) => each.aliases.includes(event.name) || each.key === event.name;
    return events.find(({ id }) => id === made?.id) ?? events.find(named);
  }

  #planEvent(event: EventName): PlannedEvent {
    const at = eventOrigin(event);
    const planned = this.#events.get(at);
    if (planned) return planned;
    const known = this.#knownEvent(event);
    const wanted = validKey.test(event.name) ? event.name : keyOf(event.name);
    const key = known?.key ?? claim(this.#eventKeys, wanted, "_");
    const created = { event, key, properties: new Map<string, ValueType>() };
    this.#events.set(at, created);
    return created;
  }

  #putAttribute({ name, key, type, source }: PlannedAttribute): Named {
    const body: AttributeBody = {
      settings: {
        label: name,
        key,
        type,
        personalData: "pseudonymous",
        purposes: [this.#purpose],
        source,
        aliases: name === key ? [] : [name],
        origin: originMark(attributeOrigin(name)),
      },
    };
    const wanted = {
      kind: "attribute",
      origin: attributeOrigin(name),
      name: `attribute.${key.toLowerCase().replaceAll("_", "-")}`,
      tier: "campaign",
    } as const;
    if (this.#workspace.find("attribute", wanted.origin)) return this.#workspace.reserve(wanted);
    const named = this.#workspace.put(wanted, attributeBody.parse(body), "Imported from Contentful");
    this.#ledger.made(
      named.name,
      "attribute",
      `Audiences or texts of the export read “${name}”; without consent to personalization it is masked.`,
    );
    return named;
  }

  #putEvent({ event, key, properties }: PlannedEvent): void {
    const known = this.#knownEvent(event);
    if (known) return this.#extendEvent(known, properties);
    const label = event.type === "page" ? "Page viewed" : event.name;
    const body: EventBody = {
      settings: {
        label,
        key,
        properties: Array.from(properties, ([property, type]) => ({ key: property, type })),
        purposes: [this.#purpose],
        aliases: event.name === key ? [] : [event.name],
        origin: originMark(eventOrigin(event)),
      },
    };
    const wanted = {
      kind: "event",
      origin: eventOrigin(event),
      name: `event.${key.toLowerCase().replaceAll("_", "-")}`,
      tier: "campaign",
    } as const;
    const named = this.#workspace.put(wanted, eventBody.parse(body), "Imported from Contentful");
    this.#ledger.made(
      named.name,
      "event",
      `Audiences of the export look for ${event.type === "page" ? "page views" : `the tracked event “${event.name}”`}.`,
    );
  }

  #extendEvent(known: DictionaryEvent, properties: ReadonlyMap<string, ValueType>): void {
    const missing = [...properties].filter(([key]) => known.properties.every((property) => property.key !== key));
    const asset = this.#workspace.asset(known.id);
    if (missing.length === 0 || !asset) return;
    const settings = {
      ...eventBody.parse(asset.body).settings,
      properties: [...known.properties, ...missing.map(([key, type]) => ({ key, type }))],
    };
    this.#workspace.revise(
      asset,
      { ...asset.body, settings },
      "Imported from Contentful: properties that audiences read",
    );
    this.#ledger.made(
      known.name,
      "event",
      `Audiences of the export read ${missing.map(([key]) => key).join(", ")} of it, which it did not have yet.`,
    );
  }
}

const attributeOrigin = (name: string): string => `trait:${name}`;
const eventOrigin = (event: EventName): string => (event.type === "page" ? "page" : `track:${event.name}`);

/** `context_page_url` → `url`; the names that every event has of its own are kept free. */
export function propertyKey(id: string): string {
  const key = keyOf(id.replace(/^context_/, "").replace(/^page_(?=url$|path$|referrer$|search$|title$)/, ""));
  return key === "name" || key === "at" ? `${key}_given` : key;
}

/**
 * The types of traits, as far as the values tell that rules compare them with: all “true” or “false” is yes or no,
 * all numbers is a number, anything else a text.
 */
export function inferTraitTypes(values: ReadonlyMap<string, ReadonlySet<string>>): Map<string, ValueType> {
  return new Map(Array.from(values, ([name, seen]) => [name, inferType([...seen])]));
}

function inferType(values: readonly string[]): ValueType {
  if (values.length === 0) return "string";
  if (values.every((value) => value === "true" || value === "false")) return "boolean";
  return values.every((value) => value.trim() !== "" && Number.isFinite(Number(value))) ? "number" : "string";
}
