import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import type { LucideIcon } from "lucide-react";

export interface SegmentedProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string; icon?: LucideIcon; iconOnly?: boolean }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A choice of two to four, all in sight, exactly one of them taken. */
export function Segmented<Value extends string>({ label, options, value, onChange }: SegmentedProps<Value>) {
  return (
    <ToggleGroup
      className="segmented"
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => {
        // Pressing the chosen one again would leave none chosen.
        if (next !== undefined) onChange(next);
      }}
    >
      {options.map(({ value: option, label: word, icon: Icon, iconOnly }) => (
        <Toggle
          key={option}
          value={option}
          aria-label={iconOnly ? word : undefined}
          title={iconOnly ? word : undefined}
        >
          {Icon && <Icon className="icon" aria-hidden />}
          {!iconOnly && word}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
