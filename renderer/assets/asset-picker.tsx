import { ChevronsUpDown, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetSummary } from "#shared/assets/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { Dialog, EmptyState, IconButton, SearchField, StatusMark, TierMark, Waiting } from "#renderer/ui/index.ts";
import { useSettled } from "./data/asset-pages.ts";
import { shownStatus } from "./kind-look.tsx";
import { kindWords } from "./strings.ts";

export interface AssetPickerProps {
  id?: string;
  label: string;
  kinds: readonly KindName[];
  value: string | undefined;
  /** What is chosen, as people call it. */
  name: string | undefined;
  onChange: (asset: AssetSummary) => void;
  /** Offers to choose none. */
  onClear?: (() => void) | undefined;
  /** Only assets that this lets through can be chosen. */
  accepts?: ((asset: AssetSummary) => boolean) | undefined;
  /** Only blocks of these types are offered. */
  types?: readonly AssetId[] | undefined;
  /** Why an asset that is found cannot be chosen here, in words. */
  refuse?: ((asset: AssetSummary) => string | undefined) | undefined;
}

/** One asset of many, found by searching. */
export function AssetPicker(props: AssetPickerProps) {
  const { id, label, name, onClear } = props;
  const [open, setOpen] = useState(false);
  return (
    <span className="picker">
      <button
        type="button"
        id={id}
        className="select select-field"
        // Under a label of a field it has that name; elsewhere it says what it chooses.
        aria-label={id || name === label ? undefined : `${label}: ${name ?? "choose"}`}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
      >
        <span className="select-value">{name ?? <span className="dim">Choose</span>}</span>
        <span className="select-icon">
          <ChevronsUpDown className="icon" aria-hidden />
        </span>
      </button>
      {onClear && <IconButton icon={X} label={`Choose none for ${label}`} size="sm" onClick={onClear} />}
      {open && <PickDialog {...props} onClose={() => setOpen(false)} />}
    </span>
  );
}

const mostShown = 50;

type PickDialogProps = Omit<AssetPickerProps, "id" | "name" | "onClear"> & { onClose: () => void };

/** The list narrows to one type at a time; of several, each is asked for. */
async function find(kinds: readonly KindName[], types: readonly AssetId[] | undefined, text: string) {
  const filter = { kinds: [...kinds], ...(text ? { text } : {}) };
  const answers = await Promise.all(
    (types ?? [undefined]).map((type) =>
      api.assets.list({ filter: { ...filter, ...(type ? { type } : {}) }, limit: mostShown }),
    ),
  );
  const rows = answers.flatMap((answer) => answer.rows);
  if (answers.length > 1) rows.sort((one, other) => (one.name < other.name ? -1 : 1));
  return { rows: rows.slice(0, mostShown), total: answers.reduce((sum, answer) => sum + answer.total, 0) };
}

/** The search behind a picker, for whoever opens it by something else than the picker's own button. */
export function PickDialog({ label, kinds, value, onChange, accepts, types, refuse, onClose }: PickDialogProps) {
  const [query, setQuery] = useState("");
  const [cursor, setCursor] = useState(0);
  const text = useSettled(query.trim(), 120);
  const { data, error } = useQuery(["assets.list", "pick", kinds, types, text], () => find(kinds, types, text));
  const rows = (data?.rows ?? []).filter((row) => accepts?.(row) ?? true);
  const take = (row: AssetSummary | undefined): void => {
    if (!row || refuse?.(row)) return;
    onChange(row);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setCursor(Math.max(0, Math.min(rows.length - 1, cursor + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(rows[cursor]);
    }
  };
  const noun = kinds.length === 1 ? kindWords[kinds[0]!].many : "assets";
  return (
    <Dialog open title={`${label}: choose from ${noun}`} onClose={onClose}>
      <div className="pick" onKeyDown={onKeyDown}>
        <SearchField
          label={`Search ${noun}`}
          value={query}
          onChange={(next) => {
            setQuery(next);
            setCursor(0);
          }}
        />
        {error && <p className="tone-danger">{error.message}</p>}
        {!data && !error && <Waiting />}
        {data && rows.length === 0 && <EmptyState title={`No ${noun} found`} />}
        <div className="pick-list" role="listbox" aria-label={noun}>
          {rows.map((row, at) => (
            <button
              key={row.id}
              type="button"
              role="option"
              aria-selected={row.id === value}
              aria-disabled={refuse?.(row) ? true : undefined}
              className={at === cursor ? "list-row is-single is-cursor" : "list-row is-single"}
              tabIndex={-1}
              onMouseEnter={() => setCursor(at)}
              onClick={() => take(row)}
            >
              <span className="list-row-lead">
                <TierMark tier={row.tier} />
              </span>
              <span className="list-row-text">
                <span className="list-row-title">
                  {row.name} <span className="dim">{row.label}</span>
                </span>
                {refuse?.(row) && <span className="dim small pick-why">{refuse(row)}</span>}
              </span>
              <span className="list-row-end">
                <StatusMark status={shownStatus(row)} />
              </span>
            </button>
          ))}
        </div>
        {data && data.total > mostShown && (
          <p className="dim small">{data.total - mostShown} more: search to see them.</p>
        )}
      </div>
    </Dialog>
  );
}
