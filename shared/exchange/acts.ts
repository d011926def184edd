import { z } from "zod";
import { digest } from "../kernel/ids.ts";

export const exchangeActs = {
  "exchange.imported": z.strictObject({
    format: z.string(),
    /** The digest of what was given. */
    source: digest,
    created: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    rejected: z.number().int(),
  }),
} as const;
