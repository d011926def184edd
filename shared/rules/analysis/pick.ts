import type { States } from "./formula.ts";
import { bottom, comparePoints, contains, type Point, top } from "./region.ts";
import type { Variable } from "./space.ts";

const dayMs = 86_400_000;

/** Words that stand for "any other text", the plainest first. */
const otherTexts = ["another", "other", "x", "m", "a", "z", "0"];

/** The values out of a region that people find plainest, best first; none where the region is empty. */
export function valuesIn({ cuts }: States, variable: Variable, near: number): Point[] {
  const values: Point[] = [];
  if (variable.order === "text") values.push(...textsIn(cuts));
  for (let at = 0; at < cuts.length && values.length < 4; at += 2)
    values.push(pickOf(cuts[at]!, cuts[at + 1]!, variable, near));
  return [...new Set(values)];
}

/** A value that lies alone between its neighbours is meant; else any other text will do. */
function textsIn(cuts: readonly Point[]): Point[] {
  for (let at = 0; at < cuts.length; at += 2) {
    const [from, to] = [cuts[at]!, cuts[at + 1]!];
    if (typeof from === "string" && to === `${from}\u0000`) return [from];
  }
  return otherTexts.filter((text) => contains(cuts, text)).slice(0, 1);
}

function pickOf(from: Point, to: Point, variable: Variable, near: number): Point {
  if (typeof from === "string") return textFrom(from, to);
  if (typeof to === "string") return from;
  const isTime = variable.is === "now" || (variable.is === "attribute" && variable.attribute.type === "timestamp");
  if (isTime) return timeIn(from, to, near);
  const low = from === bottom ? Math.min(0, to - 1) : from;
  const whole = Math.ceil(low);
  // The next double after 18 is no example that anybody would give.
  return whole < to && Number.isSafeInteger(whole) ? whole + 0 : Number.isFinite(low) ? low : to === top ? 0 : from;
}

function timeIn(from: number, to: number, near: number): number {
  if (from <= near && near < to) return near;
  if (from > near) return from;
  return Math.max(from, to - dayMs);
}

/** The first text of a region is its beginning; one letter more often reads better. */
function textFrom(from: string, to: Point): string {
  if (!from.endsWith("\u0000")) return from;
  const longer = `${from.slice(0, -1)}x`;
  return comparePoints(longer, to) < 0 ? longer : from;
}
