import { z } from "zod";
import { command, contract, query } from "../kernel/contract.ts";
import { assetId, digest, instant, memberId } from "../kernel/ids.ts";
import { kindName } from "./kind.ts";
import {
  assetDetail,
  assetName,
  assetSummary,
  fieldConflict,
  identity,
  listGroup,
  problem,
  revisionSummary,
  savedView,
  scope,
  status,
  tier,
  undoSteps,
  viewList,
  viewLook,
} from "./model.ts";
import { bodySchema } from "./parts.ts";
import { assetTag, tagKey } from "./tags.ts";

/** What a list shows: every filter narrows it; absent ones do not. */
export const assetFilter = z.strictObject({
  kinds: z.array(kindName).optional(),
  /** Words anywhere in the name, label or content; the last one may be unfinished. */
  text: z.string().max(200).optional(),
  tier: tier.optional(),
  market: z.string().optional(),
  channel: z.string().optional(),
  /** Blocks of one block type. */
  type: assetId.optional(),
  /** One tag at least of each vocabulary that is named. */
  tags: z.array(assetTag).max(50).optional(),
  status: z.array(status).optional(),
  owner: memberId.optional(),
  /** Those of which one has a draft. */
  hasDraft: z.literal(true).optional(),
});

/** By name; by the campaign that stands in the name; by tier; the newest first; by end; by status. */
export const assetOrders = ["name", "campaign", "tier", "changed", "expires", "status"] as const;
const order = z.enum(assetOrders).default("name");
export type AssetOrder = (typeof assetOrders)[number];

/** The number of one's draft that a window knows of; 0: it knows of none. */
export const draftVersion = z.number().int().nonnegative();

const revised = z.strictObject({ revision: revisionSummary });

export const assets = contract("assets", {
  list: query(
    z.strictObject({
      filter: assetFilter,
      order,
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.strictObject({
      rows: z.array(assetSummary),
      total: z.number().int(),
      /** With the first page of an order that groups: all groups and how much is in each, in order. */
      groups: z.array(listGroup),
    }),
  ),
  /** The ids of a stretch of such a list: for selections that reach beyond what is in sight. */
  ids: query(
    z.strictObject({
      filter: assetFilter,
      order,
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(100_000).default(1000),
    }),
    z.strictObject({ ids: z.array(assetId) }),
  ),
  /** How many assets carry each tag of a vocabulary, the retired left out. Tags that nothing carries are not in it. */
  tagUsage: query(
    z.strictObject({ vocabulary: assetId }),
    z.strictObject({ counts: z.record(tagKey, z.number().int().positive()) }),
  ),
  /** One's own named looks at a list: its filter, order and words, as they stand in the place. */
  views: query(z.strictObject({ list: viewList }), z.strictObject({ views: z.array(savedView) })),
  /** Saves a view under a name that one has for it; with `id`, changes that one. */
  saveView: command(
    z.strictObject({ id: savedView.shape.id.optional(), list: viewList, name: savedView.shape.name, look: viewLook }),
    z.strictObject({ id: savedView.shape.id }),
  ),
  removeView: command(z.strictObject({ id: savedView.shape.id }), z.strictObject({})),
  get: query(z.strictObject({ asset: z.union([assetId, assetName]) }), assetDetail),
  /** The content of one revision, for a diff. */
  revision: query(
    z.strictObject({ digest }),
    z.strictObject({ asset: assetId, identity, body: bodySchema, summary: revisionSummary }),
  ),
  /**
   * Assets as they stand (`head`) or as they are approved: what previews, checks and completion need.
   * All of the kinds, or those that are named.
   */
  bodies: query(
    z.strictObject({
      kinds: z.array(kindName).optional(),
      assets: z.array(assetId).max(2000).optional(),
      which: z.enum(["head", "approved"]).default("head"),
    }),
    z.strictObject({ assets: z.array(z.strictObject({ id: assetId, ...identity.shape, body: bodySchema })) }),
  ),
  create: command(
    z.strictObject({ kind: kindName, name: assetName, tier, scope, owner: memberId, body: bodySchema }),
    z.strictObject({ id: assetId }),
  ),
  /**
   * Saves one's working copy. Durable when it answers. `version` is the one after what is stored: a save that does not
   * know of another window's is refused (CONFLICT), and what is stored stays. The answer names the number under which it
   * is stored: where there was no draft, it is one that none had before.
   */
  saveDraft: command(
    z.strictObject({
      asset: assetId,
      body: bodySchema,
      base: digest.nullable(),
      version: z.number().int().positive(),
      /** The way back from this body; it is kept with it. */
      undo: undoSteps.optional(),
    }),
    z.strictObject({ savedAt: instant, version: z.number().int().positive(), problems: z.array(problem) }),
  ),
  /** Throws one's working copy away. With `version`, only the one of that number (CONFLICT). */
  discardDraft: command(
    z.strictObject({ asset: assetId, version: draftVersion.optional(), undo: undoSteps.optional() }),
    z.strictObject({}),
  ),
  /**
   * Turns a body into an immutable revision. Other people's changes since `base` are merged field by field. One's draft
   * is gone then: with `draft`, only the one of that version (CONFLICT).
   */
  revise: command(
    z.strictObject({
      asset: assetId,
      base: digest.nullable(),
      body: bodySchema,
      draft: draftVersion.optional(),
      note: z.string().max(500).default(""),
    }),
    revised,
  ),
  rename: command(z.strictObject({ asset: assetId, name: assetName }), revised),
  /** Makes an old revision's content the newest one again, under today's rules. */
  restore: command(z.strictObject({ asset: assetId, revision: digest }), revised),
  retire: command(z.strictObject({ asset: assetId, reason: z.string().min(1).max(500) }), z.strictObject({})),
});

export const conflictDetails = z.strictObject({ conflicts: z.array(fieldConflict) });
