import { CircleX, TriangleAlert } from "lucide-react";
import { classes } from "./classes.ts";
import { limitState } from "./limit-level.ts";

export interface MeterProps {
  used: number;
  max: number;
  /** What is counted, where it is not characters. */
  unit?: "px";
}

/** How much of a limit is used: grey, amber with a triangle from 90 %, red “3 too many” beyond. */
export function Meter({ used, max, unit }: MeterProps) {
  const { level, filled, words } = limitState(used, max, unit);
  return (
    <span className={classes("meter", level !== "fine" && `meter-${level}`)}>
      {level === "near" && <TriangleAlert className="icon" aria-hidden />}
      {level === "over" && <CircleX className="icon" aria-hidden />}
      {words}
      <span className="meter-bar" aria-hidden>
        <i style={{ width: `${filled * 100}%` }} />
      </span>
    </span>
  );
}
