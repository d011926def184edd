/** Dates as people say them: today a time, this year a day, older a year. `now` is an argument so that words can be tested. */
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayMonthYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const longDay = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** “10:02” today, “11 Mar” this year, “11 Mar 2024” before. */
export function sayDay(instant: string, now = new Date()): string {
  const at = new Date(instant);
  if (sameDay(at, now)) return clock.format(at);
  return at.getFullYear() === now.getFullYear() ? dayMonth.format(at) : dayMonthYear.format(at);
}

/** The same with the time: “today, 10:02”, “11 Mar, 16:20”. */
export function sayMoment(instant: string, now = new Date()): string {
  const at = new Date(instant);
  return `${sameDay(at, now) ? "today" : sayDay(instant, now)}, ${clock.format(at)}`;
}

/** A date that stands for itself: “11 Mar 2026, 16:20”. For journals and proofs, where “today” would not last. */
export function sayExactly(instant: string): string {
  const at = new Date(instant);
  return `${dayMonthYear.format(at)}, ${clock.format(at)}`;
}

/** “Thursday 12 March 2026”. */
export const sayLongDay = (at = new Date()): string => longDay.format(at).replaceAll(",", "");

const day = 86_400_000;

/** How far off a date is, in days: “today”, “6 days”, “2 days ago”. */
export function sayDistance(instant: string, now = new Date()): string {
  const days = Math.round((Date.parse(instant) - now.getTime()) / day);
  if (days === 0) return "today";
  const count = Math.abs(days) === 1 ? "1 day" : `${Math.abs(days).toLocaleString("en")} days`;
  return days > 0 ? count : `${count} ago`;
}
