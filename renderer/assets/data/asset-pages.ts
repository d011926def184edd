import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { AssetSummary } from "#shared/assets/model.ts";
import { api, type QueryState, useQuery } from "#renderer/bridge/client.ts";
import type { ListGroup, ListItems } from "#renderer/ui/index.ts";
import { groupLabel, type Order } from "../logic/grouping.ts";
import type { AssetFilter } from "../logic/list-filter.ts";

export interface AssetPages {
  /** What a list shows: rows are there as far as they came into sight. */
  readonly items: ListItems<AssetSummary>;
  readonly total: number;
  /** Every row, once all are read. */
  readonly rows: readonly AssetSummary[] | undefined;
  /** The first page of some answer is there. */
  readonly ready: boolean;
  readonly error: QueryState<unknown>["error"];
  /** Reads what stands between two places, and a page on either side. */
  readonly read: (from: number, to: number) => void;
  /** What this list was asked for: for selections that reach beyond what is read. */
  readonly asked: { readonly filter: AssetFilter; readonly order: Order };
}

const pageSize = 100;
/** What is kept of a list of any length; the rest is read again when it is scrolled back to. */
const mostPages = 25;

type Pages = ReadonlyMap<number, readonly AssetSummary[]>;
const noPages: Pages = new Map();

/**
 * A filtered list of any length, of which the pages in sight are read. When something is committed those are read again;
 * until then, and while another filter's first answer is on its way, what was shown stays.
 */
export function useAssetPages(filter: AssetFilter, order: Order): AssetPages {
  const key = JSON.stringify([filter, order]);
  const { data, error } = useQuery(["assets.list", key], () => readPage(key, 0));
  const answer = useMemo(() => data && { key, data }, [key, data]);
  const first = useLast(answer);
  const [later, setLater] = useState<{ key: string; pages: Pages }>({ key, pages: noPages });
  const pages = later.key === first?.key ? later.pages : noPages;
  const fresh = useRef<Set<number>>(new Set());
  const sight = useRef({ from: 0, to: 0 });
  const read = useCallback(
    (from: number, to: number) => {
      sight.current = { from, to };
      if (!data) return;
      const last = Math.floor((data.total - 1) / pageSize);
      const begin = Math.max(1, Math.floor(from / pageSize) - 1);
      for (let page = begin; page <= Math.min(last, Math.floor(to / pageSize) + 1); page++) {
        if (fresh.current.has(page)) continue;
        const asked = fresh.current;
        asked.add(page);
        readPage(key, page)
          // An answer that was overtaken by a commit is dropped: its page is on its way again.
          .then(({ rows }) => asked === fresh.current && setLater((now) => withPage(now, key, page, rows)))
          // The first page's own question says what is wrong; scrolling on asks again.
          .catch(() => void asked.delete(page));
      }
    },
    [data, key],
  );
  useEffect(() => {
    // A new answer to the first page: what follows it may have moved.
    fresh.current = new Set();
    read(sight.current.from, sight.current.to);
  }, [data, read]);
  useEffect(() => {
    // Pages that were put away are asked for again when they come back into sight.
    for (const page of fresh.current)
      if (page > 0 && pages.size >= mostPages && !pages.has(page)) fresh.current.delete(page);
  }, [pages]);

  // Laid out once for each answer to the first page, not for every page that comes.
  const groups = useMemo(() => groupsOf(first?.data), [first]);
  return useMemo(() => {
    const total = first?.data.total ?? 0;
    const rowsOf = (page: number) => (page === 0 ? first?.data.rows : pages.get(page));
    return {
      items: itemsOf(total, groups, rowsOf, pages),
      total,
      rows: wholeOf(total, rowsOf),
      ready: first !== undefined,
      error,
      read,
      asked: { filter, order },
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- filter and order are in the key
  }, [first, groups, pages, error, read, key]);
}

type Page = Awaited<ReturnType<typeof readPage>>;

function groupsOf(page: Page | undefined): readonly ListGroup[] | undefined {
  if (!page || page.groups.length === 0) return undefined;
  return page.groups.map((group) => ({ label: groupLabel(group), count: group.count }));
}

function itemsOf(
  total: number,
  groups: readonly ListGroup[] | undefined,
  rowsOf: (page: number) => readonly AssetSummary[] | undefined,
  pages: Pages,
): ListItems<AssetSummary> {
  let places: Map<string, number> | undefined;
  const placesOf = (): Map<string, number> => {
    const known = new Map<string, number>();
    for (const page of [0, ...pages.keys()]) {
      for (const [at, row] of (rowsOf(page) ?? []).entries()) known.set(row.id, page * pageSize + at);
    }
    return known;
  };
  return {
    count: total,
    groups,
    at: (place) => rowsOf(Math.floor(place / pageSize))?.[place % pageSize],
    placeOf: (id) => (places ??= placesOf()).get(id),
  };
}

function wholeOf(
  total: number,
  rowsOf: (page: number) => readonly AssetSummary[] | undefined,
): readonly AssetSummary[] | undefined {
  const count = Math.ceil(total / pageSize);
  if (count > mostPages) return undefined;
  const pages = Array.from({ length: count }, (_, page) => rowsOf(page));
  if (pages.includes(undefined)) return undefined;
  // While rows move between pages one may come twice; it is shown once.
  return [...new Map(pages.flatMap((rows) => rows!).map((row) => [row.id, row])).values()];
}

function withPage(
  now: { key: string; pages: Pages },
  key: string,
  page: number,
  rows: readonly AssetSummary[],
): { key: string; pages: Pages } {
  const pages = new Map(now.key === key ? now.pages : noPages);
  pages.delete(page);
  pages.set(page, rows);
  for (const old of [...pages.keys()].slice(0, -mostPages)) pages.delete(old);
  return { key, pages };
}

function readPage(key: string, page: number) {
  const [filter, order] = JSON.parse(key) as [AssetFilter, Order];
  return api.assets.list({ filter, order, offset: page * pageSize, limit: pageSize });
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
