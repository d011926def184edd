import type { AttributeSlot, Layout } from "./layout.ts";
import { Timestamp } from "./time.ts";
import { type EventValue, readAs, type Value, type ValueList } from "./values.ts";

/** What a request says of a person. Nothing in it is trusted to have the declared type. */
export interface Person {
  readonly attributes?: { readonly [key: string]: unknown };
  /** Absent means not known, which is not the same as none. */
  readonly events?: readonly EventValue[];
}

/**
 * What conditions may know of one person at one moment: masked attributes and events are gone before any condition
 * looks. One instance is used for decision after decision; `load` begins each.
 */
export class Facts {
  readonly layout: Layout;
  /** By attribute slot; undefined is unknown. */
  readonly values: (Value | undefined)[];
  /** By purpose slot; the last slot stands for purposes that do not exist and is never granted. */
  readonly granted: Uint8Array;
  /** The variables of the macros that are being evaluated, outermost first. */
  locals: (Value | undefined)[] = [];
  /** By audience slot; null where it has not been asked for yet. */
  readonly audiences: (boolean | undefined | null)[];
  #now = 0;
  #person: Person = {};
  #events: ValueList | undefined | null = null;

  constructor(layout: Layout) {
    this.layout = layout;
    this.values = Array.from({ length: layout.attributes.length });
    this.granted = new Uint8Array(layout.purposeKeys.length + 1);
    this.audiences = Array.from({ length: layout.audienceSlots.size }, () => null);
  }

  /** Begins a decision. `granted` must be set before: what is masked depends on it. */
  load(person: Person, now: number): void {
    this.#person = person;
    this.#now = now;
    this.#events = null;
    if (this.locals.length > 0) this.locals = [];
    this.values.fill(undefined);
    this.audiences.fill(null);
    const { attributes } = person;
    const { attributeByName } = this.layout;
    for (const key in attributes) {
      if (!Object.hasOwn(attributes, key)) continue;
      const attribute = attributeByName.get(key);
      if (attribute !== undefined) this.#take(attribute, key, attributes[key]);
    }
  }

  #take(attribute: AttributeSlot, key: string, raw: unknown): void {
    // A former name counts only where the name of today is not given.
    if (key !== attribute.key && this.#isGiven(attribute.key)) return;
    if (attribute.purposes.length > 0 && !this.allows(attribute.purposes)) return;
    this.values[attribute.slot] = readAs(raw, attribute.type);
  }

  #isGiven(key: string): boolean {
    const { attributes } = this.#person;
    return (
      attributes !== undefined &&
      Object.hasOwn(attributes, key) &&
      attributes[key] !== null &&
      attributes[key] !== undefined
    );
  }

  get now(): Timestamp {
    return new Timestamp(this.#now);
  }

  /** Whether every one of the purposes is granted. */
  allows(purposes: readonly number[]): boolean {
    for (let index = 0; index < purposes.length; index++) if (this.granted[purposes[index]!] !== 1) return false;
    return true;
  }

  /** True where the attribute is known, false where the request does not have it, unknown where it is masked or unreadable. */
  has(attribute: AttributeSlot): boolean | undefined {
    if (this.values[attribute.slot] !== undefined) return true;
    if (!this.allows(attribute.purposes)) return undefined;
    return this.isPresent(attribute) ? undefined : false;
  }

  /** Whether the request gives the attribute at all, under any of its names, readable or not. */
  isPresent(attribute: AttributeSlot): boolean {
    if (this.#isGiven(attribute.key)) return true;
    for (const key of Object.keys(this.#person.attributes ?? {})) {
      if (this.layout.attributeByName.get(key) === attribute && this.#isGiven(key)) return true;
    }
    return false;
  }

  /** The events that may be seen, under their names of today; unknown where the request does not say. */
  get events(): ValueList | undefined {
    if (this.#events === null) this.#events = this.#person.events && this.#visible(this.#person.events);
    return this.#events;
  }

  #visible(events: readonly EventValue[]): EventValue[] {
    return events.flatMap((event) => {
      const key = typeof event["name"] === "string" ? this.layout.eventKeys.get(event["name"]) : undefined;
      if (key === undefined || !this.allows(this.layout.eventPurposes.get(key) ?? [])) return [];
      return [key === event["name"] ? event : { ...event, name: key }];
    });
  }
}
