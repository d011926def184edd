/** Lengths of time as people count them. CEL knows no days, so they are written in hours. */
export const lengthUnits = ["days", "hours", "minutes"] as const;
export type LengthUnit = (typeof lengthUnits)[number];

export interface Length {
  readonly count: number;
  readonly unit: LengthUnit;
}

/** `720h` is 30 days; null for a length that is written in another way, such as `1h30m`. */
export function readLength(text: string): Length | null {
  const [, digits, unit] = /^(\d{1,7})(h|m)$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const count = Number(digits);
  if (unit === "m") return { count, unit: "minutes" };
  return count > 0 && count % 24 === 0 ? { count: count / 24, unit: "days" } : { count, unit: "hours" };
}

export function writeLength({ count, unit }: Length): string {
  if (unit === "minutes") return `${count}m`;
  return `${unit === "days" ? count * 24 : count}h`;
}
