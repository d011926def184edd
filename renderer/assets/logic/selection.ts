/** The rows that are chosen in one list. It belongs to that list: another filter begins with none. */
export interface Selection {
  readonly list: string;
  readonly marked: ReadonlySet<string>;
}

export const nothingChosen = (list: string): Selection => ({ list, marked: new Set() });

/** What is chosen in a list: nothing, where the selection is of another one. */
export const chosenIn = (selection: Selection, list: string): ReadonlySet<string> =>
  selection.list === list ? selection.marked : new Set();

/** One row more, or one less. */
export function toggled(selection: Selection, list: string, id: string): Selection {
  const marked = new Set(chosenIn(selection, list));
  if (!marked.delete(id)) marked.add(id);
  return { list, marked };
}

/** Exactly these rows. */
export const chosen = (list: string, ids: readonly string[]): Selection => ({ list, marked: new Set(ids) });

/** The places between two, both included, in order. */
export const stretchOf = (from: number, to: number): { offset: number; limit: number } => ({
  offset: Math.min(from, to),
  limit: Math.abs(to - from) + 1,
});
