import type { CheckContext, NeededPurpose } from "../assets/define-kind.ts";
import type { AssetId } from "../kernel/ids.ts";
import { conditionUses } from "../rules/cel/uses.ts";
import { type Dictionary, dictionaryIndex } from "./dictionary.ts";

/** Joins what several sources need, one row per purpose, in the order of the purposes' ids. */
export function gatherNeeds(needs: readonly (readonly NeededPurpose[])[]): NeededPurpose[] {
  const because = new Map<AssetId, Set<string>>();
  for (const { purpose, because: reasons } of needs.flat()) {
    const known = because.get(purpose) ?? new Set();
    for (const reason of reasons) known.add(reason);
    because.set(purpose, known);
  }
  return [...because]
    .map(([purpose, reasons]) => ({ purpose, because: [...reasons] }))
    .toSorted((a, b) => (a.purpose < b.purpose ? -1 : 1));
}

export function attributeNeeds(key: string, reason: string, context: CheckContext): NeededPurpose[] {
  const attribute = dictionaryIndex(context.dictionary).attributes.get(key);
  return (attribute?.purposes ?? []).map((purpose) => ({ purpose, because: [reason] }));
}

export function audienceNeeds(audience: AssetId, context: CheckContext): NeededPurpose[] {
  const found = context.dictionary.audiences.find(({ id }) => id === audience);
  return found ? conditionNeeds(found.when, context.dictionary, new Set([found.name])) : [];
}

/** The consents behind a condition: those of the attributes and events it reads, also through the audiences it names. */
export function conditionNeeds(when: string, dictionary: Dictionary, seen = new Set<string>()): NeededPurpose[] {
  const { attributes, events, audiences } = dictionaryIndex(dictionary);
  const uses = conditionUses(when);
  const needs: NeededPurpose[] = uses.attributes.flatMap((key) =>
    (attributes.get(key)?.purposes ?? []).map((purpose) => ({ purpose, because: [`reads profile.${key}`] })),
  );
  for (const key of uses.events) {
    for (const purpose of events.get(key)?.purposes ?? [])
      needs.push({ purpose, because: [`looks for the event ${key}`] });
  }
  for (const name of uses.audiences) {
    const audience = audiences.get(name);
    if (!audience || seen.has(name)) continue;
    // Each audience is followed once, so that a circle of references ends.
    seen.add(name);
    needs.push(...conditionNeeds(audience.when, dictionary, seen));
  }
  return gatherNeeds([needs]);
}
