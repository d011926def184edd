import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { GroupHead, ItemRow, Slot } from "./list-lines.tsx";
import { itemsOf, layLines, type Line, type Lines, type ListItems } from "./list-model.ts";
import type { ListRowContent } from "./list-row.tsx";
import { useListWindow } from "./list-window.ts";
import { isMac } from "./platform.ts";

/** Choosing several rows. Places are those of the items; a stretch may reach beyond what is read. */
export interface Marking {
  readonly marked: ReadonlySet<string>;
  readonly toggle: (place: number) => void;
  readonly stretch: (from: number, to: number) => void;
  readonly all: () => void;
  readonly none: () => void;
}

export interface VirtualListProps<Item> {
  /** The name of the list, read aloud. */
  label: string;
  /** All items, or a list that is read as it is scrolled. */
  items: readonly Item[] | ListItems<Item>;
  itemKey: (item: Item) => string;
  row: (item: Item) => ListRowContent;
  /** The group that an item stands in, where all are at hand; items of one group must follow each other. */
  groupOf?: ((item: Item) => string) | undefined;
  selected?: string | undefined;
  /** The cursor came to an item, by key or by pointer: show it. */
  onSelect: (item: Item) => void;
  /** Enter or double click: go into it. */
  onOpen?: ((item: Item) => void) | undefined;
  /** Lets people choose several: Space, Shift with arrows, Ctrl+A, Shift and Ctrl with clicks. */
  marking?: Marking | undefined;
  /** One line (32 px) or two (44 px). */
  lines?: 1 | 2;
  empty?: ReactNode;
  /** The items from one place to another came into sight: read them. */
  onSight?: (from: number, to: number) => void;
  ref?: Ref<HTMLDivElement>;
}

/** As the style sheet draws them: a head, a row of two lines, a row of one. */
const twoLines = { head: 26, row: 44 };
const oneLine = { head: 26, row: 32 };

/** Where the keyboard is. The key finds it again when lines move; the line holds where an item is not read yet. */
interface Cursor {
  readonly line: number;
  readonly key: string | undefined;
}

/**
 * A list of any length. One stop in the tab order; ↑ ↓ Home End Page keys move, Enter opens,
 * ← → close and open a group. It is a tree when it has groups, else a list box.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items: given, itemKey, groupOf, selected, onSelect, onOpen, marking, onSight } = props;
  const single = props.lines === 1;
  const id = useId();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(() => ("count" in given ? given : itemsOf(given, itemKey, groupOf)), [given, itemKey, groupOf]);
  const { count, groups } = items;
  const lines = useMemo(() => layLines({ count, groups }, closed), [count, groups, closed]);
  const [cursor, setCursor] = useState<Cursor>();
  const keyAt = (line: number): string | undefined => keyOfLine(lines.at(line), items, itemKey);
  const at = cursor ? lineOfCursor(cursor, lines, items, keyAt) : lineOfKey(selected, lines, items);
  const anchor = useRef<number>(undefined);
  const scroller = useRef<HTMLDivElement>(null);
  const { drawn, sticky, height, show } = useListWindow(lines, scroller, single ? oneLine : twoLines);
  useKeepInSight(show, lineOfKey(selected, lines, items), selected);
  useSight(drawn, lines, onSight);
  useLateSelection(cursor, at, lines, items, itemKey, setCursor, onSelect);

  const setOpen = (group: string, open: boolean): void =>
    setClosed((now) => new Set(open ? [...now].filter((name) => name !== group) : [...now, group]));
  const placeAt = (line: number): number | undefined => {
    const found = lines.at(line);
    return found?.kind === "item" ? found.place : undefined;
  };
  const moveTo = (wanted: number, extend = false): void => {
    let next = Math.max(0, Math.min(lines.length - 1, wanted));
    // A stretch goes on over the heads of groups.
    if (extend && lines.at(next)?.kind === "group") next += wanted < at ? -1 : 1;
    const line = lines.at(next);
    if (!line) return;
    setCursor({ line: next, key: keyAt(next) });
    show(next);
    if (line.kind !== "item") return;
    if (extend && marking) {
      anchor.current ??= placeAt(at) ?? line.place;
      return marking.stretch(anchor.current, line.place);
    }
    anchor.current = line.place;
    const item = items.at(line.place);
    if (item !== undefined) onSelect(item);
  };
  const toggle = (place: number): void => {
    anchor.current = place;
    marking?.toggle(place);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines.at(at);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / 44) - 1);
    const next = movesOf(at, lines.length, page)[event.key];
    if (next !== undefined) moveTo(next, event.shiftKey);
    else if (event.key === "Enter" && line?.kind === "item") {
      const item = items.at(line.place);
      if (item !== undefined) (onOpen ?? onSelect)(item);
    } else if (line?.kind === "group" && event.key === "ArrowLeft") setOpen(line.label, false);
    else if (line?.kind === "group" && event.key === "ArrowRight") setOpen(line.label, true);
    else if (marking && event.key === " " && line?.kind === "item") toggle(line.place);
    else if (marking && event.key === "a" && (isMac ? event.metaKey : event.ctrlKey)) marking.all();
    else if (marking && event.key === "Escape" && marking.marked.size > 0) marking.none();
    else return;
    event.preventDefault();
  };
  const onPress = (line: number, place: number, event: MouseEvent): void => {
    if (marking && event.shiftKey) {
      setCursor({ line, key: keyAt(line) });
      anchor.current ??= placeAt(at) ?? place;
      marking.stretch(anchor.current, place);
    } else if (marking && (event.ctrlKey || event.metaKey)) {
      setCursor({ line, key: keyAt(line) });
      toggle(place);
    } else {
      if (marking && marking.marked.size > 0) marking.none();
      moveTo(line);
    }
  };

  if (count === 0) return props.empty;
  const tree = groups !== undefined;
  return (
    <div
      ref={(element) => {
        scroller.current = element;
        if (typeof props.ref === "function") props.ref(element);
        else if (props.ref) props.ref.current = element;
      }}
      className="vlist scroll"
      role={tree ? "tree" : "listbox"}
      aria-label={label}
      aria-multiselectable={marking ? true : undefined}
      aria-activedescendant={lines.at(at) ? lineId(id, at) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => {
        if (!marking || !event.shiftKey) return;
        // A stretch of rows is chosen, not of their words.
        event.preventDefault();
        scroller.current?.focus();
      }}
      onFocus={() => {
        if (at < 0) setCursor({ line: 0, key: keyAt(0) });
      }}
    >
      <div className="vlist-inner" role="presentation" style={{ height }}>
        {drawn.map(({ index, slot, size, start }) => {
          const line = lines.at(index);
          if (!line) return null;
          const common = { id: lineId(id, index), cursor: index === at, tree };
          return (
            <Slot key={slot} size={size} start={start} sticky={index === sticky}>
              {line.kind === "group" ? (
                <GroupHead {...common} line={line} onToggle={() => setOpen(line.label, !line.open)} />
              ) : (
                <Row
                  {...props}
                  {...common}
                  item={items.at(line.place)}
                  place={{ at: line.place, of: count }}
                  single={single}
                  onPress={(event) => onPress(index, line.place, event)}
                  onMark={(event) => {
                    if (event.shiftKey) return;
                    event.stopPropagation();
                    setCursor({ line: index, key: keyAt(index) });
                    toggle(line.place);
                  }}
                />
              )}
            </Slot>
          );
        })}
      </div>
    </div>
  );
}

interface RowProps<Item> extends Pick<VirtualListProps<Item>, "row" | "itemKey" | "selected" | "marking" | "onOpen"> {
  id: string;
  cursor: boolean;
  tree: boolean;
  single: boolean;
  item: Item | undefined;
  place: { at: number; of: number };
  onPress: (event: MouseEvent) => void;
  onMark: (event: MouseEvent) => void;
}

function Row<Item>({ item, itemKey, row, selected, marking, onOpen, ...line }: RowProps<Item>) {
  const key = item === undefined ? undefined : itemKey(item);
  const { id, cursor, tree, single, place, onPress, onMark } = line;
  return (
    <ItemRow
      {...{ id, cursor, tree, single, place, onPress, onMark }}
      content={item === undefined ? undefined : row(item)}
      open={key !== undefined && key === selected}
      marked={key !== undefined && (marking?.marked.has(key) ?? false)}
      markable={marking !== undefined}
      onOpen={() => {
        if (item !== undefined) onOpen?.(item);
      }}
    />
  );
}

const lineId = (list: string, line: number): string => `${list}-${line}`;

const movesOf = (at: number, length: number, page: number): Readonly<Record<string, number>> => ({
  ArrowDown: at + 1,
  ArrowUp: at - 1,
  Home: 0,
  End: length - 1,
  PageDown: at + page,
  PageUp: at - page,
});

function keyOfLine<Item>(
  line: Line | undefined,
  items: ListItems<Item>,
  itemKey: (item: Item) => string,
): string | undefined {
  if (line?.kind === "group") return `group:${line.label}`;
  const item = line && items.at(line.place);
  return item === undefined ? undefined : itemKey(item);
}

function lineOfKey<Item>(key: string | undefined, lines: Lines, items: ListItems<Item>): number {
  const place = key === undefined ? undefined : items.placeOf(key);
  return (place === undefined ? undefined : lines.lineOf(place)) ?? -1;
}

function lineOfCursor<Item>(
  { line, key }: Cursor,
  lines: Lines,
  items: ListItems<Item>,
  keyAt: (line: number) => string | undefined,
): number {
  const here = keyAt(line);
  if (key === undefined || here === key) return Math.min(line, lines.length - 1);
  const moved = lineOfKey(key, lines, items);
  // A key that is known no more says nothing; one that was not read yet stays where it was.
  return moved >= 0 || here !== undefined ? moved : Math.min(line, lines.length - 1);
}

/** A selection made elsewhere (search, back, a link) scrolls into sight. */
function useKeepInSight(show: (line: number) => void, line: number, selected: string | undefined): void {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (line < 0 || shown.current === selected) return;
    shown.current = selected;
    show(line);
  }, [show, line, selected]);
}

/** Tells which items are in sight. */
function useSight(
  shown: readonly { index: number }[],
  lines: Lines,
  onSight: VirtualListProps<never>["onSight"],
): void {
  const places = shown.flatMap(({ index }) => {
    const line = lines.at(index);
    return line?.kind === "item" ? [line.place] : [];
  });
  const from = places[0] ?? -1;
  const to = places.at(-1) ?? -1;
  useEffect(() => {
    if (from >= 0) onSight?.(from, to);
  }, [from, to, onSight]);
}

/** The cursor went where nothing was read yet (End, a page further): it is selected when it comes. */
function useLateSelection<Item>(
  cursor: Cursor | undefined,
  at: number,
  lines: Lines,
  items: ListItems<Item>,
  itemKey: (item: Item) => string,
  setCursor: (cursor: Cursor) => void,
  onSelect: (item: Item) => void,
): void {
  const waits = cursor !== undefined && cursor.key === undefined;
  const line = waits ? lines.at(at) : undefined;
  const item = line?.kind === "item" ? items.at(line.place) : undefined;
  useEffect(() => {
    if (item === undefined) return;
    setCursor({ line: at, key: itemKey(item) });
    onSelect(item);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the item comes
  }, [item]);
}
