import { Check, type LucideIcon, X } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";
import { instantOn, nextMoment, placeOn, type Span, ticksFor } from "./lanes-scale.ts";
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

/** The moment that is looked at. */
export interface AsOf {
  at: number;
  /** “30 Jan, 18:00”. */
  label: string;
}

export interface LanesProps {
  label: string;
  span: Span;
  lanes: readonly Lane[];
  /** One line through all lanes; what came later fades. */
  asOf?: AsOf;
  /** The line was moved: by a press on a lane, or with ← → to the previous or next act. */
  onAsOf?: (at: number) => void;
}

/** Ownership and approvals over time, one lane each. */
export function Lanes({ label, span, lanes, asOf, onAsOf }: LanesProps) {
  const id = useId();
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
        <LaneLine key={lane.key} id={`${id}-${lane.key}`} lane={lane} span={span} asOf={asOf?.at} onAsOf={onAsOf} />
      ))}
      {asOf && <AsOfLine asOf={asOf} span={span} lanes={lanes} onAsOf={onAsOf} />}
    </div>
  );
}

interface AsOfLineProps {
  asOf: AsOf;
  span: Span;
  lanes: readonly Lane[];
  onAsOf: LanesProps["onAsOf"];
}

/** The line is a slider over the acts of all lanes. */
function AsOfLine({ asOf, span, lanes, onAsOf }: AsOfLineProps) {
  const place = placeOn(span, asOf.at);
  const onKeyDown = (event: KeyboardEvent): void => {
    const moments = lanes.flatMap((lane) => lane.points ?? []).map((point) => point.at);
    const next = {
      ArrowLeft: nextMoment(moments, asOf.at, -1),
      ArrowRight: nextMoment(moments, asOf.at, 1),
      Home: span.from,
      End: span.to,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onAsOf?.(next);
  };
  return (
    <div className="lane-now">
      <div className="lane-veil" style={{ left: `${place}%` }} />
      <div className={classes("lane-asof", place > 80 && "is-late")} style={{ left: `${place}%` }}>
        <b
          role="slider"
          tabIndex={onAsOf ? 0 : undefined}
          aria-label="As of"
          aria-orientation="horizontal"
          aria-readonly={!onAsOf}
          aria-valuemin={span.from}
          aria-valuemax={span.to}
          aria-valuenow={asOf.at}
          aria-valuetext={asOf.label}
          onKeyDown={onKeyDown}
        >
          {asOf.label}
        </b>
      </div>
    </div>
  );
}

interface LaneLineProps {
  id: string;
  lane: Lane;
  span: Span;
  asOf: number | undefined;
  onAsOf: LanesProps["onAsOf"];
}

function LaneLine({ id, lane, span, asOf = Infinity, onAsOf }: LaneLineProps) {
  const Icon = lane.icon;
  const onClick = ({ currentTarget, clientX }: MouseEvent): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    onAsOf?.(instantOn(span, ((clientX - left) / width) * 100, lane.points?.map((point) => point.at) ?? []));
  };
  return (
    <>
      <div className="lane-label" id={id}>
        <Icon className="icon" aria-hidden />
        <span className="cut" title={lane.label}>
          {lane.label}
        </span>
      </div>
      <div className="lane" role="group" aria-labelledby={id} onClick={onClick}>
        {lane.bars?.map((bar) => (
          <Bar key={bar.key} bar={bar} span={span} />
        ))}
        {lane.points?.map((point) => (
          <span
            key={point.key}
            className={classes("lane-point", point.at > asOf && "is-later")}
            style={{ left: `${placeOn(span, point.at)}%` }}
            role="img"
            aria-label={point.label}
            title={point.label}
          >
            <LaneMark mark={point.mark} name={point.name} />
          </span>
        ))}
      </div>
    </>
  );
}

function Bar({ bar, span }: { bar: LaneBar; span: Span }) {
  const left = placeOn(span, bar.from);
  const style = { left: `${left}%`, width: `${placeOn(span, bar.to) - left}%` };
  if (bar.state === "succession") {
    const words = `In succession, held by ${bar.name}`;
    return <span className="lane-bar lane-succession" style={style} role="img" aria-label={words} title={words} />;
  }
  return (
    <span className={`lane-bar lane-${bar.state}`} style={style} title={bar.name}>
      <Seal name={bar.name} state={bar.state === "current" ? "signed" : "past"} size={18} quiet />
      <span className="cut">{bar.name}</span>
    </span>
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
          <LaneMark mark={mark} />
          {word}
        </span>
      ))}
      <span>
        <span className="lane-bar lane-succession" />
        in succession
      </span>
      <span className="grow" />
      {children}
    </div>
  );
}
