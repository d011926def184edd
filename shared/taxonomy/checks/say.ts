import { type CheckContext, problem } from "#shared/assets/define-kind.ts";
import type { Problem } from "#shared/assets/model.ts";

/** What the check of a value needs besides the field: where to report, and what it may look up. */
export interface ValueContext {
  /** For tokens. Without it, it is not checked whether their attributes exist. */
  readonly dictionary?: CheckContext["dictionary"];
  /** For what a value leads to. Without it, only the form of such a value is checked. */
  readonly asset?: CheckContext["asset"];
  /** The path under which problems are reported; the field's name where absent. */
  readonly at?: string;
}

/** Reports a problem at the place that is checked. */
export type Say = (code: Problem["code"], message: string) => Problem;

export const sayAt =
  (at: string): Say =>
  (code, message) =>
    problem(at, code, message);

/** Values in a sentence; a long list is cut, since the screen shows it whole elsewhere. */
export const listed = (values: readonly string[]): string =>
  values
    .slice(0, 8)
    .map((each) => `“${each}”`)
    .join(", ") + (values.length > 8 ? " and others" : "");

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
