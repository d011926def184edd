import type { Body } from "#shared/assets/parts.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import type { AssetId } from "#shared/kernel/ids.ts";

/** The logic of a rule as far as it is written: a draft may lack its block or its placement. */
export interface RuleView {
  readonly effect: "select" | "exclude";
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
    effect: logic["effect"] === "exclude" ? "exclude" : "select",
    when: text(logic["when"]) ?? "",
    placement: text(logic["placement"]),
    placements: placements.filter((one) => typeof one === "string"),
    slot: text(logic["slot"]),
    block: text(logic["block"]),
    priority: typeof logic["priority"] === "number" ? logic["priority"] : undefined,
    reason: text(logic["reason"]) ?? "",
  };
}

/**
 * Turns a rule into one of the other effect. Its condition stays, and its placement as far as both have one; what only
 * the old effect had goes.
 */
export function withEffect(body: Body, effect: RuleView["effect"]): Body {
  const view = viewRule(body);
  if (view.effect === effect && body.logic?.["effect"] === effect) return body;
  const { when } = view;
  if (effect === "exclude") {
    const placements = view.placement ? [view.placement] : view.placements;
    return { ...body, logic: { effect, placements: [...placements], when, reason: view.reason } };
  }
  const placement = view.placements[0] ?? view.placement;
  return {
    ...body,
    logic: {
      effect,
      ...(placement ? { placement } : {}),
      ...(view.block ? { block: view.block } : {}),
      when,
      priority: 100,
    },
  };
}

/** The rules that matter in a placement: its selections, its guardrails and those of all placements. */
export function mattersIn(body: Body, placement: AssetId): boolean {
  const view = viewRule(body);
  if (view.effect === "select") return view.placement === placement;
  return view.placements.length === 0 || view.placements.includes(placement);
}
