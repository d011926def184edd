import type { KindName } from "../assets/kind.ts";
import type { Identity } from "../assets/model.ts";
import type { AssetId } from "../kernel/ids.ts";
import { type Convention, readConvention } from "./naming.ts";
import { readVocabulary, type Vocabulary } from "./vocabulary.ts";

/** Everything that governs tags and names, as of one moment. It must not change once it is built. */
export interface Taxonomy {
  readonly vocabularies: ReadonlyMap<AssetId, Vocabulary>;
  readonly conventions: readonly Convention[];
}

/** Kinds whose assets govern how others are tagged and named: together they are the taxonomy. */
export const taxonomyKinds: readonly KindName[] = ["tagVocabulary", "namingConvention"];

export const emptyTaxonomy: Taxonomy = { vocabularies: new Map(), conventions: [] };

interface Source extends Identity {
  readonly id: AssetId;
  readonly body: unknown;
}

/** Gathers the taxonomy from assets of any kinds. Those whose body does not parse are left out: their own check reports them. */
export function buildTaxonomy(assets: Iterable<Source>): Taxonomy {
  const vocabularies = new Map<AssetId, Vocabulary>();
  const conventions: Convention[] = [];
  for (const { id, kind, name, tier, scope, body } of assets) {
    const identity = { kind, name, tier, scope };
    if (kind === "tagVocabulary") {
      const vocabulary = readVocabulary(id, identity, body);
      if (vocabulary) vocabularies.set(id, vocabulary);
    } else if (kind === "namingConvention") {
      const convention = readConvention(id, identity, body);
      if (convention) conventions.push(convention);
    }
  }
  return { vocabularies, conventions };
}
