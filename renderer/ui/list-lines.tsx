import { Check, ChevronDown } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { classes } from "./classes.ts";
import type { Line } from "./list-model.ts";
import { type ListRowContent, ListRowInside } from "./list-row.tsx";

/** Where a line stands, and whether the keyboard's cursor is on it. */
interface LineProps {
  id: string;
  cursor: boolean;
  tree: boolean;
}

/** The place of a line in the scrolled height; the sticky head stays at the top. */
export function Slot(props: { size: number; start: number; sticky: boolean; children: ReactNode }) {
  const { size, start, sticky, children } = props;
  return (
    <div
      className={classes("vlist-slot", sticky && "is-sticky")}
      role="presentation"
      style={sticky ? { height: size } : { height: size, transform: `translateY(${start}px)` }}
    >
      {children}
    </div>
  );
}

export function GroupHead(props: LineProps & { line: Extract<Line, { kind: "group" }>; onToggle: () => void }) {
  const { id, cursor, line, onToggle } = props;
  return (
    <div
      id={id}
      className={classes("list-group", cursor && "is-cursor")}
      role="treeitem"
      aria-level={1}
      aria-expanded={line.open}
      aria-selected={false}
      onClick={onToggle}
    >
      <ChevronDown className="icon" aria-hidden />
      <b>{line.label}</b>
      <span className="count">{line.count.toLocaleString("en")}</span>
    </div>
  );
}

export interface ItemRowProps extends LineProps {
  /** Undefined while it is being read: the row keeps its place. */
  content: ListRowContent | undefined;
  /** It is open beside the list. */
  open: boolean;
  /** It is one of several that were chosen to be worked on at once. */
  marked: boolean;
  /** Rows can be marked. */
  markable: boolean;
  single: boolean;
  place: { at: number; of: number };
  onPress: (event: MouseEvent) => void;
  onMark: (event: MouseEvent) => void;
  onOpen: () => void;
}

/** Drawn empty rather than left out, so that its elements are there when its words come. */
const notRead: ListRowContent = { title: "", meta: "" };

export function ItemRow(props: ItemRowProps) {
  const { id, cursor, tree, content, open, marked, markable, single, place } = props;
  return (
    <div
      id={id}
      className={classes(
        "list-row",
        single && "is-single",
        cursor && "is-cursor",
        content?.attn && "is-attn",
        markable && "is-markable",
        marked && "is-marked",
      )}
      role={tree ? "treeitem" : "option"}
      aria-level={tree ? 2 : undefined}
      aria-selected={open || marked}
      aria-busy={content === undefined ? true : undefined}
      aria-setsize={tree ? undefined : place.of}
      aria-posinset={tree ? undefined : place.at + 1}
      onClick={props.onPress}
      onDoubleClick={props.onOpen}
    >
      <ListRowInside
        {...(content ?? notRead)}
        lead={
          markable && content ? (
            <span className="list-mark" title="Choose it: Space, or Ctrl and click" onClick={props.onMark}>
              <span className="list-mark-box" aria-hidden>
                {marked && <Check className="icon" />}
              </span>
              <span className="list-mark-lead">{content.lead}</span>
            </span>
          ) : (
            content?.lead
          )
        }
      />
    </div>
  );
}
