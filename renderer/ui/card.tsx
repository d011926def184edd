import type { ReactNode } from "react";

export interface CardProps {
  title: string;
  count?: ReactNode;
  action?: ReactNode;
  /** Without padding, for rows that reach the edges. */
  flush?: boolean;
  children: ReactNode;
}

/** A card, for Home alone, where things stand together that do not belong together. */
export function Card({ title, count, action, flush, children }: CardProps) {
  return (
    <section className="card" aria-label={title}>
      <div className="card-head">
        <h2 className="section-title">
          {title}
          {count !== undefined && <span className="count">{count}</span>}
        </h2>
        {action}
      </div>
      {flush ? children : <div className="card-body">{children}</div>}
    </section>
  );
}
