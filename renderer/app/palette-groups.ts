import { matchWords, type PaletteGroup, type PaletteRow } from "#renderer/ui/index.ts";
import type { AssetHit } from "./asset-source.ts";
import type { CommandGroup } from "./commands.ts";
import type { Command } from "./feature.ts";

/** What a chosen row does. */
export interface PaletteActions {
  run: (command: Command) => void;
  open: (hit: AssetHit) => void;
  /** Draws the end of an asset's row: its status. */
  endOf: (hit: AssetHit) => PaletteRow["end"];
}

interface Ranked {
  row: PaletteRow;
  score: number;
}

function commandRow(command: Command, query: string, run: (command: Command) => void): Ranked | undefined {
  const match = matchWords(query, command.title);
  // Words of the note find a command too, but do not mark its title.
  const loose = match ?? matchWords(query, `${command.title} ${command.note ?? ""}`);
  if (!loose) return undefined;
  return {
    score: match?.score ?? 0,
    row: {
      key: command.id,
      title: command.title,
      ranges: match?.ranges ?? [],
      note: command.note,
      icon: command.icon,
      keys: command.keys,
      disabledReason: command.disabledReason?.(),
      run: () => run(command),
    },
  };
}

function assetRow(hit: AssetHit, query: string, actions: PaletteActions): PaletteRow {
  return {
    key: `asset.${hit.id}`,
    title: hit.title,
    ranges: matchWords(query, hit.title)?.ranges ?? [],
    note: hit.note,
    icon: hit.icon,
    lead: hit.lead,
    end: actions.endOf(hit),
    run: () => actions.open(hit),
  };
}

/**
 * The palette's rows for a query: commands in their groups, best first within each; assets before the last two groups,
 * which are what can be done anywhere and where one can go. What cannot be done now comes last in its group.
 */
export function paletteGroups(
  query: string,
  groups: readonly CommandGroup[],
  hits: readonly AssetHit[],
  actions: PaletteActions,
): PaletteGroup[] {
  const ranked = groups.map(({ heading, commands }) => {
    const found = commands.flatMap((command) => commandRow(command, query, actions.run) ?? []);
    const refused = (one: Ranked): number => (one.row.disabledReason === undefined ? 0 : 1);
    const rows = found.toSorted((a, b) => refused(a) - refused(b) || b.score - a.score).map((one) => one.row);
    return { label: heading, rows };
  });
  const assets = { label: "Assets", rows: hits.map((hit) => assetRow(hit, query, actions)) };
  return [...ranked.slice(0, -2), assets, ...ranked.slice(-2)].filter((group) => group.rows.length > 0);
}
