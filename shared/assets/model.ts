import { z } from "zod";
import { assetId, digest, instant, memberId, requestId } from "../kernel/ids.ts";
import type { Json } from "../kernel/canonical.ts";
import { kindName } from "./kind.ts";
import { bodySchema, coveredPart } from "./parts.ts";

export const tiers = ["foundation", "campaign", "variable"] as const;
/** How freely an asset changes: brand foundation, campaign framework, personalization variable. */
export const tier = z.enum(tiers);
export type Tier = z.infer<typeof tier>;

const scopeName = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "lower-case letters, digits and hyphens");
const scopePart = z.union([z.literal("*"), scopeName]);
/** One market, such as `de`. */
export const market = scopeName.max(60);
/** Where an asset or a role applies: brand × market × channel. `*` means all of them. */
export const scope = z.strictObject({ brand: scopePart, market: scopePart, channel: scopePart });
export type Scope = z.infer<typeof scope>;
export const everywhere: Scope = { brand: "*", market: "*", channel: "*" };

/** Names are words people say: parts of lower-case letters and digits, joined by dots, hyphens or underscores. */
export const assetName = z
  .string()
  .min(3)
  .max(120)
  .regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/, "lower-case letters and digits, joined by dots, hyphens or underscores");

export const statuses = ["draft", "inReview", "approved", "live", "expired", "retired"] as const;
export const status = z.enum(statuses);
export type Status = z.infer<typeof status>;

/** What identifies an asset in every revision. It is a part of its own in the digest, so that a name or tier cannot be swapped. */
export const identity = z.strictObject({ kind: kindName, name: assetName, tier, scope });
export type Identity = z.infer<typeof identity>;

/** Where an imported asset came from, so that a second import revises it instead of making another. */
export const origin = z.strictObject({ system: z.string().min(1), id: z.string().min(1) });
export type Origin = z.infer<typeof origin>;

/** One row of a list. */
export const assetSummary = z.strictObject({
  id: assetId,
  ...identity.shape,
  label: z.string(),
  owner: memberId,
  status,
  revision: z.number().int().nonnegative(),
  head: digest.nullable(),
  live: z.boolean(),
  /** When its newest revision was made. */
  changed: instant,
  expires: instant.nullable(),
  hasDraft: z.boolean(),
});
export type AssetSummary = z.infer<typeof assetSummary>;

/** What stands together in a list: a campaign, or a tier. */
export const listGroup = z.strictObject({
  campaign: z.string().nullable(),
  tier: tier.nullable(),
  count: z.number().int().positive(),
});
export type ListGroup = z.infer<typeof listGroup>;

/** The list that a view is of: its title. */
export const viewList = z.string().min(1).max(60);
/** The parameters of the place that make up a view. */
export const viewLook = z
  .record(z.string().max(40), z.string().max(1000))
  .refine((look) => Object.keys(look).length <= 20, "at most 20 parameters");

/** A person's named look at a list. It is theirs alone and not governed: it is not in the journal. */
export const savedView = z.strictObject({
  id: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(60),
  look: viewLook,
});
export type SavedView = z.infer<typeof savedView>;

export const revisionSummary = z.strictObject({
  digest,
  number: z.number().int().positive(),
  author: memberId,
  at: instant,
  note: z.string(),
  parts: z.partialRecord(coveredPart, digest),
});
export type RevisionSummary = z.infer<typeof revisionSummary>;

/** A thing to mend, found by the checks of the asset's kind. `error` blocks a revision; `warning` does not. */
export const problem = z.strictObject({
  severity: z.enum(["error", "warning"]),
  /** Where: a path into the body, such as `copy.base.headline.de-DE`. */
  at: z.string(),
  code: z.enum(["limit", "missing", "reference", "fixed", "rule", "consent", "expiry", "form"]),
  message: z.string(),
});
export type Problem = z.infer<typeof problem>;

export const draft = z.strictObject({
  body: bodySchema,
  base: digest.nullable(),
  savedAt: instant,
  /** Rises by one with every save, so that a save which does not know of another one never overwrites it. */
  version: z.number().int().positive(),
});
export type Draft = z.infer<typeof draft>;

const jsonValue = z.custom<Json>((value) => value !== undefined, "a value");

/** How many steps of undo, and of redo, are kept with an asset, and how much they may take in all. */
export const undoBounds = { steps: 100, characters: 200_000 } as const;
/** One step between two states of a body: what stood at each place that it changed. No `value`: nothing stood there. */
export const undoStep = z.array(z.strictObject({ at: z.array(z.string()), value: jsonValue.optional() }));
export type UndoStep = z.infer<typeof undoStep>;
/** The way back from what one sees, and the way forward again: the nearest step first. */
export const undoSteps = z.strictObject({
  past: z.array(undoStep).max(undoBounds.steps),
  future: z.array(undoStep).max(undoBounds.steps),
});
export type UndoSteps = z.infer<typeof undoSteps>;

export const assetDetail = z.strictObject({
  ...assetSummary.shape,
  body: bodySchema.nullable(),
  draft: draft.nullable(),
  /** One's own steps of undo and redo from what the draft, or else the newest revision, says. */
  undo: undoSteps.nullable(),
  request: requestId.nullable(),
  revisions: z.array(revisionSummary),
  uses: z.array(z.strictObject({ id: assetId, name: assetName, kind: kindName })),
  usedBy: z.array(z.strictObject({ id: assetId, name: assetName, kind: kindName, live: z.boolean() })),
  problems: z.array(problem),
});
export type AssetDetail = z.infer<typeof assetDetail>;

/** A field that two people changed from the same base: shown for a decision, never settled in silence. */
export const fieldConflict = z.strictObject({
  at: z.string(),
  base: z.custom<Json>().optional(),
  theirs: z.custom<Json>().optional(),
  yours: z.custom<Json>().optional(),
});
export type FieldConflict = z.infer<typeof fieldConflict>;

/** What the journal holds of the acts of this feature. The bodies are content-addressed objects beside it. */
export const assetActs = {
  "asset.created": z.strictObject({ asset: assetId, ...identity.shape, owner: memberId }),
  "asset.revised": z.strictObject({
    asset: assetId,
    revision: digest,
    base: digest.nullable(),
    identity,
    /** The object that holds the body. */
    body: digest,
    parts: z.partialRecord(coveredPart, digest),
    note: z.string(),
  }),
  "asset.retired": z.strictObject({ asset: assetId, reason: z.string() }),
} as const;
