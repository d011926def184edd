import { z } from "zod";
import { assetId } from "../kernel/ids.ts";
import { lintRule } from "./finding.ts";

const place = { asset: assetId, rule: lintRule, about: z.string() };

export const insightActs = {
  "finding.setAside": z.strictObject({ ...place, reason: z.string() }),
  "finding.takenUp": z.strictObject(place),
} as const;
