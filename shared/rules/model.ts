import { z } from "zod";
import { origin } from "../assets/model.ts";
import { assetTags } from "../assets/tags.ts";
import { assetId, instant } from "../kernel/ids.ts";
import { condition } from "../audiences/model.ts";

/**
 * `interrupt`: e-mail, SMS, push (the person is excluded → nothing is sent). `visit`: web, app, paid media and the end card
 * of a video (→ the generic content).
 */
export const channels = {
  web: "visit",
  app: "visit",
  email: "interrupt",
  sms: "interrupt",
  push: "interrupt",
  paid: "visit",
  video: "visit",
} as const;
export const channel = z.enum(Object.keys(channels) as [keyof typeof channels, ...(keyof typeof channels)[]]);
export type Channel = z.infer<typeof channel>;

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
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
});
export type PlacementBody = z.infer<typeof placementBody>;

/**
 * `exclude` is a guardrail: whom it matches, or might match, gets nothing personalized.
 * `select` shows a block in a placement to whom it matches. Guardrails always come first.
 */
export const ruleBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1),
    from: instant.optional(),
    until: instant.optional(),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
  logic: z.discriminatedUnion("effect", [
    z.strictObject({
      effect: z.literal("exclude"),
      /** Placements it guards; empty means all. */
      placements: z.array(assetId),
      when: condition,
      reason: z.string().min(1),
    }),
    z.strictObject({
      effect: z.literal("select"),
      placement: assetId,
      /** The flexible slot of the placement's template that the block is for; absent means the main one. */
      slot: z.string().min(1).max(40).optional(),
      block: assetId,
      when: condition,
      /** The higher number wins; between equals, the rule's name decides. */
      priority: z.number().int().min(0).max(10_000),
    }),
  ]),
});
export type RuleBody = z.infer<typeof ruleBody>;
