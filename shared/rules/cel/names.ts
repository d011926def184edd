/** Offers for names that are not known. */

/** The number of single edits (insert, delete, replace, swap of neighbours) between two texts, in lower case. */
export function editDistance(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      let best = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + cost);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[right.length]!;
}

/** The known name that is closest to the given one, or null where none is close enough to be meant. */
export function nearest(name: string, known: Iterable<string>): string | null {
  const limit = Math.max(2, Math.floor(name.length / 3));
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const each of known) {
    if (Math.abs(each.length - name.length) > limit) continue;
    const distance = editDistance(name, each);
    if (distance < bestDistance) [best, bestDistance] = [each, distance];
  }
  return best;
}
