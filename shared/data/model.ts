import { z } from "zod";
import { origin } from "../assets/model.ts";
import { assetTags } from "../assets/tags.ts";
import { assetId } from "../kernel/ids.ts";
import { fieldValues } from "../taxonomy/model.ts";

export const valueTypes = ["string", "number", "boolean", "timestamp", "list"] as const;
export const valueType = z.enum(valueTypes);
export type ValueType = z.infer<typeof valueType>;

const key = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "a letter, then letters, digits and underscores");

export const personalDataClasses = ["none", "pseudonymous", "identifying", "special"] as const;

/** An attribute of a person that rules may read as `profile.<key>`. */
export const attributeBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1),
    key,
    type: valueType,
    /** The only values it can have, if they are known. */
    values: z.array(z.string()).optional(),
    personalData: z.enum(personalDataClasses),
    /** The consents without which the attribute is masked. */
    purposes: z.array(assetId),
    source: z.string(),
    /** Former names. A rule that uses one is told the name of today. */
    aliases: z.array(z.string()),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
});
export type AttributeBody = z.infer<typeof attributeBody>;

/** An event that rules may look for in `events`, by `e.name == "<key>"`. */
export const eventBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1),
    key,
    properties: z.array(z.strictObject({ key, type: valueType })),
    purposes: z.array(assetId),
    aliases: z.array(z.string()),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
});
export type EventBody = z.infer<typeof eventBody>;

/** A purpose for which a person gives or withholds consent. */
export const consentPurposeBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1),
    key,
    basis: z.enum(["consent", "contract", "legitimateInterest"]),
    jurisdictions: z.array(z.string()),
    /** A consent older than this no longer counts. */
    expiresAfterDays: z.number().int().positive().optional(),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
  /** The words that the person agrees to, under `text`. Legal covers them. */
  disclosure: fieldValues,
});
export type ConsentPurposeBody = z.infer<typeof consentPurposeBody>;
