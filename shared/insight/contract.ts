import { z } from "zod";
import { contract, query } from "../kernel/contract.ts";
import { assetId } from "../kernel/ids.ts";
import { cascade, home, lint } from "./model.ts";

export const insight = contract("insight", {
  home: query(z.strictObject({}), home),
  /** What has drifted: names, tags, doubles, and what nothing uses. */
  lint: query(z.strictObject({}), lint),
  /** What ends with an asset: the blocks that show or carry it, where each is shown, and what is served there instead. */
  cascade: query(z.strictObject({ asset: assetId }), cascade),
});
