import { type CheckContext, type Mention, problem } from "#shared/assets/define-kind.ts";
import type { Problem } from "#shared/assets/model.ts";
import { checkCondition } from "./check.ts";
import { findCircle } from "./circles.ts";
import { conditionUses } from "./uses.ts";

const at = "logic.when";

/** What a condition names, as mentions of the asset that holds it. */
export function conditionMentions(when: string): Mention[] {
  const { attributes, events, audiences } = conditionUses(when);
  const mention = (kind: Mention["kind"]) => (key: string) => ({ at, kind, key });
  return [
    ...attributes.map(mention("attribute")),
    ...events.map(mention("event")),
    ...audiences.map(mention("audience")),
  ];
}

/** Holds the condition of an audience or rule to the dictionary, and refuses audiences that lead back to themselves. */
export function checkWhen(when: string, context: CheckContext): Problem[] {
  const { diagnostics } = checkCondition(when, context.dictionary);
  const problems = diagnostics.map(({ message, severity }) => problem(at, "rule", message, severity));
  const circle = findCircle(when, context.self?.name ?? null, context.dictionary);
  return circle ? [...problems, problem(at, "rule", circleMessage(circle))] : problems;
}

const circleMessage = (circle: readonly string[]): string =>
  `Break the circle: ${circle.join(" → ")}. An audience cannot depend on itself.`;
