import type { Parameters, ReadDb } from "../db/database.ts";

/**
 * Long lists as places instead of rows. The order of everything of a kind is read once and kept until the journal grows;
 * what a filter or a search lets through is marked in it. So a page costs the same at its first and its last row, and the
 * first letter of a search no more than the rows that it finds.
 */
export interface Base {
  /** `asset.row`, in order. */
  readonly rows: Int32Array;
  /** By `asset.row`: its place in `rows`, or -1. */
  readonly places: Int32Array;
  /** Where each group of the order begins; empty for an order without groups. */
  readonly groups: readonly GroupStart[];
}

export interface GroupStart {
  readonly key: string;
  readonly from: number;
}

export interface GroupCount {
  readonly key: string;
  readonly count: number;
}

/** Which rows of a base are let through, in its order; null for all. */
export type Subset = Int32Array | null;

export function makeBase(rows: readonly number[], groups: readonly GroupCount[]): Base {
  const places = new Int32Array(rows.reduce((most, row) => Math.max(most, row), 0) + 1).fill(-1);
  for (const [place, row] of rows.entries()) places[row] = place;
  const starts: GroupStart[] = [];
  let from = 0;
  for (const { key, count } of groups) {
    starts.push({ key, from });
    from += count;
  }
  return { rows: Int32Array.from(rows), places, groups: starts };
}

/**
 * Room to count in, kept between searches: a fresh megabyte for each letter costs more than the counting.
 * Every use fills it before it reads it, and nothing waits in between.
 */
let marks = new Uint8Array(0);
let found = new Int32Array(0);

/** The places at which every one of these sets has a row. */
export function intersect(base: Base, sets: readonly RowSet[]): Subset {
  if (sets.length === 0) return null;
  const size = base.rows.length;
  if (marks.length < size) {
    marks = new Uint8Array(size);
    found = new Int32Array(size);
  }
  marks.fill(0, 0, size);
  for (const [turn, each] of sets.entries()) {
    each((row) => {
      const place = base.places[row] ?? -1;
      if (place >= 0 && marks[place] === turn) marks[place] = turn + 1;
    });
  }
  let count = 0;
  for (let place = 0; place < size; place++) if (marks[place] === sets.length) found[count++] = place;
  return found.slice(0, count);
}

/** Tells every row that a term of a filter lets through, in no order. */
export type RowSet = (take: (row: number) => void) => void;

/**
 * Reads the rows that a query finds. They cross from SQLite as one text: a hundred thousand values of their own take
 * three times as long.
 * @param from FROM and WHERE
 */
export function readRows(db: ReadDb, row: string, from: string, parameters: Parameters): RowSet {
  const [text] = db.values<string | null>(`SELECT group_concat(${row}) ${from}`, parameters);
  return (take) => {
    if (!text) return;
    let value = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === comma) {
        take(value);
        value = 0;
      } else value = value * 10 + (code - zero);
    }
    take(value);
  };
}

const comma = 44;
const zero = 48;

/** `asset.row` of one page. */
export function pageOf(base: Base, subset: Subset, offset: number, limit: number): number[] {
  if (subset === null) return [...base.rows.subarray(offset, offset + limit)];
  return Array.from(subset.subarray(offset, offset + limit), (place) => base.rows[place]!);
}

export const sizeOf = (base: Base, subset: Subset): number => (subset ?? base.rows).length;

/** How many of each group are let through, in order; groups of which none is are left out. */
export function countGroups(base: Base, subset: Subset): GroupCount[] {
  const counts: GroupCount[] = [];
  let at = 0;
  for (const [index, { key, from }] of base.groups.entries()) {
    const to = base.groups[index + 1]?.from ?? base.rows.length;
    let count = to - from;
    if (subset !== null) {
      const begin = at;
      while (at < subset.length && subset[at]! < to) at += 1;
      count = at - begin;
    }
    if (count > 0) counts.push({ key, count });
  }
  return counts;
}

/** What was worked out of a database at one state of its journal. Any later state begins anew. */
interface Kept {
  version: number;
  readonly values: Map<string, unknown>;
}

const kept = new WeakMap<ReadDb, Kept>();
const mostKept = 16;

/** Works something out, or gives what was worked out before, as long as nothing was committed since. */
export function keptFor<T>(db: ReadDb, key: string, work: () => T): T {
  const { version } = db.get<{ version: number }>("SELECT COALESCE(MAX(sequence), -1) AS version FROM journal")!;
  let here = kept.get(db);
  if (here?.version !== version) kept.set(db, (here = { version, values: new Map() }));
  const { values } = here;
  const value = values.has(key) ? (values.get(key) as T) : work();
  // Taken out and put in again, so that the map's order is that of use.
  values.delete(key);
  values.set(key, value);
  if (values.size > mostKept) values.delete(values.keys().next().value!);
  return value;
}
