import type { BlockBody } from "#shared/content/model.ts";
import { blockValues } from "#shared/content/policy.ts";
import type { ImageBody } from "#shared/images/model.ts";
import { altFor } from "#shared/images/policy.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";

export interface Focal {
  readonly x: number;
  readonly y: number;
}

export const middle: Focal = { x: 0.5, y: 0.5 };

/** A share in steps of a tenth of a per cent, inside the picture. */
const inside = (share: number): number => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;

/** The point of a picture that was pointed at. */
export function focalAt(
  point: { clientX: number; clientY: number },
  box: { left: number; top: number; width: number; height: number },
): Focal {
  return {
    x: inside((point.clientX - box.left) / Math.max(box.width, 1)),
    y: inside((point.clientY - box.top) / Math.max(box.height, 1)),
  };
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The point after an arrow key: a hundredth further, a tenth with Shift. Undefined for other keys. */
export function focalAfter(key: string, far: boolean, { x, y }: Focal): Focal | undefined {
  const direction = directions[key];
  const step = far ? 0.1 : 0.01;
  return direction && { x: inside(x + direction[0] * step), y: inside(y + direction[1] * step) };
}

/** “38 % from the left, 50 % from the top”. */
export const focalWords = ({ x, y }: Focal): string =>
  `${Math.round(x * 100)} % from the left, ${Math.round(y * 100)} % from the top`;

const typeWords: Readonly<Record<ImageBody["visual"]["file"]["mediaType"], string>> = {
  "image/jpeg": "JPEG",
  "image/png": "PNG",
  "image/webp": "WebP",
  "image/avif": "AVIF",
  "image/gif": "GIF",
  "image/svg+xml": "SVG",
};

/** “1600 × 900 px, PNG, 84 kB”. */
export const measureWords = ({ visual: { file } }: ImageBody): string =>
  `${file.width} × ${file.height} px, ${typeWords[file.mediaType]}, ${sayBytes(file.bytes)}`;

/** The locales in which blocks that show a picture speak, and it has no words. */
export function missingAlt(image: ImageBody, blocks: readonly BlockBody[]): string[] {
  const locales = new Set(blocks.flatMap((body) => Array.from(blockValues(body), ({ locale }) => locale)));
  locales.delete("*");
  return [...locales].filter((locale) => altFor(image, locale) === undefined).toSorted();
}

/** A file's name as people would say it: “ridge_at-dawn.JPG” is “ridge at dawn”. */
export const labelOf = (fileName: string): string =>
  fileName
    .replace(/\.[^.]*$/, "")
    .replaceAll(/[\s_-]+/g, " ")
    .trim()
    .slice(0, 160);
