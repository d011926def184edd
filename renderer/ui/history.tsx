import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** One revision or act. */
export interface HistoryEntry {
  key: string;
  /** Draft: hollow amber. Live: filled green. Sent back: red ring. */
  state: "draft" | "live" | "past" | "back";
  title: ReactNode;
  /** Who and when. */
  note?: ReactNode;
}

/** What happened to an asset, the latest on top. */
export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <ol className="history">
      {entries.map((entry) => (
        <li key={entry.key}>
          <span className={classes("history-dot", entry.state !== "past" && `history-${entry.state}`)} aria-hidden />
          <span>
            {entry.title}
            {entry.note !== undefined && <small>{entry.note}</small>}
          </span>
        </li>
      ))}
    </ol>
  );
}
