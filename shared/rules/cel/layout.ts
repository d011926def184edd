import type { Dictionary } from "#shared/data/dictionary.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { declaredTypes, type Type } from "./types.ts";

export interface AttributeSlot {
  readonly slot: number;
  readonly key: string;
  readonly type: Type;
  /** Slots of the purposes without all of which it is masked. */
  readonly purposes: readonly number[];
  /** Former names under which a request may still give it. */
  readonly aliases: readonly string[];
  /** How long a value counts after it was observed, in milliseconds; Infinity where it has no limit. */
  readonly lasts: number;
  /** Whether a value counts that comes without the time of its observation. */
  readonly undatedCounts: boolean;
}

/**
 * Where each attribute, purpose and audience stands in the arrays that compiled conditions read: a decision then touches
 * no map and compares no name.
 */
export interface Layout {
  readonly attributes: readonly AttributeSlot[];
  readonly attributeByKey: ReadonlyMap<string, AttributeSlot>;
  readonly purposeSlots: ReadonlyMap<AssetId, number>;
  readonly purposeKeys: readonly string[];
  /** The purposes of each event, by key; former names lead to the key of today. */
  readonly eventPurposes: ReadonlyMap<string, readonly number[]>;
  readonly eventKeys: ReadonlyMap<string, string>;
  readonly audienceSlots: ReadonlyMap<string, number>;
}

export function layoutOf(dictionary: Dictionary): Layout {
  const purposeSlots = new Map(dictionary.purposes.map(({ id }, slot) => [id, slot]));
  // A purpose that is not there can never have been agreed to: it has the slot after the last, which is never granted.
  const slotsOf = (ids: readonly AssetId[]) => ids.map((id) => purposeSlots.get(id) ?? dictionary.purposes.length);
  const keys = new Set(dictionary.attributes.map(({ key }) => key));
  const attributes = dictionary.attributes.map(({ key, type, purposes, aliases, freshness }, slot) => ({
    slot,
    key,
    type: declaredTypes[type],
    purposes: slotsOf(purposes),
    // A name of today is never taken for a former one.
    aliases: aliases.filter((alias) => !keys.has(alias)),
    lasts: freshness ? freshness.hours * 3_600_000 : Number.POSITIVE_INFINITY,
    undatedCounts: freshness?.undated !== "unknown",
  }));
  return {
    attributes,
    attributeByKey: new Map(attributes.map((attribute) => [attribute.key, attribute])),
    purposeSlots,
    purposeKeys: dictionary.purposes.map(({ key }) => key),
    eventPurposes: new Map(dictionary.events.map(({ key, purposes }) => [key, slotsOf(purposes)])),
    eventKeys: new Map([
      ...dictionary.events.flatMap(({ key, aliases }) => aliases.map((alias) => [alias, key] as const)),
      ...dictionary.events.map(({ key }) => [key, key] as const),
    ]),
    audienceSlots: new Map(dictionary.audiences.map(({ name }, slot) => [name, slot])),
  };
}
