import type { Field, Limits } from "#shared/taxonomy/model.ts";
import { ninetailed } from "./entries.ts";
import type { ContentType, EditorInterface, SourceField } from "./export.ts";
import { claim, fieldName } from "./names.ts";
import { helpOf } from "./editor-settings.ts";
import { limitsOf } from "./validations.ts";

/** How the values of a source field are read. */
export type Reading =
  | "text"
  | "day"
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
  /** Whether the file of every picture that the field shows came with the export. */
  inLibrary(fieldId: string): boolean;
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
    const { limits, losses } = limitsOf(source, reading, around.tokens, around.inLibrary(source.id));
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
      return "text";
    case "Date":
      return saysDaysOnly(source, editor) ? "day" : "text";
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

/** A date is a day where its editor asks for no time; with one it stays a text, so that the time is kept. */
const saysDaysOnly = (source: SourceField, editor: EditorInterface | undefined): boolean =>
  editor?.controls?.some(({ fieldId, settings }) => fieldId === source.id && settings?.["format"] === "dateonly") ??
  false;

function makeField(
  source: SourceField,
  reading: Reading,
  name: string,
  label: string,
  limits: Limits,
  around: FieldSurroundings,
): Field {
  const type = fieldType(source, reading, limits, around);
  const help = helpOf(source, around.editor);
  return {
    name,
    label,
    type,
    part: partOf(source, type),
    mode: "flexible",
    required: source.required === true,
    localized: source.localized === true,
    limits,
    ...(help === undefined ? {} : { help }),
  };
}

function fieldType(source: SourceField, reading: Reading, limits: Limits, around: FieldSurroundings): Field["type"] {
  switch (reading) {
    case "text":
      return limits.values && source.type === "Symbol" ? "choice" : "text";
    case "day":
      return "date";
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
