/** A list as its lines: group heads and items in the order in which they stand on the screen. */
export type Line<Item> =
  | { kind: "group"; key: string; label: string; count: number; open: boolean }
  | { kind: "item"; key: string; item: Item; at: number };

export interface Grouping<Item> {
  itemKey: (item: Item) => string;
  /** The group that an item stands in; items of one group must follow each other. */
  groupOf?: ((item: Item) => string) | undefined;
  closed: ReadonlySet<string>;
}

/** Lays items out as lines. Items of a closed group have no line; `at` is the place in `items`. */
export function listLines<Item>(items: readonly Item[], { itemKey, groupOf, closed }: Grouping<Item>): Line<Item>[] {
  const lines: Line<Item>[] = [];
  let head: Extract<Line<Item>, { kind: "group" }> | undefined;
  items.forEach((item, at) => {
    const group = groupOf?.(item);
    if (group !== undefined && group !== head?.label) {
      head = { kind: "group", key: `group:${group}`, label: group, count: 0, open: !closed.has(group) };
      lines.push(head);
    }
    if (head) head.count += 1;
    if (head?.open ?? true) lines.push({ kind: "item", key: itemKey(item), item, at });
  });
  return lines;
}
