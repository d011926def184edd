/** A stretch of a list that stands under one head. */
export interface ListGroup {
  readonly label: string;
  readonly count: number;
}

/**
 * What a list shows: all of it at hand, or read as it is scrolled. Places count items from 0, without group heads.
 */
export interface ListItems<Item> {
  readonly count: number;
  /** Absent: the list has no groups, and is a list box instead of a tree. */
  readonly groups?: readonly ListGroup[] | undefined;
  /** Undefined while it is being read. */
  readonly at: (place: number) => Item | undefined;
  /** Where an item stands, as far as that is known. */
  readonly placeOf: (key: string) => number | undefined;
}

/** Items that are all at hand. Items of one group must follow each other. */
export function itemsOf<Item>(
  items: readonly Item[],
  itemKey: (item: Item) => string,
  groupOf?: (item: Item) => string,
): ListItems<Item> {
  let places: Map<string, number> | undefined;
  return {
    count: items.length,
    groups: groupOf && groupsOf(items, groupOf),
    at: (place) => items[place],
    placeOf: (key) => (places ??= new Map(items.map((item, place) => [itemKey(item), place]))).get(key),
  };
}

function groupsOf<Item>(items: readonly Item[], groupOf: (item: Item) => string): ListGroup[] {
  const groups: { label: string; count: number }[] = [];
  for (const item of items) {
    const label = groupOf(item);
    const last = groups.at(-1);
    if (last?.label === label) last.count += 1;
    else groups.push({ label, count: 1 });
  }
  return groups;
}

/** A list as its lines: group heads and items in the order in which they stand on the screen. */
export type Line =
  | { readonly kind: "group"; readonly label: string; readonly count: number; readonly open: boolean }
  | { readonly kind: "item"; readonly place: number };

export interface Lines {
  readonly length: number;
  readonly at: (line: number) => Line | undefined;
  /** The line of an item; undefined where its group is closed. */
  readonly lineOf: (place: number) => number | undefined;
  /** The line of the head under which a line stands; -1 without groups. */
  readonly headOf: (line: number) => number;
  /** How many heads stand before a line. */
  readonly headsBefore: (line: number) => number;
}

/** Lays items out as lines, without looking at a single one: a list of any length costs as much as its groups. */
export function layLines(
  { count, groups }: Pick<ListItems<unknown>, "count" | "groups">,
  closed: ReadonlySet<string>,
): Lines {
  if (!groups) {
    return {
      length: count,
      at: (line) => (line >= 0 && line < count ? { kind: "item", place: line } : undefined),
      lineOf: (place) => (place < count ? place : undefined),
      headOf: () => -1,
      headsBefore: () => 0,
    };
  }
  const heads: number[] = [];
  const firsts: number[] = [];
  let line = 0;
  let place = 0;
  for (const group of groups) {
    heads.push(line);
    firsts.push(place);
    line += 1 + (closed.has(group.label) ? 0 : group.count);
    place += group.count;
  }
  const length = line;
  return {
    length,
    at(at) {
      if (at < 0 || at >= length) return undefined;
      const index = lastAtMost(heads, at);
      const group = groups[index]!;
      if (at === heads[index]) return { kind: "group", ...group, open: !closed.has(group.label) };
      return { kind: "item", place: firsts[index]! + (at - heads[index]! - 1) };
    },
    lineOf(wanted) {
      const index = lastAtMost(firsts, wanted);
      const group = groups[index];
      if (!group || wanted >= firsts[index]! + group.count || closed.has(group.label)) return undefined;
      return heads[index]! + 1 + (wanted - firsts[index]!);
    },
    headOf: (at) => heads[lastAtMost(heads, at)] ?? -1,
    headsBefore: (at) => lastAtMost(heads, at - 1) + 1,
  };
}

/** The index of the last of rising numbers that is not above a limit; -1 where all are. */
function lastAtMost(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The heights of a list's lines, in pixels. */
export interface LineHeights {
  readonly head: number;
  readonly row: number;
}

/** Where a line begins. Lines have two heights, so that nothing has to be measured and nothing kept for each. */
export function topOf(lines: Lines, line: number, { head, row }: LineHeights): number {
  const heads = lines.headsBefore(line);
  return heads * head + (line - heads) * row;
}

/** The line at a height: the last one that begins at it or above. */
export function lineAtTop(lines: Lines, top: number, heights: LineHeights): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(lines, middle, heights) <= top) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
