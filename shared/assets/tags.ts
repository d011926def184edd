import { z } from "zod";
import { assetId, type AssetId } from "../kernel/ids.ts";
import type { Body } from "./parts.ts";

/** The key of a tag: what names and files hold, and what stays while its label is reworded. */
export const tagKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case letters and digits, joined by hyphens");

/** A tag that an asset carries: the vocabulary by its id and the tag by its key, so that no rename breaks it. */
export const assetTag = z.strictObject({ vocabulary: assetId, key: tagKey });
export type AssetTag = z.infer<typeof assetTag>;

/** The tags of an asset: `settings.tags` of every kind. */
export const assetTags = z.array(assetTag).max(100);

/** The tags in a body of any kind, also a half-written one's; what is not a tag is left out. */
export function tagsOf(body: Body): AssetTag[] {
  const tags = body.settings?.["tags"];
  if (!Array.isArray(tags)) return [];
  return tags.flatMap((one) => {
    const parsed = assetTag.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}

/** A body with other tags of one vocabulary, in the order in which every body keeps them. */
export function withTags(body: Body, vocabulary: AssetId, keys: readonly string[]): Body {
  const others = tagsOf(body).filter((tag) => tag.vocabulary !== vocabulary);
  const tags = [...others, ...keys.map((key) => ({ vocabulary, key }))].toSorted(byPlace);
  const { tags: _, ...settings } = body.settings ?? {};
  return { ...body, settings: tags.length > 0 ? { ...settings, tags } : settings };
}

const byPlace = (a: AssetTag, b: AssetTag): number => {
  const [left, right] = [`${a.vocabulary} ${a.key}`, `${b.vocabulary} ${b.key}`];
  return left < right ? -1 : left > right ? 1 : 0;
};
