import { baseVariant } from "#shared/content/model.ts";
import { localeLabel, words } from "../strings.ts";
import type { ValueView } from "./block-view.ts";

/** The place that is looked at. */
interface Look {
  readonly variant: string;
  readonly locale: string;
  readonly variantLabel: (id: string) => string;
}

const inLocale = (locale: string): string => (locale === "*" ? "for all locales" : `in ${localeLabel(locale)}`);

/** Whose words a field shows: “Own words, in de-DE”, “From everyone, for all locales”. Everyone's own need no saying. */
export function whoseWords(view: ValueView, { variant, locale, variantLabel }: Look): string | undefined {
  if (view.own !== undefined) return variant === baseVariant ? undefined : `Own words, ${inLocale(locale)}`;
  const from = view.inherited;
  if (!from) return variant === baseVariant ? undefined : words.leftOut;
  const label = variantLabel(from.variant);
  const whose = from.variant === baseVariant ? label.toLowerCase() : `“${label}”`;
  // Inside one variant only the locale differs.
  return from.variant === variant
    ? `From the words ${inLocale(from.locale)}`
    : `From ${whose}, ${inLocale(from.locale)}`;
}

/** The way back from words of its own to what would show without them; undefined where there is none. */
export function backWords(view: ValueView, variant: string): string | undefined {
  if (view.own === undefined) return undefined;
  const from = view.inherited;
  // Everyone's field is emptied by taking its words away; a variant's empty words are words that differ.
  if (!from) return variant === baseVariant ? undefined : "Take them away";
  if (from.variant === variant) return `Back to the words ${inLocale(from.locale)}`;
  return "Back to everyone’s";
}
