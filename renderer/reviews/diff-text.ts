import type { CoveredPart } from "#shared/assets/parts.ts";
import type { BlockTypeBody, FieldValue, Localized } from "#shared/taxonomy/model.ts";

/** One field of a body, in words. */
export interface Line {
  readonly key: string;
  readonly part: CoveredPart;
  readonly label: string;
  readonly text: string;
  readonly where?: string | undefined;
  readonly language?: string | undefined;
  readonly code?: boolean;
  readonly fixed?: boolean;
}

/** What a body only names by id. */
export interface DiffNames {
  /** What people call an asset; undefined where it is not known. */
  nameOf(id: string): string | undefined;
  /** A block type's body, for the labels and fixed values of its fields. */
  typeOf(id: string): BlockTypeBody | undefined;
}

/** The name of an asset, or its id where there is none: a reviewer must see that something stands there. */
export const named = (id: string, names: DiffNames): string => names.nameOf(id) ?? id;

/** A list in words; an empty one says so. */
export const several = (words: readonly string[], none = "none"): string =>
  words.length > 0 ? words.join(", ") : none;

/** A moment in a governed body: written out, because it is approved as it stands. Times are UTC. */
export const momentText = (instant: string): string => `${instant.slice(0, 10)}, ${instant.slice(11, 16)} UTC`;

/** A field's value as its reader sees it. An asset's id becomes its name. */
export function valueText(value: FieldValue, names: DiffNames): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((one) => names.nameOf(one) ?? one).join("\n");
  return typeof value === "number" ? String(value) : (names.nameOf(value) ?? value);
}

/** The values of one field, a line per language. */
export function localizedLines(
  values: Localized | undefined,
  line: Omit<Line, "text" | "language">,
  names: DiffNames,
): Line[] {
  const entries = Object.entries(values ?? {});
  // One value for everyone needs no mark; beside values of languages of their own it does.
  const alone = entries.length === 1 && entries[0]![0] === "*";
  return entries.map(([locale, value]) => {
    const language = locale === "*" ? undefined : locale;
    const words = language ?? (alone ? undefined : "all other languages");
    const where = [line.where, words].filter(Boolean).join(" · ") || undefined;
    return { ...line, key: `${line.key}.${locale}`, where, language, text: valueText(value, names) };
  });
}
