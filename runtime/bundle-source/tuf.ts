import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Updater } from "tuf-js";
import { DownloadHTTPError } from "tuf-js/dist/error.js";
import { z } from "zod";
import { IntegrityError } from "#shared/bundle/errors.ts";
import {
  metadataFolder,
  targetFileName,
  targetPath,
  targetsFolder,
  type TrustFile,
} from "#shared/bundle/repository.ts";
import { canonicalJson } from "#shared/kernel/canonical.ts";
import { sha256Hex } from "../crypto.ts";
import { missing, type Transport } from "./transport.ts";

/** The newest metadata that was accepted, file by file as text. What comes next may not be older. */
export interface AcceptedMetadata {
  readonly root: string;
  readonly timestamp: string;
  readonly snapshot: string;
}

/** What the repository offers now, with signatures, versions and expiry of its metadata checked. The bundle has only been named. */
export interface Offer {
  readonly metadata: AcceptedMetadata;
  readonly number: number;
  /** SHA-256 of the bundle in hex. */
  readonly sha256: string;
  /** The bundle's bytes, checked. @throws IntegrityError BUNDLE_DIGEST, REPOSITORY_UNREACHABLE */
  read(): Promise<Uint8Array>;
  /** Checks that the repository still holds the bundle unaltered. @throws like `read` */
  check(): Promise<void>;
}

export interface Pull {
  readonly transport: Transport;
  readonly trust: TrustFile;
  readonly environment: string;
  readonly accepted: AcceptedMetadata | null;
  /** Now, or the highest time ever seen if that is later, in milliseconds since 1970. */
  readonly at: number;
  /** A folder for files that need not outlive the call. */
  readonly scratch: string;
}

/**
 * Asks the repository what is newest, as a TUF client without history would, so that every file is fetched and checked every time;
 * and holds the answer against what was accepted before, so that nothing older comes through.
 *
 * @throws IntegrityError REPOSITORY_UNREACHABLE, METADATA_INVALID, METADATA_EXPIRED, METADATA_ROLLBACK
 */
export async function pull(request: Pull): Promise<Offer> {
  try {
    return await pullOnce(request);
  } catch (error) {
    // A publisher takes away what nothing names any more: whoever was reading just then finds the new state at the second try.
    if (error instanceof IntegrityError && error.code === "REPOSITORY_UNREACHABLE") return await pullOnce(request);
    throw error;
  }
}

async function pullOnce(request: Pull): Promise<Offer> {
  const { transport, trust, environment, accepted, at, scratch } = request;
  await requirePublishedRoot(transport, trust);
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, "pull-"));
  try {
    await writeFile(join(folder, "root.json"), JSON.stringify(trust.root));
    if (accepted) await writeFile(join(folder, "timestamp.json"), accepted.timestamp);
    const fetcher = fetcherOver(transport);
    const target = await fetcher.explain(async () => {
      const updater = new Updater({ metadataDir: folder, metadataBaseUrl: `${scheme}${metadataFolder}`, fetcher });
      await updater.refresh();
      return updater.getTargetInfo(targetPath(environment));
    });
    if (!target)
      throw new IntegrityError(
        "REPOSITORY_UNREACHABLE",
        environment,
        `Nothing has been published to ${environment} yet.`,
      );
    const names = ["root", "timestamp", "snapshot", "targets", environment];
    const [root = "", timestamp = "", snapshot = "", ...rest] = await Promise.all(
      names.map((name) => readFile(join(folder, `${name}.json`), "utf8")),
    );
    const metadata = { root, timestamp, snapshot };
    requireStrictSignatures(timestamp);
    requireUnexpired([root, timestamp, snapshot, ...rest], names, at);
    if (accepted) requireProgress(accepted, metadata);
    const sha256 = target.hashes["sha256"];
    const { number } = target.custom;
    if (sha256 === undefined || typeof number !== "number")
      throw invalid(`${environment}.json`, "It does not say which release it names.");
    return { metadata, number, sha256, ...bundleAt(transport, environment, sha256, target.length) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function bundleAt(
  transport: Transport,
  environment: string,
  sha256: string,
  length: number,
): Pick<Offer, "read" | "check"> {
  const path = `${targetsFolder}/${targetFileName(environment, sha256)}`;
  const differs = (cause?: unknown) =>
    new IntegrityError("BUNDLE_DIGEST", path, "The bundle's bytes are not those that the release owner signed.", cause);
  return {
    async read() {
      const bytes = await transport.read(path, length).catch((error: unknown) => {
        throw error instanceof IntegrityError && error.code === "METADATA_INVALID" ? differs(error) : error;
      });
      if (!bytes) throw missing(path);
      if (bytes.length !== length || sha256Hex(bytes) !== sha256) throw differs();
      return bytes;
    },
    async check() {
      const digest = await transport.digest(path, length).catch((error: unknown) => {
        throw error instanceof IntegrityError && error.code === "METADATA_INVALID" ? differs(error) : error;
      });
      if (digest === null) throw missing(path);
      if (digest !== sha256) throw differs();
    },
  };
}

/** A scheme of our own: the client only joins paths to it, and the transport knows where they lead. */
const scheme = "repository:///";

/** What the client needs to download, and a way to say what went wrong: it turns causes into text. */
function fetcherOver(transport: Transport) {
  let failure: IntegrityError | undefined;
  let last = "repository";
  const downloadBytes = async (url: string, maxLength: number): Promise<Buffer> => {
    const path = url.slice(scheme.length);
    last = path;
    try {
      const bytes = await transport.read(path, maxLength);
      if (bytes) return Buffer.from(bytes);
    } catch (error) {
      if (error instanceof IntegrityError) failure = error;
      throw error;
    }
    // That there is no next root is how the client learns that it has the newest.
    if (!path.endsWith(".root.json")) failure = missing(path);
    throw new DownloadHTTPError(`${path} is missing`, 404);
  };
  return {
    downloadBytes,
    downloadFile: (): never => {
      throw new IntegrityError("METADATA_INVALID", last, "The client asked for a file where it should ask for bytes.");
    },
    async explain<T>(work: () => Promise<T>): Promise<T> {
      try {
        return await work();
      } catch (error) {
        throw failure ?? explained(last, error);
      }
    },
  };
}

/** The client's refusal as one of our codes. It names no cause but in words: runtime tests hold every one of these to its code. */
function explained(path: string, error: unknown): IntegrityError {
  const text = error instanceof Error ? error.message : String(error);
  if (/expired/.test(text))
    return new IntegrityError("METADATA_EXPIRED", path, `The repository's metadata has expired: ${path}.`, error);
  if (/less than current version/.test(text)) return rollback(path, error);
  return invalid(path, "Its content or its signatures do not hold.", error);
}

const invalid = (path: string, why: string, cause?: unknown) =>
  new IntegrityError("METADATA_INVALID", path, `The repository's metadata is refused at ${path}. ${why}`, cause);

const rollback = (path: string, cause?: unknown) =>
  new IntegrityError(
    "METADATA_ROLLBACK",
    path,
    `The repository offers an older ${path} than was accepted before.`,
    cause,
  );

/** The repository's own copy of the root that is trusted. A client never reads it, so that nobody else would notice a change. */
async function requirePublishedRoot(transport: Transport, trust: TrustFile): Promise<void> {
  const path = `${metadataFolder}/${metadataHead.parse(trust.root).signed.version}.root.json`;
  const bytes = await transport.read(path, 512_000);
  if (!bytes) throw missing(path);
  let same = false;
  try {
    same = canonicalJson(JSON.parse(Buffer.from(bytes).toString("utf8"))) === canonicalJson(trust.root);
  } catch {
    same = false;
  }
  if (!same) throw invalid(path, "It is not the root that this service trusts.");
}

const metadataHead = z.looseObject({
  signed: z.looseObject({
    version: z.number(),
    expires: z.string(),
    meta: z.record(z.string(), z.looseObject({ version: z.number() })).optional(),
  }),
  signatures: z.array(z.looseObject({ sig: z.string() })),
});

const headOf = (text: string) => metadataHead.parse(JSON.parse(text)).signed;

/** Upper-case hex would be the same signature in other bytes: the timestamp is the one file that no digest covers. */
function requireStrictSignatures(timestamp: string): void {
  const { signatures } = metadataHead.parse(JSON.parse(timestamp));
  if (!signatures.every(({ sig }) => /^[0-9a-f]{128}$/.test(sig))) {
    throw invalid(`${metadataFolder}/timestamp.json`, "A signature is not written as it should be.");
  }
}

/** The client goes by the machine's clock alone; a clock that was set back must not bring expired metadata to life. */
function requireUnexpired(texts: readonly string[], names: readonly string[], at: number): void {
  for (const [index, text] of texts.entries()) {
    const name = names[index] ?? "";
    if (Date.parse(headOf(text).expires) <= at) {
      throw new IntegrityError(
        "METADATA_EXPIRED",
        `${name}.json`,
        `The repository's metadata has expired: ${name}.json.`,
      );
    }
  }
}

/** Root, snapshot and every role in the snapshot only move forward (the client itself sees to the timestamp). */
function requireProgress(accepted: AcceptedMetadata, offered: AcceptedMetadata): void {
  for (const name of ["root", "timestamp", "snapshot"] as const) {
    if (headOf(offered[name]).version < headOf(accepted[name]).version) throw rollback(`${name}.json`);
  }
  const now = headOf(offered.snapshot).meta ?? {};
  for (const [name, { version }] of Object.entries(headOf(accepted.snapshot).meta ?? {})) {
    if ((now[name]?.version ?? 0) < version) throw rollback(name);
  }
}
