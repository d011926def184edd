import { useEffect, useState } from "react";
import { create } from "zustand";
import { Palette, StatusMark, statusLook } from "#renderer/ui/index.ts";
import { type AssetHit, type AssetHits, useAssetSource } from "./asset-source.ts";
import { runCommand, sayFailure, useCommandGroups } from "./commands.ts";
import type { Command } from "./feature.ts";
import { navigate } from "./navigation.ts";
import { type PaletteActions, paletteGroups } from "./palette-groups.ts";

const useShown = create<{ open: boolean }>()(() => ({ open: false }));

/** Opens the command palette. */
export function openPalette(): void {
  useShown.setState({ open: true });
}

const nothing: AssetHits = { hits: [], total: 0 };

/** Asks the source at every change of the query; an answer to an older query is dropped. */
function useAssetHits(query: string, open: boolean): AssetHits {
  const source = useAssetSource((state) => state.source);
  const [found, setFound] = useState(nothing);
  const wanted = open && source !== undefined && query.trim() !== "";
  useEffect(() => {
    if (!wanted) return;
    const abort = new AbortController();
    void (async () => {
      try {
        const answer = await source(query.trim(), abort.signal);
        if (!abort.signal.aborted) setFound(answer);
      } catch (reason) {
        if (!abort.signal.aborted) sayFailure(reason);
      }
    })();
    return () => abort.abort();
  }, [query, wanted, source]);
  // While a newer answer is on its way the last one stays, so that the list does not flicker.
  return wanted ? found : nothing;
}

const actions: PaletteActions = {
  run: runCommand,
  open: ({ place }) => navigate(place.screen, place.params),
  endOf: (hit) => <HitStatus hit={hit} />,
};

function HitStatus({ hit }: { hit: AssetHit }) {
  if (!hit.status) return null;
  return (
    <>
      <StatusMark status={hit.status} />
      {statusLook[hit.status].word}
    </>
  );
}

function summaryOf(total: number, commands: number): string {
  const assets = total === 0 ? "" : `${total.toLocaleString("en")} ${total === 1 ? "asset" : "assets"}, `;
  return `${assets}${commands} ${commands === 1 ? "command" : "commands"}`;
}

/** Every command and every asset, by a few letters. */
export function CommandPalette({ frame }: { frame: readonly Command[] }) {
  const { open } = useShown();
  const [query, setQuery] = useState("");
  const { hits, total } = useAssetHits(query, open);
  const commandGroups = useCommandGroups();
  if (!open) return null;
  const general = commandGroups.map((group) =>
    group.heading === "Do" ? { ...group, commands: [...group.commands, ...frame] } : group,
  );
  const groups = paletteGroups(query, general, hits, actions);
  const commands = groups
    .filter((group) => group.label !== "Assets")
    .reduce((sum, group) => sum + group.rows.length, 0);
  return (
    <Palette
      open
      onClose={() => {
        setQuery("");
        useShown.setState({ open: false });
      }}
      query={query}
      onQuery={setQuery}
      groups={groups}
      summary={summaryOf(total, commands)}
      none="Nothing has these words. Try fewer letters."
    />
  );
}
