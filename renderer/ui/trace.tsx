import { CircleCheck, CircleHelp, CircleMinus, CircleX, OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** Pass: went on. Stop: the decision ended here. Fail: did not match. Unknown: could not be known. Skip: not needed. */
export type TraceOutcome = "pass" | "stop" | "fail" | "unknown" | "skip";

/** One step of a decision. */
export interface TraceStep {
  key: string;
  step: string;
  outcome: TraceOutcome;
  /** Why, in words. */
  text: ReactNode;
  microseconds?: number;
}

const outcomeLook = {
  pass: { icon: CircleCheck, tone: "ok", word: "Passed" },
  stop: { icon: OctagonX, tone: "attn", word: "Ended here" },
  fail: { icon: CircleX, tone: "danger", word: "Not met" },
  unknown: { icon: CircleHelp, tone: "attn", word: "Unknown" },
  skip: { icon: CircleMinus, tone: "mute", word: "Not needed" },
} as const;

/** Why a decision came out as it did, step by step in rows of 24 px. */
export function Trace({ steps }: { steps: readonly TraceStep[] }) {
  return (
    <ol className="trace" aria-label="Steps of the decision">
      {steps.map(({ key, step, outcome, text, microseconds }) => {
        const { icon: Icon, tone, word } = outcomeLook[outcome];
        return (
          <li
            key={key}
            className={classes("trace-row", outcome === "stop" && "is-stop", outcome === "skip" && "trace-off")}
          >
            <span className={`status-mark tone-${tone}`} role="img" aria-label={word} title={word}>
              <Icon className="icon" aria-hidden />
            </span>
            <b>{step}</b>
            <span>{text}</span>
            <span className="trace-time">
              {microseconds !== undefined && `${microseconds.toLocaleString("en")} µs`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
