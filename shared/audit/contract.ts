import { z } from "zod";
import { contract, query } from "../kernel/contract.ts";
import { assetId, digest, memberId } from "../kernel/ids.ts";
import { actName, assetHistory, checkpoint, journalRow } from "./model.ts";

export const audit = contract("audit", {
  journal: query(
    z.strictObject({
      asset: assetId.optional(),
      actor: memberId.optional(),
      act: actName.optional(),
      /** Entries with a lower sequence than this: the next page. */
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.strictObject({ entries: z.array(journalRow), total: z.number().int(), checkpoint }),
  ),
  asset: query(z.strictObject({ asset: assetId }), assetHistory),
  /** Proves that one entry stands in the log of the present size (RFC 6962). */
  proof: query(
    z.strictObject({ sequence: z.number().int().nonnegative() }),
    z.strictObject({ entry: journalRow, checkpoint, path: z.array(digest) }),
  ),
  /** Hashes the whole log anew and compares it with what is stored. */
  verify: query(
    z.strictObject({}),
    z.strictObject({ checkpoint, ok: z.boolean(), firstBad: z.number().int().nullable() }),
  ),
});
