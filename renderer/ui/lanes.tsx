import { Check, type LucideIcon, X } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { placeOn, type Span, ticksFor } from "./lanes-scale.ts";
import { Seal } from "./seal.tsx";

/** A time during which somebody held the asset. Succession: the deputy held it, nothing could be released. */
export interface LaneBar {
  key: string;
  from: number;
  to: number;
  state: "past" | "current" | "succession";
  name: string;
}

/** An act at a moment. */
export interface LanePoint {
  key: string;
  at: number;
  mark: "revision" | "approval" | "void" | "release" | "live" | "refused" | "signed" | "signedPast";
  /** Said in words on hover and to screen readers: “Approved by Priya Raman, 18 Nov 2025”. */
  label: string;
  /** Whose seal it is, for `signed` and `signedPast`. */
  name?: string;
}

/** One lane: owner, revisions, an approval, the owner's signature, an environment. */
export interface Lane {
  key: string;
  label: string;
  icon: LucideIcon;
  bars?: readonly LaneBar[];
  points?: readonly LanePoint[];
}

export interface LanesProps {
  label: string;
  span: Span;
  lanes: readonly Lane[];
  /** One line through all lanes; what came later fades. */
  asOf?: { at: number; label: string };
  onPoint?: (point: LanePoint) => void;
}

/** Ownership and approvals over time, one lane each. */
export function Lanes({ label, span, lanes, asOf, onPoint }: LanesProps) {
  return (
    <div className="lanes" role="group" aria-label={label}>
      <div className="lane-label lane-axis-label num">{new Date(span.from).getUTCFullYear()}</div>
      <div className="lane-axis" aria-hidden>
        {ticksFor(span).map((tick) => (
          <span key={tick.at} style={{ left: `${placeOn(span, tick.at)}%` }}>
            {tick.label}
          </span>
        ))}
      </div>
      {lanes.map((lane) => (
        <LaneLine key={lane.key} lane={lane} span={span} onPoint={onPoint} />
      ))}
      {asOf && <AsOf at={placeOn(span, asOf.at)} label={asOf.label} />}
    </div>
  );
}

function AsOf({ at, label }: { at: number; label: string }) {
  return (
    <div className="lane-now">
      <div className="lane-veil" style={{ left: `${at}%` }} />
      <div className={classes("lane-asof", at > 80 && "is-late")} style={{ left: `${at}%` }}>
        <b>{label}</b>
      </div>
    </div>
  );
}

function LaneLine({ lane, span, onPoint }: { lane: Lane; span: Span; onPoint: LanesProps["onPoint"] }) {
  const Icon = lane.icon;
  return (
    <>
      <div className="lane-label" id={`lane-${lane.key}`}>
        <Icon className="icon" aria-hidden />
        <span className="cut" title={lane.label}>
          {lane.label}
        </span>
      </div>
      <div className="lane" role="group" aria-labelledby={`lane-${lane.key}`}>
        {lane.bars?.map((bar) => (
          <Bar key={bar.key} bar={bar} span={span} />
        ))}
        {lane.points?.map((point) => (
          <Point key={point.key} point={point} left={`${placeOn(span, point.at)}%`} onPoint={onPoint} />
        ))}
      </div>
    </>
  );
}

function Bar({ bar, span }: { bar: LaneBar; span: Span }) {
  const left = placeOn(span, bar.from);
  const style = { left: `${left}%`, width: `${placeOn(span, bar.to) - left}%` };
  if (bar.state === "succession") {
    return (
      <span
        className="lane-bar lane-succession"
        style={style}
        role="img"
        aria-label={`In succession, held by ${bar.name}`}
        title={`In succession, held by ${bar.name}`}
      />
    );
  }
  return (
    <span className={`lane-bar lane-${bar.state}`} style={style} title={bar.name}>
      <Seal name={bar.name} state={bar.state === "current" ? "signed" : "past"} size={18} quiet />
      <span className="cut">{bar.name}</span>
    </span>
  );
}

function Point({ point, left, onPoint }: { point: LanePoint; left: string; onPoint: LanesProps["onPoint"] }) {
  const mark = <LaneMark mark={point.mark} name={point.name} />;
  if (!onPoint) {
    return (
      <span className="lane-point" style={{ left }} role="img" aria-label={point.label} title={point.label}>
        {mark}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="lane-point is-button"
      style={{ left }}
      aria-label={point.label}
      title={point.label}
      onClick={() => onPoint(point)}
    >
      {mark}
    </button>
  );
}

/** The mark of an act, also for the key under the lanes. */
export function LaneMark({ mark, name = "" }: { mark: LanePoint["mark"]; name?: string | undefined }): ReactNode {
  if (mark === "revision") return <span className="mark-revision" />;
  if (mark === "signed" || mark === "signedPast") {
    return <Seal name={name} state={mark === "signed" ? "signed" : "past"} size={20} quiet />;
  }
  if (mark === "approval" || mark === "void") {
    const Icon = mark === "approval" ? Check : X;
    return (
      <span className={classes("mark-approval", mark === "void" && "mark-void")}>
        <Icon className="icon" aria-hidden />
      </span>
    );
  }
  const look = { release: "released", live: "live", refused: "refused" }[mark];
  return <span className={`diamond diamond-${look}`} />;
}

/** What the marks mean, in one line. */
export function LaneKey({ children }: { children?: ReactNode }) {
  const marks = [
    ["revision", "revision"],
    ["approval", "approval"],
    ["void", "void"],
    ["signed", "owner’s signature"],
    ["release", "release"],
  ] as const;
  return (
    <div className="lane-key">
      {marks.map(([mark, word]) => (
        <span key={mark}>
          <LaneMark mark={mark} name="Owner" />
          {word}
        </span>
      ))}
      <span>
        <span className="lane-bar lane-succession" />
        in succession
      </span>
      {children}
    </div>
  );
}
