import { z } from "zod";
import { assetId, instant } from "../kernel/ids.ts";
import { requestSummary } from "../approvals/model.ts";
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
