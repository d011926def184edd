import { useEffect, useState } from "react";
import { mostPictureBytes } from "#shared/images/contract.ts";
import { type ImageBody, imageBody } from "#shared/images/model.ts";
import { type Digest, toBase64 } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";
import { api, useQuery, useSession } from "#renderer/bridge/client.ts";

/**
 * Pictures as addresses that a page may show. A digest names the same bytes for ever, so what was read is never read
 * again; `data:` addresses also reach the preview's frame, and no image element runs anything that one of them holds.
 */
const known = new Map<Digest, string>();
/** Characters that are kept: about 48 MB of files. The ones unused for the longest go first. */
const mostKept = 64 * 1024 * 1024;

function keep(digest: Digest, url: string): void {
  known.set(digest, url);
  let kept = [...known.values()].reduce((sum, each) => sum + each.length, 0);
  for (const [oldest, each] of known) {
    if (kept <= mostKept || oldest === digest) return;
    known.delete(oldest);
    kept -= each.length;
  }
}

// What the last person saw is not for the next one.
let signedIn = useSession.getState().session?.member.id;
useSession.subscribe(({ session }) => {
  if (session?.member.id === signedIn) return;
  signedIn = session?.member.id;
  known.clear();
});

export interface ShownPicture {
  readonly url?: string | undefined;
  /** Why it cannot be shown, in words. */
  readonly error?: string | undefined;
}

async function readUrl(digest: Digest): Promise<string> {
  const { bytes, mediaType } = await api.images.read({ digest });
  const url = `data:${mediaType};base64,${bytes}`;
  keep(digest, url);
  return url;
}

/** A picture's file by its digest. */
export function usePictureUrl(digest: Digest | undefined): ShownPicture {
  const [read, setRead] = useState<ShownPicture & { digest?: Digest }>({});
  const here = digest && known.get(digest);
  useEffect(() => {
    if (!digest || known.has(digest)) return;
    let wanted = true;
    readUrl(digest).then(
      (url) => wanted && setRead({ digest, url }),
      (error: Error) => wanted && setRead({ digest, error: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [digest]);
  if (here !== undefined) {
    // Taken out and put in again, so that the map's order is that of use.
    known.delete(digest!);
    known.set(digest!, here);
    return { url: here };
  }
  return read.digest === digest ? read : {};
}

/** The digest in the path under which an answer names a picture of the library; undefined for any other address. */
export function digestInPath(path: string): Digest | undefined {
  const found = /^images\/([0-9a-f]{64})\.[a-z]+$/.exec(path);
  return found ? `sha256:${found[1]!}` : undefined;
}

/** A picture of the library as it stands. */
export function usePicture(id: AssetId | undefined): { name: string; body: ImageBody } | undefined {
  const { data } = useQuery(id ? ["assets.bodies", "picture", id] : null, () => api.assets.bodies({ assets: [id!] }));
  const [asset] = data?.assets ?? [];
  const parsed = asset && imageBody.safeParse(asset.body);
  return parsed?.success ? { name: asset!.name, body: parsed.data } : undefined;
}

/** A file's bytes as calls carry them; a sentence where it is too heavy to be sent at all. */
export async function readFile(file: File): Promise<{ bytes: string } | { problem: string }> {
  if (file.size > mostPictureBytes)
    return {
      problem: `${file.name} weighs ${sayBytes(file.size)}; at most ${sayBytes(mostPictureBytes)} are taken. Compress it, or choose a smaller one.`,
    };
  return { bytes: toBase64(new Uint8Array(await file.arrayBuffer())) };
}
