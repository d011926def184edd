import { kindOf } from "#shared/assets/kinds.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Dictionary } from "#shared/data/dictionary.ts";
import { dictionaryIndex } from "#shared/data/dictionary.ts";
import { plainValue } from "#renderer/audiences/logic/candidates.ts";
import { samplePerson, type SamplePerson, stranger } from "#renderer/audiences/logic/sample-person.ts";
import { holdsFor } from "#renderer/audiences/logic/test-condition.ts";

/**
 * Somebody for whom a condition holds and of whom the given attributes are known too, so that tokens show words.
 * @returns null where the condition asks for something and nobody was found.
 */
export function previewPerson(
  condition: string,
  tokens: readonly string[],
  dictionary: Dictionary,
  now: number,
): SamplePerson | null {
  const found = samplePerson(condition, dictionary, now);
  // To be in no audience, nothing need be known: what is unknown is never taken for a yes.
  const isNegative = condition === "true" || condition.startsWith("!");
  if (!found && !isNegative) return null;
  const person = found ?? stranger;
  const { attributes } = dictionaryIndex(dictionary);
  const words = tokens.flatMap((key) => {
    const attribute = attributes.get(key);
    return attribute && !(key in person.attributes) ? [[key, plainValue(attribute, now)] as const] : [];
  });
  const dressed = { ...person, attributes: { ...Object.fromEntries(words), ...person.attributes } };
  // A word that was only meant for a token may put the person into another audience.
  return !found || holdsFor(condition, dressed, dictionary, now) ? dressed : person;
}

/** The attributes that tokens in the words of some blocks insert. */
export const tokensOf = (bodies: readonly Body[]): string[] =>
  [
    ...new Set(
      bodies.flatMap((body) =>
        kindOf("block")
          .mentions(body)
          .map((mention) => mention.key),
      ),
    ),
  ].toSorted();
