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

export type ImageType = (typeof imageTypes)[number];

/** How the files of each form end. */
export const extensions: Readonly<Record<ImageType, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/gif": "gif",
  "image/svg+xml": "svg",
};

const pixels = z.number().int().positive().max(65_535);
const share = z.number().min(0).max(1);

/** A picture's file: its digest names it, the rest is read from its bytes. Width and height are those it is shown at, once turned upright. */
export const pictureFile = z.strictObject({
  digest,
  mediaType: z.enum(imageTypes),
  width: pixels,
  height: pixels,
  bytes: z.number().int().positive(),
});
export type PictureFile = z.infer<typeof pictureFile>;

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
    file: pictureFile,
  }),
  copy: z.strictObject({ alt: localized }).optional(),
});
export type ImageBody = z.infer<typeof imageBody>;

/** The name of a picture's file, wherever it lies: `<64 hex digits>.<extension>`. */
export const fileNameOf = ({ digest: sum, mediaType }: Pick<PictureFile, "digest" | "mediaType">): string =>
  `${sum.slice("sha256:".length)}.${extensions[mediaType]}`;
