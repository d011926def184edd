import type { Facts } from "../rules/cel/facts.ts";
import { valueFor } from "../taxonomy/locales.ts";
import type { Field, FieldValue, Localized } from "../taxonomy/model.ts";
import { countGraphemes, tokensOf, withFallbacks } from "../taxonomy/text.ts";
import type { AssembledField, Decision } from "./model.ts";
import { assemblePicture, type FieldPictures } from "./pictures.ts";
import type { Period } from "./release.ts";
import type { CompiledVariant, TriedVariant } from "./variants.ts";

export type Content = NonNullable<Decision["content"]>;

/** One field of a block with all its values: the block type's for a fixed field, the block's own otherwise. */
export interface FieldSource {
  readonly field: Field;
  readonly fixed: boolean;
  /** Words of another block that stand beside its own: where only its fixed elements are left, they go with the rest. */
  readonly carried?: true;
  readonly base: Localized | undefined;
  /** By variant; only the variants that differ. */
  readonly variants: ReadonlyMap<string, Localized>;
  /** Pictures of the library that its values name. */
  readonly pictures?: FieldPictures;
}

export interface CompiledBlock extends Period {
  readonly name: string;
  readonly type: string;
  readonly aiLabel: string | null;
  /** All of them, in the order in which they are tried. */
  readonly variants: readonly CompiledVariant[];
  /** Those that may apply in the place in which this is shown. */
  readonly tried: readonly TriedVariant[];
  /** In the order of the block type. */
  readonly sources: readonly FieldSource[];
  /** Where content is taken from for a locale that the block does not speak. */
  readonly defaultLocale: string;
  /** The attributes that its texts insert. */
  readonly tokens: readonly string[];
  /** Slots of the attributes that tokens may insert. */
  readonly tokenSlots: ReadonlyMap<string, number>;
  /** What has been assembled before, by variant and locale. */
  readonly templates: Map<string, Map<string, Template>>;
}

/** Content for one variant and locale, finished but for the tokens. */
interface Template {
  readonly content: Content;
  /** The fields whose text takes something from the person, by their place in the content. */
  readonly personal: readonly PersonalField[];
}

interface PersonalField {
  readonly index: number;
  readonly maxLength: number;
  /** One text, or the items of a list. */
  readonly value: PersonalText | readonly PersonalText[];
}

/** A text taken apart at its tokens: `before` each, and `end` after the last. */
interface PersonalText {
  readonly fallback: string;
  readonly tokens: readonly { readonly before: string; readonly slot: number; readonly fallback: string }[];
  readonly end: string;
}

/** What `assemble` may use of a block: all of it, or its fixed elements alone. */
export type Extent = "whole" | "fixed";

/** More locales than this per variant are assembled each time anew, so that invented ones cannot fill the memory. */
const mostLocales = 64;

/**
 * Puts a block together for one variant and locale, with its fixed elements in the order of the block type. Tokens become
 * what is known of the person, or their fallback; without facts always the fallback.
 */
export function assemble(
  block: CompiledBlock,
  variant: string,
  locale: string,
  extent: Extent,
  facts: Facts | null,
): Content {
  const template = templateFor(block, variant, locale, extent);
  if (facts === null || template.personal.length === 0) return template.content;
  const { block: name, type, variant: taken, locale: spoken, label, fields: plainFields } = template.content;
  const fields = plainFields.slice();
  for (const { index, value, maxLength } of template.personal) {
    const { name: key, label: title, type: sort, part, fixed } = fields[index]!;
    const filled = Array.isArray(value)
      ? (value as PersonalText[]).map((item) => personalize(item, maxLength, facts))
      : personalize(value as PersonalText, maxLength, facts);
    fields[index] = { name: key, label: title, type: sort, part, fixed, value: filled };
  }
  return { block: name, type, variant: taken, locale: spoken, fields, label };
}

function templateFor(block: CompiledBlock, variant: string, locale: string, extent: Extent): Template {
  const key = extent === "whole" ? variant : "";
  let byLocale = block.templates.get(key);
  if (!byLocale) block.templates.set(key, (byLocale = new Map()));
  const known = byLocale.get(locale);
  if (known) return known;
  const made = makeTemplate(block, variant, locale, extent);
  if (byLocale.size < mostLocales) byLocale.set(locale, made);
  return made;
}

function makeTemplate(block: CompiledBlock, variant: string, requested: string, extent: Extent): Template {
  const spoken = speaks(block.sources, requested) ? requested : block.defaultLocale;
  const fields: AssembledField[] = [];
  const personal: PersonalField[] = [];
  for (const source of block.sources) {
    if (extent === "fixed" && (!source.fixed || source.carried)) continue;
    const value = source.fixed ? fixedValue(source.base, requested, spoken) : flexibleValue(source, variant, spoken);
    if (value === undefined) continue;
    const { field } = source;
    const picture = assemblePicture(source.pictures, value, source.fixed ? [requested, spoken] : [spoken]);
    if (hasToken(value)) personal.push(personalField(fields.length, field, value, block));
    fields.push({
      name: field.name,
      label: field.label,
      type: field.type,
      part: field.part,
      fixed: source.fixed,
      value: plain(value),
      ...picture,
    });
  }
  const label = extent === "whole" ? block.aiLabel : null;
  const content = {
    block: block.name,
    type: block.type,
    variant: extent === "whole" ? variant : "base",
    locale: spoken,
    fields,
    label,
  };
  return { content: freeze(content), personal };
}

/** Content is shared between decisions, so nobody may change it. */
function freeze(content: Content): Content {
  for (const field of content.fields) Object.freeze(field);
  Object.freeze(content.fields);
  return Object.freeze(content);
}

/** Whether a block has what it must say in a locale, in its own words or in those for all locales. */
export function speaks(sources: readonly Pick<FieldSource, "field" | "fixed" | "base">[], locale: string): boolean {
  const flexible = sources.filter(({ fixed, base }) => !fixed && base !== undefined);
  const required = flexible.filter(({ field }) => field.required);
  const says = ({ base }: Pick<FieldSource, "base">) => valueFor(base, locale) !== undefined;
  return required.length > 0 ? required.every(says) : flexible.some(says);
}

/** A variant's own value, else everyone's. A field without words in the locale is left out, never shown in another. */
const flexibleValue = (source: FieldSource, variant: string, locale: string): FieldValue | undefined =>
  valueFor(source.variants.get(variant), locale) ?? valueFor(source.base, locale);

/**
 * A fixed element must be there whatever the locale: in the locale asked for, which decides the law that applies, else in
 * that of the content, else in English, else in the first there is.
 */
function fixedValue(values: Localized | undefined, requested: string, spoken: string): FieldValue | undefined {
  const found = valueFor(values, requested) ?? valueFor(values, spoken);
  return found ?? (values && values[defaultLocaleOf(Object.keys(values))]);
}

/** English where there is any, else the first in alphabetical order. `*` belongs to no language and is no default. */
export function defaultLocaleOf(locales: readonly string[]): string {
  const spoken = locales.filter((locale) => locale !== "*").toSorted();
  return (
    spoken.find((locale) => locale === "en") ?? spoken.find((locale) => locale.startsWith("en-")) ?? spoken[0] ?? "en"
  );
}

const textsOf = (value: FieldValue): readonly string[] =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
const hasToken = (value: FieldValue): boolean => textsOf(value).some((text) => tokensOf(text).length > 0);

function plain(value: FieldValue): FieldValue {
  if (typeof value === "string") return withFallbacks(value);
  return Array.isArray(value) ? value.map(withFallbacks) : value;
}

function personalField(index: number, field: Field, value: FieldValue, block: CompiledBlock): PersonalField {
  const maxLength = field.limits.maxLength ?? Number.POSITIVE_INFINITY;
  const texts = textsOf(value).map((text) => personalText(text, field, block));
  return { index, maxLength, value: typeof value === "string" ? texts[0]! : texts };
}

/** A token that the field does not allow, or that names no attribute, has a slot that is never known. */
function personalText(text: string, field: Field, block: CompiledBlock): PersonalText {
  let at = 0;
  const tokens = tokensOf(text).map(({ key, fallback, from, to }) => {
    const before = text.slice(at, from);
    at = to;
    const slot = field.limits.tokens?.includes(key) ? (block.tokenSlots.get(key) ?? -1) : -1;
    return { before, slot, fallback: fallback ?? "" };
  });
  return { fallback: withFallbacks(text), tokens, end: text.slice(at) };
}

const longestWord = 100;
const markup: ReadonlySet<number> = new Set(Array.from("<>{}[]", (character) => character.charCodeAt(0)));

/** Nothing that could be read as markup, a token or a line of its own, and nothing long enough to take over a text. */
function isWord(text: string): boolean {
  if (text.length === 0 || text.length > longestWord) return false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const control = unit < 0x20 || (unit >= 0x7f && unit <= 0x9f) || unit === 0x2028 || unit === 0x2029;
    if (control || (unit < 0x80 && markup.has(unit))) return false;
  }
  return true;
}

/**
 * Inserts what is known of the person. What was approved is the text with its limits: where an inserted value would be
 * more than a word in it, or would make it too long, the fallbacks are shown instead.
 */
function personalize({ tokens, end, fallback }: PersonalText, maxLength: number, facts: Facts): string {
  let filled = "";
  for (const token of tokens) {
    const value = facts.values[token.slot];
    const word = typeof value === "number" ? String(value) : value;
    filled += token.before + (typeof word === "string" && isWord(word) ? word : token.fallback);
  }
  filled += end;
  return filled.length > maxLength && countGraphemes(filled) > maxLength ? fallback : filled;
}
