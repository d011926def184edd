import { useCallback, useMemo, useRef, useState } from "react";
import type { AssetSummary } from "#shared/assets/model.ts";
import { sayFailure } from "#renderer/app/commands.ts";
import { api } from "#renderer/bridge/client.ts";
import type { ListItems, Marking } from "#renderer/ui/index.ts";
import { chosen, chosenIn, nothingChosen, stretchOf, toggled } from "../logic/selection.ts";
import type { AssetPages } from "./asset-pages.ts";

/** The most that a stretch may reach over: as much as a list is made for. */
const mostRows = 100_000;

/** Choosing rows of a list; also those that were never in sight, which the studio is asked for. */
export function useSelection({ asked }: AssetPages, shown: ListItems<AssetSummary>, whole: boolean): Marking {
  const list = useMemo(() => JSON.stringify(asked), [asked]);
  const [selection, setSelection] = useState(() => nothingChosen(list));
  const latest = useRef(0);
  const take = useCallback(
    (offset: number, limit: number): void => {
      const turn = ++latest.current;
      const rows = Array.from({ length: limit }, (_, index) => shown.at(offset + index));
      if (whole || !rows.includes(undefined)) {
        return setSelection(
          chosen(
            list,
            rows.flatMap((row) => row?.id ?? []),
          ),
        );
      }
      api.assets
        .ids({ ...asked, offset, limit: Math.min(limit, mostRows) })
        // A stretch that was made longer meanwhile is answered by its own question.
        .then(({ ids }) => turn === latest.current && setSelection(chosen(list, ids)))
        .catch(sayFailure);
    },
    [asked, list, shown, whole],
  );
  const marked = useMemo(() => chosenIn(selection, list), [selection, list]);
  return useMemo(
    () => ({
      marked,
      toggle(place) {
        latest.current += 1;
        const row = shown.at(place);
        if (row) setSelection((now) => toggled(now, list, row.id));
      },
      stretch(from, to) {
        const { offset, limit } = stretchOf(from, to);
        take(offset, limit);
      },
      all: () => take(0, Math.max(1, shown.count)),
      none() {
        latest.current += 1;
        setSelection(nothingChosen(list));
      },
    }),
    [marked, shown, list, take],
  );
}
