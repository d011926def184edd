import { Menu as Base } from "@base-ui/react/menu";
import { Check, ChevronDown, type LucideIcon, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { classes } from "./classes.ts";
import type { Option } from "./select.tsx";

export interface ChipProps {
  children: ReactNode;
  icon?: LucideIcon;
  /** Taken. */
  on?: boolean;
  onClick?: () => void;
  /** Shows a cross; `removeLabel` says what it removes. */
  onRemove?: () => void;
  removeLabel?: string;
}

/** A small round label; pressed it toggles, with a cross it goes. */
export function Chip({ children, icon: Icon, on, onClick, onRemove, removeLabel }: ChipProps) {
  const face = (
    <>
      {Icon && <Icon className="icon" aria-hidden />}
      {children}
    </>
  );
  if (onRemove) {
    return (
      <span className={classes("chip", "chip-split", on && "chip-on")}>
        {onClick ? (
          <button type="button" onClick={onClick}>
            {face}
          </button>
        ) : (
          face
        )}
        <button type="button" className="chip-remove" aria-label={removeLabel ?? "Remove"} onClick={onRemove}>
          <X className="icon" aria-hidden />
        </button>
      </span>
    );
  }
  const className = classes("chip", on && "chip-on");
  if (!onClick) return <span className={className}>{face}</span>;
  return (
    <button type="button" className={className} aria-pressed={on ?? false} onClick={onClick}>
      {face}
    </button>
  );
}

/** One thing to filter by. */
export interface Filter {
  id: string;
  label: string;
  options: readonly Option[];
}

export interface FilterChipsProps {
  filters: readonly Filter[];
  /** The chosen values by filter; a filter without any lets everything through. */
  value: Readonly<Record<string, readonly string[]>>;
  onChange: (value: Record<string, readonly string[]>) => void;
}

/** How many stand in sight; of the others those that are taken, and all when they are asked for. */
const inSight = 6;

/** A row of filters: each opens its choices; when some are taken it names them and gets a cross. */
export function FilterChips({ filters, value, onChange }: FilterChipsProps) {
  const [all, showAll] = useState(false);
  const shown =
    filters.length <= inSight + 1 || all ? filters : filters.filter(({ id }, at) => at < inSight || value[id]);
  const hidden = filters.length - shown.length;
  const set = (id: string, chosen: readonly string[]): void => {
    const { [id]: _, ...rest } = value;
    onChange(chosen.length > 0 ? { ...rest, [id]: chosen } : rest);
  };
  return (
    <div className="chips" role="group" aria-label="Filters">
      {shown.map((filter) => (
        <FilterChip
          key={filter.id}
          filter={filter}
          chosen={value[filter.id] ?? []}
          onChange={(next) => set(filter.id, next)}
        />
      ))}
      {hidden > 0 && (
        <button type="button" className="chip chip-more" onClick={() => showAll(true)}>
          {hidden} more
        </button>
      )}
    </div>
  );
}

function chosenWords(filter: Filter, chosen: readonly string[]): string {
  const labels = filter.options.filter((option) => chosen.includes(option.value)).map((option) => option.label);
  return labels.length > 2 ? `${filter.label}: ${labels.length}` : labels.join(" or ");
}

function FilterChip(props: {
  filter: Filter;
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}) {
  const { filter, chosen, onChange } = props;
  const on = chosen.length > 0;
  const toggle = (option: string, checked: boolean): void =>
    onChange(checked ? [...chosen, option] : chosen.filter((value) => value !== option));
  return (
    <Base.Root>
      <span className={classes(on && "chip chip-split chip-on")}>
        <Base.Trigger
          className={on ? undefined : "chip"}
          aria-label={on ? `${filter.label}: ${chosenWords(filter, chosen)}` : undefined}
        >
          {on ? chosenWords(filter, chosen) : filter.label}
          {!on && <ChevronDown className="icon" aria-hidden />}
        </Base.Trigger>
        {on && (
          <button
            type="button"
            className="chip-remove"
            aria-label={`Remove the filter ${filter.label}`}
            onClick={() => onChange([])}
          >
            <X className="icon" aria-hidden />
          </button>
        )}
      </span>
      <Base.Portal>
        <Base.Positioner className="popup-layer" align="start" sideOffset={4}>
          <Base.Popup className="menu">
            {filter.options.map((option) => (
              <Base.CheckboxItem
                key={option.value}
                className="option"
                checked={chosen.includes(option.value)}
                onCheckedChange={(checked) => toggle(option.value, checked)}
              >
                <Base.CheckboxItemIndicator>
                  <Check className="icon" aria-hidden />
                </Base.CheckboxItemIndicator>
                <span className="option-text">{option.label}</span>
                {option.note && <small>{option.note}</small>}
              </Base.CheckboxItem>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
