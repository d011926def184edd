import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { smallSealPath } from "./scallop.ts";

export interface EmptyStateProps {
  /** “No experiments yet”. */
  title: string;
  /** What it is for and what to do next. */
  children?: ReactNode;
  actions?: ReactNode;
  /** Fills its pane. */
  fill?: boolean;
}

/** An empty screen that says what to do next. */
export function EmptyState({ title, children, actions, fill }: EmptyStateProps) {
  return (
    <div className={classes("empty", fill && "empty-fill")}>
      <svg className="empty-seal" viewBox="0 0 24 24" aria-hidden>
        <path d={smallSealPath} />
      </svg>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  );
}
