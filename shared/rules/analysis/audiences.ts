import type { DictionaryAudience } from "#shared/data/dictionary.ts";
import type { Prover } from "./prover.ts";
import type { Read } from "./translate.ts";
import { attributesOf } from "./claims.ts";
import { type Made, personOf } from "./witness.ts";

export type AudienceResult =
  | { readonly is: "empty" | "everybody" | "undecided"; readonly audience: DictionaryAudience }
  /** Everybody of whom these attributes are known. */
  | { readonly is: "everybodyKnown"; readonly audience: DictionaryAudience; readonly keys: readonly string[] }
  | { readonly is: "equal"; readonly audience: DictionaryAudience; readonly other: DictionaryAudience };

interface ReadAudience {
  readonly audience: DictionaryAudience;
  readonly read: Read;
}

/** More people than this do not tell audiences apart any better. */
const mostProbes = 200;

/** Audiences that nobody or everybody is in, and those that are one and the same. */
export function analyseAudiences(audiences: readonly DictionaryAudience[], prover: Prover): AudienceResult[] {
  const results: AudienceResult[] = [];
  const filled: ReadAudience[] = [];
  const probes: Made[] = [];
  for (const audience of audiences) {
    const read = prover.translator.read(audience.when);
    if (!read) continue;
    const outcome = prover.ask([prover.isTrue(read)]);
    if (outcome.is === "never") results.push({ is: "empty", audience });
    else filled.push({ audience, read });
    if (outcome.is === "undecided") results.push({ is: "undecided", audience });
    if (outcome.is === "example" && probes.length < mostProbes) probes.push(outcome.made);
    results.push(...everybodyIn({ audience, read }, prover));
  }
  const facts = prover.translator.newFacts();
  const alike = Map.groupBy(filled, ({ read }) =>
    probes
      .map((made) => {
        facts.load(personOf(made), made.now);
        return String(read.test(facts));
      })
      .join(),
  );
  for (const group of alike.values()) results.push(...equalIn(group, prover));
  return results;
}

function everybodyIn({ audience, read }: ReadAudience, prover: Prover): AudienceResult[] {
  const others = prover.not(prover.isTrue(read));
  if (prover.excludes([others])) return [{ is: "everybody", audience }];
  const keys = [...attributesOf(read, prover)];
  if (keys.length === 0 || !prover.excludes([prover.areKnown(keys), others])) return [];
  // Where an attribute can never be known, nothing is said of those of whom it is.
  return prover.excludes([prover.areKnown(keys)]) ? [] : [{ is: "everybodyKnown", audience, keys }];
}

/** Two are equal where each is true, and false, of the same people as the other. */
function equalIn(group: readonly ReadAudience[], prover: Prover): AudienceResult[] {
  const results: AudienceResult[] = [];
  const distinct: ReadAudience[] = [];
  for (const one of group) {
    const same = distinct.find((other) => areEqual(one.read, other.read, prover));
    if (same) results.push({ is: "equal", audience: one.audience, other: same.audience });
    else distinct.push(one);
  }
  return results;
}

function areEqual(a: Read, b: Read, prover: Prover): boolean {
  const sides = [
    [prover.isTrue(a), prover.isTrue(b)],
    [prover.isFalse(a), prover.isFalse(b)],
  ] as const;
  return sides.every(
    ([one, other]) => prover.excludes([one, prover.not(other)]) && prover.excludes([prover.not(one), other]),
  );
}
