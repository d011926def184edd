import { ChevronRight, CircleX, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { Children, type ReactNode } from "react";
import { classes } from "./classes.ts";

/** The right column. Its sections keep one order: owner, status, tier, scope, problems, approvals, where used, history. */
export function Inspector({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside className="inspector scroll" aria-label={label} tabIndex={0}>
      {children}
    </aside>
  );
}

export interface SectionProps {
  title?: string;
  count?: number;
  /** At the right end of the head. */
  action?: ReactNode;
  children: ReactNode;
}

/** A part of the inspector. */
export function Section({ title, count, action, children }: SectionProps) {
  return (
    <section className="inspector-section">
      {title && (
        <h2>
          {title}
          {count !== undefined && <span className="count">{count.toLocaleString("en")}</span>}
          {action && <span className="inspector-action">{action}</span>}
        </h2>
      )}
      {children}
    </section>
  );
}

/** Names and values in two columns. Values that are absent leave their line out. */
export function KeyValue({
  rows,
  wide,
}: {
  rows: readonly (readonly [name: string, value: ReactNode])[];
  wide?: boolean;
}) {
  return (
    <dl className={classes("kv", wide && "kv-wide")}>
      {rows
        .filter(([, value]) => Children.count(value) > 0)
        .map(([name, value]) => (
          <KeyValueRow key={name} name={name} value={value} />
        ))}
    </dl>
  );
}

function KeyValueRow({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** One line of “where used”. */
export function UsedLine({
  icon: Icon,
  children,
  note,
  href,
}: {
  icon: LucideIcon;
  children: string;
  note?: ReactNode;
  href?: string;
}) {
  const inside = (
    <>
      <Icon className="icon" aria-hidden />
      <span className="cut" title={children}>
        {children}
      </span>
      {note && <small>{note}</small>}
    </>
  );
  return href ? (
    <a className="used" href={href}>
      {inside}
    </a>
  ) : (
    <div className="used">{inside}</div>
  );
}

export interface ProblemLineProps {
  severity: "error" | "warning" | "info";
  children: ReactNode;
  /** The place: a field, a line. */
  where?: ReactNode;
  /** The mend, next to the fault. */
  action?: ReactNode;
}

const problemLook = {
  error: { icon: CircleX, tone: "danger", word: "Error" },
  warning: { icon: TriangleAlert, tone: "attn", word: "Warning" },
  info: { icon: Info, tone: "info", word: "Note" },
} as const;

/** A fault or a warning, whole, with its mend. */
export function ProblemLine({ severity, children, where, action }: ProblemLineProps) {
  const { icon: Icon, tone, word } = problemLook[severity];
  return (
    <div className="problem">
      <Icon className={`icon tone-${tone}`} role="img" aria-label={word} />
      <span>
        {where && <span className="problem-where">{where} · </span>}
        {children}
      </span>
      {action}
    </div>
  );
}

/** A finding: the claim in bold, the proof after it, one action. */
export function Finding({
  severity,
  claim,
  children,
  action,
}: {
  severity: ProblemLineProps["severity"];
  claim: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  const { icon: Icon, tone, word } = problemLook[severity];
  return (
    <div className="finding">
      <Icon className={`icon tone-${tone}`} role="img" aria-label={word} />
      <span>
        <b>{claim}</b> {children}
      </span>
      {action}
    </div>
  );
}

/** The way up: “Reviews › 218”. */
export function Crumb({ href, children }: { href: string; children: string }) {
  return (
    <span className="crumb">
      <a href={href}>{children}</a>
      <ChevronRight className="icon" aria-hidden />
    </span>
  );
}
