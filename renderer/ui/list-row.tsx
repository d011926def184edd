import type { ReactNode } from "react";
import { markPieces, type Range } from "./match-words.ts";

/** What a row says: the first line which, the second what or who. */
export interface ListRowContent {
  title: ReactNode;
  meta?: ReactNode;
  /** Before the text: a TierMark or an icon. */
  lead?: ReactNode;
  /** After the text: StatusMark, Seal, a count. */
  end?: ReactNode;
  /** The whole text, shown on hover, where the row cuts it. */
  full?: string;
  /** Draws attention with an amber ground, for the row that blocks. */
  attn?: boolean;
}

/** The inside of a two-line row, for a VirtualList or a list of one's own. */
export function ListRowInside({ title, meta, lead, end, full }: ListRowContent) {
  return (
    <>
      <span className="list-row-lead">{lead}</span>
      <span className="list-row-text" title={full ?? (typeof title === "string" ? title : undefined)}>
        <span className="list-row-title">{title}</span>
        {meta !== undefined && <span className="list-row-meta">{meta}</span>}
      </span>
      <span className="list-row-end">{end}</span>
    </>
  );
}

/** A text with the places that matched a search marked. */
export function Marked({ text, ranges }: { text: string; ranges: readonly Range[] }) {
  return markPieces(text, ranges).map((piece, at) => (piece.marked ? <mark key={at}>{piece.text}</mark> : piece.text));
}
