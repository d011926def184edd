import { z } from "zod";
import { assetName, revisionSummary, tier } from "../assets/model.ts";
import { draftVersion } from "../assets/contract.ts";
import { bodySchema } from "../assets/parts.ts";
import { command, contract, query } from "../kernel/contract.ts";
import { errorCodes, type ErrorCode } from "../kernel/errors.ts";
import { mostText } from "../exchange/model.ts";
import { assetId, digest, memberId } from "../kernel/ids.ts";
import { manyChange, valueEdit } from "./bulk.ts";
import { importReport } from "./model.ts";

/** What can be changed at once: more would be more than anybody looks through. */
export const mostAtOnce = 1000;

const refusal = z.strictObject({
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
});

/** What a change would do to one asset. */
const plannedChange = z.strictObject({
  asset: assetId,
  name: assetName,
  edits: z.array(valueEdit),
  /** Identifies exactly this change of exactly this revision; null where nothing would be done. */
  stamp: digest.nullable(),
  /** Why the asset is left as it is. */
  refused: refusal.nullable(),
});
export type PlannedChange = z.infer<typeof plannedChange>;

const changedAsset = z.strictObject({
  asset: assetId,
  name: assetName,
  /** The revision it had, and the one that was made; both are one where it was retired. */
  before: digest.nullable(),
  revision: digest.nullable(),
  refused: refusal.nullable(),
});
export type ChangedAsset = z.infer<typeof changedAsset>;

export const migratedBlock = z.strictObject({
  asset: assetId,
  name: assetName,
  live: z.boolean(),
  /** `kept` fits as it is; `migrated` follows the type; `byHand` needs somebody; `refused` needs somebody else. */
  outcome: z.enum(["kept", "migrated", "byHand", "refused"]),
  /** Why it needs a hand or is refused. */
  why: z.string().nullable(),
});
export type MigratedBlock = z.infer<typeof migratedBlock>;

export const migrationPreview = z.strictObject({
  /** What becomes of values, in sentences. */
  changes: z.array(z.string()),
  /** Those that are not `kept`; the first thousand by name. */
  blocks: z.array(migratedBlock),
  counts: z.strictObject({
    kept: z.number().int(),
    migrated: z.number().int(),
    byHand: z.number().int(),
    refused: z.number().int(),
  }),
});
export type MigrationPreview = z.infer<typeof migrationPreview>;

export const content = contract("content", {
  /** What a change would do to each of these assets, and what would be refused and why. Nothing is written. */
  previewMany: query(
    z.strictObject({ assets: z.array(assetId).min(1).max(mostAtOnce), change: manyChange }),
    z.strictObject({ assets: z.array(plannedChange) }),
  ),
  /**
   * Does it, for those that were confirmed: each by the same rules as alone, in one transaction. What is not any more as
   * it was shown is refused, and everything refused is left as it was.
   */
  reviseMany: command(
    z.strictObject({
      change: manyChange,
      confirmed: z
        .array(z.strictObject({ asset: assetId, stamp: digest }))
        .min(1)
        .max(mostAtOnce),
      note: z.string().max(500).default(""),
    }),
    z.strictObject({ assets: z.array(changedAsset) }),
  ),
  /** What a changed block type would break, block by block, and what each would become. Nothing is written. */
  previewMigration: query(z.strictObject({ type: assetId, body: bodySchema }), migrationPreview),
  /**
   * Makes the changed type a revision, and with it every block that can follow it, in one transaction. Blocks that need a
   * hand, or somebody else's right, are left as they are and said so.
   */
  migrate: command(
    z.strictObject({
      type: assetId,
      base: digest.nullable(),
      body: bodySchema,
      note: z.string().max(500).default(""),
      /** The number of one's draft of the type that becomes this revision (CONFLICT where there is a newer one). */
      draft: draftVersion.optional(),
    }),
    z.strictObject({
      revision: revisionSummary,
      revised: z.array(assetId),
      /** Those of them that are in no open request yet; the requests of the others follow them. */
      unproposed: z.array(assetId),
      left: z.array(migratedBlock),
    }),
  ),
  /** Reads another product's export. Without `apply` it only reports what would become of every row. */
  importExport: command(
    z.strictObject({
      format: z.enum(["contentful"]),
      /** The export's text. */
      source: z.string().max(mostText, "at most 400 MiB: an export is one file, so take less into it"),
      owner: memberId,
      /** The brand and market that the imported assets belong to. */
      brand: z.string(),
      market: z.string().default("*"),
      /** The tier that a tag leads to, by its id in the source, where it is not the proposed one; null for none. */
      tiers: z.record(z.string(), tier.nullable()).default({}),
      /** The tier of blocks of which no tag says anything. */
      otherwise: tier.default("campaign"),
      /** The files of media that came with it, by host and path of their address. What no media row names is not read. */
      files: z
        .array(z.strictObject({ path: z.string().max(1000), bytes: z.base64() }))
        .max(10_000)
        .default([])
        .refine(
          (all) => all.reduce((sum, { bytes }) => sum + bytes.length, 0) <= mostText,
          "at most 400 MiB of files: import without some of them, and then again with the rest",
        ),
      apply: z.boolean(),
    }),
    importReport,
  ),
});
