import type { Problem } from "#shared/assets/model.ts";
import type { Field } from "../model.ts";
import type { Say } from "./say.ts";

/** Whether a text is a day of the calendar, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Holds a day to `earliest` and `latest`, both of which are allowed themselves. */
export function checkDate({ label, limits: { earliest, latest } }: Field, text: string, say: Say): Problem[] {
  if (!isDay(text)) return [say("form", `Write ${label} as year, month and day, such as 2026-11-24.`)];
  if (earliest !== undefined && text < earliest)
    return [say("limit", `${label} may be ${earliest} at the earliest; this is ${text}.`)];
  if (latest !== undefined && text > latest)
    return [say("limit", `${label} may be ${latest} at the latest; this is ${text}.`)];
  return [];
}
