import { canonicalJson } from "#shared/kernel/canonical.ts";
import { checkValue } from "#shared/taxonomy/limits.ts";
import type { Field, FieldValue, FieldValues } from "#shared/taxonomy/model.ts";
import type { CheckContext } from "#shared/assets/define-kind.ts";
import type { Dictionary } from "#shared/data/dictionary.ts";
import type { ImportedType } from "./block-types.ts";
import { linkedIds, ninetailed } from "./entries.ts";
import type { Entry } from "./export.ts";
import { type FieldPlan, isInternalName } from "./fields.ts";
import { isEmpty, type Locales, spread } from "./locales.ts";
import type { Named } from "./names.ts";
import { isRichText, type LinkedThings, writeRichText } from "./rich-text.ts";

/** What the links of an entry lead to. */
export interface Surroundings extends LinkedThings {
  readonly locales: Locales;
  readonly dictionary: Dictionary;
  readonly asset: CheckContext["asset"];
  /** The block that an entry becomes, as seen from the block that shows it; a reason where it cannot be named. */
  block(entryId: string): Named | { readonly reason: string };
  /** The address of a media file and what it shows, in words; a reason where it has none. */
  media(assetId: string): MediaFile | { readonly reason: string };
}

export interface MediaFile {
  readonly url: string;
  /** By locale of ours; empty where nobody described it. */
  readonly description: Readonly<Record<string, string>>;
  /** The picture of the library that its file became, where the file came with the export. */
  readonly picture?: Named;
}

export interface EntryValues {
  /** Values by field name; each belongs to the part of its field. */
  readonly values: FieldValues;
  /** What could not be taken over as it is, as sentences. */
  readonly notes: readonly string[];
}

/** Reads the values of an entry as its block type has them. A value that breaks a limit is left out whole, never cut. */
export function readValues(entry: Entry, type: ImportedType, around: Surroundings): EntryValues {
  const reader = new EntryReader(around);
  const known = new Set<string>();
  for (const plan of type.fields) {
    known.add(plan.source.id);
    const byLocale = entry.fields[plan.source.id];
    if (byLocale) reader.read(plan, byLocale);
  }
  for (const [fieldId, byLocale] of Object.entries(entry.fields)) {
    const special =
      fieldId === ninetailed.variantsField || fieldId === ninetailed.audienceField || isInternalName(fieldId);
    if (known.has(fieldId) || special || Object.values(byLocale).every(isEmpty)) continue;
    reader.notes.add(`“${fieldId}” is left out: the block type has no such field.`);
  }
  return { values: reader.values, notes: [...reader.notes] };
}

type Read = { readonly value: FieldValue } | null;

class EntryReader {
  readonly values: FieldValues = {};
  readonly notes = new Set<string>();
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  read(plan: FieldPlan, byLocale: Readonly<Record<string, unknown>>): void {
    const { field } = plan;
    const found = spread(byLocale, field.localized, this.#around.locales);
    if (found.length === 0) return;
    if (field.mode === "fixed") {
      this.notes.add(`“${field.label}” is fixed in the block type, so the entry's value is not taken.`);
      return;
    }
    for (const { locale, value, from } of found) {
      const read = this.#convert(plan, value);
      if (read === null) continue;
      if (from !== null)
        this.notes.add(`In ${locale}, “${field.label}” takes the value of ${from}, to which it falls back.`);
      this.#keep(field, locale, read.value);
    }
    if (plan.description && plan.reading === "media") this.#describe(plan.description, byLocale);
  }

  #keep(field: Field, locale: string, value: FieldValue): void {
    const { dictionary, asset } = this.#around;
    const broken = checkValue(field, value, locale, { dictionary, asset }).find(({ severity }) => severity === "error");
    if (broken) {
      this.notes.add(`“${field.label}”${locale === "*" ? "" : ` in ${locale}`} is left out: ${broken.message}`);
      return;
    }
    (this.values[field.name] ??= {})[locale] = value;
  }

  #convert({ field, reading }: FieldPlan, value: unknown): Read {
    switch (reading) {
      case "text":
        if (typeof value === "string") return { value };
        return isRichText(value) ? this.#richText(field, value) : this.#unfit(field);
      case "day":
        return typeof value === "string" ? { value: value.replace(/T.*$/, "") } : this.#unfit(field);
      case "richText":
        return typeof value === "string"
          ? { value }
          : isRichText(value)
            ? this.#richText(field, value)
            : this.#unfit(field);
      case "number":
        return typeof value === "number" ? { value } : this.#unfit(field);
      case "boolean":
        return typeof value === "boolean" ? { value } : this.#unfit(field);
      case "list":
        return Array.isArray(value) && value.every((item) => typeof item === "string") ? { value } : this.#unfit(field);
      case "entry":
      case "entryList":
        return this.#entries(field, value, reading === "entry");
      case "media":
      case "mediaList":
        return this.#media(field, value, reading === "media");
    }
  }

  #unfit(field: Field): null {
    this.notes.add(`“${field.label}” is left out: its value is of another form than its content type says.`);
    return null;
  }

  #richText(field: Field, document: unknown): Read {
    const { text, losses, broken } = writeRichText(document, this.#around);
    if (broken !== null) {
      this.notes.add(`“${field.label}” is left out. ${broken}`);
      return null;
    }
    for (const loss of losses) this.notes.add(`“${field.label}”: ${loss}`);
    return text === "" ? null : { value: text };
  }

  #entries(field: Field, value: unknown, single: boolean): Read {
    const ids = linkedIds(value, "Entry");
    const blocks = ids.flatMap((id) => {
      const found = this.#around.block(id);
      if (!("reason" in found)) return [found];
      this.notes.add(`“${field.label}” leaves out a link. ${found.reason}`);
      return [];
    });
    if (ids.length === 0) return this.#unfit(field);
    if (!single) return blocks.length === 0 ? null : { value: blocks.map(({ name }) => name) };
    return blocks[0] ? { value: blocks[0].id } : null;
  }

  #media(field: Field, value: unknown, single: boolean): Read {
    const ids = linkedIds(value, "Asset");
    const urls = ids.flatMap((id) => {
      const found = this.#around.media(id);
      if (!("reason" in found)) return [found.picture && field.type !== "link" ? found.picture.id : found.url];
      this.notes.add(`“${field.label}” leaves out a file. ${found.reason}`);
      return [];
    });
    if (ids.length === 0) return this.#unfit(field);
    if (!single) return urls.length === 0 ? null : { value: urls };
    return urls[0] === undefined ? null : { value: urls[0] };
  }

  #describe(field: Field, byLocale: Readonly<Record<string, unknown>>): void {
    const [id] = linkedIds(byLocale[this.#around.locales.default] ?? Object.values(byLocale)[0], "Asset");
    const file = id === undefined ? null : this.#around.media(id);
    if (file === null || "reason" in file || field.mode === "fixed") return;
    for (const [locale, words] of Object.entries(file.description)) {
      if (locale === "*" || field.localized) this.#keep(field, locale, words);
    }
  }
}

/** What a variant says otherwise than everyone's values. */
export interface VariantValues {
  readonly values: FieldValues;
  /** Fields in which the variant has nothing and "nothing" cannot be said, so that it shows everyone's value. */
  readonly inherited: readonly string[];
}

/**
 * A variant holds only the fields in which it differs. Where its entry has nothing and everyone's block has something, it
 * says so with an empty value, so that words of the two are never mixed.
 */
export function differingValues(
  type: ImportedType,
  base: FieldValues,
  variant: FieldValues,
  dictionary: Dictionary,
): VariantValues {
  const values: FieldValues = {};
  const inherited: string[] = [];
  for (const plan of type.fields) {
    for (const field of plan.description ? [plan.field, plan.description] : [plan.field]) {
      const own = variant[field.name];
      const everyones = base[field.name];
      if (own) {
        if (!everyones || canonicalJson(own) !== canonicalJson(everyones)) values[field.name] = own;
      } else if (everyones && field.mode === "flexible") {
        const nothing = emptyValue(field);
        if (nothing === null || checkValue(field, nothing, "*", { dictionary }).length > 0) inherited.push(field.label);
        else values[field.name] = { "*": nothing };
      }
    }
  }
  return { values, inherited };
}

function emptyValue({ type }: Field): FieldValue | null {
  if (type === "number" || type === "boolean" || type === "date" || type === "reference") return null;
  return type === "list" ? [] : "";
}
