import type { AssetSource } from "#renderer/app/asset-source.ts";
import { api } from "#renderer/bridge/client.ts";
import { kindIcons, shownStatus } from "../kind-look.tsx";
import { kindWords, screenOf } from "../strings.ts";

/** What the palette has room for; the rest is counted. */
const mostHits = 8;

/** Finds assets of every kind by name, label and words: the search behind the palette. */
export const findAssets: AssetSource = async (query, signal) => {
  const { rows, total } = await api.assets.list({ filter: { text: query.slice(0, 200) }, limit: mostHits });
  signal.throwIfAborted();
  const hits = rows.map((asset) => ({
    id: asset.id,
    title: asset.name,
    note: [asset.label, kindWords[asset.kind].one].filter(Boolean).join(" · "),
    icon: kindIcons[asset.kind],
    status: shownStatus(asset),
    place: { screen: screenOf[asset.kind], params: { id: asset.id } },
  }));
  return { hits, total };
};
