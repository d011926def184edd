import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { AssetSummary } from "#shared/assets/model.ts";
import { api, type QueryState, useQuery } from "#renderer/bridge/client.ts";
import type { Order } from "../logic/grouping.ts";
import type { AssetFilter } from "../logic/list-filter.ts";

export interface AssetPages {
  readonly rows: readonly AssetSummary[];
  readonly total: number;
  /** The first page of some answer is there. */
  readonly ready: boolean;
  readonly error: QueryState<unknown>["error"];
  /** Reads the next page, if there is one and none is on its way. */
  readonly more: () => void;
}

/** The first page is small, so that it comes while one types; those after it are read as the list is scrolled. */
const firstPage = 200;
const nextPages = 500;

interface Rest {
  readonly key: string;
  readonly rows: readonly AssetSummary[];
}

/**
 * A filtered list, page after page as it is scrolled. When something is committed, the pages that are shown are read
 * again; until then, and while another filter's first answer is on its way, what was shown stays.
 */
export function useAssetPages(filter: AssetFilter, order: Order): AssetPages {
  const key = JSON.stringify([filter, order]);
  const { data, error } = useQuery(["assets.list", key], () => readPage(key, 0, firstPage));
  const first = useLast(data);
  const [rest, setRest] = useState<Rest>({ key, rows: [] });
  const loading = useRef(false);
  const shownRest = rest.key === key ? rest.rows : none;
  const count = useRef(0);
  useEffect(() => {
    count.current = shownRest.length;
  });

  useEffect(() => {
    // A new answer to the first page: what follows it may have moved.
    if (!data || count.current === 0) return;
    let stopped = false;
    void (async () => {
      const rows = await readRest(key, count.current, () => stopped);
      if (!stopped && rows) setRest({ key, rows });
    })();
    return () => {
      stopped = true;
    };
  }, [data, key]);

  const total = first?.total ?? 0;
  const more = useCallback(() => {
    if (loading.current || !data || firstPage + count.current >= data.total) return;
    loading.current = true;
    readPage(key, firstPage + count.current, nextPages)
      .then((page) => setRest((now) => ({ key, rows: [...(now.key === key ? now.rows : none), ...page.rows] })))
      // The first page's own question says what is wrong; scrolling further asks again.
      .catch(() => {})
      .finally(() => {
        loading.current = false;
      });
  }, [data, key]);

  return useMemo(
    () => ({ rows: joinRows(first?.rows ?? none, shownRest), total, ready: first !== undefined, error, more }),
    [first, shownRest, total, error, more],
  );
}

const none: readonly AssetSummary[] = [];

/** While rows move between pages one may come twice; it is shown once. */
function joinRows(first: readonly AssetSummary[], rest: readonly AssetSummary[]): readonly AssetSummary[] {
  if (rest.length === 0) return first;
  return [...new Map([...first, ...rest].map((row) => [row.id, row])).values()];
}

function readPage(key: string, offset: number, limit: number) {
  const [filter, order] = JSON.parse(key) as [AssetFilter, Order];
  return api.assets.list({ filter, order, offset, limit });
}

async function readRest(key: string, count: number, stopped: () => boolean): Promise<AssetSummary[] | undefined> {
  const rows: AssetSummary[] = [];
  while (rows.length < count) {
    const page = await readPage(key, firstPage + rows.length, nextPages).catch(() => undefined);
    if (!page || stopped()) return undefined;
    rows.push(...page.rows);
    if (page.rows.length < nextPages) break;
  }
  return rows;
}

/** The last value that was there. */
function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}

/** A value that follows another after a pause, so that not every key asks a question. */
export function useSettled<T>(value: T, pause: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
