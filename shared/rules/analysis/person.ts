/** A value that is of no attribute's type: what reads it finds it unreadable. */
export const unreadableValue = Object.freeze({});

/** That all attributes were observed just now, for those that count for a while alone. */
export function observedAt(attributes: Readonly<Record<string, unknown>>, now: number): Record<string, string> {
  const at = new Date(now).toISOString();
  return Object.fromEntries(Object.keys(attributes).map((key) => [key, at]));
}
