import type { AssetSummary } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
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

export const guardrails = "Guardrails";
const unreadable = "Cannot be read";

/**
 * Rules in the order in which a decision meets them: guardrails first, then the selections of each placement by falling
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
  if (!rule) return { rank: 2, group: unreadable, priority: 0, note: "" };
  const { logic } = rule;
  if (logic.effect !== "select") {
    const where = logic.placements.length === 0 ? "everywhere" : logic.placements.map(nameOf).join(", ");
    return { rank: 0, group: guardrails, priority: 0, note: `Excludes, ${where}` };
  }
  return {
    rank: 1,
    group: nameOf(logic.placement),
    priority: logic.priority,
    note: `${logic.priority.toLocaleString("en")} · ${nameOf(logic.block)}`,
  };
}
