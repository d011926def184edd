import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { classes } from "./classes.ts";

export interface PopoverProps {
  trigger: ReactElement;
  /** Its name, read aloud. */
  label: string;
  children: ReactNode;
  align?: "start" | "center" | "end";
  /** For a popover that other things open as well. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
}

/** A small form or an explanation beside the button that opens it. */
export function Popover({ trigger, label, children, align = "start", open, onOpenChange, className }: PopoverProps) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="popup-layer" align={align} sideOffset={4}>
          <Base.Popup className={classes("popover", className)} aria-label={label}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
