import { typeName } from "#shared/assets/define-kind.ts";
import type { Identity } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { checkName, conventionFor, type Named } from "#shared/taxonomy/naming.ts";
import { proposeFor } from "#shared/taxonomy/naming-proposal.ts";
import { liveTags, mayCarry, mustCarry, type Vocabulary } from "#shared/taxonomy/vocabulary.ts";
import type { Library } from "./library.ts";

/** What a convention says of a name; undefined where none governs it. */
export interface NameAdvice {
  /** How names are written here, and the convention that says so. */
  readonly pattern: string;
  readonly label: string;
  /** A name that satisfies it, where one can be found. */
  readonly proposed: string | undefined;
  /** What is wrong with the name, in words. */
  readonly problem: string | undefined;
}

/** Asks the convention that governs an asset. @param present the name from which words may be taken. */
export function adviseName(
  { taxonomy, contextFor }: Library,
  identity: Omit<Identity, "name">,
  body: Body,
  name: string,
  present = name,
): NameAdvice | undefined {
  const named: Named = { ...identity, body, type: typeName(body, contextFor().asset) };
  const convention = conventionFor(taxonomy.conventions, named);
  if (!convention) return undefined;
  const proposed = proposeFor(convention, named, taxonomy.vocabularies, present) ?? undefined;
  const [wrong] = checkName(name, named, taxonomy, () => proposed ?? null, true);
  const { pattern, label } = convention.settings;
  return { pattern, label, proposed, problem: wrong?.message };
}

/** The vocabularies of which an asset may carry tags, the needed ones first, and those of the tags that it has. */
export function vocabulariesFor(
  vocabularies: ReadonlyMap<AssetId, Vocabulary>,
  asset: Pick<Identity, "kind" | "tier" | "scope">,
  carried: readonly AssetId[] = [],
): { vocabulary: Vocabulary; needed: boolean }[] {
  return [...vocabularies.values()]
    .filter((one) => carried.includes(one.id) || (mayCarry(one, asset) && liveTags(one).length > 0))
    .map((vocabulary) => ({ vocabulary, needed: mustCarry(vocabulary, asset) }))
    .toSorted((a, b) => Number(b.needed) - Number(a.needed));
}
