import type { Body } from "#shared/assets/parts.ts";
import { baseVariant, type Variant, variant as variantSchema } from "#shared/content/model.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import { type AssetId, assetId } from "#shared/kernel/ids.ts";
import { localeChain } from "#shared/taxonomy/locales.ts";
import {
  type BlockTypeBody,
  blockTypeBody,
  type Field,
  type FieldValue,
  type Localized,
} from "#shared/taxonomy/model.ts";
import { valueParts } from "#shared/taxonomy/policy.ts";
import type { Library } from "#renderer/assets/logic/library.ts";
import { type Path, valueAt } from "#renderer/assets/logic/body-path.ts";

/** The settings of a block as far as they can be read: a draft may be half written. */
export interface BlockView {
  readonly label: string;
  readonly type: AssetId | undefined;
  readonly variants: readonly Variant[];
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly aiLabel: string | undefined;
}

const text = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

export function viewBlock(body: Body): BlockView {
  const settings = (body.settings ?? {}) as Record<string, Json>;
  const type = assetId.safeParse(settings["type"]);
  const variants = Array.isArray(settings["variants"]) ? settings["variants"] : [];
  return {
    label: text(settings["label"]) ?? "",
    type: type.success ? type.data : undefined,
    variants: variants.flatMap((one) => {
      const parsed = variantSchema.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    }),
    from: text(settings["from"]),
    until: text(settings["until"]),
    aiLabel: text(settings["aiLabel"]),
  };
}

/** The block type of a block; undefined until it is known. */
export function typeOf(view: BlockView, library: Library): { id: AssetId; body: BlockTypeBody } | undefined {
  const found = view.type && library.assets.get(view.type);
  const parsed = found?.kind === "blockType" ? blockTypeBody.safeParse(found.body) : undefined;
  return parsed?.success && view.type ? { id: view.type, body: parsed.data } : undefined;
}

/** Where a value stands. A field that is not localized has one for all locales. */
export const placeOf = (field: Field, variant: string, locale: string): Path => [
  field.part,
  variant,
  field.name,
  field.localized ? locale : "*",
];

/** The value of a field as one variant and locale has it. */
export interface ValueView {
  /** Set here. */
  readonly own: FieldValue | undefined;
  /** What shows where nothing is set here, and from where it comes. */
  readonly inherited: { readonly value: FieldValue; readonly variant: string; readonly locale: string } | undefined;
}

/**
 * Looks a value up as the engine does: the variant in the locale, its parents and all locales, then everyone's in the
 * same way.
 */
export function valueView(body: Body, field: Field, variant: string, locale: string): ValueView {
  const at = field.localized ? locale : "*";
  const own = localizedOf(body, field, variant)?.[at];
  const candidates = [...new Set([variant, baseVariant])].flatMap((one) =>
    chain(at).map((each) => ({ variant: one, locale: each })),
  );
  const found = candidates
    .filter((one) => one.variant !== variant || one.locale !== at)
    .flatMap((one) => {
      const value = localizedOf(body, field, one.variant)?.[one.locale];
      return value === undefined ? [] : [{ ...one, value }];
    })[0];
  return { own, inherited: found };
}

const chain = (locale: string): string[] => (locale === "*" ? ["*"] : [...localeChain(locale), "*"]);

const localizedOf = (body: Body, field: Field, variant: string): Localized | undefined =>
  valueAt(body, [field.part, variant, field.name]) as Localized | undefined;

/** The locales in which a block or its type says anything, in order; `*` is left out. */
export function localesOf(body: Body, type: BlockTypeBody | undefined): string[] {
  const found = new Set<string>();
  const add = (values: Json | undefined): void => {
    if (typeof values === "object" && values !== null && !Array.isArray(values))
      for (const locale of Object.keys(values)) found.add(locale);
  };
  for (const part of valueParts) {
    for (const byField of Object.values(body[part] ?? {}))
      if (typeof byField === "object" && byField !== null) Object.values(byField as Record<string, Json>).forEach(add);
    Object.values(type?.[part] ?? {}).forEach((values) => add(values));
  }
  found.delete("*");
  return [...found].toSorted();
}

/** The locale that an editor opens in: the first in which the block says anything, English before others; else all. */
export function firstLocale(body: Body): string {
  const own = localesOf(body, undefined);
  return own.find((one) => one === "en" || one.startsWith("en-")) ?? own[0] ?? "*";
}

/** How many fields a variant has words of its own for. */
export function differingFields(body: Body, variant: string): number {
  return valueParts.reduce((count, part) => {
    const values = valueAt(body, [part, variant]);
    return count + (typeof values === "object" && values !== null ? Object.keys(values).length : 0);
  }, 0);
}
