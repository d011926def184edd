import { z } from "zod";
import { origin } from "../assets/model.ts";
import { assetTags } from "../assets/tags.ts";
import { partName } from "../assets/parts.ts";
import { assetId } from "../kernel/ids.ts";

/** Locales are BCP 47 tags as people write them: `en`, `de-DE`, `ja`. */
export const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/, "a locale such as de-DE");
export type Locale = z.infer<typeof locale>;

const length = z.number().int().nonnegative();
const positive = z.number().int().positive();
const day = z.iso.date();

export const markNames = [
  "bold",
  "italic",
  "strike",
  "code",
  "link",
  "picture",
  "heading",
  "list",
  "quote",
  "line",
  "table",
] as const;
/** What words in a formatted text may be or stand in. */
export const mark = z.enum(markNames);
export type Mark = z.infer<typeof mark>;

/** What a picture must be. Any of these asks for a picture of the library: of an address nothing is known. */
export const pictureLimits = z.strictObject({
  /** Its width to its height, as in 16:9; one pixel of rounding is allowed. */
  ratio: z
    .string()
    .regex(/^[1-9]\d{0,4}:[1-9]\d{0,4}$/, "width and height, such as 16:9")
    .optional(),
  minWidth: positive.optional(),
  minHeight: positive.optional(),
  maxBytes: positive.optional(),
  mediaTypes: z.array(z.string().regex(/^image\/[a-z0-9.+-]+$/, "a media type such as image/webp")).optional(),
  /** It needs words for those who cannot see it, in every locale of the block. */
  alt: z.boolean().optional(),
});
export type PictureLimits = z.infer<typeof pictureLimits>;

/** What a flexible field may hold. Absent limits do not limit. Lengths count graphemes: what a reader sees as one character. */
export const limits = z.strictObject({
  minLength: length.optional(),
  maxLength: length.optional(),
  /** A regular expression in RE2 syntax that the whole value must match. */
  pattern: z.string().optional(),
  /** The only values allowed. */
  values: z.array(z.string()).optional(),
  /** Words that may not appear, with the reason and what to say instead. */
  forbidden: z
    .array(z.strictObject({ word: z.string().min(1), reason: z.string(), suggestions: z.array(z.string()) }))
    .optional(),
  /** Attribute keys that may be inserted as tokens: `{{first_name|there}}`. */
  tokens: z.array(z.string()).optional(),
  /** Hosts a link may lead to; paths of one's own site are always allowed. */
  linkHosts: z.array(z.string()).optional(),
  /** The least number, amount of money, or number of items. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** The most digits behind the point of a number or price. */
  decimals: z.number().int().min(0).max(15).optional(),
  /** The currencies (ISO 4217) that a price may be in. */
  currencies: z.array(z.string().regex(/^[A-Z]{3}$/, "a currency such as EUR")).optional(),
  /** The first and the last day that a date may be. */
  earliest: day.optional(),
  latest: day.optional(),
  /** The room that a line has: pixels, when it is set in the bundled font at this size. */
  width: z
    .strictObject({
      pixels: positive,
      size: z.number().positive().max(400),
      weight: z.enum(["regular", "bold"]).optional(),
    })
    .optional(),
  /** The only words that may appear: a controlled language. */
  allowedWords: z.array(z.string().min(1)).optional(),
  /** The marks that formatted text may use. */
  marks: z.array(mark).optional(),
  /** The block types that a reference may lead to. */
  types: z.array(assetId).optional(),
  picture: pictureLimits.optional(),
});
export type Limits = z.infer<typeof limits>;

export const fieldTypes = [
  "text",
  "richText",
  "link",
  "image",
  "choice",
  "number",
  "price",
  "date",
  "boolean",
  "token",
  "reference",
  "list",
] as const;

/** One field of a block type. `part` is its field class: whose approval covers it. */
export const field = z.strictObject({
  name: z.string().regex(/^[a-z][a-zA-Z0-9_]*$/, "a letter, then letters, digits and underscores"),
  label: z.string().min(1),
  type: z.enum(fieldTypes),
  part: partName.exclude(["logic", "settings"]),
  /** `fixed`: the value stands in the block type and is the same in every block. `flexible`: each block has its own, within limits. */
  mode: z.enum(["fixed", "flexible"]),
  required: z.boolean(),
  localized: z.boolean(),
  limits,
  /** Shown under the field's label where a block is written: what belongs here. */
  help: z.string().max(500).optional(),
  /** Shown beside a locked field: why it is fixed. */
  reason: z.string().optional(),
});
export type Field = z.infer<typeof field>;

/**
 * A value as stored: text, number, boolean, or a list of texts. As text stand also a price (`EUR 49.90`), a date
 * (`2026-11-24`), a token (`{{key|fallback}}`), and the id of the block or picture that a field leads to.
 */
export const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type FieldValue = z.infer<typeof fieldValue>;

/** Values of one field by locale; `*` is the value of every locale that has none of its own. */
export const localized = z.record(z.union([locale, z.literal("*")]), fieldValue);
export type Localized = z.infer<typeof localized>;

/** Values by field name. */
export const fieldValues = z.record(z.string(), localized);
export type FieldValues = z.infer<typeof fieldValues>;

export const typeRoles = ["content", "disclosure", "claim"] as const;
export type TypeRole = (typeof typeRoles)[number];

/** Where a disclosure must stand: in every block of the type in these markets and channels. None named means everywhere. */
export const requiredDisclosure = z.strictObject({
  block: assetId,
  markets: z.array(z.string()).optional(),
  channels: z.array(z.string()).optional(),
});
export type RequiredDisclosure = z.infer<typeof requiredDisclosure>;

/** The body of a block type: its fields in `settings`, the values of fixed fields in the part that covers them. */
export const blockTypeBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1).max(120),
    description: z.string().optional(),
    fields: z.array(field).min(1),
    /** What its blocks are for: content of their own, or words that other blocks carry. Absent means content. */
    role: z.enum(typeRoles).optional(),
    /** Words that its blocks carry without anybody putting them there, and without anybody being able to take them out. */
    disclosures: z.array(requiredDisclosure).optional(),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
  copy: fieldValues.optional(),
  visual: fieldValues.optional(),
  disclosure: fieldValues.optional(),
  claim: fieldValues.optional(),
});
export type BlockTypeBody = z.infer<typeof blockTypeBody>;
