import { z } from "zod";
import { kindName } from "#shared/assets/kind.ts";
import { assetId } from "#shared/kernel/ids.ts";
import { personEvent } from "#shared/decision/model.ts";

/** What the analysis of all rules finds, in the order in which it is shown. */
export const analysisCodes = [
  "unreadable",
  "blocksAll",
  "contradiction",
  "never",
  "shadowed",
  "concealed",
  "tie",
  "neverBlocks",
  "emptyAudience",
  "equalAudiences",
  "undelivered",
  "always",
  "gap",
  "unused",
  "over",
  "undecided",
] as const;
export const analysisCode = z.enum(analysisCodes);
export type AnalysisCode = z.infer<typeof analysisCode>;

const named = z.strictObject({ asset: assetId, name: z.string(), kind: kindName });
export type NamedAsset = z.infer<typeof named>;

/** Somebody made up of whom a finding holds, tried with the engine's own evaluation. */
export const witness = z.strictObject({
  /** What is known of the person, by key. */
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  /** Attributes that are masked by a missing consent, or not of their type. */
  unreadable: z.array(z.string()),
  /** What the person did; null where that is not known. */
  events: z.array(personEvent).nullable(),
  /** The moment, in RFC 3339. */
  now: z.string(),
});
export type Witness = z.infer<typeof witness>;

export const analysisFinding = z.strictObject({
  code: analysisCode,
  severity: z.enum(["error", "warning", "note"]),
  /** What it is about: a rule, an audience, a placement or an attribute. */
  about: named,
  /** The rules or audiences that it follows from. */
  others: z.array(named),
  /** Where, of a rule: the placement, and the slot of its template. */
  place: z.strictObject({ placement: z.string(), slot: z.string().nullable() }).nullable(),
  /** What is so, in a sentence or two. */
  message: z.string(),
  /** What to do about it. */
  mend: z.string(),
  witness: witness.nullable(),
});
export type AnalysisFinding = z.infer<typeof analysisFinding>;

export const analysis = z.strictObject({
  findings: z.array(analysisFinding),
  /** How many of each there are; of each the first are listed. */
  counts: z.record(analysisCode, z.number().int().nonnegative()),
  /** What was looked at. */
  looked: z.strictObject({
    rules: z.number().int(),
    audiences: z.number().int(),
    placements: z.number().int(),
    attributes: z.number().int(),
    events: z.number().int(),
  }),
});
export type Analysis = z.infer<typeof analysis>;
