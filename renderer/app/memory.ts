/**
 * Small choices of one person on one computer (theme, last place). Governed data never goes here.
 * A browser that forbids storage only forgets them.
 */
const prefix = "imprimatur.";

/** What was remembered under a name. */
export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a value, or forgets it when there is none. */
export function remember(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // Not remembered: the choice holds until the window closes.
  }
}
