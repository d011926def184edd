import type { Span } from "#shared/spelling/model.ts";

/**
 * Marks of an older text in a newer one, until the newer one is checked: those before and behind what changed stay with
 * their words; those that the change touches go.
 */
export function carryMarks(marks: readonly Span[], older: string, newer: string): readonly Span[] {
  if (older === newer || marks.length === 0) return marks;
  const most = Math.min(older.length, newer.length);
  let head = 0;
  while (head < most && older[head] === newer[head]) head += 1;
  let tail = 0;
  while (tail < most - head && older[older.length - 1 - tail] === newer[newer.length - 1 - tail]) tail += 1;
  const shift = newer.length - older.length;
  return marks.flatMap(({ from, to }) => {
    // A letter right at its edge makes it another word.
    if (to < head) return [{ from, to }];
    if (from > older.length - tail) return [{ from: from + shift, to: to + shift }];
    return [];
  });
}

/** The mark at a place of a text, its edges included. */
export const markAt = (marks: readonly Span[], place: number): Span | undefined =>
  marks.find(({ from, to }) => from <= place && place <= to);

/** The first mark that begins behind a place, else the first of all. */
export const markAfter = (marks: readonly Span[], place: number): Span | undefined =>
  marks.find(({ from }) => from >= place) ?? marks[0];

/** A text with one stretch of it said otherwise. */
export const replaced = (text: string, { from, to }: Span, by: string): string =>
  text.slice(0, from) + by + text.slice(to);
