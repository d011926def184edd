import type { KindName } from "#shared/assets/kind.ts";
import { status, tier, type Status } from "#shared/assets/model.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import type { assetFilter } from "#shared/assets/contract.ts";
import type { Filter } from "#renderer/ui/chips.tsx";
import type { z } from "zod";

/** What a list of assets is narrowed by, as the studio is asked. */
export type AssetFilter = z.input<typeof assetFilter>;

type Params = Readonly<Record<string, string>>;

const names = ["status", "tier", "market", "mine"] as const;

const statusOptions: readonly { value: Status; label: string }[] = [
  { value: "draft", label: "Draft" },
  { value: "inReview", label: "In review" },
  { value: "approved", label: "Approved" },
  { value: "live", label: "Live" },
  { value: "expired", label: "Expired" },
  { value: "retired", label: "Retired" },
];

/** What lists of assets can be narrowed by. */
export function listFilters(markets: readonly string[]): Filter[] {
  return [
    { id: "status", label: "Status", options: statusOptions },
    { id: "market", label: "Market", options: markets.map((value) => ({ value, label: value.toUpperCase() })) },
    {
      id: "tier",
      label: "Tier",
      options: [
        { value: "foundation", label: "Brand foundation" },
        { value: "campaign", label: "Campaign framework" },
        { value: "variable", label: "Personalization variable" },
      ],
    },
    { id: "mine", label: "Owner", options: [{ value: "me", label: "Mine" }] },
  ].filter((filter) => filter.options.length > 0);
}

/** The chosen values as they stand in the place, so that a narrowed list can be linked to. */
export function valuesOf(params: Params): Record<string, readonly string[]> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const chosen = (params[name] ?? "").split(",").filter(Boolean);
      return chosen.length > 0 ? [[name, chosen]] : [];
    }),
  );
}

/** The reverse of `valuesOf`. Market and tier take one value: the newest choice wins. */
export function paramsOf(values: Readonly<Record<string, readonly string[]>>): Record<string, string | undefined> {
  const one = (chosen: readonly string[] | undefined) => chosen?.at(-1);
  return {
    status: values["status"]?.join(",") || undefined,
    tier: one(values["tier"]),
    market: one(values["market"]),
    mine: one(values["mine"]),
  };
}

/** What is asked of the studio. Values that a hand-made link gets wrong are left out. */
export function filterOf(
  params: Params,
  { kinds, text, me }: { kinds: readonly KindName[]; text: string; me: MemberId | undefined },
): AssetFilter {
  const statuses = (params["status"] ?? "").split(",").filter((value) => status.safeParse(value).success) as Status[];
  const chosenTier = tier.safeParse(params["tier"]);
  return {
    kinds: [...kinds],
    ...(text ? { text: text.slice(0, 200) } : {}),
    ...(statuses.length > 0 ? { status: statuses } : {}),
    ...(chosenTier.success ? { tier: chosenTier.data } : {}),
    ...(params["market"] ? { market: params["market"] } : {}),
    ...(params["mine"] === "me" && me ? { owner: me } : {}),
  };
}
