import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { type LineHeights, lineAtTop, type Lines, topOf } from "./list-model.ts";
import { Slots } from "./list-slots.ts";

/** One line as it is drawn. */
export interface DrawnLine {
  readonly index: number;
  readonly start: number;
  readonly size: number;
  /** The element that draws it: a line that comes into sight takes that of one that has left. */
  readonly slot: number;
}

export interface ListWindow {
  /** The lines in sight and a few around them; the head that sticks comes first, also when it has scrolled off. */
  readonly drawn: readonly DrawnLine[];
  /** The head that sticks to the top; -1 without groups. */
  readonly sticky: number;
  readonly height: number;
  /** Scrolls as little as it takes to bring a line into sight. */
  readonly show: (line: number) => void;
}

/** Lines drawn beyond what is in sight, on either side. */
const around = 6;

/** The part of a list that is in sight. What it takes does not grow with the list. */
export function useListWindow(
  lines: Lines,
  scrollerRef: RefObject<HTMLElement | null>,
  { head, row }: LineHeights,
): ListWindow {
  const heights = useMemo(() => ({ head, row }), [head, row]);
  const [range, setRange] = useState({ first: 0, last: -1 });
  const look = useCallback(() => {
    const element = scrollerRef.current;
    if (!element || lines.length === 0) return;
    const first = lineAtTop(lines, element.scrollTop, heights);
    const last = lineAtTop(lines, element.scrollTop + element.clientHeight, heights);
    setRange((now) => (now.first === first && now.last === last ? now : { first, last }));
  }, [lines, scrollerRef, heights]);
  useLayoutEffect(look, [look]);
  const present = lines.length > 0;
  useEffect(() => {
    const element = scrollerRef.current;
    if (!element) return;
    element.addEventListener("scroll", look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, [look, scrollerRef, present]);
  const show = useCallback(
    (line: number) => {
      const element = scrollerRef.current;
      if (!element) return;
      const top = topOf(lines, line, heights);
      const bottom = topOf(lines, line + 1, heights);
      // A head sticks to the top and would cover the line under it.
      const above = lines.headOf(line) >= 0 && lines.headOf(line) !== line ? heights.head : 0;
      if (top - above < element.scrollTop) element.scrollTop = top - above;
      else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
      look();
    },
    [lines, scrollerRef, heights, look],
  );
  const [slots] = useState(() => new Slots());
  return useMemo(() => {
    const first = Math.min(range.first, Math.max(0, lines.length - 1));
    const sticky = lines.length > 0 ? lines.headOf(first) : -1;
    const from = Math.max(0, first - around);
    const to = Math.min(lines.length - 1, range.last + around);
    const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
    const drawn = sticky >= 0 && sticky < from ? [sticky, ...indexes] : indexes;
    const slotOf = slots.for(drawn);
    return {
      drawn: drawn.map((index) => ({
        index,
        slot: slotOf.get(index)!,
        start: topOf(lines, index, heights),
        size: topOf(lines, index + 1, heights) - topOf(lines, index, heights),
      })),
      sticky,
      height: topOf(lines, lines.length, heights),
      show,
    };
  }, [lines, range, heights, show, slots]);
}
