import { join } from "node:path";
import { MetadataKind } from "@tufjs/models";
import { IntegrityError } from "#shared/bundle/errors.ts";
import { targetFileName, targetPath, targetsFolder, type TrustFile } from "#shared/bundle/repository.ts";
import { initialTrust } from "#shared/bundle/trust.ts";
import { verifyBundle, type VerifiedBundle } from "#shared/bundle/verify.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { WorkspaceId } from "#shared/kernel/ids.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import { diskFiles, type Files } from "./files.ts";
import { parseMetadata, sha256 } from "./metadata.ts";
import type { RepositoryPlace } from "./repository.ts";
import { readState, type RepositoryState } from "./state.ts";

/**
 * The trust file of a repository: what a decision service is given once, by hand.
 * @throws AppError NOT_FOUND, METADATA_INVALID
 */
export async function makeTrustFile(
  place: RepositoryPlace,
  identity: { readonly workspace: WorkspaceId; readonly genesis: Digest },
  files: Files = diskFiles,
): Promise<TrustFile> {
  const state = await readState(files, join(place.keeping, "repository"));
  if (!state) throw new AppError("NOT_FOUND", "This workspace has no repository yet; create one first.");
  return { format: "imprimatur-trust/1", ...identity, root: state.root.toJSON() };
}

/**
 * Reads a published repository back and verifies it as a decision service without history would: metadata, signatures, expiry,
 * the bundle's digest, and everything that `verifyBundle` asks.
 *
 * @throws IntegrityError and PolicyError as the service would refuse it with; AppError METADATA_INVALID, NOT_FOUND
 */
export async function verifyPublished(request: {
  readonly published: string;
  readonly trust: TrustFile;
  readonly environment: string;
  readonly at: number;
  readonly files?: Files;
}): Promise<VerifiedBundle> {
  const { published, trust, environment, at, files = diskFiles } = request;
  const pinned = parseMetadata("root", "the trust file", Buffer.from(JSON.stringify(trust.root)));
  const state = await readState(files, published, pinned);
  if (!state) throw new AppError("NOT_FOUND", "Nothing has been published to this folder yet.");
  requireUnexpired(state, environment, at);
  const target = state.environments.get(environment)?.signed.targets[targetPath(environment)];
  const digest = target?.hashes["sha256"];
  if (digest === undefined)
    throw new AppError("NOT_FOUND", `Nothing has been published to ${environment} yet.`, { environment });
  const path = `${targetsFolder}/${targetFileName(environment, digest)}`;
  const bytes = await files.read(join(published, path));
  if (!bytes) throw new IntegrityError("REPOSITORY_UNREACHABLE", path, `The repository lacks ${path}.`);
  if (sha256(bytes) !== digest) {
    throw new IntegrityError("BUNDLE_DIGEST", path, "The bundle's bytes are not those that the release owner signed.");
  }
  return verifyBundle(nodeCrypto, bytes, initialTrust(trust, environment), at);
}

function requireUnexpired(state: RepositoryState, environment: string, at: number): void {
  const metadata = state.environments.get(environment);
  try {
    if (metadata) state.targets.verifyDelegate(environment, metadata);
  } catch (cause) {
    throw new IntegrityError(
      "METADATA_INVALID",
      `${environment}.json`,
      `${environment}.json is not signed by the release owner.`,
      cause,
    );
  }
  const pieces: [string, { readonly expires: string } | undefined][] = [
    [MetadataKind.Root, state.root.signed],
    [MetadataKind.Timestamp, state.timestamp.signed],
    [MetadataKind.Snapshot, state.snapshot.signed],
    [MetadataKind.Targets, state.targets.signed],
    [environment, metadata?.signed],
  ];
  for (const [name, piece] of pieces) {
    if (piece && Date.parse(piece.expires) <= at) {
      throw new IntegrityError(
        "METADATA_EXPIRED",
        `${name}.json`,
        `The repository's metadata has expired: ${name}.json.`,
      );
    }
  }
}
