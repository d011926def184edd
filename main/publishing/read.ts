import { join } from "node:path";
import { targetFileName, targetPath, targetsFolder, type TrustFile } from "#shared/bundle/repository.ts";
import { initialTrust } from "#shared/bundle/trust.ts";
import { type VerifiedBundle, verifyBundle } from "#shared/bundle/verify.ts";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { toHex } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import { diskFiles } from "./files.ts";
import { parseMetadata } from "./metadata.ts";
import { requirePictures } from "./pictures.ts";
import { readState, type RepositoryState } from "./state.ts";

export interface PublishedPlace {
  /** The folder of the published repository. */
  readonly repository: string;
  /** Whom to believe. */
  readonly trust: TrustFile;
  readonly environment: string;
  /** Now, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * Reads what is published to an environment and checks it as a decision service without history does: every signature and digest
 * on the way from the trusted root to the bundle, then policy, owners and approvals. It takes no workspace and no network.
 *
 * @throws AppError NOT_FOUND, METADATA_INVALID, METADATA_EXPIRED, BUNDLE_DIGEST; IntegrityError, PolicyError
 */
export async function verifyPublished(place: PublishedPlace): Promise<VerifiedBundle> {
  const { trust, environment, at } = place;
  const verified = await verifyBundle(nodeCrypto, await readPublished(place), initialTrust(trust, environment), at);
  await requirePictures(place.repository, verified.bundle.assets);
  return verified;
}

/** The environments that have something published, by the repository's own account. */
export async function publishedEnvironments({ repository, trust }: Omit<PublishedPlace, "environment" | "at">) {
  const state = await readState(diskFiles, repository, pinnedRoot(trust));
  return [...(state?.environments.keys() ?? [])];
}

/** The bundle's bytes, with every digest and signature on the way to it checked. */
async function readPublished({ repository, trust, environment, at }: PublishedPlace): Promise<Uint8Array> {
  const state = await readState(diskFiles, repository, pinnedRoot(trust));
  const metadata = state?.environments.get(environment);
  const target = metadata?.signed.targets[targetPath(environment)];
  if (!state || !metadata || !target)
    throw new AppError("NOT_FOUND", `Nothing has been published to ${environment} yet.`, { environment });
  requireDelegated(state, environment, metadata);
  requireFresh(state, environment, new Date(at));
  const sha256 = target.hashes["sha256"]!;
  const name = targetFileName(environment, sha256);
  const bytes = await diskFiles.read(join(repository, targetsFolder, name));
  if (!bytes) throw new AppError("BUNDLE_DIGEST", `The published bundle ${name} is missing.`, { what: name });
  if (bytes.length !== target.length || toHex(nodeCrypto.sha256(bytes)) !== sha256) {
    throw new AppError("BUNDLE_DIGEST", `The published bundle ${name} is not the one that was signed.`, { what: name });
  }
  return bytes;
}

const pinnedRoot = (trust: TrustFile) => parseMetadata("root", "the trust file's root", canonicalBytes(trust.root));

type Environment = NonNullable<ReturnType<RepositoryState["environments"]["get"]>>;

function requireDelegated(state: RepositoryState, environment: string, metadata: Environment): void {
  try {
    state.targets.verifyDelegate(environment, metadata);
  } catch (cause) {
    throw new AppError(
      "METADATA_INVALID",
      `What is published to ${environment} was not signed by its release owner of now. Publish again.`,
      { what: environment },
      cause,
    );
  }
}

function requireFresh(state: RepositoryState, environment: string, at: Date): void {
  const { root, timestamp, snapshot, targets } = state;
  const named = { root, timestamp, snapshot, targets, [environment]: state.environments.get(environment)! };
  const expired = Object.entries(named).find(([, metadata]) => metadata.signed.isExpired(at));
  if (!expired) return;
  const [what, metadata] = expired;
  throw new AppError("METADATA_EXPIRED", `The repository's ${what} metadata expired at ${metadata.signed.expires}.`, {
    what,
  });
}
