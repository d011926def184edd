import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** One release of an environment. */
export interface TimelineRelease {
  key: string;
  /** Planned: dashed. Live: green. Refused: red. Past: hollow. */
  state: "planned" | "live" | "refused" | "past";
  title: ReactNode;
  note?: ReactNode;
  action?: ReactNode;
}

const stateWords = { planned: "Planned", live: "Live", refused: "Refused", past: "Past" } as const;

/** An environment's releases as diamonds, the latest on top. */
export function ReleaseTimeline({ label, releases }: { label: string; releases: readonly TimelineRelease[] }) {
  return (
    <ol className="timeline" aria-label={label}>
      {releases.map((release) => (
        <li key={release.key}>
          <span className="timeline-mark">
            <span
              className={classes("diamond", release.state !== "past" && `diamond-${release.state}`)}
              role="img"
              aria-label={stateWords[release.state]}
            />
          </span>
          <span>
            {release.title}
            {release.note !== undefined && <small>{release.note}</small>}
          </span>
          {release.action}
        </li>
      ))}
    </ol>
  );
}
