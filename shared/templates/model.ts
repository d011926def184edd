import { z } from "zod";
import { origin } from "../assets/model.ts";
import { assetTags } from "../assets/tags.ts";
import { assetId } from "../kernel/ids.ts";
import { channel } from "../rules/model.ts";

export const slotKey = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/, "lower-case letters, digits and hyphens, beginning with a letter");

/**
 * A place in a template that shows one block. A *fixed* one always shows the block that the template gives it; a *flexible*
 * one shows what the rules of a placement choose, else its `block`.
 */
export const slot = z.strictObject({
  key: slotKey,
  label: z.string().min(1).max(80),
  mode: z.enum(["fixed", "flexible"]),
  /** The types of the blocks that may stand here. */
  types: z.array(assetId).min(1),
  /** Of a fixed slot what always stands here; of a flexible one what stands here where no rule chooses. */
  block: assetId.optional(),
  /** Of a flexible slot: without a block for it nothing of the placement is shown. A fixed slot is required as it is. */
  required: z.boolean().optional(),
});
export type Slot = z.infer<typeof slot>;

/** How what is shown in a channel is put together: a master of which some slots are the same for everyone. */
export const templateBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1).max(160),
    channel,
    /** In the order in which they are shown. The first flexible one is the *main* slot: a placement's own block stands there. */
    slots: z.array(slot).min(1).max(24),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
});
export type TemplateBody = z.infer<typeof templateBody>;

/** The slot that a placement's fallback, and its rules that name no slot, are for. */
export const mainSlot = (slots: readonly Slot[]): Slot | undefined => slots.find(({ mode }) => mode === "flexible");
