import type { ReactNode } from "react";

export interface PageHeadProps {
  title: string;
  /** The way up, a `<Crumb>`. */
  crumb?: ReactNode;
  /** Beside the title: a StatusBadge, a TierLabel. */
  badge?: ReactNode;
  /** In grey after it. */
  note?: ReactNode;
  /** At the right end; one primary button at most. */
  children?: ReactNode;
}

/** The head of a page: what this is, how it stands, what can be done. 48 px. */
export function PageHead({ title, crumb, badge, note, children }: PageHeadProps) {
  return (
    <header className="page-head">
      {crumb}
      <h1 title={title}>{title}</h1>
      {badge}
      {note && <span className="page-head-note">{note}</span>}
      {children && <div className="page-head-actions">{children}</div>}
    </header>
  );
}

export interface ListHeadProps {
  title: string;
  count?: number;
  children?: ReactNode;
  /** The page's own heading, where the list comes first. */
  level?: 1 | 2;
}

/** The head of a list pane, on one line with the page head beside it. */
export function ListHead({ title, count, children, level = 2 }: ListHeadProps) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="list-head">
      <Heading className="cut">{title}</Heading>
      {count !== undefined && <span className="count">{count.toLocaleString("en")}</span>}
      <span className="grow" />
      {children}
    </div>
  );
}
