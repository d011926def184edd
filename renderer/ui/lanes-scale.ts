/** A span of time, as instants in milliseconds. */
export interface Span {
  from: number;
  to: number;
}

/** Where an instant stands on a lane, in percent of its width; outside the span it is clamped to the edge. */
export function placeOn(span: Span, at: number): number {
  const length = span.to - span.from;
  if (length <= 0) return 0;
  return Math.min(100, Math.max(0, ((at - span.from) / length) * 100));
}

/** A label on the time axis. */
export interface Tick {
  at: number;
  label: string;
}

const day = 86_400_000;

function nextTick(at: Date, unit: "day" | "month" | "year", step: number): Date {
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  if (unit === "day") return new Date(Date.UTC(year, month, date + step));
  if (unit === "month") return new Date(Date.UTC(year, month - (month % step) + step, 1));
  return new Date(Date.UTC(year + step, 0, 1));
}

/** Chooses days, months or years so that at most `most` labels stand on the axis. Times are UTC. */
export function ticksFor(span: Span, most = 16): Tick[] {
  const days = (span.to - span.from) / day;
  const choices = [
    ["day", 1, days],
    ["day", 7, days / 7],
    ["month", 1, days / 30.4],
    ["month", 3, days / 91.3],
    ["year", 1, days / 365.25],
    ["year", 5, days / 1826],
  ] as const;
  const [unit, step] = choices.find(([, , count]) => count <= most) ?? ["year", 10];
  const ticks: Tick[] = [];
  for (let at = nextTick(new Date(span.from), unit, step); at.getTime() < span.to; at = nextTick(at, unit, step)) {
    ticks.push({ at: at.getTime(), label: tickLabel(at, unit) });
  }
  return ticks;
}

function tickLabel(at: Date, unit: "day" | "month" | "year"): string {
  if (unit === "year" || (unit === "month" && at.getUTCMonth() === 0)) return String(at.getUTCFullYear());
  const month = at.toLocaleString("en-US", { month: "short", timeZone: "UTC" });
  return unit === "month" ? month : `${at.getUTCDate()} ${month}`;
}

/** How near a press must come to an act to mean it, in percent of the lane. */
const reach = 1;

/** The instant at a place on a lane; an act that is near enough is meant. */
export function instantOn(span: Span, place: number, moments: readonly number[]): number {
  const near = moments
    .map((at) => ({ at, distance: Math.abs(placeOn(span, at) - place) }))
    .filter(({ distance }) => distance <= reach)
    .toSorted((a, b) => a.distance - b.distance)[0];
  return near?.at ?? Math.round(span.from + ((span.to - span.from) * place) / 100);
}

/** The next moment before or after an instant, if there is one. */
export function nextMoment(moments: readonly number[], at: number, direction: 1 | -1): number | undefined {
  const beyond = moments.filter((moment) => (moment - at) * direction > 0);
  if (beyond.length === 0) return undefined;
  return direction > 0 ? Math.min(...beyond) : Math.max(...beyond);
}
