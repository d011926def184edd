import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

/** One delay for all tooltips below it: the second of two neighbours opens at once. */
export const TooltipProvider = Base.Provider;

export interface TooltipProps {
  content: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  disabled?: boolean;
  /** The thing explained. It must be focusable, so that the words reach people without a mouse. */
  children: ReactElement;
}

/** Words that appear on hover and focus. They may repeat or add, but never be the only name of a thing. */
export function Tooltip({ content, side = "top", disabled = false, children }: TooltipProps) {
  return (
    <Base.Root disabled={disabled}>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className="popup-layer" side={side} sideOffset={6}>
          <Base.Popup className="tooltip">{content}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
