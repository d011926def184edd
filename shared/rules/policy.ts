import { describeScope, scopeCovers } from "../access/policy.ts";
import { type CheckContext, defineKind, type NeededPurpose, problem, type Reference } from "../assets/define-kind.ts";
import type { Problem, Scope } from "../assets/model.ts";
import { blockBody } from "../content/model.ts";
import { blockKind, checkPeriod } from "../content/policy.ts";
import { conditionNeeds, gatherNeeds } from "../data/needs.ts";
import type { AssetId } from "../kernel/ids.ts";
import { mainSlot, type Slot, type TemplateBody, templateBody } from "../templates/model.ts";
import { checkWhen, conditionMentions } from "./cel/holders.ts";
import { isGuardrail, type SelectionLogic } from "./effects.ts";
import { checkGuardrail, guardrailReferences } from "./guardrail-check.ts";
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
    ...(settings.template === undefined
      ? []
      : [{ at: "settings.template", asset: settings.template, kinds: ["template" as const] }]),
    { at: "settings.purpose", asset: settings.purpose, kinds: ["consentPurpose"] },
    { at: "settings.fallback", asset: settings.fallback, kinds: ["block"] },
  ],
  check: ({ settings }, context) => [
    ...checkBlockType("settings.fallback", settings.fallback, settings.types, "this placement", context),
    ...checkFallback(settings.fallback, context),
    ...checkTemplate(settings, context),
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
    ...(isGuardrail(body.logic) ? checkGuardrail(body.logic, context) : checkSelection(body.logic, context)),
  ],
  needs: ruleNeeds,
  expires: ({ settings }) => settings.until ?? null,
});

function ruleReferences({ logic }: RuleBody): Reference[] {
  if (isGuardrail(logic)) return guardrailReferences(logic);
  return [
    { at: "logic.placement", asset: logic.placement, kinds: ["placement"] },
    { at: "logic.block", asset: logic.block, kinds: ["block"] },
  ];
}

interface Placement {
  readonly name: string;
  readonly settings: PlacementBody["settings"];
}

function readPlacement(id: AssetId, context: CheckContext): Placement | null {
  const found = context.asset(id);
  const parsed = found?.identity.kind === "placement" ? placementBody.safeParse(found.body) : null;
  return found && parsed?.success ? { name: found.identity.name, settings: parsed.data.settings } : null;
}

interface Template {
  readonly name: string;
  readonly scope: Scope;
  readonly settings: TemplateBody["settings"];
}

function readTemplate(id: AssetId, context: CheckContext): Template | null {
  const found = context.asset(id);
  const parsed = found?.identity.kind === "template" ? templateBody.safeParse(found.body) : null;
  return found && parsed?.success
    ? { name: found.identity.name, scope: found.identity.scope, settings: parsed.data.settings }
    : null;
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

/** A template is of the placement's channel, serves wherever the placement does, and has a slot for its generic block. */
function checkTemplate(
  { template: id, channel, fallback }: PlacementBody["settings"],
  context: CheckContext,
): Problem[] {
  const template = id === undefined ? null : readTemplate(id, context);
  if (!template) return [];
  const { name, scope, settings } = template;
  const at = "settings.template";
  const problems: Problem[] = [];
  if (settings.channel !== channel)
    problems.push(problem(at, "rule", `Choose a template for ${channel}: ${name} is for ${settings.channel}.`));
  const own = context.self && (context.self.scope ?? context.asset(context.self.id)?.identity.scope);
  if (own && !scopeCovers(scope, own)) {
    const message = `Choose a template that serves all that this placement is for: ${name} is${describeScope(scope)} alone.`;
    problems.push(problem(at, "rule", message));
  }
  const main = mainSlot(settings.slots);
  if (!main) return [...problems, problem(at, "rule", `Choose another template: ${name} has no flexible slot.`)];
  return [
    ...problems,
    ...checkBlockType("settings.fallback", fallback, main.types, `“${main.label}” of ${name}`, context),
  ];
}

function checkSelection(logic: SelectionLogic, context: CheckContext): Problem[] {
  const placement = readPlacement(logic.placement, context);
  if (!placement) return [];
  const { template: id, types } = placement.settings;
  const template = id === undefined ? null : readTemplate(id, context);
  const slot = checkSlot(logic.slot, placement, template);
  if (slot.problem) return [slot.problem];
  return slot.main
    ? [
        ...checkBlockType("logic.block", logic.block, types, placement.name, context),
        ...checkSlotType(logic.block, slot.found, template, context),
      ]
    : checkSlotType(logic.block, slot.found, template, context);
}

function checkSlotType(block: AssetId, slot: Slot | undefined, template: Template | null, context: CheckContext) {
  if (!slot || !template) return [];
  return checkBlockType("logic.block", block, slot.types, `“${slot.label}” of ${template.name}`, context);
}

interface SlotCheck {
  readonly main: boolean;
  readonly found?: Slot | undefined;
  readonly problem?: Problem;
}

/** The slot that a rule is for. A placement without a template is all main slot. */
function checkSlot(key: string | undefined, { name, settings }: Placement, template: Template | null): SlotCheck {
  const main = template ? mainSlot(template.settings.slots) : undefined;
  if (key === undefined) return { main: true, found: main };
  const refused = (message: string) => ({ main: false, problem: problem("logic.slot", "rule", message) });
  if (settings.template === undefined)
    return refused(`Take the slot away: ${name} has no template and shows one block.`);
  if (!template) return { main: false };
  const found = template.settings.slots.find((slot) => slot.key === key);
  if (found?.mode === "flexible") return { main: found === main, found };
  const others = template.settings.slots.flatMap((slot) => (slot.mode === "flexible" ? slot.key : [])).join(", ");
  const why = found ? `“${found.label}” is fixed in ${template.name}` : `${template.name} has no slot ${key}`;
  return refused(`Choose another slot: ${why}. Rules fill ${others || "none of its slots"}.`);
}

function ruleNeeds({ logic }: RuleBody, context: CheckContext): NeededPurpose[] {
  const own = conditionNeeds(logic.when, context.dictionary);
  if (isGuardrail(logic)) return own;
  const placement = context.asset(logic.placement);
  const block = context.asset(logic.block);
  return gatherNeeds([
    own,
    placement ? placementKind.needs(placement.body, context) : [],
    block ? blockKind.needs(block.body, context) : [],
  ]);
}
