/** How full a limited field is: grey to 89 %, amber from 90 %, red beyond. */
export type LimitLevel = "fine" | "near" | "over";

/** The level, the share of the bar that is filled (0 to 1), and the words beside it. */
export interface LimitState {
  level: LimitLevel;
  filled: number;
  words: string;
}

/**
 * Judges a length against its limit. `used` and `max` count characters as people count them, or pixels.
 * A limit of 0 is full at once; typing is never blocked, so `used` may exceed `max`.
 */
export function limitState(used: number, max: number, unit?: "px"): LimitState {
  if (used > max) {
    const over = (used - max).toLocaleString("en");
    return { level: "over", filled: 1, words: unit ? `${over} ${unit} too wide` : `${over} too many` };
  }
  const filled = max === 0 ? 1 : used / max;
  return {
    // Compared without division, so that exactly 90 % is near on every machine.
    level: used * 10 >= max * 9 && used > 0 ? "near" : "fine",
    filled,
    words: `${used.toLocaleString("en")} of ${max.toLocaleString("en")}${unit ? ` ${unit}` : ""}`,
  };
}

/** Characters as a reader counts them in most scripts: code points, not UTF-16 units. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
