import { Search, X } from "lucide-react";
import { type KeyboardEvent, type Ref, useRef } from "react";
import { isMac } from "./platform.ts";
import { shortcutCaps } from "./shortcut.ts";

export interface SearchFieldProps {
  /** What is searched, such as “Search name, words, owner”. It is the name and the placeholder. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** The shortcut that leads here, shown while the field is empty. */
  keys?: string;
  /** ↓ or Enter: the caller moves the focus into its results. */
  onLeave?: () => void;
  ref?: Ref<HTMLInputElement>;
}

/** Search as you type. Escape empties it. */
export function SearchField({ label, value, onChange, keys, onLeave, ref }: SearchFieldProps) {
  const own = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && value) {
      event.stopPropagation();
      onChange("");
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      onLeave?.();
    }
  };
  return (
    <div className="search">
      <Search className="icon" aria-hidden />
      <input
        ref={(element) => {
          own.current = element;
          if (typeof ref === "function") ref(element);
          else if (ref) ref.current = element;
        }}
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {value ? (
        <button
          type="button"
          aria-label="Empty the search"
          onClick={() => {
            onChange("");
            own.current?.focus();
          }}
        >
          <X className="icon icon-sm" aria-hidden />
        </button>
      ) : (
        keys && <kbd>{shortcutCaps(keys, isMac).flat().join(" ")}</kbd>
      )}
    </div>
  );
}
