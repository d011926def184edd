import type { Variant } from "#shared/content/model.ts";

/** The markets that a block's variants name, in order. */
export const marketsNamed = (variants: readonly Pick<Variant, "markets">[]): string[] =>
  [...new Set(variants.flatMap(({ markets }) => markets ?? []))].toSorted();

/**
 * The market that a preview asks for. A block of one market is shown there; else it is the one that was chosen (null: none
 * is named), and until one is, the first that the variant in sight is for.
 */
export function marketFor(
  scope: { readonly market: string },
  chosen: string | null | undefined,
  variant: Pick<Variant, "markets"> | undefined,
): string | undefined {
  if (scope.market !== "*") return scope.market;
  return chosen === undefined ? variant?.markets?.[0] : (chosen ?? undefined);
}
