import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { classes } from "./classes.ts";

/** One column. */
export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** A CSS width; one column at least has none and takes the rest. */
  width?: string;
  align?: "left" | "right";
  sortable?: boolean;
}

export interface Sort {
  key: string;
  descending: boolean;
}

export interface TableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Makes rows selectable by pointer and by ↑ ↓. */
  onSelect?: (row: Row) => void;
  selected?: string | undefined;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  onNearEnd?: () => void;
  empty?: ReactNode;
}

const rowHeight = 32;

/** Rows of 32 px under a head that stays; any number of them, only those in sight are rendered. */
export function Table<Row>(props: TableProps<Row>) {
  const { columns, rows, rowKey, onSelect, selected, onNearEnd, empty } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const slots = virtual.getVirtualItems();
  const first = slots[0];
  const last = slots.at(-1);
  useEffect(() => {
    if (last && last.index >= rows.length - 20) onNearEnd?.();
  }, [last, rows.length, onNearEnd]);
  if (rows.length === 0 && empty) return empty;

  const above = first?.start ?? 0;
  const below = last ? virtual.getTotalSize() - last.end : 0;
  const cursor = Math.max(
    0,
    rows.findIndex((row) => rowKey(row) === selected),
  );
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, index: number): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step === undefined ? undefined : rows[index + step];
    if (!next || step === undefined) return;
    event.preventDefault();
    virtual.scrollToIndex(index + step);
    onSelect?.(next);
    const sibling = step > 0 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
    if (sibling instanceof HTMLElement) sibling.focus();
  };
  return (
    <div
      className="table-scroll scroll"
      ref={scroller}
      tabIndex={onSelect ? undefined : 0}
      role="region"
      aria-label={props.label}
    >
      <table
        className="table"
        role={onSelect ? "grid" : undefined}
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
        <Head {...props} />
        <tbody>
          {above > 0 && <Space height={above} columns={columns.length} />}
          {slots.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const key = rowKey(row);
            return (
              <tr
                key={key}
                aria-rowindex={index + 2}
                aria-selected={onSelect ? key === selected : undefined}
                tabIndex={onSelect ? (index === cursor ? 0 : -1) : undefined}
                onClick={onSelect && (() => onSelect(row))}
                onKeyDown={onSelect && ((event) => onKeyDown(event, index))}
              >
                {columns.map((column) => (
                  <td key={column.key} className={classes(column.align === "right" && "is-right")}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 && <Space height={below} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not rendered. */
function Space({ height, columns }: { height: number; columns: number }) {
  return (
    <tr className="table-space" aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function Head<Row>({ columns, sort, onSort }: TableProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const sorted = sort?.key === column.key ? sort : undefined;
          const Arrow = sorted?.descending ? ArrowDown : ArrowUp;
          return (
            <th
              key={column.key}
              scope="col"
              className={classes(column.align === "right" && "is-right")}
              aria-sort={sorted && (sorted.descending ? "descending" : "ascending")}
            >
              {column.sortable && onSort ? (
                <button
                  type="button"
                  onClick={() => onSort({ key: column.key, descending: sorted ? !sorted.descending : false })}
                >
                  {column.head}
                  {sorted && <Arrow className="icon" aria-hidden />}
                </button>
              ) : (
                column.head
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
