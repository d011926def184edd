import { type KindName, kindNames } from "../assets/kind.ts";
import { type Tier, tiers } from "../assets/model.ts";
import type { CoveredPart } from "../assets/parts.ts";
import type { ApprovalPath, ApprovalStep } from "./model.ts";

const brand = (...covers: CoveredPart[]): ApprovalStep => ({
  id: "brand",
  label: "Brand usage",
  role: "brandApprover",
  covers,
});
const legal = (...covers: CoveredPart[]): ApprovalStep => ({
  id: "legal",
  label: "Legal",
  role: "legalApprover",
  covers,
});
const path = (kinds: KindName[], ...steps: ApprovalStep[]): ApprovalPath => ({ kinds, tiers: [...tiers], steps });

/**
 * The approval paths of a new workspace. Every part of every kind is covered by at least one step:
 * a part that nobody approves could never be released.
 */
export const defaultPaths: ApprovalPath[] = [
  path(["block"], brand("identity", "copy", "visual", "settings"), legal("copy", "disclosure", "claim")),
  path(["blockType"], brand("identity", "copy", "visual", "settings"), legal("settings", "disclosure", "claim")),
  path(["image"], brand("identity", "copy", "visual"), legal("settings")),
  path(
    ["rule", "audience", "placement", "template"],
    brand("identity", "settings", "logic"),
    legal("logic", "settings"),
  ),
  path(["attribute", "event", "identifier", "consentPurpose"], legal("identity", "settings", "disclosure")),
  path(["tagVocabulary", "namingConvention"], brand("identity", "settings")),
  // Kinds of later versions, until a path of their own is agreed on.
  path([...kindNames], brand("identity", "copy", "visual", "settings", "logic"), legal("disclosure", "claim", "logic")),
];

/**
 * The paths of a new workspace for the kinds that a policy knows none for, because they are younger than it. A path that
 * was agreed on is never touched: what was approved by it stays approved.
 */
export function missingPaths({ paths }: { readonly paths: readonly ApprovalPath[] }): ApprovalPath[] {
  const lacks = (kind: KindName, tier: Tier): boolean =>
    !paths.some((one) => one.kinds.includes(kind) && one.tiers.includes(tier));
  const found = kindNames.flatMap((kind) => {
    const lacking = tiers.filter((tier) => lacks(kind, tier));
    const steps = defaultPaths.find((one) => one.kinds.includes(kind))?.steps;
    return lacking.length > 0 && steps ? [{ kind, tiers: lacking, steps }] : [];
  });
  // Kinds that share steps and tiers share a path, as they do in a new workspace.
  const alike = Map.groupBy(found, ({ steps, tiers: lacking }) => JSON.stringify([steps, lacking]));
  return [...alike.values()].map((group) => ({
    kinds: group.map(({ kind }) => kind),
    tiers: group[0]!.tiers,
    steps: group[0]!.steps,
  }));
}
