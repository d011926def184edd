import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { IconButton } from "./button.tsx";
import { classes } from "./classes.ts";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons; the one that does it comes last. */
  actions?: ReactNode;
  /** Wider than a question: for lists; `columns` for what stands side by side. */
  wide?: boolean | "columns";
  /** As large as the window allows: for something to look at. */
  full?: boolean;
}

/** A question that must be answered first. Rare: what can be undone needs no dialog. */
export function Dialog({ open, onClose, title, children, actions, wide, full }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  // The first field, else the dialog itself: never the cross, which would answer before the question is read.
  const firstFocus = (): HTMLElement | null =>
    popup.current?.querySelector<HTMLElement>("input, textarea, [role=combobox]") ?? popup.current;
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="dialog-scrim" />
        <Base.Popup
          ref={popup}
          className={classes(
            "dialog",
            wide && "dialog-wide",
            wide === "columns" && "dialog-columns",
            full && "dialog-full",
          )}
          initialFocus={firstFocus}
        >
          <div className="dialog-head">
            <Base.Title>{title}</Base.Title>
            <IconButton icon={X} label="Close" size="sm" onClick={onClose} />
          </div>
          <div className="dialog-body scroll">{children}</div>
          {actions && <div className="dialog-foot">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
