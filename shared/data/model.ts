import { z } from "zod";
import { origin } from "../assets/model.ts";
import { assetTags } from "../assets/tags.ts";
import { assetId } from "../kernel/ids.ts";
import { fieldValues } from "../taxonomy/model.ts";

export const valueTypes = ["string", "number", "boolean", "timestamp", "list"] as const;
export const valueType = z.enum(valueTypes);
export type ValueType = z.infer<typeof valueType>;

/** The longest that an attribute may count as fresh: ten years. */
const mostHours = 24 * 3653;

/** How long what is known of a person counts after it was seen. */
export const freshness = z.strictObject({
  hours: z.number().int().positive().max(mostHours),
  /** What a value counts for that comes without the time of its observation: as seen now, or as unknown. */
  undated: z.enum(["fresh", "unknown"]),
});
export type Freshness = z.infer<typeof freshness>;

export const key = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "a letter, then letters, digits and underscores");

export const personalDataClasses = ["none", "pseudonymous", "identifying", "special"] as const;

/** An attribute of a person that rules may read as `profile.<key>`. */
export const attributeBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1),
    key,
    type: valueType,
    /** Of a number: what it counts, such as `EUR` or `days`. */
    unit: z.string().min(1).max(40).optional(),
    /** The only values it can have, if they are known. */
    values: z.array(z.string()).optional(),
    personalData: z.enum(personalDataClasses),
    /** The consents without which the attribute is masked. */
    purposes: z.array(assetId),
    /** The system that it comes from. */
    source: z.string(),
    /** Absent: it counts however old it is. */
    freshness: freshness.optional(),
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

/** How two writings of an identifier are known to be the same. */
export const normalisations = ["opaque", "lowercase", "email", "phone"] as const;
export type Normalisation = (typeof normalisations)[number];

/** What tells one person from another: an account number, an e-mail address, a device. */
export const identifierBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1),
    key,
    normalisation: z.enum(normalisations),
    /** `deterministic`: the same value is the same person. `probabilistic`: likely the same, as with a device. */
    match: z.enum(["deterministic", "probabilistic"]),
    /** The one by which people are counted. A workspace has exactly one. */
    primary: z.boolean(),
    personalData: z.enum(personalDataClasses),
    purposes: z.array(assetId),
    source: z.string(),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
});
export type IdentifierBody = z.infer<typeof identifierBody>;

/** A purpose for which a person gives or withholds consent. */
export const consentPurposeBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1),
    key,
    basis: z.enum(["consent", "contract", "legitimateInterest"]),
    jurisdictions: z.array(z.string()),
    /** A consent older than this no longer counts. */
    expiresAfterDays: z.number().int().positive().optional(),
    /** The purposes of the IAB's TCF that it stands for: a TCF string grants it where it allows all of them, and the vendor. */
    tcf: z
      .strictObject({
        purposes: z.array(z.number().int().min(1).max(24)).min(1),
        vendor: z.number().int().min(1).max(65_535).optional(),
      })
      .optional(),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
  /** The words that the person agrees to, under `text`. Legal covers them. */
  disclosure: fieldValues,
});
export type ConsentPurposeBody = z.infer<typeof consentPurposeBody>;
