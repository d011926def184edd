import { Dialog as Base } from "@base-ui/react/dialog";
import { type LucideIcon, Search } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { classes } from "./classes.ts";
import { Kbd } from "./kbd.tsx";
import { Marked } from "./list-row.tsx";
import type { Range } from "./match-words.ts";

/** One line of the palette. */
export interface PaletteRow {
  key: string;
  title: string;
  /** The parts of the title that matched. */
  ranges: readonly Range[];
  note?: string | undefined;
  icon?: LucideIcon | undefined;
  /** In place of the icon: a TierMark. */
  lead?: ReactNode;
  end?: ReactNode;
  keys?: string | undefined;
  /** Why it cannot be done now; it is shown whole on a second line. */
  disabledReason?: string | undefined;
  run: () => void;
}

/** Rows under a small heading. */
export interface PaletteGroup {
  label: string;
  rows: readonly PaletteRow[];
}

export interface PaletteProps {
  open: boolean;
  onClose: () => void;
  query: string;
  onQuery: (query: string) => void;
  groups: readonly PaletteGroup[];
  /** What the palette is about now, at the right of the input: a chip. */
  context?: ReactNode;
  /** At the right of the foot: “14 assets, 9 commands”. */
  summary?: ReactNode;
  /** When nothing matches. */
  none?: ReactNode;
}

/** The view of the command palette: an input over a list; ↑ ↓ choose, Enter does, Escape leaves. */
export function Palette({ open, onClose, ...rest }: PaletteProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="dialog-scrim" />
        <Base.Popup className="palette" aria-label="Find or do">
          <PaletteInside onClose={onClose} {...rest} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function PaletteInside({ onClose, query, onQuery, groups, context, summary, none }: Omit<PaletteProps, "open">) {
  const id = useId();
  const rows = groups.flatMap((group) => group.rows);
  const [wanted, setWanted] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => setWanted(0), [query]);
  const at = Math.min(wanted, rows.length - 1);
  const current = rows[at];
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [current?.key]);

  const run = (row: PaletteRow | undefined): void => {
    if (!row || row.disabledReason !== undefined) return;
    onClose();
    row.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter ends a composition in Japanese and others; it must not run a command.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setWanted(rows.length > 0 ? (at + 1) % rows.length : 0);
    else if (event.key === "ArrowUp") setWanted(rows.length > 0 ? (at - 1 + rows.length) % rows.length : 0);
    else if (event.key === "Enter") run(current);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="palette-input">
        <Search className="icon" aria-hidden />
        <input
          role="combobox"
          aria-label="Find or do"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={current ? rowId(id, current) : undefined}
          aria-autocomplete="list"
          placeholder="Find an asset or do something"
          spellCheck={false}
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {context}
      </div>
      <div
        className="palette-list scroll"
        role="listbox"
        aria-label="Results"
        id={`${id}-list`}
        ref={list}
        tabIndex={-1}
      >
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <div className="palette-group-label" role="presentation">
              {group.label}
            </div>
            {group.rows.map((row) => (
              <Row
                key={row.key}
                id={rowId(id, row)}
                row={row}
                on={row === current}
                onRun={() => run(row)}
                onHover={() => setWanted(rows.indexOf(row))}
              />
            ))}
          </div>
        ))}
      </div>
      {rows.length === 0 && <div className="palette-none">{none ?? "Nothing matches. Try fewer letters."}</div>}
      <div className="palette-foot">
        <span>
          <Kbd keys="up" />
          <Kbd keys="down" /> choose
        </span>
        <span>
          <Kbd keys="enter" /> do
        </span>
        <span>
          <Kbd keys="esc" /> leave
        </span>
        <span className="grow" />
        <span role="status">{summary}</span>
      </div>
    </>
  );
}

const rowId = (palette: string, row: PaletteRow): string => `${palette}-${row.key.replaceAll(/\s/g, "_")}`;

function Row({
  id,
  row,
  on,
  onRun,
  onHover,
}: {
  id: string;
  row: PaletteRow;
  on: boolean;
  onRun: () => void;
  onHover: () => void;
}) {
  const refused = row.disabledReason !== undefined;
  const Icon = row.icon;
  return (
    <div
      id={id}
      className={classes("palette-row", refused && "is-off")}
      role="option"
      aria-selected={on}
      aria-disabled={refused || undefined}
      onClick={onRun}
      onMouseMove={on ? undefined : onHover}
    >
      <span className="palette-row-lead">{row.lead ?? (Icon && <Icon className="icon" aria-hidden />)}</span>
      <span>
        <Marked text={row.title} ranges={row.ranges} />
        {(row.disabledReason ?? row.note) && <small>{row.disabledReason ?? row.note}</small>}
      </span>
      <span className="palette-row-end">
        {row.end}
        {row.keys && <Kbd keys={row.keys} />}
      </span>
    </div>
  );
}
