/**
 * Which element draws which line of a list. A line keeps its element while it is drawn, one that comes into sight takes that
 * of one that has left: scrolling makes and throws away nothing, however long the list.
 */
export class Slots {
  #slotOf: ReadonlyMap<number, number> = new Map();

  /** The element of each line that is drawn now. Asked again with the same lines, it says the same. */
  for(lines: readonly number[]): ReadonlyMap<number, number> {
    const before = this.#slotOf;
    const taken = new Set(lines.flatMap((line) => before.get(line) ?? []));
    let next = 0;
    const free = (): number => {
      while (taken.has(next)) next += 1;
      return next++;
    };
    return (this.#slotOf = new Map(lines.map((line) => [line, before.get(line) ?? free()])));
  }
}
