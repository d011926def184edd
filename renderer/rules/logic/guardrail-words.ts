import type { CapPeriod, GuardrailLogic, SuppressionWindow, Weekday } from "#shared/rules/effects.ts";
import { listed } from "#renderer/app/words.ts";
import { channelWords } from "#renderer/reviews/strings.ts";

type NameOf = (id: string) => string;

export const weekdayWords: Readonly<Record<Weekday, string>> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

/** What a guardrail does, as one or two sentences; its condition is said elsewhere. */
export function guardrailWords(logic: GuardrailLogic, nameOf: NameOf): string {
  switch (logic.effect) {
    case "exclude":
      return `${what(logic, nameOf)} is kept from those of whom the condition holds, or might hold, ${where(logic, nameOf)}.`;
    case "suppress":
      return suppressionWords(logic, nameOf);
    case "brandSafety":
      return `${what(logic, nameOf)} never stands beside ${listed(logic.avoid)} ${where(logic, nameOf)}. Where a request does not say beside what, it ${
        logic.contextRequired ? "is kept back too" : "may be shown"
      }.`;
    case "cap":
      return `One person gets ${what(logic, nameOf, true)} at most ${times(logic.most)} ${capPeriodWords(logic.period)}, ${where(logic, nameOf)} together.`;
    case "require":
      return `Only those of whom the condition surely holds get ${what(logic, nameOf, true)} ${where(logic, nameOf)}.`;
  }
}

/** What it keeps back. */
function what({ content }: GuardrailLogic, nameOf: NameOf, inside = false): string {
  const names = content ? [...content.types, ...content.blocks].map(nameOf) : [];
  if (names.length > 0) return listed(names);
  return inside ? "what is personalized" : "What is personalized";
}

function where({ placements, channels }: GuardrailLogic, nameOf: NameOf): string {
  if (placements.length > 0) return `in ${listed(placements.map(nameOf))}`;
  return channels ? `by ${listed(channels.map((one) => channelWords[one]))}` : "in every placement";
}

const times = (count: number): string => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);

export function capPeriodWords(period: CapPeriod): string {
  if (period.in === "calendar") return `a ${period.unit} by the calendar of ${period.zone}`;
  const { length, unit } = period;
  return length === 1 ? `in any ${unit === "days" ? "24 hours" : "hour"}` : `in any ${length} ${unit}`;
}

function suppressionWords(logic: Extract<GuardrailLogic, { effect: "suppress" }>, nameOf: NameOf): string {
  const { windows, zone } = logic;
  const some = logic.content ? `${what(logic, nameOf)} is kept back` : "Nothing personalized";
  if (windows.length === 0) return `${some} ${where(logic, nameOf)} while the condition holds, or might hold.`;
  const clock = "by the clock where the person is";
  const otherwise = zone
    ? `Where a request does not say, the clock of ${zone} counts.`
    : "Where a request does not say, it is kept quiet.";
  return `${some} ${where(logic, nameOf)} ${listed(windows.map(windowWords), { last: "or" })}, ${clock}. ${otherwise}`;
}

/** “between 21:00 and 08:00 on Saturday and Sunday”. */
export function windowWords({ hours, days, dates }: SuppressionWindow): string {
  const parts = [
    hours ? `between ${hours.from} and ${hours.until}` : "",
    days && days.length < 7 ? `on ${listed(days.map((day) => weekdayWords[day]))}` : "",
    dates ? (dates.first === dates.last ? `on ${dates.first}` : `from ${dates.first} to ${dates.last}`) : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" ") : "at any time";
}
