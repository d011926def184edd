import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";

export interface CheckboxProps {
  label: ReactNode;
  /** A second line; a refusal takes its place. */
  note?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabledReason?: string | undefined;
}

/** Yes or no, with its words as part of the target. */
export function Checkbox({ label, note, checked, onChange, disabledReason }: CheckboxProps) {
  const id = useId();
  const second = disabledReason ?? note;
  return (
    <span className="check">
      <Base.Root
        id={id}
        className="check-box"
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabledReason !== undefined}
        aria-describedby={second ? `${id}-note` : undefined}
      >
        <Base.Indicator>
          <Check className="icon" aria-hidden />
        </Base.Indicator>
      </Base.Root>
      <span>
        <label htmlFor={id}>{label}</label>
        {second && <small id={`${id}-note`}>{second}</small>}
      </span>
    </span>
  );
}
