import type { Problem } from "#shared/assets/model.ts";
import { type ImageBody, imageBody } from "#shared/images/model.ts";
import { altFor } from "#shared/images/policy.ts";
import { isAssetId } from "#shared/kernel/ids.ts";
import type { Field, PictureLimits } from "../model.ts";
import { checkLink } from "./links.ts";
import type { Say, ValueContext } from "./say.ts";

/** Holds a picture to its limits: one of the library by what it is, an address by where it leads. */
export function checkPicture(field: Field, text: string, locale: string, context: ValueContext, say: Say): Problem[] {
  if (isAssetId(text)) return checkLibraryPicture(field, text, locale, context, say);
  const { picture } = field.limits;
  if (picture !== undefined && Object.keys(picture).length > 0 && text !== "")
    return [say("limit", `Choose ${field.label} from the library: of an address nobody can tell whether it fits.`)];
  return checkLink(field, text, say);
}

function checkLibraryPicture(field: Field, text: string, locale: string, { asset }: ValueContext, say: Say): Problem[] {
  const found = isAssetId(text) ? asset?.(text) : undefined;
  // What is not in the workspace is reported as a reference.
  if (!found) return [];
  const parsed = found.identity.kind === "image" ? imageBody.safeParse(found.body) : null;
  if (!parsed?.success)
    return [say("reference", `Choose a picture for ${field.label}: ${found.identity.name} is none.`)];
  const { picture = {} } = field.limits;
  return [
    ...checkMeasures(field.label, picture, parsed.data, say),
    ...checkAlt(field.label, picture, parsed.data, locale, say),
  ];
}

function checkMeasures(label: string, limits: PictureLimits, { visual: { file } }: ImageBody, say: Say): Problem[] {
  const { ratio, minWidth = 0, minHeight = 0, maxBytes = Infinity, mediaTypes } = limits;
  const problems: Problem[] = [];
  if (ratio !== undefined && !hasRatio(file, ratio))
    problems.push(say("limit", `Crop ${label} to ${ratio}: it is ${file.width} × ${file.height} px.`));
  if (file.width < minWidth || file.height < minHeight) {
    const least = [minWidth > 0 && `${minWidth} px wide`, minHeight > 0 && `${minHeight} px high`].filter(Boolean);
    problems.push(
      say(
        "limit",
        `Choose a larger picture for ${label}: at least ${least.join(" and ")}; it is ${file.width} × ${file.height} px.`,
      ),
    );
  }
  if (file.bytes > maxBytes)
    problems.push(say("limit", `Compress ${label} to ${sayBytes(maxBytes)}: it weighs ${sayBytes(file.bytes)}.`));
  if (mediaTypes !== undefined && !mediaTypes.includes(file.mediaType))
    problems.push(say("limit", `${label} may be ${mediaTypes.join(" or ")}; this is ${file.mediaType}.`));
  return problems;
}

/** Whether a picture has a ratio, give or take the pixel that rounding costs. */
export function hasRatio({ width, height }: { width: number; height: number }, ratio: string): boolean {
  const [across, up] = ratio.split(":").map(Number) as [number, number];
  return Math.abs(width - (height * across) / up) <= 1 || Math.abs(height - (width * up) / across) <= 1;
}

function checkAlt(label: string, limits: PictureLimits, image: ImageBody, locale: string, say: Say): Problem[] {
  if (limits.alt !== true) return [];
  const said =
    locale === "*" ? Object.keys(image.copy?.alt ?? {}).some((each) => altFor(image, each)) : altFor(image, locale);
  if (said) return [];
  const where = locale === "*" ? "" : ` in ${locale}`;
  return [
    say(
      "missing",
      `Say what ${label} shows${where}, for those who cannot see it: the picture has no alternative text.`,
    ),
  ];
}

/** Bytes as people read them: “480 kB”. */
export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${amount < 10 ? amount.toFixed(1).replace(/\.0$/, "") : Math.round(amount)} ${unit}`;
}
