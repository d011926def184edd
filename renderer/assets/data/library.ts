import { useMemo } from "react";
import { kindOf } from "#shared/assets/kinds.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { type BlockTypeBody, blockTypeBody } from "#shared/taxonomy/model.ts";
import { api, type QueryState, useQuery } from "#renderer/bridge/client.ts";
import { emptyLibrary, type Library, libraryOf, libraryWith } from "../logic/library.ts";

export type { Library, LibraryAsset } from "../logic/library.ts";

/** Kinds of which a workspace has few, so that screens may hold them all. Blocks and rules are asked for by id. */
export const libraryKinds: readonly KindName[] = [
  "blockType",
  "audience",
  "placement",
  "template",
  "attribute",
  "event",
  "identifier",
  "consentPurpose",
  "tagVocabulary",
  "namingConvention",
];

/** The block type that a block's body names, as far as it is known. */
export function blockTypeIn(body: Body, library: Library): BlockTypeBody | undefined {
  const found = library.assets.get(body.settings?.["type"] as AssetId);
  const parsed = found?.kind === "blockType" ? blockTypeBody.safeParse(found.body) : undefined;
  return parsed?.success ? parsed.data : undefined;
}

/** The library of this workspace, read again at every change. */
export function useLibrary(): { library: Library; ready: boolean; error: QueryState<unknown>["error"] } {
  const { data, error } = useQuery(["assets.bodies", "library"], () => api.assets.bodies({ kinds: [...libraryKinds] }));
  return useMemo(
    () => ({ library: data ? libraryOf(data.assets) : emptyLibrary, ready: data !== undefined, error }),
    [data, error],
  );
}

/** The library with these assets in it as well, whatever their kind. Until they are read it is without them. */
export function useLibraryWith(ids: readonly AssetId[]): { library: Library; ready: boolean } {
  const { library, ready } = useLibrary();
  const missing = ready ? [...new Set(ids)].filter((id) => !library.assets.has(id)).toSorted() : [];
  const { data } = useQuery(missing.length > 0 ? ["assets.bodies", missing] : null, () =>
    api.assets.bodies({ assets: missing }),
  );
  return useMemo(
    () => ({
      library: data ? libraryWith(library, data.assets) : library,
      ready: ready && (missing.length === 0 || !!data),
    }),
    [library, data, ready, missing.length],
  );
}

/**
 * The same, with what those assets name in their turn: a block's pictures and claims. Until the second reading is there,
 * what the first one found is shown.
 */
export function useLibraryAround(ids: readonly AssetId[]): { library: Library; ready: boolean } {
  const near = useLibraryWith(ids);
  const named = useMemo(
    () =>
      ids.flatMap((id) => {
        const asset = near.library.assets.get(id);
        return asset
          ? kindOf(asset.kind)
              .references(asset.body)
              .map((one) => one.asset)
          : [];
      }),
    [ids, near.library],
  );
  const around = useLibraryWith(useMemo(() => [...ids, ...named], [ids, named]));
  return around.ready ? around : { library: near.library, ready: false };
}
