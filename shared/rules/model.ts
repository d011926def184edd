import { z } from "zod";
import { origin } from "../assets/model.ts";
import { assetTags } from "../assets/tags.ts";
import { assetId, instant } from "../kernel/ids.ts";
import { channel } from "./channels.ts";
import { ruleLogic } from "./effects.ts";

export { type Channel, channel, channels } from "./channels.ts";

/** A place in a channel that shows one block, or a template's slots. */
export const placementBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1),
    channel,
    /** Block types that may be shown here. */
    types: z.array(assetId).min(1),
    /** How it is put together; absent shows one block. The rules' blocks and `fallback` then stand in its main slot. */
    template: assetId.optional(),
    /** The consent that personalized content needs here. */
    purpose: assetId,
    /** The generic block: what is shown when nothing personalized may be. It carries its fixed elements like any other. */
    fallback: assetId,
    /** How long an answer for it may take, in milliseconds. The service never takes longer than 200. */
    budgetMs: z.number().int().min(1).max(200).optional(),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
});
export type PlacementBody = z.infer<typeof placementBody>;

/**
 * A rule either selects a block for whom it matches, or is a guardrail: it keeps content back from people, times or
 * surroundings. Guardrails always come first, and one of which it is not known whether it holds, holds.
 */
export const ruleBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1),
    from: instant.optional(),
    until: instant.optional(),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
  logic: ruleLogic,
});
export type RuleBody = z.infer<typeof ruleBody>;
