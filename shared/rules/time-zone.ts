import type { CapPeriod, Weekday } from "./effects.ts";
import { weekdays } from "./effects.ts";

const day = 86_400_000;

/** How long an offset is taken to stay: changes of the clock fall on quarters of an hour of UTC. */
const quarter = 900_000;

/** More zones than there are at once are not kept, so that invented spellings cannot fill the memory. */
const mostZones = 1000;

interface KnownZone {
  readonly format: Intl.DateTimeFormat;
  /** The quarter of an hour that `offset` was measured in. */
  quarter: number;
  offset: number;
}

/**
 * Tells the time by the clocks of time zones. What a clock shows changes with daylight saving; how far it is from UTC is
 * asked once per zone and quarter of an hour, because asking is slow.
 */
export class ZoneClocks {
  readonly #zones = new Map<string, KnownZone>();

  /** What the clocks of a zone show, as if it were UTC; NaN where there is no such zone. */
  localTime(zone: string, at: number): number {
    const known = this.#zones.get(zone) ?? this.#learn(zone);
    if (!known) return Number.NaN;
    const now = Math.floor(at / quarter);
    if (known.quarter !== now) {
      known.offset = measure(known.format, at);
      known.quarter = now;
    }
    return at + known.offset;
  }

  /** When the calendar period began in which a moment lies; NaN where there is no such zone. */
  startOf(unit: Extract<CapPeriod, { in: "calendar" }>["unit"], zone: string, at: number): number {
    const local = this.localTime(zone, at);
    if (Number.isNaN(local)) return Number.NaN;
    const { format, offset } = this.#zones.get(zone)!;
    const start = firstDay(unit, Math.floor(local / day)) * day;
    // By the offset of today first; that of the day itself may be another.
    return start - measure(format, start - measure(format, start - offset));
  }

  #learn(zone: string): KnownZone | undefined {
    if (!isTimeZone(zone)) return undefined;
    if (this.#zones.size >= mostZones) this.#zones.clear();
    const known: KnownZone = { format: formatOf(zone), quarter: Number.NaN, offset: Number.NaN };
    this.#zones.set(zone, known);
    return known;
  }
}

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The day of the week of a day counted from 1970-01-01, a Thursday; 0 is Monday. */
export const weekdayOf = (days: number): number => (((days + 3) % 7) + 7) % 7;

/** The place of a day of the week; 0 is Monday. */
export const placeOfWeekday = (name: Weekday): number => weekdays.indexOf(name);

function firstDay(unit: "day" | "week" | "month", days: number): number {
  if (unit === "day") return days;
  if (unit === "week") return days - weekdayOf(days);
  return days - new Date(days * day).getUTCDate() + 1;
}

const formatOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function measure(format: Intl.DateTimeFormat, at: number): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value);
  const local = Date.UTC(
    shown["year"] ?? Number.NaN,
    (shown["month"] ?? Number.NaN) - 1,
    shown["day"],
    shown["hour"],
    shown["minute"],
    shown["second"],
  );
  return local - Math.floor(at / 1000) * 1000;
}
