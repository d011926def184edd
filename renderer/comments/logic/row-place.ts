import type { KindName } from "#shared/assets/kind.ts";
import { type Body, partName } from "#shared/assets/parts.ts";
import type { Place } from "#shared/comments/model.ts";
import type { Field } from "#shared/taxonomy/model.ts";
import { valueParts } from "#shared/taxonomy/policy.ts";

/**
 * The field that a row of a comparison is about, from the row's key (renderer/reviews/diff-kinds.ts); null where it is
 * none that can be talked about by itself: the identity, a fixed value, a figure of a file.
 */
export function placeOfRow(kind: KindName, key: string, body: Body): Place | null {
  const [first, second = "", third, ...rest] = key.split(".");
  const part = partName.safeParse(first);
  if (!part.success || second === "") return null;
  const isValue = valueParts.some((one) => one === part.data);
  if (kind === "block" && isValue) {
    const locale = rest.join(".");
    return third ? { part: part.data, field: third, variant: second, locale: locale === "" ? null : locale } : null;
  }
  if (kind === "blockType") {
    const fields = (body.settings?.["fields"] ?? []) as unknown as Field[];
    const named = second === "fields" && third !== undefined ? third : isValue ? second : undefined;
    const field = fields.find((one) => one.name === named);
    if (field) return { part: field.part, field: field.name, variant: null, locale: null };
  }
  return body[part.data]?.[second] === undefined
    ? null
    : { part: part.data, field: second, variant: null, locale: null };
}
