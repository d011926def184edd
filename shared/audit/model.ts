import { z } from "zod";
import { accessActs } from "../access/model.ts";
import { approvalActs } from "../approvals/model.ts";
import { assetActs } from "../assets/model.ts";
import { commentActs } from "../comments/model.ts";
import { assetId, deviceId, digest, instant, memberId, workspaceId } from "../kernel/ids.ts";
import { insightActs } from "../insight/acts.ts";
import { releaseActs } from "../releases/model.ts";
import { contentActs } from "../content/acts.ts";
import { exchangeActs } from "../exchange/acts.ts";

const workspaceActs = {
  "workspace.created": z.strictObject({ workspace: workspaceId, name: z.string(), device: deviceId }),
} as const;

/** Every act that the journal knows, with the shape of what it records. Each feature brings its own. */
export const acts = {
  ...workspaceActs,
  ...accessActs,
  ...assetActs,
  ...approvalActs,
  ...releaseActs,
  ...contentActs,
  ...exchangeActs,
  ...insightActs,
  ...commentActs,
} as const;
export type ActName = keyof typeof acts;
export const actNames = Object.keys(acts) as ActName[];
export const actName = z.enum(actNames as [ActName, ...ActName[]]);
export type ActBody<A extends ActName> = z.infer<(typeof acts)[A]>;

/** One entry as it is hashed into the log: canonical JSON of exactly this. `actor` is null for the workspace's own creation. */
export const journalEntry = z.strictObject({
  device: deviceId,
  sequence: z.number().int().nonnegative(),
  at: instant,
  actor: memberId.nullable(),
  act: actName,
  body: z.record(z.string(), z.unknown()),
});
export type JournalEntry = z.infer<typeof journalEntry>;

export const journalRow = z.strictObject({
  ...journalEntry.shape,
  leaf: digest,
  /** Names of the assets it concerns, for people. */
  subjects: z.array(z.strictObject({ asset: assetId, name: z.string() })),
});
export type JournalRow = z.infer<typeof journalRow>;

export const checkpoint = z.strictObject({ device: deviceId, size: z.number().int(), root: digest });
export type Checkpoint = z.infer<typeof checkpoint>;

/** One person's time as an asset's owner. `until` is null for the owner of today. */
export const tenure = z.strictObject({
  owner: memberId,
  from: instant,
  until: instant.nullable(),
  accepted: z.boolean(),
});

export const assetHistory = z.strictObject({
  tenures: z.array(tenure),
  marks: z.array(
    z.strictObject({
      lane: z.enum(["revision", "brand", "legal", "own", "release"]),
      at: instant,
      by: memberId.nullable(),
      revision: digest.nullable(),
      label: z.string(),
      void: z.boolean(),
    }),
  ),
});
export type AssetHistory = z.infer<typeof assetHistory>;
