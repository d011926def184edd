import type { FieldValue, Localized } from "./model.ts";

/** The parents of a locale, nearest first: `zh-Hant-TW` → `zh-Hant-TW`, `zh-Hant`, `zh`. */
export function localeChain(locale: string): string[] {
  const subtags = locale.split("-");
  return subtags.map((_, index) => subtags.slice(0, subtags.length - index).join("-"));
}

/**
 * The value for a locale: its own, else that of a parent (`de-AT` → `de`), else everyone's (`*`).
 * Undefined where none of these is declared; a value of another language is never taken here.
 */
export function valueFor(values: Localized | undefined, locale: string): FieldValue | undefined {
  if (!values) return undefined;
  for (const each of localeChain(locale)) {
    if (Object.hasOwn(values, each)) return values[each];
  }
  return values["*"];
}
