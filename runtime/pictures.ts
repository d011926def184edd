import { type ReleasedPicture, picturePathIn } from "#shared/bundle/pictures.ts";
import { altered, missing, type Transport } from "./bundle-source/transport.ts";
import { sha256Hex } from "./crypto.ts";
import type { Store } from "./state/store.ts";

export type Pictures = ReadonlyMap<string, ReleasedPicture>;

/**
 * Brings the pictures of a release that are not here yet. A release of which one picture is missing or is not the one that
 * its signed digest names is not taken into service.
 * @throws IntegrityError BUNDLE_DIGEST, REPOSITORY_UNREACHABLE
 */
export async function bringPictures(pictures: Pictures, transport: Transport, store: Store): Promise<void> {
  for (const { name, file } of pictures.values()) {
    if (await store.picture(name)) continue;
    const path = picturePathIn(name);
    const bytes = await transport.read(path, file.bytes);
    if (!bytes) throw missing(path);
    if (`sha256:${sha256Hex(bytes)}` !== file.digest) throw altered(path);
    await store.keepPicture(name, bytes);
  }
}

/** The first picture that is not on disk as its digest names it, or undefined where all are. */
export async function damagedPicture(pictures: Pictures, store: Store): Promise<string | undefined> {
  for (const name of pictures.keys()) if (!(await store.picture(name))) return name;
  return undefined;
}

const longest = 365 * 24 * 60 * 60;

/** What a picture is sent with. A digest names the same bytes for ever, but nobody may keep them beyond the licence. */
export function pictureHeaders({ name, file, until }: ReleasedPicture, now: number): Readonly<Record<string, string>> {
  const left = until === null ? longest : Math.floor((Date.parse(until) - now) / 1000);
  return {
    "content-type": file.mediaType,
    "cache-control": `public, max-age=${Math.min(longest, left)}, immutable`,
    etag: `"${name}"`,
    "x-content-type-options": "nosniff",
    // Opened by itself, an SVG is a document: it may run nothing and fetch nothing.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
  };
}
