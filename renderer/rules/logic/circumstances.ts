import type { Counter } from "#shared/decision/counter.ts";
import { fromLocal } from "#renderer/assets/logic/local-time.ts";

/** Under which circumstances a rule is tried, as typed. What is empty is not known, but for the moment: that is then now. */
export interface CircumstancesForm {
  /** A local date and time. */
  readonly at: string;
  readonly timeZone: string;
  /** Labels of what it would stand beside, with commas between. */
  readonly context: string;
  /** How often the person got something before, under any cap. */
  readonly seen: string;
}

export const plainCircumstances: CircumstancesForm = { at: "", timeZone: "", context: "", seen: "0" };

/** The moment of the decision, in milliseconds since 1970. */
export function momentOf({ at }: CircumstancesForm, now: number): number {
  const instant = at === "" ? undefined : fromLocal(at);
  return instant === undefined ? now : Date.parse(instant);
}

/** What a request says of the circumstances. */
export function statedBy({ timeZone, context }: CircumstancesForm): { timeZone?: string; context?: string[] } {
  const labels = context.split(",").flatMap((label) => label.trim() || []);
  return {
    ...(timeZone.trim() === "" ? {} : { timeZone: timeZone.trim() }),
    ...(labels.length === 0 ? {} : { context: labels }),
  };
}

/** Answers every cap with what was typed, and keeps nothing. */
export function typedCounter({ seen }: CircumstancesForm): Counter {
  const typed = /^\d+$/.test(seen.trim()) ? Number(seen) : undefined;
  return { count: () => typed, add: () => {} };
}
