import { z } from "zod";
import { origin } from "../assets/model.ts";
import { partName } from "../assets/parts.ts";

/** Locales are BCP 47 tags as people write them: `en`, `de-DE`, `ja`. */
export const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/, "a locale such as de-DE");
export type Locale = z.infer<typeof locale>;

const length = z.number().int().nonnegative();

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
  min: z.number().optional(),
  max: z.number().optional(),
});
export type Limits = z.infer<typeof limits>;

export const fieldTypes = [
  "text",
  "richText",
  "link",
  "image",
  "choice",
  "number",
  "boolean",
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
  /** Shown beside a locked field: why it is fixed. */
  reason: z.string().optional(),
});
export type Field = z.infer<typeof field>;

/** A value as stored: text (tokens as `{{key|fallback}}`), number, boolean, or a list of texts. */
export const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type FieldValue = z.infer<typeof fieldValue>;

/** Values of one field by locale; `*` is the value of every locale that has none of its own. */
export const localized = z.record(z.union([locale, z.literal("*")]), fieldValue);
export type Localized = z.infer<typeof localized>;

/** Values by field name. */
export const fieldValues = z.record(z.string(), localized);
export type FieldValues = z.infer<typeof fieldValues>;

/** The body of a block type: its fields in `settings`, the values of fixed fields in the part that covers them. */
export const blockTypeBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1).max(120),
    description: z.string().optional(),
    fields: z.array(field).min(1),
    origin: origin.optional(),
  }),
  copy: fieldValues.optional(),
  visual: fieldValues.optional(),
  disclosure: fieldValues.optional(),
  claim: fieldValues.optional(),
});
export type BlockTypeBody = z.infer<typeof blockTypeBody>;
