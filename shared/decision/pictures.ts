import { fileNameOf, type ImageBody } from "../images/model.ts";
import { altFor } from "../images/policy.ts";
import { type AssetId, isAssetId } from "../kernel/ids.ts";
import type { FieldValue, Localized } from "../taxonomy/model.ts";
import type { FieldSource } from "./assemble.ts";
import { always, type Cause, type Named, periodOf, type Shelf } from "./linker.ts";
import type { AssembledField } from "./model.ts";
import type { Period } from "./release.ts";

/** Where the pictures of a release are served, beside its decisions. */
export const picturePath = (image: ImageBody): string => `images/${fileNameOf(image.visual.file)}`;

/** What an answer says of a picture of the library. */
export type AssembledPicture = Pick<AssembledField, "value" | "alt" | "focal" | "width" | "height">;

/** The pictures of the library that one field may show, by the id that stands in its values. */
export type FieldPictures = ReadonlyMap<string, ImageBody>;

/**
 * Gives fields that show pictures of the library the pictures themselves. One that is not in the release is left out, and a
 * licence that ends, ends whatever shows the picture: it is among the periods.
 */
export function withPictures(
  sources: readonly FieldSource[],
  linker: Shelf,
): { readonly sources: FieldSource[]; readonly periods: Cause[] } {
  const periods = new Map<AssetId, Cause>();
  const shown = sources.map((source) => {
    if (source.field.type !== "image") return source;
    const pictures = new Map<string, ImageBody>();
    const keep = (values: Localized | undefined): Localized | undefined => {
      const known = Object.entries(values ?? {}).filter(([, value]) => isKnown(value, linker));
      for (const [, value] of known) {
        const found = imageOf(value, linker);
        if (!found) continue;
        pictures.set(String(value), found.body);
        periods.set(value as AssetId, { ...licencePeriod(found), of: value as AssetId });
      }
      return known.length === 0 ? undefined : Object.fromEntries(known);
    };
    const variants = [...source.variants].flatMap(([id, values]) => {
      const kept = keep(values);
      return kept ? [[id, kept] as const] : [];
    });
    return { ...source, base: keep(source.base), variants: new Map(variants), pictures };
  });
  return { sources: shown, periods: [...periods.values()] };
}

const imageOf = (value: FieldValue, { images }: Shelf): Named<ImageBody> | undefined =>
  typeof value === "string" && isAssetId(value) ? images.get(value) : undefined;

/** An address, or a picture that is in the release. An id means nothing outside the workspace. */
const isKnown = (value: FieldValue, linker: Shelf): boolean =>
  typeof value !== "string" || !isAssetId(value) || linker.images.has(value);

function licencePeriod({ body }: Named<ImageBody>): Period {
  const until = body.settings.licence?.until;
  return until === undefined ? always : periodOf({ until });
}

/** A picture as an answer shows it: its path, its words in the locale, and what of it must stay in sight. */
export function assemblePicture(
  pictures: FieldPictures | undefined,
  value: FieldValue,
  locales: readonly string[],
): AssembledPicture | undefined {
  const image = typeof value === "string" ? pictures?.get(value) : undefined;
  if (!image) return undefined;
  const { focal } = image.settings;
  const { width, height } = image.visual.file;
  const alt = locales.map((locale) => altFor(image, locale)).find((words) => words !== undefined);
  return {
    value: picturePath(image),
    ...(alt === undefined ? {} : { alt }),
    ...(focal && { focal }),
    width,
    height,
  };
}
