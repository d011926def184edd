import { z } from "zod";
import { origin } from "../assets/model.ts";
import { assetTags } from "../assets/tags.ts";

/** The condition is CEL over `profile`, `events`, `now` and `audience("name")`; see docs/features/rules.md. */
export const condition = z.string().min(1).max(10_000);

export const audienceBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1),
    description: z.string().optional(),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
  logic: z.strictObject({ when: condition }),
});
export type AudienceBody = z.infer<typeof audienceBody>;
