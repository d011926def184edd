import type { Body } from "#shared/assets/parts.ts";
import { baseVariant, type Variant } from "#shared/content/model.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Channel } from "#shared/rules/model.ts";
import { valueParts } from "#shared/taxonomy/policy.ts";
import { valueAt, withValueAt } from "#renderer/assets/logic/body-path.ts";
import type { Library } from "#renderer/assets/logic/library.ts";
import { viewBlock } from "./block-view.ts";

const put = (body: Body, variants: readonly Variant[]): Body => withVariants(body, variants);

/** An empty list of variants stays: the schema asks for one. */
function withVariants(body: Body, variants: readonly Json[]): Body {
  return { ...body, settings: { ...body.settings, variants } };
}

/** An id for a new variant, made of its label and unlike every other. */
export function variantId(label: string, taken: readonly string[]): string {
  const slug = label
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 40);
  const wanted = slug === "" || slug === baseVariant ? "variant" : slug;
  let id = wanted;
  for (let count = 2; taken.includes(id); count++) id = `${wanted}-${count}`;
  return id;
}

/** For whom a variant is. What it does not name is left out. */
export interface Whom {
  readonly audience?: AssetId | undefined;
  readonly markets?: readonly string[] | undefined;
  readonly channels?: readonly Channel[] | undefined;
}

/** Empty lists name nothing, so they are no condition. */
const conditionsOf = ({ audience, markets = [], channels = [] }: Whom) => ({
  ...(audience ? { audience } : {}),
  ...(markets.length > 0 ? { markets: [...markets] } : {}),
  ...(channels.length > 0 ? { channels: [...channels] } : {}),
});

/** Adds a variant at the end: it is tried last. @returns the body and the new variant's id. */
export function addVariant(body: Body, label: string, whom: Whom): { body: Body; id: string } {
  const { variants } = viewBlock(body);
  const id = variantId(
    label,
    variants.map((one) => one.id),
  );
  return { body: put(body, [...variants, { id, label, ...conditionsOf(whom) }]), id };
}

/** Names a variant anew and says for whom it is, all of it: what was named before and is not any more is gone. */
export function changeVariant(body: Body, id: string, label: string, whom: Whom): Body {
  const { variants } = viewBlock(body);
  return put(
    body,
    variants.map((one) => (one.id === id ? { id, label, ...conditionsOf(whom) } : one)),
  );
}

/** Takes a variant away with every value that it has. */
export function removeVariant(body: Body, id: string): Body {
  const { variants } = viewBlock(body);
  const without = valueParts.reduce((now, part) => withValueAt(now, [part, id], undefined), body);
  return put(
    without,
    variants.filter((one) => one.id !== id),
  );
}

/** Moves a variant earlier (-1) or later (1): the first that applies is shown. */
export function moveVariant(body: Body, id: string, by: -1 | 1): Body {
  const variants = [...viewBlock(body).variants];
  const at = variants.findIndex((one) => one.id === id);
  const other = at + by;
  if (at < 0 || other < 0 || other >= variants.length) return body;
  [variants[at], variants[other]] = [variants[other]!, variants[at]!];
  return put(body, variants);
}

/** Whether a variant says anything of its own. */
export const saysSomething = (body: Body, id: string): boolean =>
  valueParts.some((part) => valueAt(body, [part, id]) !== undefined);

/** The list with one more, or without it. */
export const toggled = <T>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((each) => each !== one) : [...list, one];

/** An audience as people call it. */
export function audienceLabel(library: Pick<Library, "assets" | "nameOf">, audience: string): string {
  const label = library.assets.get(audience as AssetId)?.body.settings?.["label"];
  return typeof label === "string" && label !== "" ? label : library.nameOf(audience);
}
