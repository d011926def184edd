import { z } from "zod";
import { kindName } from "../assets/kind.ts";
import { assetId, instant } from "../kernel/ids.ts";
import { requestSummary } from "../approvals/model.ts";
import { waitingThread } from "../comments/model.ts";
import { assetSummary } from "../assets/model.ts";
import { environmentState } from "../releases/model.ts";

/** What needs the person who is signed in. */
export const home = z.strictObject({
  /** Requests whose turn it is mine to approve. */
  reviews: z.array(requestSummary),
  /** Approved revisions of assets that I own and have not signed, by environment. */
  signatures: z.array(z.strictObject({ environment: z.string(), assets: z.number().int() })),
  /** Mine, and running out or broken. */
  attention: z.array(
    z.strictObject({
      asset: assetId,
      name: z.string(),
      message: z.string(),
      severity: z.enum(["error", "warning"]),
      until: instant.nullable(),
    }),
  ),
  /** Threads of comments that wait for my word. */
  comments: z.array(waitingThread),
  drafts: z.array(assetSummary),
  owned: z.number().int(),
  environments: z.array(
    z.strictObject({
      state: environmentState,
      changes: z.number().int(),
      unsigned: z.number().int(),
      blockers: z.number().int(),
    }),
  ),
  risks: z.array(
    z.strictObject({ board: z.enum(["privacy", "offBrand"]), asset: assetId, name: z.string(), message: z.string() }),
  ),
});
export type Home = z.infer<typeof home>;

/** A place where a block is shown, and what is served there once the block has ended. */
export const replacement = z.strictObject({
  placement: z.string(),
  /** The rule that shows it; null where it is the generic content itself. */
  rule: z.string().nullable(),
  instead: z.enum(["generic", "fixed", "leftOut", "nothing"]),
  /** The label of the slot of the placement's template in which it is shown; absent where that is the placement's own block. */
  slot: z.string().optional(),
  /** The generic block, where there is one. */
  generic: z.string().nullable(),
});
export type Replacement = z.infer<typeof replacement>;

/** A block that ends when something else does. */
export const ending = z.strictObject({
  asset: assetId,
  name: z.string(),
  live: z.boolean(),
  /** The asset through which it ends: a picture, a claim, the type that demands a disclosure. Null for the asset itself. */
  through: z.string().nullable(),
  places: z.array(replacement),
});
export type Ending = z.infer<typeof ending>;

export const cascade = z.strictObject({
  /** When it ends, if it does: the first end of all that it shows and carries. */
  ends: instant.nullable(),
  /** Whose end that is, where it is not its own: a picture, a claim, a disclosure. */
  endsWith: z.strictObject({ asset: assetId, name: z.string(), kind: kindName }).nullable(),
  /** All that end with it; the first of them are listed. */
  total: z.number().int(),
  endings: z.array(ending),
});
export type Cascade = z.infer<typeof cascade>;
