import type { BuilderNode, Comparison, EventRow, Group } from "./model.ts";

/**
 * Two of the conditions on an event are so common that the row has places of its own for them: what happened
 * (`e.name == "X"`) and since when (`e.at > now - duration("720h")`). They stay where they stand among the others.
 */
interface Found {
  readonly at: number;
  readonly value: string;
}

const notFound = -1;

function find(where: Group, valueOf: (comparison: Comparison) => string | null): Found | null {
  if (where.join !== "all" || where.not) return null;
  for (const [at, item] of where.items.entries()) {
    const value = item.kind === "comparison" && !item.not ? valueOf(item) : null;
    if (value !== null) return { at, value };
  }
  return null;
}

const about = ({ subject }: Comparison, name: string): boolean =>
  subject.of === "event" && subject.name === name && subject.as === undefined;

const nameIn = (where: Group): Found | null =>
  find(where, (item) =>
    about(item, "name") &&
    item.test.is === "relation" &&
    item.test.sign === "==" &&
    !item.test.swapped &&
    item.test.operand.is === "string"
      ? item.test.operand.value
      : null,
  );

const windowIn = (where: Group): Found | null =>
  find(where, (item) =>
    about(item, "at") &&
    item.test.is === "relation" &&
    item.test.sign === ">" &&
    !item.test.swapped &&
    item.test.operand.is === "ago"
      ? item.test.operand.length
      : null,
  );

/** The event that a row looks for, or null for any. */
export const eventNameOf = ({ where }: EventRow): string | null => nameIn(where)?.value ?? null;

/** How far back it looks, as CEL writes a duration; null for ever. */
export const windowOf = ({ where }: EventRow): string | null => windowIn(where)?.value ?? null;

/** The places of the conditions that have no place of their own in the row. */
export function othersIn({ where }: EventRow): number[] {
  const taken = [nameIn(where)?.at ?? notFound, windowIn(where)?.at ?? notFound];
  return [...where.items.keys()].filter((at) => !taken.includes(at));
}

/** The conditions that have. */
export function ownIn(row: EventRow): BuilderNode[] {
  const others = new Set(othersIn(row));
  return row.where.items.filter((_, at) => !others.has(at));
}

export const named = (name: string): Comparison => ({
  kind: "comparison",
  not: false,
  subject: { of: "event", name: "name" },
  test: { is: "relation", sign: "==", operand: { is: "string", value: name }, swapped: false },
});

const since = (length: string): Comparison => ({
  kind: "comparison",
  not: false,
  subject: { of: "event", name: "at" },
  test: { is: "relation", sign: ">", operand: { is: "ago", length }, swapped: false },
});

export const withEventName = (row: EventRow, name: string | null): EventRow =>
  withOwn(row, nameIn(row.where), name === null ? null : named(name), 0);

export const withWindow = (row: EventRow, length: string | null): EventRow =>
  withOwn(row, windowIn(row.where), length === null ? null : since(length), row.where.items.length);

function withOwn(row: EventRow, found: Found | null, next: Comparison | null, place: number): EventRow {
  if (found) {
    const items = row.where.items.flatMap((item, at) => (at === found.at ? (next ?? []) : item));
    return { ...row, where: { ...row.where, items } };
  }
  if (!next) return row;
  const { where } = row;
  const all: Group =
    where.join === "all" && !where.not ? where : { kind: "group", join: "all", not: false, items: [where] };
  return { ...row, where: { ...all, items: all.items.toSpliced(Math.min(place, all.items.length), 0, next) } };
}
