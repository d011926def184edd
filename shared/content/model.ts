import { z } from "zod";
import { market, origin, tier } from "../assets/model.ts";
import { assetTags } from "../assets/tags.ts";
import { kindName } from "../assets/kind.ts";
import { exchangeChange } from "../exchange/model.ts";
import { assetId, instant } from "../kernel/ids.ts";
import { channel } from "../rules/model.ts";
import { fieldValues } from "../taxonomy/model.ts";

const eachOnce = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** What everyone sees where no variant applies. */
export const baseVariant = "base";

/**
 * A variant by audience, market and channel. It applies where everything that it names holds. The order of the list is the
 * order in which variants are tried.
 */
export const variant = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .refine((id) => id !== baseVariant, "base is everyone's"),
    label: z.string().min(1),
    audience: assetId.optional(),
    markets: z.array(market).min(1).max(300).refine(eachOnce, "name each market once").optional(),
    channels: z.array(channel).min(1).refine(eachOnce, "name each channel once").optional(),
  })
  .refine(
    ({ audience, markets, channels }) => audience !== undefined || markets !== undefined || channels !== undefined,
    "say for whom it is: an audience, markets or channels",
  );
export type Variant = z.infer<typeof variant>;

/** Field values by variant id; `base` is everyone's. A variant holds only the fields in which it differs. */
export const valuesByVariant = z.record(z.string(), fieldValues);
export type ValuesByVariant = z.infer<typeof valuesByVariant>;

/** What a claim rests on. */
export const source = z.strictObject({
  title: z.string().min(1).max(300),
  url: z.url({ protocol: /^https$/ }).optional(),
  /** The day on which somebody last looked whether it still says so. */
  checked: z.iso.date().optional(),
});
export type Source = z.infer<typeof source>;

export const blockBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1).max(160),
    type: assetId,
    variants: z.array(variant),
    /** Words were made or ranked by a model: the answer carries the label. */
    aiLabel: z.string().optional(),
    from: instant.optional(),
    until: instant.optional(),
    /** For claims and disclosures: what they rest on, and the markets whose law they serve. Absent serves every market. */
    sources: z.array(source).optional(),
    jurisdictions: z.array(z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "a market such as de")).optional(),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
  copy: valuesByVariant.optional(),
  visual: valuesByVariant.optional(),
  disclosure: valuesByVariant.optional(),
  claim: valuesByVariant.optional(),
});
export type BlockBody = z.infer<typeof blockBody>;

/** What became of one thing in an import. Every row of the source is counted exactly once. */
export const importRow = z.strictObject({
  source: z.string(),
  sourceKind: z.string(),
  outcome: z.enum(["imported", "adapted", "leftOut"]),
  asset: z.string().optional(),
  reason: z.string().optional(),
  /** What applying it does to its asset. Absent where the row stands for no asset of its own. */
  does: z.enum(["created", "changed", "same"]).optional(),
  /** What is changed in an asset that is there already, field by field. */
  changes: z.array(exchangeChange).optional(),
});
export type ImportRow = z.infer<typeof importRow>;

/** The tier that a tag of the source leads to. */
export const tagTier = z.strictObject({
  tag: z.string(),
  label: z.string(),
  /** How many entries carry it. */
  entries: z.number().int(),
  proposed: tier.nullable(),
  tier: tier.nullable(),
  because: z.string(),
});
export type TagTierRow = z.infer<typeof tagTier>;

export const importReport = z.strictObject({
  rows: z.array(importRow),
  /** Assets that no single row of the source stands for: what the rows need in order to take effect, and why. */
  made: z.array(z.strictObject({ asset: z.string(), kind: kindName, reason: z.string() })),
  /** What each tag of the source says of tiers, and the tier of blocks of which none says anything. */
  tiers: z.strictObject({ tags: z.array(tagTier), otherwise: tier }),
  counts: z.record(
    z.string(),
    z.strictObject({ total: z.number(), imported: z.number(), adapted: z.number(), leftOut: z.number() }),
  ),
});
export type ImportReport = z.infer<typeof importReport>;
