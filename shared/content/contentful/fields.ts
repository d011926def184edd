import { compilePattern } from "#shared/kernel/pattern.ts";
import type { Field, Limits } from "#shared/taxonomy/model.ts";
import { ninetailed } from "./entries.ts";
import { type ContentType, type EditorInterface, isRecord, type SourceField, type Validation } from "./export.ts";
import { claim, fieldName } from "./names.ts";

/** How the values of a source field are read. */
export type Reading =
  | "text"
  | "richText"
  | "number"
  | "boolean"
  | "list"
  | "media"
  | "mediaList"
  | "entry"
  | "entryList";

/** A field of the source with the field of the block type that it becomes. */
export interface FieldPlan {
  readonly source: SourceField;
  readonly reading: Reading;
  readonly field: Field;
  /** The field for what a picture shows, in words. */
  readonly description: Field | null;
}

export interface TypeFields {
  readonly fields: readonly FieldPlan[];
  /** What could not be taken over as it is, as sentences. */
  readonly notes: readonly string[];
}

export interface FieldSurroundings {
  readonly editor: EditorInterface | undefined;
  /** Keys of merge tags, which rich text may insert. */
  readonly tokens: readonly string[];
  /** Whether every media file that the field shows in the export is a picture. */
  showsPictures(fieldId: string): boolean;
}

/** Whether a field only serves editors to find an entry: it becomes the label, and no visitor ever sees it. */
export const isInternalName = (fieldId: string): boolean => /^internal(name|title)$/i.test(fieldId);

const isNinetailed = (field: SourceField): boolean =>
  field.id === ninetailed.variantsField || field.id === ninetailed.audienceField;

/** Plans the fields of a content type. */
export function planFields(type: ContentType, around: FieldSurroundings): TypeFields {
  const taken = new Set<string>();
  const notes: string[] = [];
  const fields = type.fields.flatMap((source): FieldPlan[] => {
    // These two say who sees what; they become variants and are no content.
    if (isNinetailed(source)) return [];
    const label = source.name || source.id;
    if (isInternalName(source.id)) {
      notes.push(`“${label}” becomes the label of each block.`);
      return [];
    }
    const reading = readingOf(source, around.editor);
    if (reading === null) {
      notes.push(`“${label}” is left out: fields of the type ${source.type} have no counterpart.`);
      return [];
    }
    const { limits, losses } = limitsOf(source, reading, around);
    notes.push(...losses.map((loss) => `“${label}”: ${loss}`));
    const name = claim(taken, fieldName(source.id), "_");
    const field = makeField(source, reading, name, label, limits, around);
    const description = field.type === "image" ? describing(field, claim(taken, `${name}Alt`, "_")) : null;
    return [{ source, reading, field, description }];
  });
  return { fields, notes };
}

function readingOf(source: SourceField, editor: EditorInterface | undefined): Reading | null {
  const items = source.items ?? undefined;
  switch (source.type) {
    case "Symbol":
    case "Date":
      return "text";
    case "Text":
      return editor?.controls?.some(({ fieldId, widgetId }) => fieldId === source.id && widgetId === "markdown")
        ? "richText"
        : "text";
    case "RichText":
      return "richText";
    case "Integer":
    case "Number":
      return "number";
    case "Boolean":
      return "boolean";
    case "Link":
      return source.linkType === "Asset" ? "media" : source.linkType === "Entry" ? "entry" : null;
    case "Array":
      if (items?.type === "Symbol") return "list";
      return items?.linkType === "Asset" ? "mediaList" : items?.linkType === "Entry" ? "entryList" : null;
    default:
      return null;
  }
}

function makeField(
  source: SourceField,
  reading: Reading,
  name: string,
  label: string,
  limits: Limits,
  around: FieldSurroundings,
): Field {
  const type = fieldType(source, reading, limits, around);
  return {
    name,
    label,
    type,
    part: partOf(source, type),
    mode: "flexible",
    required: source.required === true,
    localized: source.localized === true,
    limits,
  };
}

function fieldType(source: SourceField, reading: Reading, limits: Limits, around: FieldSurroundings): Field["type"] {
  switch (reading) {
    case "text":
      return limits.values && source.type === "Symbol" ? "choice" : "text";
    case "media":
      return takesPicturesOnly(source) || around.showsPictures(source.id) ? "image" : "link";
    case "entry":
      return "reference";
    case "mediaList":
    case "entryList":
      return "list";
    default:
      return reading;
  }
}

const takesPicturesOnly = (source: SourceField): boolean =>
  (source.validations ?? []).some((rule) => {
    const groups = rule["linkMimetypeGroup"];
    return Array.isArray(groups) && groups.length === 1 && groups[0] === "image";
  });

const legalWords = /disclos|disclaimer|terms|legal|imprint|privacy|consent|\bapr\b|risk ?warning/i;
const claimWords = /\bclaims?\b|claim(text|s)?$/i;
const visualWords = /colou?r|palette|layout|align|style|size|position|background|theme|icon|logo/i;

/** Whose approval a field falls under: pictures and looks, legal words, claims, and all other words. */
function partOf(source: SourceField, type: Field["type"]): Field["part"] {
  const words = `${source.id} ${source.name ?? ""}`;
  if (type === "image") return "visual";
  if (legalWords.test(words)) return "disclosure";
  if (claimWords.test(words)) return "claim";
  return (type === "choice" || type === "boolean") && visualWords.test(words) ? "visual" : "copy";
}

const describing = (image: Field, name: string): Field => ({
  name,
  label: `${image.label}: description`,
  type: "text",
  part: "copy",
  mode: "flexible",
  required: false,
  localized: true,
  limits: { maxLength: 500 },
});

/** What Contentful itself allows where the content type says nothing. */
const ownLimits: Readonly<Record<string, number>> = { Symbol: 256, Text: 50_000 };

function limitsOf(
  source: SourceField,
  reading: Reading,
  around: FieldSurroundings,
): { limits: Limits; losses: string[] } {
  const limits: Limits = {};
  const losses: string[] = [];
  const maxLength = ownLimits[source.type] ?? ownLimits[source.items?.type ?? ""];
  if (maxLength !== undefined && reading !== "richText") limits.maxLength = maxLength;
  if (source.type === "Date") losses.push("dates are kept as text.");
  for (const rule of source.validations ?? []) addLimit(limits, rule, reading, losses);
  if (reading === "list") for (const rule of source.items?.validations ?? []) addLimit(limits, rule, "text", losses);
  if (reading === "richText" && around.tokens.length > 0 && takesMergeTags(source)) limits.tokens = [...around.tokens];
  return { limits, losses };
}

/** Validations that say nothing to a reader of the content: they steer Contentful's own screens or are checked elsewhere. */
const understood = new Set([
  "linkContentType",
  "linkMimetypeGroup",
  "enabledNodeTypes",
  "enabledMarks",
  "nodes",
  "message",
  "assetImageDimensions",
  "assetFileSize",
]);

function addLimit(limits: Limits, rule: Validation, reading: Reading, losses: string[]): void {
  const counted = reading === "list" || reading === "entryList" || reading === "mediaList";
  for (const [name, value] of Object.entries(rule)) {
    if (understood.has(name) || value === null || value === undefined) continue;
    if (name === "size" && isRecord(value))
      addRange(limits, value, counted ? ["min", "max"] : ["minLength", "maxLength"]);
    else if (name === "range" && isRecord(value)) addRange(limits, value, ["min", "max"]);
    else if (name === "in" && Array.isArray(value)) limits.values = value.map(String);
    else if (name === "regexp" && isRecord(value)) addPattern(limits, value, losses);
    else if (name === "unique") losses.push("that its value is unique in the space is not checked here.");
    else losses.push(`the limit “${name}” has no counterpart.`);
  }
}

function addRange(
  limits: Limits,
  range: Record<string, unknown>,
  [low, high]: readonly ["min", "max"] | readonly ["minLength", "maxLength"],
): void {
  if (typeof range["min"] === "number") limits[low] = range["min"];
  if (typeof range["max"] === "number") limits[high] = range["max"];
}

function addPattern(limits: Limits, { pattern, flags }: Record<string, unknown>, losses: string[]): void {
  const written = typeof pattern === "string" ? wholePattern(pattern, typeof flags === "string" ? flags : "") : "";
  if (written === "" || compilePattern(written) === null)
    losses.push("its pattern is left out: it cannot be written in RE2 syntax.");
  else if (limits.pattern !== undefined) losses.push("only the first of its patterns is kept.");
  else limits.pattern = written;
}

/** Contentful looks for the pattern anywhere in the value; here a pattern is for the whole value. */
function wholePattern(pattern: string, flags: string): string {
  const set = ["i", "m", "s"].filter((flag) => flags.includes(flag)).join("");
  const lead = set === "" ? "" : `(?${set})`;
  const anchored = /^\^[^]*[^\\]\$$/.test(pattern) && !offersAlternatives(pattern);
  return anchored ? lead + pattern : `${lead}(?s:.*)(?:${pattern})(?s:.*)`;
}

/** Whether a `|` stands outside of every group: then `^` and `$` belong to single alternatives, not to the whole. */
function offersAlternatives(pattern: string): boolean {
  const flat = pattern.replaceAll(/\\./g, "").replaceAll(/\[[^\]]*\]/g, "");
  let depth = 0;
  for (const character of flat) {
    if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    else if (character === "|" && depth === 0) return true;
  }
  return false;
}

function takesMergeTags(source: SourceField): boolean {
  return (source.validations ?? []).some((rule) => {
    const nodes = rule["nodes"];
    const inline = isRecord(nodes) ? nodes["embedded-entry-inline"] : undefined;
    return (
      Array.isArray(inline) &&
      inline.some(
        (each) =>
          isRecord(each) &&
          Array.isArray(each["linkContentType"]) &&
          each["linkContentType"].includes(ninetailed.mergeTag),
      )
    );
  });
}
