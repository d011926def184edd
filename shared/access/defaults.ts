import { type KindName, kindNames } from "../assets/kind.ts";
import { tiers } from "../assets/model.ts";
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
  path(["attribute", "event", "consentPurpose"], legal("identity", "settings", "disclosure")),
  path(["tagVocabulary", "namingConvention"], brand("identity", "settings")),
  // Kinds of later versions, until a path of their own is agreed on.
  path([...kindNames], brand("identity", "copy", "visual", "settings", "logic"), legal("disclosure", "claim", "logic")),
];
