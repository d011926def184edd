import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";

export interface PopoverProps {
  trigger: ReactElement;
  /** Its name, read aloud. */
  label: string;
  children: ReactNode;
  align?: "start" | "center" | "end";
}

/** A small form or an explanation beside the button that opens it. */
export function Popover({ trigger, label, children, align = "start" }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="popup-layer" align={align} sideOffset={4}>
          <Base.Popup className="popover" aria-label={label}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
