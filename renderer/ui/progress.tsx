import { type ReactNode, useId } from "react";
import { LinkButton } from "./button.tsx";
import { classes } from "./classes.ts";

export interface ProgressProps {
  /** What runs: “verified”, “imported”. It reads “783 of 1,284 verified”. */
  verb: string;
  done: number;
  total: number;
  /** Green: it proves something. Otherwise accent. */
  verifies?: boolean;
  /** “4 s left”. */
  note?: ReactNode;
  onStop?: () => void;
}

/** Long work with its number and a way to stop it. */
export function Progress({ verb, done, total, verifies, note, onStop }: ProgressProps) {
  const id = useId();
  const words = `${done.toLocaleString("en")} of ${total.toLocaleString("en")} ${verb}`;
  return (
    <div className={classes("progress", verifies && "progress-verify")}>
      <div
        className="progress-bar"
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
      >
        <i style={{ width: `${total === 0 ? 100 : (done / total) * 100}%` }} />
      </div>
      <div className="progress-text">
        <span className="num" id={id}>
          {words}
        </span>
        {note && <span className="dim">{note}</span>}
        {onStop && <LinkButton onClick={onStop}>Stop</LinkButton>}
      </div>
    </div>
  );
}

/** Something short is on its way. It appears after a moment, so that quick answers do not flicker. */
export function Waiting({ children = "Reading" }: { children?: ReactNode }) {
  return (
    <div className="waiting" role="status">
      {children} …
    </div>
  );
}
