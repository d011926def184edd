/** What was edited, for undo and redo within one session. A value: every change gives a new one. */
export interface EditHistory<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last edit changed, and when: more of the same soon after is one step, not many. */
  readonly last: { readonly key: string; readonly at: number } | undefined;
}

/** A pause this long begins a new step, in milliseconds. */
const pause = 1000;
/** Steps that can be taken back. */
const deepest = 200;

export const startHistory = <T>(present: T): EditHistory<T> => ({ past: [], present, future: [], last: undefined });

/** Takes an edit. `key` says what it changed, such as the field's place. What could be redone is gone. */
export function edited<T>(history: EditHistory<T>, present: T, key: string, now: number): EditHistory<T> {
  const { past, last } = history;
  const goesOn = last !== undefined && last.key === key && now - last.at <= pause;
  return {
    past: goesOn ? past : [...past.slice(1 - deepest), history.present],
    present,
    future: [],
    last: { key, at: now },
  };
}

/** One step back; the same history where there is none. */
export function undone<T>(history: EditHistory<T>): EditHistory<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    last: undefined,
  };
}

/** One step forward again; the same history where there is none. */
export function redone<T>(history: EditHistory<T>): EditHistory<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, last: undefined };
}
