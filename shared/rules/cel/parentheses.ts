/** The other end of each round bracket of a text, by its offset. Those in text literals and comments are no brackets. */
export type Pairs = ReadonlyMap<number, number>;

const noPairs: Pairs = new Map();

// A literal (three quotation marks or one, raw or not), a comment, or a bracket; everything else is skipped.
const tokens =
  /[rR][bB]?("""|''')[\s\S]*?\1|[rR][bB]?(["'])[\s\S]*?\2|("""|''')(?:\\[\s\S]|(?!\3)[^\\])*\3|(["'])(?:\\[\s\S]|(?!\4)[^\\])*\4|\/\/[^\n]*|[()]/g;

export function pairsIn(text: string): Pairs {
  if (!text.includes("(")) return noPairs;
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === "(") open.push(index);
    if (token !== ")") continue;
    const start = open.pop();
    if (start === undefined) continue;
    pairs.set(start, index);
    pairs.set(index, start);
  }
  return pairs;
}

/**
 * The range widened until it holds both ends of each bracket or neither: the parser counts a part in brackets without them,
 * and what a fix replaces must be a whole.
 */
export function balanced(from: number, to: number, pairs: Pairs): { from: number; to: number } {
  if (pairs.size === 0) return { from, to };
  let [start, end] = [from, to];
  for (const [at, other] of pairs) {
    if (at < from || at >= to) continue;
    start = Math.min(start, other);
    end = Math.max(end, other + 1);
  }
  return { from: start, to: end };
}

/** Whether a text has remarks (`// …`), which no tree keeps. */
export const hasRemarks = (text: string): boolean =>
  text.includes("//") && Array.from(text.matchAll(tokens)).some(([token]) => token.startsWith("//"));
