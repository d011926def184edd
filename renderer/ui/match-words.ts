/** Where in a text the query was found, as start and end offsets. */
export type Range = readonly [start: number, end: number];

/** A hit: the higher the score, the better. */
export interface WordMatch {
  score: number;
  ranges: Range[];
}

const breaks = /[\s.\-_/:,()“”"']/;

function findWord(word: string, text: string): WordMatch | undefined {
  let best: WordMatch | undefined;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const startsWord = at === 0 || breaks.test(text.charAt(at - 1));
    const score = at === 0 ? 4 : startsWord ? 3 : 1;
    if (!best || score > best.score) best = { score, ranges: [[at, at + word.length]] };
    if (startsWord) break;
  }
  return best;
}

/** Lower case without changing length: a few letters grow when lowered (İ), and offsets must stay true. */
function lowered(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && range[0] <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], range[1])];
    else result.push(range);
  }
  return result;
}

/**
 * Finds every word of a query in a text, in any order; the start of a word counts more than its middle.
 * Returns `undefined` when one of them is missing. An empty query matches everything with a score of 0.
 */
export function matchWords(query: string, text: string): WordMatch | undefined {
  const words = lowered(query).split(/\s+/).filter(Boolean);
  const haystack = lowered(text);
  const ranges: Range[] = [];
  let score = 0;
  for (const word of words) {
    const found = findWord(word, haystack);
    if (!found) return undefined;
    ranges.push(...found.ranges);
    score += found.score;
  }
  // Of two texts with the same hits the shorter one is nearer to what was typed.
  return { score: words.length === 0 ? 0 : score - text.length / 1000, ranges: merged(ranges) };
}

/** Cuts a text into marked and plain pieces. */
export function markPieces(text: string, ranges: readonly Range[]): { text: string; marked: boolean }[] {
  const pieces: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false });
    pieces.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false });
  return pieces;
}
