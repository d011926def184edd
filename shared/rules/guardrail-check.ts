import { type CheckContext, problem, type Reference } from "../assets/define-kind.ts";
import type { Problem } from "../assets/model.ts";
import type { GuardrailLogic, SuppressionWindow } from "./effects.ts";
import { placementBody } from "./model.ts";
import { isTimeZone } from "./time-zone.ts";

type Of<E extends GuardrailLogic["effect"]> = Extract<GuardrailLogic, { effect: E }>;

/** What a guardrail names by id: where it holds, and what it keeps back. */
export const guardrailReferences = ({ placements, content }: GuardrailLogic): Reference[] => [
  ...placements.map((asset, index) => ({ at: `logic.placements.${index}`, asset, kinds: ["placement" as const] })),
  ...(content?.types ?? []).map((asset, index) => ({
    at: `logic.content.types.${index}`,
    asset,
    kinds: ["blockType" as const],
  })),
  ...(content?.blocks ?? []).map((asset, index) => ({
    at: `logic.content.blocks.${index}`,
    asset,
    kinds: ["block" as const],
  })),
];

/** What must hold of a guardrail beside its condition. */
export const checkGuardrail = (logic: GuardrailLogic, context: CheckContext): Problem[] => [
  ...checkReach(logic, context),
  ...checkOwn(logic),
];

function checkReach({ placements, channels, content }: GuardrailLogic, context: CheckContext): Problem[] {
  const problems: Problem[] = [];
  if (content && content.types.length === 0 && content.blocks.length === 0)
    problems.push(problem("logic.content", "rule", "Name a block type or a block, or let it hold for all content."));
  if (!channels) return problems;
  for (const [index, id] of placements.entries()) {
    const found = context.asset(id);
    const parsed = placementBody.safeParse(found?.body);
    if (!found || !parsed.success || channels.includes(parsed.data.settings.channel)) continue;
    const { channel } = parsed.data.settings;
    const message = `Take ${found.identity.name} away, or add ${channel} to the channels: it is in ${channel}, which this does not guard.`;
    problems.push(problem(`logic.placements.${index}`, "rule", message));
  }
  return problems;
}

function checkOwn(logic: GuardrailLogic): Problem[] {
  switch (logic.effect) {
    case "suppress":
      return checkSuppression(logic);
    case "cap":
      return logic.period.in === "calendar" ? checkZone("logic.period.zone", logic.period.zone) : [];
    case "brandSafety":
      return checkLabels(logic);
    default:
      return [];
  }
}

function checkSuppression({ windows, zone, when }: Of<"suppress">): Problem[] {
  const idle = windows.length === 0 && when.trim() === "true";
  return [
    ...(idle ? [problem("logic.windows", "rule", "Say when it keeps quiet: add hours or dates, or a condition.")] : []),
    ...windows.flatMap((window, index) => checkWindow(window, `logic.windows.${index}`)),
    ...(zone === undefined ? [] : checkZone("logic.zone", zone)),
  ];
}

function checkWindow({ hours, days, dates }: SuppressionWindow, at: string): Problem[] {
  if (!hours && !days && !dates) return [problem(at, "rule", "Name hours, days or dates: as it is, this is always.")];
  const problems: Problem[] = [];
  if (hours && hours.from === hours.until)
    problems.push(
      problem(`${at}.hours`, "rule", "Choose two different times, or take the hours away for the whole day."),
    );
  if (days && new Set(days).size < days.length) problems.push(problem(`${at}.days`, "rule", "Name each day once."));
  if (dates && dates.last < dates.first)
    problems.push(problem(`${at}.dates`, "rule", "Choose a last day that is not before the first: this never comes."));
  return problems;
}

const checkZone = (at: string, zone: string): Problem[] =>
  isTimeZone(zone)
    ? []
    : [problem(at, "rule", `Choose a time zone such as Europe/Berlin: there is none called ${zone}.`)];

function checkLabels({ avoid }: Of<"brandSafety">): Problem[] {
  if (avoid.length === 0) return [problem("logic.avoid", "rule", "Name what it must never stand beside.")];
  return avoid.flatMap((label, index) => {
    const first = avoid.findIndex((other) => other.toLowerCase() === label.toLowerCase());
    return first === index ? [] : [problem(`logic.avoid.${index}`, "rule", `Name “${label}” once.`, "warning")];
  });
}
