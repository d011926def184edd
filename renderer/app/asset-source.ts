import { create } from "zustand";
import type { ReactNode } from "react";
import type { LucideIcon } from "lucide-react";
import type { Status } from "#renderer/ui/index.ts";
import type { Params } from "./navigation.ts";

/** An asset that the palette found. */
export interface AssetHit {
  id: string;
  /** Its name, as people say it. */
  title: string;
  /** “Hero · Jonas Brandt”. */
  note?: string;
  icon?: LucideIcon;
  /** In place of the icon: a TierMark. */
  lead?: ReactNode;
  status?: Status;
  /** Where it opens. */
  place: { screen: string; params: Params };
}

/** What a search gave: the first hits, and how many there are. */
export interface AssetHits {
  hits: readonly AssetHit[];
  total: number;
}

/** Searches assets by name and words. `signal` ends a search that a newer one has overtaken. */
export type AssetSource = (query: string, signal: AbortSignal) => Promise<AssetHits>;

export const useAssetSource = create<{ source: AssetSource | undefined }>()(() => ({ source: undefined }));

/** Plugs in the search behind the palette. Whoever owns the assets' client calls it once, at the start. */
export function setAssetSource(source: AssetSource): void {
  useAssetSource.setState({ source });
}
