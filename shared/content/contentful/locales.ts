import { locale as localeSchema } from "#shared/taxonomy/model.ts";
import type { SourceLocale } from "./export.ts";
import type { Ledger } from "./report.ts";

/** How the locales of a space become ours: the default locale's words are everyone's (`*`). */
export interface Locales {
  readonly default: string;
  /** The others that can be written as a locale here, each with the locales that it falls back to, nearest first. */
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/** Reads the locales and says in the report what becomes of each. A space without any has English as its default. */
export function readLocales(rows: readonly SourceLocale[], ledger: Ledger): Locales {
  const main = rows.find((row) => row.default === true) ?? rows[0];
  const fallbacks = new Map(rows.map(({ code, fallbackCode }) => [code, fallbackCode ?? null]));
  const others = new Map<string, readonly string[]>();
  for (const row of rows) {
    const { code } = row;
    if (code !== main?.code && !localeSchema.safeParse(code).success) {
      ledger.leftOut(
        "locales",
        code,
        `“${code}” cannot be written as a locale here; use a tag such as de-DE. Its values are not imported.`,
      );
      continue;
    }
    ledger.imported("locales", code, code === main?.code ? "*" : code);
    if (code === main?.code) {
      ledger.adapted(
        "locales",
        code,
        "It is the default: its words are taken for every locale that has none of its own.",
      );
      continue;
    }
    const chain = chainOf(code, fallbacks);
    others.set(code, chain);
    if (!chain.includes(main!.code)) {
      ledger.adapted(
        "locales",
        code,
        `It falls back to nothing in the export; here it shows the words of ${main!.code} where it has none.`,
      );
    }
  }
  return { default: main?.code ?? "en-US", others };
}

function chainOf(code: string, fallbacks: ReadonlyMap<string, string | null>): string[] {
  const chain: string[] = [];
  let next = fallbacks.get(code) ?? null;
  // A circle of fallbacks ends where it began.
  while (next !== null && next !== code && !chain.includes(next)) {
    chain.push(next);
    next = fallbacks.get(next) ?? null;
  }
  return chain;
}

export interface SpreadValue {
  /** `*` or a locale of ours. */
  readonly locale: string;
  readonly value: unknown;
  /** The locale whose value this is, where it is not its own. */
  readonly from: string | null;
}

/** Whether a source value says anything. Contentful treats empty texts and lists as no value. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/**
 * The values of a field by our locales. A locale without a value takes that of its nearest fallback; where that is the
 * default, nothing needs to be said, because `*` is everyone's.
 */
export function spread(
  byLocale: Readonly<Record<string, unknown>>,
  localized: boolean,
  locales: Locales,
): SpreadValue[] {
  const own = (code: string) =>
    Object.hasOwn(byLocale, code) && !isEmpty(byLocale[code]) ? byLocale[code] : undefined;
  const found: SpreadValue[] = [];
  const main = own(locales.default);
  if (main !== undefined) found.push({ locale: "*", value: main, from: null });
  if (!localized) return found;
  for (const [code, chain] of locales.others) {
    const value = own(code);
    if (value !== undefined) {
      found.push({ locale: code, value, from: null });
      continue;
    }
    const from = chain.find((each) => own(each) !== undefined);
    if (from !== undefined && from !== locales.default) found.push({ locale: code, value: own(from), from });
  }
  return found;
}

/** The one value of a field that has none by locale in any sense that matters: names, ids, rules. */
export function mainValue(byLocale: Readonly<Record<string, unknown>> | undefined, locales: Locales): unknown {
  if (!byLocale) return undefined;
  const values = [byLocale[locales.default], ...Object.values(byLocale)];
  return values.find((value) => !isEmpty(value));
}
