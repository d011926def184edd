import type { AssetSummary } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { type GuardrailEffect, type GuardrailLogic, isGuardrail } from "#shared/rules/effects.ts";
import { channelWords } from "#renderer/reviews/strings.ts";
import { type RuleBody, ruleBody } from "#shared/rules/model.ts";

/** A rule as a list shows it. `group` is where it stands; rules that cannot be read stand at the end. */
export interface ArrangedRule {
  readonly row: AssetSummary;
  readonly group: string;
  readonly note: string;
}

interface Names {
  readonly nameOf: (id: string) => string;
}

/** The groups of guardrails, in the order of the steps of a decision. */
const guardrailGroups: Readonly<Record<GuardrailEffect, { rank: number; group: string; does: string }>> = {
  exclude: { rank: 0, group: "Exclusions and quiet times", does: "Excludes" },
  suppress: { rank: 0, group: "Exclusions and quiet times", does: "Keeps quiet" },
  brandSafety: { rank: 1, group: "Brand safety", does: "Keeps the brand safe" },
  cap: { rank: 2, group: "Frequency caps", does: "Caps" },
  require: { rank: 3, group: "Eligibility", does: "Requires" },
};
const selectionRank = 4;
const unreadable = "Cannot be read";

/**
 * Rules in the order in which a decision meets them: guardrails first, step by step, then the selections of each placement by falling
 * priority, and by name between equals.
 */
export function arrangeRules(
  rows: readonly AssetSummary[],
  bodies: ReadonlyMap<AssetId, Body>,
  names: Names,
): ArrangedRule[] {
  return rows
    .map((row) => ({ row, rule: readRule(bodies.get(row.id)) }))
    .map(({ row, rule }) => ({ row, ...placeOf(rule, names) }))
    .toSorted(
      (a, b) =>
        a.rank - b.rank || compare(a.group, b.group) || b.priority - a.priority || compare(a.row.name, b.row.name),
    )
    .map(({ row, group, note }) => ({ row, group, note }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function readRule(body: Body | undefined): RuleBody | undefined {
  const parsed = ruleBody.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

function placeOf(rule: RuleBody | undefined, { nameOf }: Names) {
  if (!rule) return { rank: selectionRank + 1, group: unreadable, priority: 0, note: "" };
  const { logic } = rule;
  if (isGuardrail(logic)) {
    const { rank, group, does } = guardrailGroups[logic.effect];
    return { rank, group, priority: 0, note: `${does}, ${reachOf(logic, nameOf)}` };
  }
  return {
    rank: selectionRank,
    group: nameOf(logic.placement),
    priority: logic.priority,
    note: `${logic.priority.toLocaleString("en")} · ${nameOf(logic.block)}`,
  };
}

function reachOf({ placements, channels }: GuardrailLogic, nameOf: Names["nameOf"]): string {
  if (placements.length > 0) return placements.map(nameOf).join(", ");
  return channels ? channels.map((one) => channelWords[one]).join(", ") : "everywhere";
}
