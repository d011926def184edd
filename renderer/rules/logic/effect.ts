import type { Body } from "#shared/assets/parts.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { guardrailEffects, type RuleLogic } from "#shared/rules/effects.ts";

export type RuleEffect = RuleLogic["effect"];

/** The logic of a rule as far as it is written: a draft may lack its block or its placement. */
export interface RuleView {
  readonly effect: RuleEffect;
  readonly when: string;
  readonly placement: string | undefined;
  readonly placements: readonly string[];
  /** The slot of the placement's template; undefined: the main one. */
  readonly slot: string | undefined;
  readonly block: string | undefined;
  readonly priority: number | undefined;
  readonly reason: string;
}

const text = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

export function viewRule(body: Body): RuleView {
  const logic = (body.logic ?? {}) as Record<string, Json>;
  const placements = Array.isArray(logic["placements"]) ? logic["placements"] : [];
  return {
    effect: guardrailEffects.find((effect) => effect === logic["effect"]) ?? "select",
    when: text(logic["when"]) ?? "",
    placement: text(logic["placement"]),
    placements: placements.filter((one) => typeof one === "string"),
    slot: text(logic["slot"]),
    block: text(logic["block"]),
    priority: typeof logic["priority"] === "number" ? logic["priority"] : undefined,
    reason: text(logic["reason"]) ?? "",
  };
}

/** What a rule of each effect says before anybody has said it: forms start from it. */
const started: Readonly<Record<RuleEffect, (zone: string) => Readonly<Record<string, Json>>>> = {
  select: () => ({ priority: 100 }),
  exclude: () => ({}),
  suppress: (zone) => ({ windows: [{ hours: { from: "21:00", until: "08:00" } }], zone }),
  brandSafety: () => ({ avoid: [], contextRequired: true }),
  cap: () => ({ most: 3, period: { in: "rolling", length: 7, unit: "days" } }),
  require: () => ({}),
};

/** The time zone of this computer, which forms offer first. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What a new guardrail holds beside its reason. Nobody is meant by those that stand on their condition until it is written. */
export const newGuardrail = (
  effect: Exclude<RuleEffect, "select">,
  reason: string,
  avoid: readonly string[],
): NonNullable<Body["logic"]> => ({
  effect,
  placements: [],
  when: effect === "exclude" ? "false" : "true",
  reason,
  ...started[effect](ownZone()),
  ...(effect === "brandSafety" ? { avoid: [...avoid] } : {}),
});

/**
 * Turns a rule into one of another effect. Its condition stays, and its placement and reason as far as both have one; what
 * only the old effect had goes.
 */
export function withEffect(body: Body, effect: RuleEffect): Body {
  const view = viewRule(body);
  if (view.effect === effect && body.logic?.["effect"] === effect) return body;
  const { when } = view;
  const own = started[effect](ownZone());
  if (effect !== "select") {
    const placements = view.placement ? [view.placement] : view.placements;
    const { channels, content } = body.logic ?? {};
    const kept = { ...(channels ? { channels } : {}), ...(content ? { content } : {}) };
    return { ...body, logic: { effect, placements: [...placements], ...kept, when, reason: view.reason, ...own } };
  }
  const placement = view.placements[0] ?? view.placement;
  return {
    ...body,
    logic: { effect, ...(placement ? { placement } : {}), ...(view.block ? { block: view.block } : {}), when, ...own },
  };
}

/** The rules that matter in a placement: its selections, its guardrails and those of all placements. */
export function mattersIn(body: Body, placement: AssetId): boolean {
  const view = viewRule(body);
  if (view.effect === "select") return view.placement === placement;
  return view.placements.length === 0 || view.placements.includes(placement);
}
