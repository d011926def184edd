import type { KindName } from "#shared/assets/kind.ts";
import { status, tier, type Status } from "#shared/assets/model.ts";
import { type AssetTag, assetTag } from "#shared/assets/tags.ts";
import { type AssetId, isAssetId, type MemberId } from "#shared/kernel/ids.ts";
import { channelNames } from "#shared/content/variants.ts";
import type { Channel } from "#shared/rules/model.ts";
import type { assetFilter } from "#shared/assets/contract.ts";
import type { Vocabulary } from "#shared/taxonomy/vocabulary.ts";
import type { Filter } from "#renderer/ui/chips.tsx";
import type { z } from "zod";

/** What a list of assets is narrowed by, as the studio is asked. */
export type AssetFilter = z.input<typeof assetFilter>;

type Params = Readonly<Record<string, string>>;

const names = ["status", "tier", "market", "channel", "type", "tag", "mine", "draft"] as const;

/** The filter of a vocabulary; in the place its tags stand together, as `vocabulary:key`. */
const tagFilter = (vocabulary: AssetId): string => `tag:${vocabulary}`;

const statusOptions: readonly { value: Status; label: string }[] = [
  { value: "draft", label: "Draft" },
  { value: "inReview", label: "In review" },
  { value: "approved", label: "Approved" },
  { value: "live", label: "Live" },
  { value: "expired", label: "Expired" },
  { value: "retired", label: "Retired" },
];

const channels = Object.keys(channelNames) as Channel[];

/** What the parameters of a place say of a view: everything that a saved one brings back. */
const inView = ["q", "by", ...names] as const;

/** Takes every one of them out of a place. */
export const viewParams: Readonly<Record<(typeof inView)[number], undefined>> = Object.fromEntries(
  inView.map((name) => [name, undefined]),
) as never;

/** The view that stands in a place, as it is saved. */
export const lookOf = (params: Params): Record<string, string> =>
  Object.fromEntries(inView.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));

/** What there is to narrow by in this workspace. */
export interface Narrowing {
  readonly markets: readonly string[];
  /** Block types by id, where the list is of blocks. */
  readonly types?: readonly { readonly id: string; readonly label: string }[] | undefined;
  /** Vocabularies whose tags its kinds may carry. */
  readonly vocabularies?: readonly Vocabulary[];
}

/** What lists of assets can be narrowed by. */
export function listFilters({ markets, types = [], vocabularies = [] }: Narrowing): Filter[] {
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
    {
      id: "channel",
      label: "Channel",
      options: types.length > 0 ? channels.map((value) => ({ value, label: channelNames[value] })) : [],
    },
    { id: "type", label: "Block type", options: types.map(({ id, label }) => ({ value: id, label })) },
    ...vocabularies.map(({ id, settings: { label, terms } }) => ({
      id: tagFilter(id),
      label,
      options: terms.map((tag) => ({
        value: tag.key,
        label: tag.label || tag.key,
        ...(tag.retired ? { note: "retired" } : {}),
      })),
    })),
    { id: "mine", label: "Owner", options: [{ value: "me", label: "Mine" }] },
    { id: "draft", label: "Drafts", options: [{ value: "mine", label: "Has my draft" }] },
  ].filter((filter) => filter.options.length > 0);
}

/** The chosen values as they stand in the place, so that a narrowed list can be linked to. */
export function valuesOf(params: Params): Record<string, readonly string[]> {
  const values: Record<string, readonly string[]> = {};
  for (const name of names) {
    const chosen = (params[name] ?? "").split(",").filter(Boolean);
    if (name !== "tag" && chosen.length > 0) values[name] = chosen;
  }
  for (const { vocabulary, key } of tagsIn(params))
    values[tagFilter(vocabulary)] = [...(values[tagFilter(vocabulary)] ?? []), key];
  return values;
}

/** The tags in a place. What is not one is left out: links are made by hand as well. */
const tagsIn = (params: Params): AssetTag[] =>
  (params["tag"] ?? "").split(",").flatMap((text) => {
    const [vocabulary, key] = text.split(":");
    const parsed = assetTag.safeParse({ vocabulary, key });
    return parsed.success ? [parsed.data] : [];
  });

/** The reverse of `valuesOf`. All but status and tags take one value: the newest choice wins. */
export function paramsOf(values: Readonly<Record<string, readonly string[]>>): Record<string, string | undefined> {
  const one = (chosen: readonly string[] | undefined) => chosen?.at(-1);
  return {
    status: values["status"]?.join(",") || undefined,
    tier: one(values["tier"]),
    market: one(values["market"]),
    channel: one(values["channel"]),
    type: one(values["type"]),
    tag:
      Object.entries(values)
        .flatMap(([id, keys]) => (id.startsWith("tag:") ? keys.map((key) => `${id.slice(4)}:${key}`) : []))
        .join(",") || undefined,
    draft: one(values["draft"]),
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
  const { type } = params;
  const tags = tagsIn(params);
  return {
    kinds: [...kinds],
    ...(text ? { text: text.slice(0, 200) } : {}),
    ...(statuses.length > 0 ? { status: statuses } : {}),
    ...(chosenTier.success ? { tier: chosenTier.data } : {}),
    ...(params["market"] ? { market: params["market"] } : {}),
    ...(params["channel"] ? { channel: params["channel"] } : {}),
    ...(type !== undefined && isAssetId(type) ? { type } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(params["draft"] === "mine" ? { hasDraft: true as const } : {}),
    ...(params["mine"] === "me" && me ? { owner: me } : {}),
  };
}
