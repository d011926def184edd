import { type SuppressionWindow, weekdays } from "../rules/effects.ts";
import { placeOfWeekday, weekdayOf } from "../rules/time-zone.ts";

const dayLength = 86_400_000;
const minute = 60_000;

/** A suppression window, ready to be asked. Minutes are of the day, days are counted from 1970-01-01. */
export interface CompiledWindow {
  readonly from: number;
  /** Beyond the day's end where the window reaches into the next day. */
  readonly until: number;
  /** Whether it may begin on a day of the week, by its place. */
  readonly days: readonly boolean[];
  readonly first: number;
  readonly last: number;
}

export function compileWindow({ hours, days, dates }: SuppressionWindow): CompiledWindow {
  const from = hours ? minuteOf(hours.from) : 0;
  const until = hours ? minuteOf(hours.until) : 1440;
  const named = new Set((days ?? weekdays).map(placeOfWeekday));
  return {
    from,
    until: until <= from ? until + 1440 : until,
    days: weekdays.map((_, place) => named.has(place)),
    first: dates ? dayOf(dates.first) : Number.NEGATIVE_INFINITY,
    last: dates ? dayOf(dates.last) : Number.POSITIVE_INFINITY,
  };
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

const dayOf = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00.000Z`) / dayLength);

/** Whether what the clocks show lies in a window: in that which began today, or in yesterday's that reaches into today. */
export function isInWindow(window: CompiledWindow, local: number): boolean {
  const today = Math.floor(local / dayLength);
  const passed = (local - today * dayLength) / minute;
  return beganOn(window, today, passed) || beganOn(window, today - 1, passed + 1440);
}

const beganOn = ({ from, until, days, first, last }: CompiledWindow, day: number, passed: number): boolean =>
  passed >= from && passed < until && days[weekdayOf(day)]! && first <= day && day <= last;
