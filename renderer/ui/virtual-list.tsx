import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { ChevronDown } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { classes } from "./classes.ts";
import { type Line, listLines } from "./list-model.ts";
import { type ListRowContent, ListRowInside } from "./list-row.tsx";

export interface VirtualListProps<Item> {
  /** The name of the list, read aloud. */
  label: string;
  items: readonly Item[];
  itemKey: (item: Item) => string;
  row: (item: Item) => ListRowContent;
  /** The group that an item stands in; items of one group must follow each other. */
  groupOf?: (item: Item) => string;
  selected?: string | undefined;
  /** The cursor came to an item, by key or by pointer: show it. */
  onSelect: (item: Item) => void;
  /** Enter or double click: go into it. */
  onOpen?: (item: Item) => void;
  /** One line (32 px) or two (44 px). */
  lines?: 1 | 2;
  empty?: ReactNode;
  /** The end of the list came near: fetch more. */
  onNearEnd?: () => void;
  ref?: Ref<HTMLDivElement>;
}

const groupHeight = 26;

/**
 * A list of any length. One stop in the tab order; ↑ ↓ Home End Page keys move, Enter opens,
 * ← → close and open a group. It is a tree when it has groups, else a list box.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const {
    label,
    items,
    itemKey,
    row,
    groupOf,
    selected,
    onSelect,
    onOpen,
    lines: rowLines = 2,
    empty,
    onNearEnd,
  } = props;
  const id = useId();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => listLines(items, { itemKey, groupOf, closed }), [items, itemKey, groupOf, closed]);
  const [cursor, setCursor] = useState<string>();
  const at = lines.findIndex((line) => line.key === (cursor ?? selected));
  const scroller = useRef<HTMLDivElement>(null);
  const { virtual, stickyAt } = useLines(lines, scroller, rowLines === 2 ? 44 : 32);

  useKeepInSight(virtual, lines, selected);
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (lines.length > 0 && last >= lines.length - 10) onNearEnd?.();
  }, [last, lines.length, onNearEnd]);

  const setOpen = (group: string, open: boolean): void =>
    setClosed((now) => new Set(open ? [...now].filter((name) => name !== group) : [...now, group]));
  const moveTo = (next: number): void => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, next))];
    if (!line) return;
    setCursor(line.key);
    virtual.scrollToIndex(lines.indexOf(line));
    if (line.kind === "item") onSelect(line.item);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[at];
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / 44) - 1);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: lines.length - 1,
      PageDown: at + page,
      PageUp: at - page,
    };
    const next = moves[event.key];
    if (next !== undefined) moveTo(next);
    else if (event.key === "Enter" && line?.kind === "item") (onOpen ?? onSelect)(line.item);
    else if (line?.kind === "group" && event.key === "ArrowLeft") setOpen(line.label, false);
    else if (line?.kind === "group" && event.key === "ArrowRight") setOpen(line.label, true);
    else return;
    event.preventDefault();
  };

  if (items.length === 0) return empty;
  return (
    <div
      ref={(element) => {
        scroller.current = element;
        if (typeof props.ref === "function") props.ref(element);
        else if (props.ref) props.ref.current = element;
      }}
      className="vlist scroll"
      role={groupOf ? "tree" : "listbox"}
      aria-label={label}
      aria-activedescendant={lines[at] ? lineId(id, lines[at].key) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => {
        if (at < 0) setCursor(lines[0]?.key);
      }}
    >
      <div className="vlist-inner" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((slot) => {
          const line = lines[slot.index];
          if (!line) return null;
          const common = { id: lineId(id, line.key), cursor: slot.index === at, tree: groupOf !== undefined };
          return (
            <Slot key={line.key} slot={slot} sticky={slot.index === stickyAt.current}>
              {line.kind === "group" ? (
                <GroupHead {...common} line={line} onToggle={() => setOpen(line.label, !line.open)} />
              ) : (
                <ItemRow
                  {...common}
                  content={row(line.item)}
                  selected={line.key === selected}
                  single={rowLines === 1}
                  place={{ at: line.at, of: items.length }}
                  onPress={() => moveTo(slot.index)}
                  onOpen={() => onOpen?.(line.item)}
                />
              )}
            </Slot>
          );
        })}
      </div>
    </div>
  );
}

const lineId = (list: string, key: string): string => `${list}-${key.replaceAll(/\s/g, "_")}`;

type Virtual = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;

/** The head of the group that is in sight sticks to the top; it is kept rendered when it has scrolled off. */
function useLines<Item>(lines: readonly Line<Item>[], scroller: { current: HTMLDivElement | null }, height: number) {
  const stickyAt = useRef(-1);
  const rangeExtractor = useCallback(
    (range: Range) => {
      stickyAt.current = lines.slice(0, range.startIndex + 1).findLastIndex((line) => line.kind === "group");
      const shown = defaultRangeExtractor(range);
      return stickyAt.current >= 0 && stickyAt.current < (shown[0] ?? 0) ? [stickyAt.current, ...shown] : shown;
    },
    [lines],
  );
  const virtual: Virtual = useVirtualizer<HTMLDivElement, Element>({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === "group" ? groupHeight : height),
    getItemKey: (index) => lines[index]?.key ?? index,
    scrollPaddingStart: lines[0]?.kind === "group" ? groupHeight : 0,
    overscan: 6,
    rangeExtractor,
  });
  // Sizes follow the lines, not only their number: a group may replace a row at the same place.
  useEffect(() => virtual.measure(), [virtual, lines]);
  return { virtual, stickyAt };
}

/** A selection made elsewhere (search, back, a link) scrolls into sight. */
function useKeepInSight<Item>(virtual: Virtual, lines: readonly Line<Item>[], selected: string | undefined): void {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    const index = lines.findIndex((line) => line.key === selected);
    if (index < 0 || shown.current === selected) return;
    shown.current = selected;
    virtual.scrollToIndex(index, { align: "auto" });
  }, [virtual, lines, selected]);
}

function Slot({ slot, sticky, children }: { slot: VirtualItem; sticky: boolean; children: ReactNode }) {
  return (
    <div
      className={classes("vlist-slot", sticky && "is-sticky")}
      role="presentation"
      style={sticky ? { height: slot.size } : { height: slot.size, transform: `translateY(${slot.start}px)` }}
    >
      {children}
    </div>
  );
}

interface LineProps {
  id: string;
  cursor: boolean;
  tree: boolean;
}

function GroupHead({
  id,
  cursor,
  line,
  onToggle,
}: LineProps & { line: Extract<Line<unknown>, { kind: "group" }>; onToggle: () => void }) {
  return (
    <div
      id={id}
      className={classes("list-group", cursor && "is-cursor")}
      role="treeitem"
      aria-level={1}
      aria-expanded={line.open}
      aria-selected={false}
      onClick={onToggle}
    >
      <ChevronDown className="icon" aria-hidden />
      <b>{line.label}</b>
      <span className="count">{line.count.toLocaleString("en")}</span>
    </div>
  );
}

interface ItemRowProps extends LineProps {
  content: ListRowContent;
  selected: boolean;
  single: boolean;
  place: { at: number; of: number };
  onPress: () => void;
  onOpen: () => void;
}

function ItemRow({ id, cursor, tree, content, selected, single, place, onPress, onOpen }: ItemRowProps) {
  return (
    <div
      id={id}
      className={classes("list-row", single && "is-single", cursor && "is-cursor", content.attn && "is-attn")}
      role={tree ? "treeitem" : "option"}
      aria-level={tree ? 2 : undefined}
      aria-selected={selected}
      aria-setsize={tree ? undefined : place.of}
      aria-posinset={tree ? undefined : place.at + 1}
      onClick={onPress}
      onDoubleClick={onOpen}
    >
      <ListRowInside {...content} />
    </div>
  );
}
