import { z } from "zod";
import { origin } from "../assets/model.ts";
import { assetTags } from "../assets/tags.ts";
import { digest, instant } from "../kernel/ids.ts";
import { localized } from "../taxonomy/model.ts";

/** The forms of picture that every channel shows. */
export const imageTypes = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/avif",
  "image/gif",
  "image/svg+xml",
] as const;

const pixels = z.number().int().positive().max(65_535);
const share = z.number().min(0).max(1);

/** A picture of the library. The file lies beside the workspace under its digest; the measures are read from it, not typed. */
export const imageBody = z.strictObject({
  settings: z.strictObject({
    label: z.string().min(1).max(160),
    /** The point that stays in sight when it is cropped, as shares of its width and height. */
    focal: z.strictObject({ x: share, y: share }).optional(),
    /** Whose it is, what may be done with it, and until when. */
    licence: z
      .strictObject({ holder: z.string().min(1), terms: z.string().optional(), until: instant.optional() })
      .optional(),
    tags: assetTags.optional(),
    origin: origin.optional(),
  }),
  visual: z.strictObject({
    file: z.strictObject({
      digest,
      mediaType: z.enum(imageTypes),
      width: pixels,
      height: pixels,
      bytes: z.number().int().positive(),
    }),
  }),
  copy: z.strictObject({ alt: localized }).optional(),
});
export type ImageBody = z.infer<typeof imageBody>;
