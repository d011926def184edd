import { useCallback, useInsertionEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { bridge } from "./index.ts";
import { QueryCache, type QueryState } from "./query-cache.ts";

export const queries = new QueryCache();

bridge.subscribe((event) => {
  if (event.type === "changed") queries.changed();
});

/** What identifies a question: everything that `read` depends on. */
export type QueryKey = readonly (string | number | boolean | null | undefined | object)[];

export interface Query<T> extends QueryState<T> {
  /** Reads again now. After a command this is not needed: its commit is told to every window. The same for each key. */
  readonly reload: () => void;
}

/**
 * The answer to a question, kept up to date: read at once, and again whenever something is committed. While a newer
 * answer is on its way, or when reading fails, the last one stays; answers that were overtaken are dropped.
 *
 * @param key names everything that `read` depends on: `["assets.get", id]`. Null asks nothing yet.
 */
export function useQuery<T>(key: QueryKey | null, read: () => Promise<T>): Query<T> {
  const name = key === null ? null : JSON.stringify(key);
  const latest = useRef(read);
  // Before the subscription below is made, so that each key is read by the function that came with it.
  useInsertionEffect(() => {
    latest.current = read;
  });
  const subscribe = useCallback(
    (listener: () => void) => (name === null ? () => {} : queries.watch(name, latest.current, listener)),
    [name],
  );
  const state = useSyncExternalStore<QueryState<T>>(subscribe, () => (name === null ? idle : queries.peek<T>(name)));
  const reload = useCallback(() => {
    if (name !== null) queries.reload(name);
  }, [name]);
  return useMemo(() => ({ ...state, reload }), [state, reload]);
}

const idle: QueryState<never> = { data: undefined, error: undefined, loading: false };
