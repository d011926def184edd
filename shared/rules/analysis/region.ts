import { compare } from "../cel/values.ts";

/**
 * Sets over an ordered domain (numbers, times, texts, places in a list of choices), as a union of half-open intervals.
 *
 * Every value has a next one (the next double, the next millisecond, the text with a NUL added), so that "up to and with v"
 * is "before the next of v", and whether a set is empty can be read off. `top` ends what has no end.
 */
export type Point = number | string;

/** Interval ends in rising order: from the first on and before the second, from the third on and before the fourth… */
export type Cuts = readonly Point[];

/** How the values of a domain follow one another. */
export type Order = "double" | "whole" | "text";

export const bottom = Number.NEGATIVE_INFINITY;
export const top = Number.POSITIVE_INFINITY;

/** Where two cuts lie to each other. `top` and `bottom` are numbers among texts too. */
export function comparePoints(a: Point, b: Point): number {
  if (typeof a === "string" && typeof b === "string") return compare(a, b)!;
  if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === "number") return a === top ? 1 : -1;
  return b === top ? -1 : 1;
}

const bits = new DataView(new ArrayBuffer(8));

/** The smallest double above another. */
function nextDouble(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}

/** The cut just before a value of the domain. A constant need not be one: no count is 1.5. */
export const before = (value: Point, order: Order): Point =>
  order === "whole" && typeof value === "number" ? Math.ceil(value) : value;

/** The cut just after a value. */
export function after(value: Point, order: Order): Point {
  if (typeof value === "string") return `${value}\u0000`;
  if (!Number.isFinite(value)) return value;
  return order === "whole" ? Math.floor(value) + 1 : nextDouble(value);
}

const nothing: Cuts = [];

export const interval = (from: Point, to: Point): Cuts => (comparePoints(from, to) < 0 ? [from, to] : nothing);

export const single = (value: Point, order: Order): Cuts => interval(before(value, order), after(value, order));

export const union = (sets: readonly Cuts[]): Cuts => sets.reduce((all, each) => merge(all, each, either), nothing);

export const intersect = (a: Cuts, b: Cuts): Cuts => (a.length === 0 || b.length === 0 ? nothing : merge(a, b, both));

/** What of `a` is not in `b`. */
export const without = (a: Cuts, b: Cuts): Cuts => (b.length === 0 ? a : merge(a, b, onlyFirst));

type Rule = (inA: boolean, inB: boolean) => boolean;
const either: Rule = (a, b) => a || b;
const both: Rule = (a, b) => a && b;
const onlyFirst: Rule = (a, b) => a && !b;

function merge(a: Cuts, b: Cuts, rule: Rule): Cuts {
  const cuts: Point[] = [];
  let inside = false;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const order = i === a.length ? 1 : j === b.length ? -1 : comparePoints(a[i]!, b[j]!);
    const at = order <= 0 ? a[i]! : b[j]!;
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
    const now = rule(i % 2 === 1, j % 2 === 1);
    if (now !== inside) cuts.push(at);
    inside = now;
  }
  return cuts;
}

/** Whether two sets have a value in common, found without making it. */
export function meet(a: Cuts, b: Cuts): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (comparePoints(a[i + 1]!, b[j]!) <= 0) i += 2;
    else if (comparePoints(b[j + 1]!, a[i]!) <= 0) j += 2;
    else return true;
  }
  return false;
}

/** Whether all of `a` is in `b`. */
export function isWithin(a: Cuts, b: Cuts): boolean {
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    while (j < b.length && comparePoints(b[j + 1]!, a[i]!) <= 0) j += 2;
    if (j >= b.length || comparePoints(b[j]!, a[i]!) > 0 || comparePoints(a[i + 1]!, b[j + 1]!) > 0) return false;
  }
  return true;
}

export const sameCuts = (a: Cuts, b: Cuts): boolean =>
  a === b || (a.length === b.length && a.every((cut, index) => cut === b[index]));

export const contains = (set: Cuts, value: Point): boolean => {
  for (let i = 0; i < set.length; i += 2)
    if (comparePoints(set[i]!, value) <= 0 && comparePoints(value, set[i + 1]!) < 0) return true;
  return false;
};
