import type { AssetOrder } from "#shared/assets/contract.ts";
import type { AssetSummary, ListGroup, Tier } from "#shared/assets/model.ts";

/** The orders in which a list can be read. By campaign and by tier it is put under heads. */
export const orders = ["campaign", "tier", "name", "changed", "expires", "status"] as const satisfies AssetOrder[];
export type Order = AssetOrder;

const tierNames: Readonly<Record<Tier, string>> = {
  foundation: "Brand foundation",
  campaign: "Campaign framework",
  variable: "Personalization variable",
};

/** The part of a name that says to which campaign it belongs: the second of three or more. */
export function campaignOf(name: string): string | null {
  const parts = name.split(".");
  return parts.length >= 3 ? (parts[1] ?? null) : null;
}

/** A part of a name as people write it: `ss26-alpine` is SS26 Alpine. */
export function spokenPart(part: string): string {
  return part
    .split(/[-_]/)
    .map((word) => (/\d/.test(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(" ");
}

/** The group in which a list shows an asset. The studio orders by the same rule, so that a group is never torn. */
export function groupOf({ name, tier }: Pick<AssetSummary, "name" | "tier">, order: Order): string | undefined {
  if (order !== "campaign" && order !== "tier") return undefined;
  if (order === "tier" || tier === "foundation") return tierNames[tier];
  const campaign = campaignOf(name);
  return campaign === null ? tierNames[tier] : spokenPart(campaign);
}

/** The head of a group that the studio counted. */
export function groupLabel({ campaign, tier }: ListGroup): string {
  return campaign === null ? tierNames[tier ?? "variable"] : spokenPart(campaign);
}
