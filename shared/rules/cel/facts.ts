import type { AttributeSlot, Layout } from "./layout.ts";
import { parseTimestamp, Timestamp } from "./time.ts";
import { type EventValue, readAs, type Value, type ValueList } from "./values.ts";

/** What a request says of a person. Nothing in it is trusted to have the declared type. */
export interface Person {
  readonly attributes?: { readonly [key: string]: unknown };
  /** When attributes were observed, by key. */
  readonly observed?: { readonly [key: string]: unknown } | undefined;
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

  /**
   * Begins a decision. `granted` must be set before: what is masked depends on it. Only the attributes named are read;
   * the others stay unknown.
   */
  load(person: Person, now: number, attributes: readonly AttributeSlot[] = this.layout.attributes): void {
    this.#person = person;
    this.#now = now;
    this.#events = null;
    if (this.locals.length > 0) this.locals = [];
    // Loops, because `fill` leaves compiled code and costs more than what it fills.
    const { values, audiences } = this;
    for (let slot = 0; slot < values.length; slot++) values[slot] = undefined;
    for (let slot = 0; slot < audiences.length; slot++) audiences[slot] = null;
    // Plain data alone is read, so that nothing comes from a prototype that somebody made.
    const given = person.attributes;
    if (given !== undefined && isPlain(given)) this.#read(given, attributes);
  }

  #read(given: { readonly [key: string]: unknown }, attributes: readonly AttributeSlot[]): void {
    for (let index = 0; index < attributes.length; index++) {
      const attribute = attributes[index]!;
      if (attribute.purposes.length > 0 && !this.allows(attribute.purposes)) continue;
      if (attribute.lasts !== Number.POSITIVE_INFINITY && this.aged(attribute) !== null) continue;
      const raw = given[attribute.key] ?? (attribute.aliases.length > 0 ? this.#formerly(attribute) : undefined);
      const plain =
        typeof raw === "string"
          ? attribute.type.is === "string"
          : typeof raw === "boolean" && attribute.type.is === "bool";
      this.values[attribute.slot] = plain ? (raw as Value) : readAs(raw, attribute.type);
    }
  }

  /** What the request gives under a former name. It counts only where the name of today is not given. */
  #formerly({ aliases }: AttributeSlot): unknown {
    const alias = aliases.find((name) => this.#isGiven(name));
    return alias === undefined ? undefined : this.#person.attributes?.[alias];
  }

  /**
   * Why what is given of an attribute is too old to count, or might be: then it is unknown. Null where it counts. The time
   * under the name of today goes before one under a former name.
   */
  aged({ key, aliases, lasts, undatedCounts }: AttributeSlot): Aged | null {
    if (lasts === Number.POSITIVE_INFINITY) return null;
    const { observed } = this.#person;
    const name =
      observed !== undefined && isPlain(observed)
        ? [key, ...aliases].find((each) => Object.hasOwn(observed, each))
        : undefined;
    if (name === undefined) return undatedCounts ? null : "undated";
    const said = observed![name];
    const at = typeof said === "string" ? parseTimestamp(said) : null;
    if (at === null) return "unreadable";
    if (at > this.#now) return "future";
    return this.#now - at > lasts ? "stale" : null;
  }

  #isGiven(key: string): boolean {
    const given = this.#person.attributes;
    return given !== undefined && Object.hasOwn(given, key) && given[key] !== null && given[key] !== undefined;
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
  isPresent({ key, aliases }: AttributeSlot): boolean {
    return this.#isGiven(key) || aliases.some((alias) => this.#isGiven(alias));
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

/** `undated`: no time of observation, and the attribute asks for one. `future`, `unreadable`: a time that cannot be true. */
export type Aged = "stale" | "undated" | "future" | "unreadable";

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
