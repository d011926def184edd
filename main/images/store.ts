import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { problem } from "#shared/assets/define-kind.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { Problem } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { fileNameOf, type ImageType, imageBody, imageTypes, type PictureFile } from "#shared/images/model.ts";
import { type Digest, toDigest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { writeFileAtomic } from "../keys/atomic-file.ts";
import { isCode } from "../publishing/files.ts";
import { type Measured, measure } from "./measure.ts";

/**
 * The files of pictures, beside the workspace: `images/<digest>.<extension>`. A file is written whole or not at all and
 * never changed; whatever reads one proves by its digest that it is still the one.
 */

const digestOf = (bytes: Uint8Array): Digest => toDigest(createHash("sha256").update(bytes).digest());

/**
 * Keeps a file, and reads it back before it says so. The same file twice is one; a damaged one is mended.
 * @throws PICTURE_REFUSED, DISK_FULL
 */
export const keepPicture = (folder: string, bytes: Uint8Array): PictureFile => lendPicture(folder, bytes).file;

/** The same, and whether the file was not there before: a rehearsal takes such a one back (`dropPicture`). */
export function lendPicture(folder: string, bytes: Uint8Array): { file: PictureFile; isNew: boolean } {
  const file: PictureFile = { digest: digestOf(bytes), ...measure(bytes) };
  const before = stateOf(folder, file);
  if (before === "sound") return { file, isNew: false };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileAtomic(join(folder, fileNameOf(file)), bytes);
  } catch (error) {
    if (!isCode(error, "ENOSPC") && !isCode(error, "EDQUOT")) throw error;
    throw new AppError(
      "DISK_FULL",
      "The disk is full; the picture was not kept. Free some space and try again.",
      {},
      error,
    );
  }
  readPicture(folder, file);
  return { file, isNew: before === "missing" };
}

/** Takes a file away again that a rehearsal brought. */
export const dropPicture = (folder: string, file: PictureFile): void =>
  rmSync(join(folder, fileNameOf(file)), { force: true });

/** A picture's bytes, proven. @throws PICTURE_DAMAGED */
export function readPicture(folder: string, file: Pick<PictureFile, "digest" | "mediaType">): Uint8Array {
  const bytes = bytesAt(folder, file);
  if (bytes && digestOf(bytes) === file.digest) return bytes;
  throw new AppError("PICTURE_DAMAGED", mendOf(bytes ? "damaged" : "missing", file), { file: fileNameOf(file) });
}

/** The same by digest alone, of whichever form it is. @throws NOT_FOUND, PICTURE_DAMAGED */
export function findPicture(folder: string, digest: Digest): { bytes: Uint8Array; mediaType: ImageType } {
  const mediaType = imageTypes.find((each) => bytesAt(folder, { digest, mediaType: each }) !== null);
  if (!mediaType)
    throw new AppError(
      "NOT_FOUND",
      "There is no picture file of this digest beside the workspace. Add the picture again.",
      {
        digest,
      },
    );
  return { bytes: readPicture(folder, { digest, mediaType }), mediaType };
}

/**
 * Holds what a picture's body says of its file to the file itself: nobody can type in a size that it does not have.
 * Part of the one way in for content, so that create, revise, import and restore all pass here. No other kind has files.
 */
export function pictureProblems(folder: string, kind: KindName, body: Body): Problem[] {
  if (kind !== "image") return [];
  const parsed = imageBody.safeParse(body);
  // What has no form is reported by the kind's own checks.
  if (!parsed.success) return [];
  const { file } = parsed.data.visual;
  const state = stateOf(folder, file);
  if (state !== "sound") return [problem("visual.file.digest", "missing", mendOf(state, file))];
  const found = measuresOf(bytesAt(folder, file)!);
  if (found instanceof AppError) return [problem("visual.file.digest", "form", found.message)];
  const wrong = (["mediaType", "width", "height", "bytes"] as const).filter((key) => found[key] !== file[key]);
  return wrong.map((key) =>
    problem(`visual.file.${key}`, "form", `Leave ${key} as the file has it: it is ${found[key]}, not ${file[key]}.`),
  );
}

/** What it measures, or why it is no picture of ours: somebody may have laid a file here by hand. */
function measuresOf(bytes: Uint8Array): Measured | AppError {
  try {
    return measure(bytes);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

type FileState = "sound" | "missing" | "damaged";

function stateOf(folder: string, file: PictureFile): FileState {
  const bytes = bytesAt(folder, file);
  if (!bytes) return "missing";
  return digestOf(bytes) === file.digest ? "sound" : "damaged";
}

const mendOf = (state: Exclude<FileState, "sound">, file: Pick<PictureFile, "digest" | "mediaType">): string =>
  state === "missing"
    ? `The picture's file images/${fileNameOf(file)} is missing beside the workspace. Put it back from a backup, or choose the file again.`
    : `The picture's file images/${fileNameOf(file)} was changed or damaged. Put it back from a backup, or choose the file again.`;

function bytesAt(folder: string, file: Pick<PictureFile, "digest" | "mediaType">): Uint8Array | null {
  try {
    return readFileSync(join(folder, fileNameOf(file)));
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return null;
    throw error;
  }
}
