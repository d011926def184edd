import { z } from "zod";
import { bodySchema } from "../assets/parts.ts";
import { contract, query } from "../kernel/contract.ts";
import { assetId } from "../kernel/ids.ts";
import { analysis } from "./analysis/model.ts";

export const rules = contract("rules", {
  /**
   * What follows from all rules together, as the newest revisions and one's own drafts stand. `edited` stands in for what is
   * being typed; with `about`, what concerns that asset alone is listed.
   */
  analyse: query(
    z.strictObject({
      edited: z.strictObject({ asset: assetId, body: bodySchema }).optional(),
      about: assetId.optional(),
    }),
    analysis,
  ),
});
