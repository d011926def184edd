/** Small words that every screen needs. */

/** “1 asset”, “1,284 assets”; the plural is given where an s is not enough. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** “a”, “a and b”, “a, b and c”. Beyond `most` the rest is counted: “a, b and 3 more”. */
export function listed(words: readonly string[], { most = 4, last = "and" } = {}): string {
  const shown = words.length > most ? [...words.slice(0, most - 1), `${words.length - most + 1} more`] : [...words];
  if (shown.length < 2) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} ${last} ${shown.at(-1)}`;
}

/** The text with a capital at its start. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
