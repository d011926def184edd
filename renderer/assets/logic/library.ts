import type { KindName } from "#shared/assets/kind.ts";
import type { CheckContext, KnownAsset, Self } from "#shared/assets/kinds.ts";
import type { Identity } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { buildDictionary, type Dictionary } from "#shared/data/dictionary.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { buildTaxonomy, type Taxonomy } from "#shared/taxonomy/taxonomy.ts";

/** One asset with its content as it stands. */
export interface LibraryAsset extends Identity {
  readonly id: AssetId;
  readonly body: Body;
}

/** The rest of the workspace, as far as a screen needs it to check, complete, name and preview. */
export interface Library {
  readonly assets: ReadonlyMap<AssetId, LibraryAsset>;
  readonly dictionary: Dictionary;
  /** The tag vocabularies and naming conventions of today. */
  readonly taxonomy: Taxonomy;
  /** Every known asset of a kind, by name. */
  readonly ofKind: (kind: KindName) => readonly LibraryAsset[];
  /** What the checks of a kind may look at. */
  readonly contextFor: (self?: Self) => CheckContext;
  /** The name of an asset, or its id where it is not known. */
  readonly nameOf: (id: string) => string;
}

const known = new WeakMap<readonly LibraryAsset[], Library>();

/** Builds a library; one per list of assets, however often it is asked for. */
export function libraryOf(list: readonly LibraryAsset[]): Library {
  let library = known.get(list);
  if (!library) known.set(list, (library = build(list, buildDictionary(list), buildTaxonomy(list))));
  return library;
}

/** A library with more assets in it. Those that it knows already are replaced; dictionary and taxonomy stay as they are. */
export function libraryWith(library: Library, more: readonly LibraryAsset[]): Library {
  if (more.length === 0) return library;
  const assets = new Map(library.assets);
  for (const asset of more) assets.set(asset.id, asset);
  return build([...assets.values()], library.dictionary, library.taxonomy);
}

function build(list: readonly LibraryAsset[], dictionary: Dictionary, taxonomy: Taxonomy): Library {
  const assets = new Map(list.map((asset) => [asset.id, asset]));
  const byKind = Map.groupBy(list, (asset) => asset.kind);
  const find = (id: AssetId): KnownAsset | undefined => {
    const asset = assets.get(id);
    return asset && { identity: asset, body: asset.body };
  };
  return {
    assets,
    dictionary,
    taxonomy,
    ofKind: (kind) => byKind.get(kind) ?? [],
    contextFor: (self) => ({ asset: find, dictionary, taxonomy, ...(self ? { self } : {}) }),
    nameOf: (id) => assets.get(id as AssetId)?.name ?? id,
  };
}

export const emptyLibrary: Library = libraryOf([]);
