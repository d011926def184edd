import { fileNameOf, type ImageBody, imageBody, type PictureFile } from "../images/model.ts";
import type { BundleAsset } from "./model.ts";
import { targetsFolder } from "./repository.ts";

/**
 * The picture files that a release shows. They lie beside its bundle, named by their digests: the bundle's signed bytes name
 * these, so that each file is proven by the signatures over the bundle and needs none of its own.
 */
export interface ReleasedPicture {
  /** `<digest>.<extension>`: its name in the repository and in the address it is served at. */
  readonly name: string;
  readonly file: PictureFile;
  /** When the last licence of those who show it ends; null where one has no end. */
  readonly until: string | null;
}

/** Where a picture's file lies in a published repository. */
export const picturePathIn = (name: string): string => `${targetsFolder}/images/${name}`;

/** The form of such a name, for whoever gets one from outside. */
export const pictureName = /^[0-9a-f]{64}\.(?:jpg|png|webp|avif|gif|svg)$/;

/** The pictures of a release, each file once. */
export function picturesOf(assets: readonly BundleAsset[]): ReadonlyMap<string, ReleasedPicture> {
  const found = new Map<string, ReleasedPicture>();
  for (const asset of assets) {
    const parsed = asset.kind === "image" ? imageBody.safeParse(asset.body) : null;
    if (!parsed?.success) continue;
    const { file } = parsed.data.visual;
    const name = fileNameOf(file);
    found.set(name, { name, file, until: later(found.get(name), parsed.data) });
  }
  return found;
}

/** One file may be two pictures of the library, under two licences. */
function later(known: ReleasedPicture | undefined, { settings }: ImageBody): string | null {
  const until = settings.licence?.until ?? null;
  if (!known) return until;
  return known.until === null || until === null ? null : known.until > until ? known.until : until;
}
