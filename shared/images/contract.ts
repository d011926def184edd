import { z } from "zod";
import { assetName, revisionSummary, scope, tier } from "../assets/model.ts";
import { command, contract, query } from "../kernel/contract.ts";
import { assetId, digest, memberId } from "../kernel/ids.ts";
import { imageTypes, pictureFile } from "./model.ts";

/** The heaviest file that is taken: a page that needs more than this needs a smaller picture. */
export const mostPictureBytes = 16 * 1024 * 1024;

/** A file as text (RFC 4648): JSON carries it on every bridge. A little more than the limit is let in, to be refused in words. */
const fileText = z.string().max(Math.ceil(((mostPictureBytes + 1024 * 1024) * 4) / 3));

export const images = contract("images", {
  /** Makes a picture of a file. What it is and measures is read from its bytes, whatever its name says. */
  add: command(
    z.strictObject({
      bytes: fileText,
      name: assetName,
      label: z.string().min(1).max(160),
      /** What it shows, in words, by locale. */
      alt: z.record(z.string(), z.string()).optional(),
      tier,
      scope,
      owner: memberId,
    }),
    z.strictObject({ id: assetId, file: pictureFile, revision: revisionSummary }),
  ),
  /** Keeps another file for a picture, for a draft that takes it in place of the old one. */
  keep: command(z.strictObject({ asset: assetId, bytes: fileText }), z.strictObject({ file: pictureFile })),
  /** A picture's file, proven to be the one that its digest names. */
  read: query(z.strictObject({ digest }), z.strictObject({ bytes: z.string(), mediaType: z.enum(imageTypes) })),
});
