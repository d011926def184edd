import { open } from "node:fs/promises";
import { join } from "node:path";
import { IntegrityError } from "#shared/bundle/errors.ts";
import { targetsFolder } from "#shared/bundle/repository.ts";
import { sha256Hex } from "../crypto.ts";

/** The way to a repository's files. Nothing that comes through it is trusted. */
export interface Transport {
  /**
   * The bytes of a file, or null where there is none.
   * @throws IntegrityError REPOSITORY_UNREACHABLE; METADATA_INVALID or BUNDLE_DIGEST where the file is longer than `maxLength`.
   */
  read(path: string, maxLength: number): Promise<Uint8Array | null>;
  /** SHA-256 of a file in hex, or null where there is none. Asks the other side for the file only when it may have changed. */
  digest(path: string, maxLength: number): Promise<string | null>;
}

/** A transport to a folder, or to a base URL over HTTP. */
export const transportTo = (repository: string): Transport =>
  /^https?:\/\//.test(repository) ? httpTransport(repository) : folderTransport(repository);

export function folderTransport(folder: string): Transport {
  const read: Transport["read"] = async (path, maxLength) => {
    try {
      const file = await open(join(folder, path), "r");
      try {
        if ((await file.stat()).size > maxLength) throw tooLong(path);
        return await file.readFile();
      } finally {
        await file.close();
      }
    } catch (error) {
      if (error instanceof IntegrityError) throw error;
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
      throw unreachable(path, error);
    }
  };
  return {
    read,
    async digest(path, maxLength) {
      const bytes = await read(path, maxLength);
      return bytes && sha256Hex(bytes);
    },
  };
}

/** How long one file may take over HTTP. */
const timeout = 10_000;

export function httpTransport(baseUrl: string): Transport {
  const base = baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`;
  /** What was last seen of large files, so that asking again moves nothing while their entity tag stays. */
  const seen = new Map<string, { readonly etag: string; readonly sha256: string }>();

  async function get(
    path: string,
    maxLength: number,
    etag?: string,
  ): Promise<{ bytes: Uint8Array | null; etag: string | null; unchanged: boolean }> {
    try {
      const headers = etag === undefined ? undefined : { "if-none-match": etag };
      const response = await fetch(new URL(path, base), {
        headers,
        signal: AbortSignal.timeout(timeout),
        redirect: "error",
      });
      const tag = response.headers.get("etag");
      if (response.status === 304) return { bytes: null, etag: tag, unchanged: true };
      if (response.status === 404 || response.status === 403) return { bytes: null, etag: null, unchanged: false };
      if (!response.ok || !response.body) throw unreachable(path, new Error(`HTTP ${response.status}`));
      return { bytes: await readAtMost(response.body, maxLength, path), etag: tag, unchanged: false };
    } catch (error) {
      throw error instanceof IntegrityError ? error : unreachable(path, error);
    }
  }

  return {
    read: async (path, maxLength) => (await get(path, maxLength)).bytes,
    async digest(path, maxLength) {
      const known = seen.get(path);
      const { bytes, etag, unchanged } = await get(path, maxLength, known?.etag);
      if (unchanged && known) return known.sha256;
      if (!bytes) return null;
      const sha256 = sha256Hex(bytes);
      if (etag !== null) seen.set(path, { etag, sha256 });
      return sha256;
    },
  };
}

async function readAtMost(body: ReadableStream<Uint8Array>, maxLength: number, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxLength) throw tooLong(path);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

const tooLong = (path: string) =>
  path.startsWith(`${targetsFolder}/`)
    ? altered(path)
    : new IntegrityError("METADATA_INVALID", path, `${path} is longer than metadata may be.`);

export const altered = (path: string) =>
  new IntegrityError("BUNDLE_DIGEST", path, "The bundle's bytes are not those that the release owner signed.");

const unreachable = (path: string, cause: unknown) =>
  new IntegrityError("REPOSITORY_UNREACHABLE", path, `The repository cannot be read: ${path} did not come.`, cause);

export const missing = (path: string) =>
  new IntegrityError("REPOSITORY_UNREACHABLE", path, `The repository lacks ${path}.`);
