import { createHash } from "node:crypto";
import { type CheckContext, kindOf, type KnownAsset } from "#shared/assets/kinds.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { Identity, Problem } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { buildDictionary, type Dictionary } from "#shared/data/dictionary.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { buildTaxonomy, type Taxonomy } from "#shared/taxonomy/taxonomy.ts";

/** One asset of a world, at one revision. */
export interface Inhabitant {
  readonly id: AssetId;
  readonly digest: Digest;
  readonly identity: Identity;
  readonly body: Body;
}

/** A set of revisions that are checked against one another: the heads, or what a release would hold. */
export interface World {
  readonly context: CheckContext;
  /** What is wrong with one of its assets. Computed once per content: only what changed is checked anew. */
  problems(asset: AssetId): readonly Problem[];
}

/** Kinds whose assets conditions and tokens name by word: together they are the dictionary. */
export const dictionaryKinds: readonly KindName[] = ["attribute", "event", "identifier", "consentPurpose", "audience"];

/**
 * A check is a pure function of a body, of what it refers to, of the dictionary and of the taxonomy. Its result is therefore kept under the
 * digests of all these, and ten changes among 10,000 assets cost ten checks.
 */
const results = new Map<string, { readonly stamp: string; readonly problems: readonly Problem[] }>();
const references = new Map<Digest, readonly AssetId[]>();
const dictionaries = new Map<string, Dictionary>();
const taxonomies = new Map<string, Taxonomy>();
/** Bounds for programs that run for long and see many workspaces, such as tests. */
const most = { results: 200_000, references: 200_000, dictionaries: 8, taxonomies: 8 };

/** Where a world finds its assets: a list that is at hand, or a workspace that is read as far as it is looked at. */
export interface Source {
  find(id: AssetId): Inhabitant | undefined;
  /** Changes with every change of an asset that conditions and tokens name by word. */
  readonly words: string;
  readonly dictionary: () => Dictionary;
  /** What governs tags and names, and what changes with it. Absent where a release is checked. */
  readonly taxonomy?: { readonly stamp: string; readonly read: () => Taxonomy };
}

/** @param name tells worlds apart whose assets are at different revisions, such as heads and a release. */
export function makeWorld(name: string, inhabitants: readonly Inhabitant[]): World {
  const byId = new Map(inhabitants.map((one) => [one.id, one]));
  const words = hash(inhabitants.filter((one) => dictionaryKinds.includes(one.identity.kind)).map((one) => one.digest));
  return worldFrom(name, {
    find: (id) => byId.get(id),
    words,
    dictionary: () =>
      dictionaryFor(words, () =>
        inhabitants.map(({ id, identity, body }) => ({ id, kind: identity.kind, name: identity.name, body })),
      ),
  });
}

/** The same over assets that are read when they are first looked at. */
export function worldFrom(name: string, source: Source): World {
  const { words } = source;
  const context: CheckContext = {
    asset: (id): KnownAsset | undefined => source.find(id),
    get dictionary() {
      return source.dictionary();
    },
    get taxonomy() {
      return source.taxonomy?.read();
    },
  };
  const stampOf = (one: Inhabitant, depth: number): string => {
    if (depth === 0) return one.digest;
    const named = referencesOf(one).map((id) => source.find(id));
    return hash([one.digest, ...named.map((target) => (target ? stampOf(target, depth - 1) : "missing"))]);
  };
  return {
    context,
    problems(id) {
      const one = source.find(id);
      if (!one) return [];
      // Checks look at what they name and at what that names in turn, no further.
      const stamp = `${words} ${source.taxonomy?.stamp ?? ""} ${stampOf(one, 2)}`;
      const key = `${name} ${id}`;
      const known = results.get(key);
      if (known?.stamp === stamp) return known.problems;
      const { kind, name: itsName, tier, scope } = one.identity;
      const problems = kindOf(kind).check(one.body, {
        asset: context.asset,
        dictionary: context.dictionary,
        taxonomy: context.taxonomy,
        self: { id, name: itsName, tier, scope },
      });
      remember(results, key, { stamp, problems }, most.results);
      return problems;
    },
  };
}

/** The dictionary of these words, built once. @param stamp changes with every change of one of them. */
export function dictionaryFor(stamp: string, assets: () => Parameters<typeof buildDictionary>[0]): Dictionary {
  let dictionary = dictionaries.get(stamp);
  if (!dictionary) remember(dictionaries, stamp, (dictionary = buildDictionary(assets())), most.dictionaries);
  return dictionary;
}

/** The taxonomy of these assets, built once. @param stamp changes with every change of one of them. */
export function taxonomyFor(stamp: string, assets: () => Parameters<typeof buildTaxonomy>[0]): Taxonomy {
  let taxonomy = taxonomies.get(stamp);
  if (!taxonomy) remember(taxonomies, stamp, (taxonomy = buildTaxonomy(assets())), most.taxonomies);
  return taxonomy;
}

function referencesOf({ digest, identity, body }: Inhabitant): readonly AssetId[] {
  let found = references.get(digest);
  if (!found)
    remember(
      references,
      digest,
      (found = kindOf(identity.kind)
        .references(body)
        .map((one) => one.asset)),
      most.references,
    );
  return found;
}

export const hash = (parts: readonly string[]): string =>
  createHash("sha256").update(parts.join("\n")).digest("base64");

function remember<K, V>(cache: Map<K, V>, key: K, value: V, limit: number): void {
  if (cache.size >= limit) cache.delete(cache.keys().next().value!);
  cache.set(key, value);
}
