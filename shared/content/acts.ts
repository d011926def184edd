import { z } from "zod";
import { digest } from "../kernel/ids.ts";

export const contentActs = {
  "content.imported": z.strictObject({
    format: z.string(),
    source: digest,
    imported: z.number().int(),
    adapted: z.number().int(),
    leftOut: z.number().int(),
  }),
} as const;
