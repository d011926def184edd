import { type Dictionary, dictionaryIndex } from "#shared/data/dictionary.ts";
import { conditionUses } from "./uses.ts";

/**
 * The first circle of audiences that a condition leads into, as the names along it, or null. `self` is the name of the
 * audience whose condition it is, so that a draft that has not been saved yet is followed instead of its last revision.
 */
export function findCircle(when: string, self: string | null, dictionary: Dictionary): string[] | null {
  const { audiences } = dictionaryIndex(dictionary);
  const clear = new Set<string>();
  const follow = (text: string, path: readonly string[]): string[] | null => {
    for (const name of conditionUses(text).audiences) {
      const start = path.indexOf(name);
      if (start !== -1) return [...path.slice(start), name];
      const audience = audiences.get(name);
      if (!audience || clear.has(name)) continue;
      const circle = follow(audience.when, [...path, name]);
      if (circle) return circle;
      clear.add(name);
    }
    return null;
  };
  return follow(when, self === null ? [] : [self]);
}
