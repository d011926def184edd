import { z } from "zod";
import { command, contract, query } from "../kernel/contract.ts";
import { assetId } from "../kernel/ids.ts";
import { findingPlace, lint } from "./finding.ts";
import { cascade, home } from "./model.ts";

export const insight = contract("insight", {
  home: query(z.strictObject({}), home),
  /** What has drifted: names, tags, doubles, and what nothing uses. */
  lint: query(z.strictObject({}), lint),
  /** Says of a finding that it is meant to be so. The journal keeps who said it, and why. */
  setAside: command(
    z.strictObject({ ...findingPlace.shape, reason: z.string().trim().min(1).max(500) }),
    z.strictObject({}),
  ),
  /** Lets a finding that was set aside count again. */
  takeUp: command(findingPlace, z.strictObject({})),
  /** What ends with an asset: the blocks that show or carry it, where each is shown, and what is served there instead. */
  cascade: query(z.strictObject({ asset: assetId }), cascade),
});
