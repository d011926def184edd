/** Entries as far as blocks refer to each other: who refers to whom, in the order of the export. */
export type Edges = ReadonlyMap<string, readonly string[]>;

export interface Order {
  /** Every entry, each after those that it refers to. */
  readonly ids: readonly string[];
  /** References that close a circle, as `from>to`. They are left out: an asset cannot come after itself. */
  readonly closing: ReadonlySet<string>;
}

export const edge = (from: string, to: string): string => `${from}>${to}`;

/** Brings entries into an order in which each stands after what it refers to; a circle is opened where it closes. */
export function orderByReference(edges: Edges): Order {
  const ids: string[] = [];
  const closing = new Set<string>();
  const state = new Map<string, "open" | "done">();
  for (const start of edges.keys()) visit(start);
  return { ids, closing };

  // An explicit stack: a long chain of references must not exhaust the engine's own.
  function visit(start: string): void {
    if (state.has(start)) return;
    const path = [{ id: start, next: 0 }];
    state.set(start, "open");
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = edges.get(top.id)?.[top.next++];
      if (target === undefined) {
        state.set(top.id, "done");
        ids.push(top.id);
        path.pop();
      } else if (state.get(target) === "open") {
        closing.add(edge(top.id, target));
      } else if (edges.has(target) && !state.has(target)) {
        state.set(target, "open");
        path.push({ id: target, next: 0 });
      }
    }
  }
}
