import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** One choice. */
export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  note?: string;
  /** Why it cannot be chosen now. */
  disabledReason?: string | undefined;
}

export interface SelectProps<Value extends string> {
  /** The name of the choice, read aloud; shown before the value when `showLabel` is set. */
  label: string;
  showLabel?: boolean;
  options: readonly Option<Value>[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  placeholder?: string;
  icon?: LucideIcon;
  /** `bar` is 24 px for tool bars, `field` fills a form's column. */
  look?: "bar" | "field";
  id?: string;
  "aria-describedby"?: string;
}

/** One of a few. For more than about fifteen choices use a search. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, options, value, onChange, placeholder = "Choose", look = "bar" } = props;
  const Icon = props.icon;
  return (
    <Base.Root
      items={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value ?? null}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
    >
      <Base.Trigger
        id={props.id}
        className={classes("select", look === "field" && "select-field")}
        aria-label={look === "field" && props.id ? undefined : label}
        aria-describedby={props["aria-describedby"]}
      >
        {Icon && <Icon className="icon" aria-hidden />}
        {props.showLabel && <span className="select-prefix">{label}</span>}
        <Base.Value className="select-value" placeholder={placeholder} />
        <Base.Icon className="select-icon">
          <ChevronDown className="icon" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="popup-layer" alignItemWithTrigger={false} sideOffset={4} align="start">
          <Base.Popup className="menu" aria-label={label}>
            {options.map((option) => (
              <OptionLine key={option.value} option={option} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function OptionLine({ option }: { option: Option }): ReactNode {
  const note = option.disabledReason ?? option.note;
  return (
    <Base.Item className="option" value={option.value} disabled={option.disabledReason !== undefined}>
      <Base.ItemIndicator>
        <Check className="icon" aria-hidden />
      </Base.ItemIndicator>
      <Base.ItemText className="option-text">{option.label}</Base.ItemText>
      {note && <small>{note}</small>}
    </Base.Item>
  );
}
