import type { ReactNode } from "react";

/** A card of the sheet; `wide` takes both columns. */
export function Part({
  title,
  note,
  wide,
  children,
}: {
  title: string;
  note?: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <section className="card part" style={wide ? { gridColumn: "1 / -1" } : undefined} aria-label={title}>
      <div className="card-head">
        <h2 className="section-title">{title}</h2>
        {note && <span className="small dim">{note}</span>}
      </div>
      <div className="card-body part-body">{children}</div>
    </section>
  );
}

/** A line of things side by side. */
export function Line({ children }: { children: ReactNode }) {
  return <div className="part-line">{children}</div>;
}
