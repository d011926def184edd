/** A point in time, in milliseconds since 1970. CEL counts nanoseconds; the journal and all requests count milliseconds. */
export class Timestamp {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

/** A length of time, in milliseconds. */
export class Duration {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

const timestampPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** CEL's bounds: the years 1 to 9999, and ten thousand years of 365.25 days either way. */
const firstMoment = -62_135_596_800_000;
const lastMoment = 253_402_300_799_999;
const longestDuration = 315_576_000_000_000;

/** A point in time; undefined outside of CEL's years. */
export const timestampAt = (ms: number): Timestamp | undefined =>
  ms >= firstMoment && ms <= lastMoment ? new Timestamp(ms) : undefined;

/** A length of time; undefined where it is longer than CEL's. */
export const durationOf = (ms: number): Duration | undefined =>
  Math.abs(ms) <= longestDuration ? new Duration(ms) : undefined;

/** Reads RFC 3339 to milliseconds; null where the text is none, or outside of CEL's years. */
export function parseTimestamp(text: string): number | null {
  const fast = parseInstant(text);
  const ms = fast ?? (timestampPattern.test(text) ? Date.parse(text) : Number.NaN);
  return ms >= firstMoment && ms <= lastMoment ? ms : null;
}

/**
 * Reads the one form that instants have in requests and journal (`2026-01-31T00:00:00.000Z`) without the general parser:
 * a decision reads several. Null where the text has another form or is no date of the calendar.
 */
export function parseInstant(text: string): number | null {
  if (text.length !== 24 || text.charCodeAt(10) !== 84 || text.charCodeAt(23) !== 90) return null;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(13) !== 58) return null;
  if (text.charCodeAt(16) !== 58 || text.charCodeAt(19) !== 46) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  const ms = digits(text, 20, 23);
  // A character that is no digit makes the number NaN, which fails every comparison.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return null;
  if (!(hour <= 23 && minute <= 59 && second <= 59 && ms >= 0)) return null;
  return daysSince1970(year, month, day) * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

/** Days from 1970-01-01 in the Gregorian calendar. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, us: 1e-3, ns: 1e-6 };
const durationPattern = /^-?(?:\d+(?:\.\d+)?(?:ms|us|ns|h|m|s))+$/;

/** Reads a CEL duration ("1h30m", "-0.5s") to milliseconds; null where the text is none. */
export function parseDuration(text: string): number | null {
  if (text.length > 100 || !durationPattern.test(text)) return null;
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|h|m|s)/g))
    ms += Number(amount) * units[unit!]!;
  if (ms > longestDuration) return null;
  return text.startsWith("-") ? -ms : ms;
}
