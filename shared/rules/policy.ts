import { type CheckContext, defineKind, type NeededPurpose, problem, type Reference } from "../assets/define-kind.ts";
import type { Problem } from "../assets/model.ts";
import { blockBody } from "../content/model.ts";
import { blockKind, checkPeriod } from "../content/policy.ts";
import { conditionNeeds, gatherNeeds } from "../data/needs.ts";
import type { AssetId } from "../kernel/ids.ts";
import { checkWhen, conditionMentions } from "./cel/holders.ts";
import { type PlacementBody, placementBody, type RuleBody, ruleBody } from "./model.ts";

export const placementKind = defineKind<PlacementBody>({
  name: "placement",
  label: "Placement",
  plural: "Placements",
  feature: "rules",
  schema: placementBody,
  parts: ["settings"],
  references: ({ settings }) => [
    ...settings.types.map((asset, index) => ({ at: `settings.types.${index}`, asset, kinds: ["blockType" as const] })),
    { at: "settings.purpose", asset: settings.purpose, kinds: ["consentPurpose"] },
    { at: "settings.fallback", asset: settings.fallback, kinds: ["block"] },
  ],
  check: ({ settings }, context) => [
    ...checkBlockType("settings.fallback", settings.fallback, settings.types, "this placement", context),
    ...checkFallback(settings.fallback, context),
  ],
  needs: ({ settings }) => [{ purpose: settings.purpose, because: ["personalized content is shown here"] }],
});

export const ruleKind = defineKind<RuleBody>({
  name: "rule",
  label: "Rule",
  plural: "Rules",
  feature: "rules",
  schema: ruleBody,
  parts: ["settings", "logic"],
  references: ruleReferences,
  mentions: ({ logic }) => conditionMentions(logic.when),
  check: (body, context) => [
    ...checkPeriod(body.settings),
    ...checkWhen(body.logic.when, context),
    ...checkSelection(body, context),
  ],
  needs: ruleNeeds,
  expires: ({ settings }) => settings.until ?? null,
});

function ruleReferences({ logic }: RuleBody): Reference[] {
  if (logic.effect === "exclude") {
    return logic.placements.map((asset, index) => ({
      at: `logic.placements.${index}`,
      asset,
      kinds: ["placement" as const],
    }));
  }
  return [
    { at: "logic.placement", asset: logic.placement, kinds: ["placement"] },
    { at: "logic.block", asset: logic.block, kinds: ["block"] },
  ];
}

function readPlacement(
  id: AssetId,
  context: CheckContext,
): { name: string; settings: PlacementBody["settings"] } | null {
  const found = context.asset(id);
  const parsed = found?.identity.kind === "placement" ? placementBody.safeParse(found.body) : null;
  return found && parsed?.success ? { name: found.identity.name, settings: parsed.data.settings } : null;
}

function readBlock(id: AssetId, context: CheckContext) {
  const found = context.asset(id);
  const parsed = found?.identity.kind === "block" ? blockBody.safeParse(found.body) : null;
  return found && parsed?.success ? { name: found.identity.name, body: parsed.data } : null;
}

function checkBlockType(
  at: string,
  id: AssetId,
  types: readonly AssetId[],
  where: string,
  context: CheckContext,
): Problem[] {
  const block = readBlock(id, context);
  if (!block || types.includes(block.body.settings.type)) return [];
  const names = types.map((type) => context.asset(type)?.identity.name ?? type).join(", ");
  return [
    problem(at, "rule", `Choose a block of another type: ${where} shows ${names}, and ${block.name} is none of these.`),
  ];
}

function checkFallback(id: AssetId, context: CheckContext): Problem[] {
  const until = readBlock(id, context)?.body.settings.until;
  if (until === undefined) return [];
  return [
    problem(
      "settings.fallback",
      "expiry",
      `After ${until.slice(0, 10)} only the fixed elements of the generic block remain here. Choose one without an end.`,
      "warning",
    ),
  ];
}

function checkSelection({ logic }: RuleBody, context: CheckContext): Problem[] {
  if (logic.effect === "exclude") return [];
  const placement = readPlacement(logic.placement, context);
  return placement ? checkBlockType("logic.block", logic.block, placement.settings.types, placement.name, context) : [];
}

function ruleNeeds({ logic }: RuleBody, context: CheckContext): NeededPurpose[] {
  const own = conditionNeeds(logic.when, context.dictionary);
  if (logic.effect === "exclude") return own;
  const placement = context.asset(logic.placement);
  const block = context.asset(logic.block);
  return gatherNeeds([
    own,
    placement ? placementKind.needs(placement.body, context) : [],
    block ? blockKind.needs(block.body, context) : [],
  ]);
}
