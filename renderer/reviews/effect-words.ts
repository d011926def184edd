import type { RequestItem } from "#shared/approvals/model.ts";
import type { AssetDetail } from "#shared/assets/model.ts";
import { audienceBody } from "#shared/audiences/model.ts";
import { blockBody } from "#shared/content/model.ts";
import { forWhom } from "#shared/content/variants.ts";
import { conditionWords } from "#shared/rules/cel/words.ts";
import { isGuardrail } from "#shared/rules/effects.ts";
import { guardrailWords } from "#renderer/rules/logic/guardrail-words.ts";
import { placementBody, ruleBody, type RuleBody } from "#shared/rules/model.ts";
import { capital, counted, listed } from "#renderer/app/words.ts";
import type { Library } from "#renderer/assets/data/library.ts";

type UsedBy = AssetDetail["usedBy"];

/** What a revision does once it is live, as sentences: who is affected, where, and what becomes different for them. */
export function effectWords(item: RequestItem, usedBy: UsedBy, library: Library): string[] {
  switch (item.kind) {
    case "rule":
      return ruleEffect(item, library);
    case "audience":
      return audienceEffect(item, usedBy, library);
    case "block":
      return [...blockEffect(item, library), usesWords(item, usedBy)];
    default:
      return [usesWords(item, usedBy)];
  }
}

/** A condition as people say it, or as it stands where it has no words. */
const said = (when: string, library: Library): string => conditionWords(when, library.dictionary) ?? when;

function ruleEffect(item: RequestItem, library: Library): string[] {
  const after = ruleBody.safeParse(item.body);
  if (!after.success) return ["The rule is not complete, so it does nothing yet."];
  const before = item.before ? ruleBody.safeParse(item.before.body) : undefined;
  const was = before?.success ? before.data.logic.when : undefined;
  const { when } = after.data.logic;
  const changed =
    was !== undefined && was !== when ? [`Until now it applied where this is true: ${said(was, library)}.`] : [];
  return [
    `It applies to people of whom this is true: ${said(when, library)}.`,
    ruleOutcome(after.data, library),
    ...changed,
  ];
}

function ruleOutcome({ logic }: RuleBody, library: Library): string {
  if (isGuardrail(logic)) return guardrailWords(logic, library.nameOf);
  const placement = placementBody.safeParse(library.assets.get(logic.placement)?.body);
  const fallback = placement.success ? ` instead of ${library.nameOf(placement.data.settings.fallback)}` : "";
  return `They see ${library.nameOf(logic.block)} in ${library.nameOf(logic.placement)}${fallback}, unless a rule of a higher priority than ${logic.priority} applies to them.`;
}

function audienceEffect(item: RequestItem, usedBy: UsedBy, library: Library): string[] {
  const after = audienceBody.safeParse(item.body);
  const before = item.before ? audienceBody.safeParse(item.before.body) : undefined;
  if (!after.success) return [usesWords(item, usedBy)];
  const sentences = [`It holds people of whom this is true: ${said(after.data.logic.when, library)}.`];
  if (before?.success && before.data.logic.when !== after.data.logic.when)
    sentences.push(`Until now it held people of whom this is true: ${said(before.data.logic.when, library)}.`);
  return [...sentences, usesWords(item, usedBy)];
}

function blockEffect(item: RequestItem, library: Library): string[] {
  const body = blockBody.safeParse(item.body);
  if (!body.success || body.data.settings.variants.length === 0) return [];
  const labels = body.data.settings.variants.map((variant) => {
    const whom = forWhom(variant, library.nameOf).join(", ");
    return whom === variant.label ? whom : `${variant.label} (${whom})`;
  });
  return [`${listed(labels)} see words of their own; everyone else sees the words for everyone.`];
}

function usesWords(item: RequestItem, usedBy: UsedBy): string {
  if (usedBy.length === 0) return "Nothing uses it yet, so nobody sees a difference until something does.";
  const live = usedBy.filter((one) => one.live).length;
  const liveWords =
    live === 0 ? "none of them live" : live === usedBy.length ? "all of them live" : `${live} of them live`;
  const only = usedBy.length === 1 ? (live === 1 ? "it is live" : "it is not live") : liveWords;
  return `${capital(counted(usedBy.length, "asset"))} ${usedBy.length === 1 ? "uses" : "use"} it, ${only}${item.kind === "blockType" ? "; each of them is held to it" : ""}.`;
}
