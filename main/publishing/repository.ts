import { join } from "node:path";
import { type MetaFile, Metadata, MetadataKind, Root, Snapshot, Targets, Timestamp } from "@tufjs/models";
import { targetFileName, targetPath, targetsFolder } from "#shared/bundle/repository.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { diskFiles, type Files } from "./files.ts";
import { openKeeper } from "./keeper.ts";
import { withLock } from "./lock.ts";
import {
  expiry,
  keyOf,
  keysOf,
  type Lifetimes,
  metaFile,
  sha256,
  signed,
  specVersion,
  targetFile,
  usualLifetimes,
} from "./metadata.ts";
import { mirror } from "./mirror.ts";
import type { Signer } from "./signer.ts";
import {
  environmentsOf,
  metadataPath,
  readState,
  releaseKey,
  releaseNumber,
  type RepositoryState,
  timestampName,
  versioned,
} from "./state.ts";

/**
 * Publishing. `keeping` is the private folder beside the workspace: the keeper's key, and a repository of its own with every
 * release ever made. `published` is its mirror, the folder that decision services or a web server read.
 *
 * An operation first completes in `keeping` (its timestamp is the commit), then is mirrored, the timestamp last. A crash at any
 * instant leaves the former or the new state in public, never a half; the next operation completes the mirror.
 */
export interface RepositoryPlace {
  readonly published: string;
  readonly keeping: string;
}

export interface PublishingContext {
  readonly place: RepositoryPlace;
  /** Now, in milliseconds since 1970. */
  readonly at: number;
  readonly lifetimes?: Lifetimes;
  readonly files?: Files;
}

/** An environment and the public key of its release owner. */
export interface Delegation {
  readonly environment: string;
  readonly releaseOwner: string;
}

export interface Administrators {
  /** Public keys of all administrators. */
  readonly keys: readonly string[];
  readonly threshold: number;
  /** Those of them who sign now: at least the threshold. */
  readonly signers: readonly Signer[];
}

/**
 * Makes an empty repository: root and delegations signed by the administrators, snapshot and timestamp by a new keeper.
 * @returns the root metadata, for the trust file.
 * @throws AppError WORKSPACE_EXISTS, INPUT_INVALID, WORKSPACE_BUSY, DISK_FULL
 */
export const createRepository = (
  context: PublishingContext & { readonly administrators: Administrators; readonly delegations: readonly Delegation[] },
): Promise<Uint8Array> =>
  locked(context, async (desk) => {
    if (await readState(desk.files, desk.kept)) {
      throw new AppError(
        "WORKSPACE_EXISTS",
        "This workspace already has a repository; publish to it or choose another folder.",
      );
    }
    const root = await signRoot(desk, 1, context.administrators);
    const targets = await signTargets(desk, 1, context.delegations, context.administrators);
    await desk.files.write(metadataPath(desk.kept, versioned(1, "root")), root.bytes);
    await commit(desk, { snapshot: 0, timestamp: 0, meta: {} }, [
      { role: "targets", version: 1, bytes: targets.bytes },
    ]);
    return root.bytes;
  });

export interface Published {
  readonly number: number;
  /** SHA-256 of the bundle, in hex. */
  readonly sha256: string;
}

/**
 * Publishes a bundle to an environment. Doing the same again is harmless: it completes what a crash left undone.
 * @throws AppError NOT_FOUND (no such environment), NOT_OWNER (the signer is not its release owner), RELEASE_ROLLBACK (the number
 *   is not higher than the last), METADATA_INVALID, WORKSPACE_BUSY, DISK_FULL, and what the signer throws.
 */
export const publish = (
  context: PublishingContext & {
    readonly environment: string;
    readonly bundle: Uint8Array;
    readonly number: number;
    readonly signer: Signer;
  },
): Promise<Published> =>
  locked(context, async (desk) => {
    const { environment, bundle, number, signer } = context;
    const state = await desk.state();
    requireReleaseOwner(state, environment, signer);
    const former = state.environments.get(environment);
    const digest = sha256(bundle);
    const last = releaseNumber(former, environment);
    const isRepeated = last === number && former?.signed.targets[targetPath(environment)]?.hashes["sha256"] === digest;
    if (!isRepeated) {
      if (number <= last) {
        throw new AppError(
          "RELEASE_ROLLBACK",
          `Release ${last} is already published to ${environment}; the next one needs a higher number.`,
          {
            environment,
            last,
            number,
          },
        );
      }
      const version = (former?.signed.version ?? 0) + 1;
      const target = targetFile(targetPath(environment), bundle, { number });
      const bytes = await signEnvironment(desk, version, { [target.path]: target }, signer);
      await desk.files.write(join(desk.kept, targetsFolder, targetFileName(environment, digest)), bundle);
      await commit(desk, headOf(state), [{ role: environment, version, bytes }]);
    }
    return { number, sha256: digest };
  });

/**
 * Names the release owners anew. Where an owner changed, what is live must be signed again by the new one, or services refuse it
 * (and keep serving what they have): give their signers in `releaseOwners`, or let them publish next.
 * @throws AppError INPUT_INVALID, METADATA_INVALID, WORKSPACE_BUSY, DISK_FULL
 */
export const updateDelegations = (
  context: PublishingContext & {
    readonly administrators: Administrators;
    readonly delegations: readonly Delegation[];
    readonly releaseOwners?: readonly Signer[];
  },
): Promise<void> =>
  locked(context, async (desk) => {
    const state = await desk.state();
    const version = state.targets.signed.version + 1;
    const targets = await signTargets(desk, version, context.delegations, context.administrators);
    requireSigned(() => state.root.verifyDelegate(MetadataKind.Targets, targets.metadata));
    const changes: Change[] = [{ role: "targets", version, bytes: targets.bytes }];
    for (const [environment, metadata] of state.environments) {
      const key = releaseKey(targets.metadata, environment);
      if (key === undefined || key === releaseKey(state.targets, environment)) continue;
      const signer = context.releaseOwners?.find((one) => one.publicKey === key);
      if (!signer) continue;
      const next = metadata.signed.version + 1;
      changes.push({
        role: environment,
        version: next,
        bytes: await signEnvironment(desk, next, metadata.signed.targets, signer),
      });
    }
    await commit(desk, headOf(state), changes);
  });

/**
 * Names the administrators anew: a new root, signed by the threshold of the old ones and of the new ones, and the delegations
 * signed again by the new ones.
 * @throws AppError INPUT_INVALID, METADATA_INVALID, WORKSPACE_BUSY, DISK_FULL
 */
export const updateAdministrators = (
  context: PublishingContext & { readonly administrators: Administrators },
): Promise<void> =>
  locked(context, async (desk) => {
    const state = await desk.state();
    const { administrators } = context;
    const root = await signRoot(desk, state.root.signed.version + 1, administrators);
    requireSigned(() => state.root.verifyDelegate(MetadataKind.Root, root.metadata));
    const delegations = environmentsOf(state.targets).flatMap((environment) => {
      const releaseOwner = releaseKey(state.targets, environment);
      return releaseOwner === undefined ? [] : [{ environment, releaseOwner }];
    });
    const version = state.targets.signed.version + 1;
    const targets = await signTargets(desk, version, delegations, administrators);
    // The delegations hold under both roots, so that there is no instant at which the repository contradicts itself.
    for (const by of [state.root, root.metadata])
      requireSigned(() => by.verifyDelegate(MetadataKind.Targets, targets.metadata));
    await commit(desk, headOf(state), [{ role: "targets", version, bytes: targets.bytes }]);
    await desk.files.write(metadataPath(desk.kept, versioned(root.metadata.signed.version, "root")), root.bytes);
  });

/**
 * Says once more that the newest release still is the newest: a fresh timestamp, and a fresh snapshot before the old one ends.
 * Run it well within the timestamp's lifetime. It also mends a damaged or incomplete mirror.
 * @throws AppError METADATA_INVALID, WORKSPACE_BUSY, DISK_FULL
 */
export const refreshTimestamp = (context: PublishingContext): Promise<void> =>
  locked(context, async (desk) => {
    await commit(desk, headOf(await desk.state()), []);
  });

/** One operation at work: everything resolved, the lock held. */
interface Desk {
  readonly files: Files;
  readonly kept: string;
  readonly at: number;
  readonly lifetimes: Lifetimes;
  readonly keeper: Signer;
  /** @throws AppError NOT_FOUND */
  state(): Promise<RepositoryState>;
}

function locked<T>(context: PublishingContext, work: (desk: Desk) => Promise<T>): Promise<T> {
  const { place, at, lifetimes = usualLifetimes, files = diskFiles } = context;
  const kept = join(place.keeping, "repository");
  return withLock(place.keeping, async () => {
    const keeper = await openKeeper(files, place.keeping);
    const state = async () => {
      const found = await readState(files, kept);
      if (!found) throw new AppError("NOT_FOUND", "This workspace has no repository yet; create one first.");
      return found;
    };
    const result = await work({ files, kept, at, lifetimes, keeper, state });
    await mirror(files, kept, place.published);
    return result;
  });
}

interface Change {
  readonly role: string;
  readonly version: number;
  readonly bytes: Uint8Array;
}

interface Head {
  readonly snapshot: number;
  readonly timestamp: number;
  readonly meta: Readonly<Record<string, MetaFile>>;
}

const headOf = (state: RepositoryState): Head => ({
  snapshot: state.snapshot.signed.version,
  timestamp: state.timestamp.signed.version,
  meta: state.snapshot.signed.meta,
});

/** Writes the changed files, then the snapshot that names them, then the timestamp that names the snapshot. The last write commits. */
async function commit(desk: Desk, head: Head, changes: readonly Change[]): Promise<void> {
  const meta = { ...head.meta };
  for (const { role, version, bytes } of changes) {
    await desk.files.write(metadataPath(desk.kept, versioned(version, role)), bytes);
    meta[`${role}.json`] = metaFile(version, bytes);
  }
  const { keeper, lifetimes, at } = desk;
  const snapshot = head.snapshot + 1;
  const snapshotSigned = new Snapshot({
    version: snapshot,
    specVersion,
    expires: expiry(at, lifetimes.snapshot),
    meta,
  });
  const snapshotBytes = await signed(new Metadata(snapshotSigned), [keeper]);
  await desk.files.write(metadataPath(desk.kept, versioned(snapshot, "snapshot")), snapshotBytes);
  const timestampSigned = new Timestamp({
    version: head.timestamp + 1,
    specVersion,
    expires: expiry(at, lifetimes.timestamp),
    snapshotMeta: metaFile(snapshot, snapshotBytes),
  });
  await desk.files.write(metadataPath(desk.kept, timestampName), await signed(new Metadata(timestampSigned), [keeper]));
}

async function signRoot(desk: Desk, version: number, administrators: Administrators) {
  const { keys, threshold, signers } = administrators;
  const root = new Root({
    version,
    specVersion,
    expires: expiry(desk.at, desk.lifetimes.root),
    consistentSnapshot: true,
  });
  for (const key of keysOf(keys, "the administrators")) {
    root.addKey(key, MetadataKind.Root);
    root.addKey(key, MetadataKind.Targets);
  }
  if (keys.includes(desk.keeper.publicKey))
    throw new AppError("INPUT_INVALID", "The keeper's key cannot be an administrator's too.");
  for (const role of [MetadataKind.Snapshot, MetadataKind.Timestamp]) root.addKey(keyOf(desk.keeper.publicKey), role);
  const metadata = new Metadata(withThreshold(root, threshold));
  const bytes = await signed(metadata, signers);
  requireSigned(() => metadata.verifyDelegate(MetadataKind.Root, metadata));
  return { metadata, bytes };
}

/** The library has no way to set a threshold but to read one. */
function withThreshold(root: Root, threshold: number): Root {
  const json = root.toJSON();
  const roles = json["roles"] as Record<string, { keyids: string[]; threshold: number }>;
  for (const role of [MetadataKind.Root, MetadataKind.Targets])
    roles[role] = { keyids: roles[role]?.keyids ?? [], threshold };
  return Root.fromJSON(json);
}

async function signTargets(
  desk: Desk,
  version: number,
  delegations: readonly Delegation[],
  { signers }: Administrators,
) {
  const keys = new Map(delegations.map(({ releaseOwner }) => [releaseOwner, keyOf(releaseOwner)]));
  const reserved = Object.values(MetadataKind) as string[];
  const roles = delegations.map(({ environment, releaseOwner }) => {
    if (reserved.includes(environment))
      throw new AppError("INPUT_INVALID", `An environment cannot be called “${environment}”.`);
    return {
      name: environment,
      keyids: [keyOf(releaseOwner).keyID],
      threshold: 1,
      terminating: true,
      paths: [targetPath(environment)],
    };
  });
  const targets = Targets.fromJSON({
    _type: MetadataKind.Targets,
    spec_version: specVersion,
    version,
    expires: expiry(desk.at, desk.lifetimes.targets),
    targets: {},
    delegations: { keys: Object.fromEntries([...keys.values()].map((key) => [key.keyID, key.toJSON()])), roles },
  });
  const metadata = new Metadata(targets);
  return { metadata, bytes: await signed(metadata, signers) };
}

function signEnvironment(
  desk: Desk,
  version: number,
  targets: Targets["targets"],
  signer: Signer,
): Promise<Uint8Array> {
  const expires = expiry(desk.at, desk.lifetimes.environment);
  return signed(new Metadata(new Targets({ version, specVersion, expires, targets })), [signer]);
}

function requireReleaseOwner(state: RepositoryState, environment: string, signer: Signer): void {
  const key = releaseKey(state.targets, environment);
  if (key === undefined)
    throw new AppError("NOT_FOUND", `The repository has no environment called “${environment}”.`, { environment });
  if (key !== signer.publicKey) {
    throw new AppError("NOT_OWNER", `Only the release owner of ${environment} can publish to it.`, { environment });
  }
}

function requireSigned(check: () => void): void {
  try {
    check();
  } catch (cause) {
    throw new AppError(
      "INPUT_INVALID",
      "Not enough administrators have signed: the threshold asks for more.",
      {},
      cause,
    );
  }
}
