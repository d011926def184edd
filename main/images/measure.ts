import { GIF } from "image-size/types/gif";
import { HEIF } from "image-size/types/heif";
import { JPG } from "image-size/types/jpg";
import { PNG } from "image-size/types/png";
import { WEBP } from "image-size/types/webp";
import { mostPictureBytes } from "#shared/images/contract.ts";
import type { ImageType, PictureFile } from "#shared/images/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";
import { looksLikeSvg, measureSvg } from "./svg.ts";

export type Measured = Omit<PictureFile, "digest">;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A form of picture: how its bytes begin, what it measures, and whether it is all there. */
interface Form {
  readonly mediaType: ImageType;
  readonly begins: (bytes: Uint8Array) => boolean;
  readonly size: (bytes: Uint8Array) => Size;
  readonly whole: (bytes: Uint8Array) => boolean;
}

/** Longer heads are no photographs': what is behind this is not searched for a size. */
const longestHead = 2 * 1024 * 1024;
const head = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, longestHead);

const forms: readonly Form[] = [
  {
    mediaType: "image/png",
    begins: (bytes) =>
      starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) && ascii(bytes, 12, 16) === "IHDR",
    size: (bytes) => PNG.calculate(head(bytes)),
    whole: (bytes) => ascii(bytes, bytes.length - 8, bytes.length - 4) === "IEND",
  },
  {
    mediaType: "image/jpeg",
    begins: (bytes) => starts(bytes, [0xff, 0xd8, 0xff]),
    size: (bytes) => upright(JPG.calculate(head(bytes))),
    whole: (bytes) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf("\xff\xd9", undefined, "latin1") > 0,
  },
  {
    mediaType: "image/webp",
    begins: (bytes) => ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP",
    size: (bytes) => WEBP.calculate(head(bytes)),
    whole: (bytes) => viewOf(bytes).getUint32(4, true) + 8 <= bytes.length,
  },
  {
    mediaType: "image/avif",
    begins: (bytes) => ascii(bytes, 4, 12) === "ftypavif",
    size: sizeOfAvif,
    whole: holdsAllBoxes,
  },
  {
    mediaType: "image/gif",
    begins: (bytes) => /^GIF8[79]a$/.test(ascii(bytes, 0, 6)),
    size: (bytes) => GIF.calculate(head(bytes)),
    whole: (bytes) => bytes.at(-1) === 0x3b,
  },
  { mediaType: "image/svg+xml", begins: looksLikeSvg, size: measureSvg, whole: () => true },
];

/**
 * What a file is and how large it is shown, told by its bytes alone.
 * @throws PICTURE_REFUSED with the reason and the mend
 */
export function measure(bytes: Uint8Array): Measured {
  if (bytes.length === 0) throw refusedPicture("The file is empty. Choose another.");
  if (bytes.length > mostPictureBytes)
    throw refusedPicture(
      `The file weighs ${sayBytes(bytes.length)}; at most ${sayBytes(mostPictureBytes)} are taken. Compress it, or choose a smaller one.`,
    );
  const form = forms.find(({ begins }) => begins(bytes));
  if (!form)
    throw refusedPicture(
      "This is no picture that every channel shows. Choose a PNG, JPEG, WebP, AVIF, GIF or SVG file; the name does not matter, the content does.",
    );
  const { width, height } = sizeIn(form, bytes);
  if (!isSide(width) || !isSide(height))
    throw refusedPicture(
      "The file does not say a width and height from 1 to 65535 pixels. Save it anew and choose that file.",
    );
  if (!form.whole(bytes))
    throw refusedPicture("The file ends too early: a part of the picture is missing. Copy or download it again.");
  return { mediaType: form.mediaType, width, height, bytes: bytes.length };
}

const isSide = (pixels: number): boolean => Number.isInteger(pixels) && pixels >= 1 && pixels <= 65_535;

function sizeIn(form: Form, bytes: Uint8Array): Size {
  try {
    return form.size(bytes);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refusedPicture(
      "The head of the file is damaged: its size cannot be read. Save it anew and choose that file.",
      error,
    );
  }
}

export const refusedPicture = (message: string, cause?: unknown): AppError =>
  new AppError("PICTURE_REFUSED", message, {}, cause);

/** Cameras store a picture as the sensor lay and say how to turn it; every browser turns it. From 5 on it lies on its side. */
const upright = ({ width, height, orientation = 1 }: Size & { orientation?: number }): Size =>
  orientation >= 5 && orientation <= 8 ? { width: height, height: width } : { width, height };

/** An AVIF is turned by its own box. One that is cropped by a box is refused: readers disagree on what is left of it. */
function sizeOfAvif(bytes: Uint8Array): Size {
  const first = ascii(bytes, 0, Math.min(bytes.length, 65_536));
  if (first.includes("clap"))
    throw refusedPicture(
      "This AVIF hides a part of itself behind a crop. Save it with the crop applied and choose that file.",
    );
  const { width, height } = HEIF.calculate(head(bytes)) as Size;
  const turn = first.indexOf("irot");
  const sideways = turn > 0 && ((bytes[turn + 4] ?? 0) & 1) === 1;
  return sideways ? { width: height, height: width } : { width, height };
}

/** Whether the boxes of a file (ISO/IEC 14496-12) end where it ends. */
function holdsAllBoxes(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const short = view.getUint32(at);
    if (short === 0) return true;
    const size = short === 1 && at + 16 <= bytes.length ? Number(view.getBigUint64(at + 8)) : short;
    if (size < 8) return false;
    at += size;
  }
  return at === bytes.length;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const starts = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

/** Bytes as characters of one byte each, for comparing with names of chunks. */
const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(Math.max(from, 0), Math.max(to, 0))).toString("latin1");
