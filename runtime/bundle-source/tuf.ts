import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TargetFile, Updater } from "tuf-js";
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
import { AppError } from "#shared/kernel/errors.ts";
import { sha256Hex } from "../crypto.ts";
import { altered, missing, type Transport } from "./transport.ts";

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
 * @throws IntegrityError REPOSITORY_UNREACHABLE, METADATA_INVALID, METADATA_EXPIRED, METADATA_ROLLBACK;
 *   AppError NO_RELEASE where nothing has been published yet
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
    const updater = await fetcher.explain(async () => {
      const client = new Updater({ metadataDir: folder, metadataBaseUrl: `${scheme}${metadataFolder}`, fetcher });
      await client.refresh();
      return client;
    });
    const metadata = await readMetadata(folder, at);
    requireSameTimestamp(fetcher.timestamp(), metadata.timestamp);
    if (accepted) requireProgress(accepted, metadata);
    // Without this the client fails over a repository that is as it should be and has nothing for us yet.
    if (!headOf(metadata.snapshot).meta?.[`${environment}.json`]) throw nothingYet(environment);
    const target = await fetcher.explain(() => updater.getTargetInfo(targetPath(environment)));
    if (!target) throw nothingYet(environment);
    requireUnexpired(environment, await readFile(join(folder, `${environment}.json`), "utf8"), at);
    return { metadata, ...offerOf(transport, environment, target) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the client has just accepted, held against a clock that never runs backwards: the client goes by the machine's alone. */
async function readMetadata(folder: string, at: number): Promise<AcceptedMetadata> {
  const read = async (name: string) => {
    const text = await readFile(join(folder, `${name}.json`), "utf8");
    requireUnexpired(name, text, at);
    return text;
  };
  const metadata = { root: await read("root"), timestamp: await read("timestamp"), snapshot: await read("snapshot") };
  await read("targets");
  return metadata;
}

function offerOf(transport: Transport, environment: string, target: TargetFile): Omit<Offer, "metadata"> {
  const { length, custom } = target;
  const sha256 = target.hashes["sha256"];
  const { number } = custom;
  // It becomes part of a path.
  if (sha256 === undefined || !/^[0-9a-f]{64}$/.test(sha256) || typeof number !== "number")
    throw invalid(`${environment}.json`, "It does not say which release it names.");
  const path = `${targetsFolder}/${targetFileName(environment, sha256)}`;
  const requireGenuine = (digest: string | null) => {
    if (digest === null) throw missing(path);
    if (digest !== sha256) throw altered(path);
  };
  return {
    number,
    sha256,
    async read() {
      const bytes = await transport.read(path, length);
      requireGenuine(bytes && sha256Hex(bytes));
      return bytes!;
    },
    async check() {
      requireGenuine(await transport.digest(path, length));
    },
  };
}

const nothingYet = (environment: string) =>
  new AppError("NO_RELEASE", `Nothing has been published to ${environment} yet.`, { what: environment });

/** A scheme of our own: the client only joins paths to it, and the transport knows where they lead. */
const scheme = "repository:///";

/** What the client needs to download, and a way to say what went wrong: it turns causes into text. */
function fetcherOver(transport: Transport) {
  let failure: IntegrityError | undefined;
  let last = "repository";
  let timestamp = "";
  const downloadBytes = async (url: string, maxLength: number): Promise<Buffer> => {
    const path = url.slice(scheme.length);
    last = path;
    try {
      const bytes = await transport.read(path, maxLength);
      if (bytes && path === timestampPath) timestamp = Buffer.from(bytes).toString("utf8");
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
    timestamp: () => timestamp,
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

const timestampPath = `${metadataFolder}/timestamp.json`;

/**
 * The timestamp is the one file that no digest covers. The client passes over another one of the same version, and over a signature
 * in upper case, which says the same in other bytes.
 */
function requireSameTimestamp(fetched: string, accepted: string): void {
  if (fetched !== accepted)
    throw invalid(timestampPath, "It differs from the one of the same version that was accepted before.");
  const { signatures } = metadataHead.parse(JSON.parse(accepted));
  if (!signatures.every(({ sig }) => /^[0-9a-f]{128}$/.test(sig)))
    throw invalid(timestampPath, "A signature is not written as it should be.");
}

function requireUnexpired(name: string, text: string, at: number): void {
  if (Date.parse(headOf(text).expires) > at) return;
  throw new IntegrityError("METADATA_EXPIRED", `${name}.json`, `The repository's metadata has expired: ${name}.json.`);
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
