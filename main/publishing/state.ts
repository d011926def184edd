import { join } from "node:path";
import { MetadataKind } from "@tufjs/models";
import { metadataFolder, targetFileName, targetPath, targetsFolder } from "#shared/bundle/repository.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Files } from "./files.ts";
import { damaged, type KindOf, parseMetadata } from "./metadata.ts";

/** A repository's metadata of one moment: what the timestamp leads to. */
export interface RepositoryState {
  readonly root: KindOf["root"];
  readonly timestamp: KindOf["timestamp"];
  readonly snapshot: KindOf["snapshot"];
  readonly targets: KindOf["targets"];
  /** Metadata of the environments that have something published. */
  readonly environments: ReadonlyMap<string, KindOf["targets"]>;
}

export const metadataPath = (folder: string, name: string): string => join(folder, metadataFolder, name);
export const versioned = (version: number, role: string): string => `${version}.${role}.json`;
export const timestampName = "timestamp.json";

/**
 * Reads the newest state of a repository folder and checks that each piece is what the one above it says.
 * @returns null where there is no repository yet.
 * @throws AppError METADATA_INVALID
 */
export async function readState(
  files: Files,
  folder: string,
  pinned?: KindOf["root"],
): Promise<RepositoryState | null> {
  const timestampBytes = await files.read(metadataPath(folder, timestampName));
  if (!timestampBytes) return null;
  const root = await readRoot(files, folder, pinned);
  const timestamp = parseMetadata("timestamp", timestampName, timestampBytes);
  delegated(root, MetadataKind.Timestamp, timestamp, timestampName);
  const snapshotMeta = timestamp.signed.snapshotMeta;
  const snapshotName = versioned(snapshotMeta.version, "snapshot");
  const snapshotBytes = await need(files, folder, snapshotName);
  matches(snapshotName, () => snapshotMeta.verify(Buffer.from(snapshotBytes)));
  const snapshot = parseMetadata("snapshot", snapshotName, snapshotBytes);
  delegated(root, MetadataKind.Snapshot, snapshot, snapshotName);
  const read = async (role: string) => {
    const meta = snapshot.signed.meta[`${role}.json`];
    if (!meta) return null;
    const name = versioned(meta.version, role);
    const bytes = await need(files, folder, name);
    matches(name, () => meta.verify(Buffer.from(bytes)));
    return parseMetadata("targets", name, bytes);
  };
  const targets = await read(MetadataKind.Targets);
  if (!targets) throw damaged(snapshotName);
  delegated(root, MetadataKind.Targets, targets, versioned(targets.signed.version, MetadataKind.Targets));
  const environments = new Map<string, KindOf["targets"]>();
  // Whether its signer still is the environment's release owner is for the caller: right after a change, it is not.
  for (const id of environmentsOf(targets)) {
    const metadata = await read(id);
    if (metadata) environments.set(id, metadata);
  }
  return { root, timestamp, snapshot, targets, environments };
}

/** The names of the environments that the administrators have delegated. */
export const environmentsOf = (targets: KindOf["targets"]): string[] =>
  Object.keys(targets.signed.delegations?.roles ?? {});

/** The key that may publish to an environment, or undefined where it is not delegated. */
export function releaseKey(targets: KindOf["targets"], environment: string): string | undefined {
  const delegations = targets.signed.delegations;
  const keyId = delegations?.roles?.[environment]?.keyIDs[0];
  return keyId === undefined ? undefined : delegations?.keys[keyId]?.keyVal.public;
}

/** The number of the release that an environment's metadata carries; 0 before the first. */
export function releaseNumber(metadata: KindOf["targets"] | undefined, environment: string): number {
  const number = metadata?.signed.targets[targetPath(environment)]?.custom["number"];
  return typeof number === "number" ? number : 0;
}

/** The bundles of the newest releases, one for each environment that has something published. */
export const bundlePaths = (state: RepositoryState): string[] =>
  [...state.environments].flatMap(([id, metadata]) => {
    const sha256 = metadata.signed.targets[targetPath(id)]?.hashes["sha256"];
    return sha256 ? [`${targetsFolder}/${targetFileName(id, sha256)}`] : [];
  });

/** Every file that the timestamp leads to, those that are named before those that name them. */
export function reachable(state: RepositoryState): string[] {
  const names = bundlePaths(state);
  for (const [id, metadata] of state.environments)
    names.push(`${metadataFolder}/${versioned(metadata.signed.version, id)}`);
  names.push(`${metadataFolder}/${versioned(state.targets.signed.version, "targets")}`);
  names.push(`${metadataFolder}/${versioned(state.snapshot.signed.version, "snapshot")}`);
  return names;
}

/** Every root from the first to the newest: a client follows them one by one. */
export const roots = (state: RepositoryState): string[] =>
  Array.from({ length: state.root.signed.version }, (_, index) => `${metadataFolder}/${versioned(index + 1, "root")}`);

/** The newest root that each one before it vouches for, starting with the pinned one or the first. */
async function readRoot(files: Files, folder: string, pinned: KindOf["root"] | undefined): Promise<KindOf["root"]> {
  let root = pinned ?? parseMetadata("root", versioned(1, "root"), await need(files, folder, versioned(1, "root")));
  delegated(root, MetadataKind.Root, root, versioned(root.signed.version, "root"));
  for (;;) {
    const name = versioned(root.signed.version + 1, "root");
    const bytes = await files.read(metadataPath(folder, name));
    if (!bytes) return root;
    const next = parseMetadata("root", name, bytes);
    if (next.signed.version !== root.signed.version + 1) throw damaged(name);
    delegated(root, MetadataKind.Root, next, name);
    delegated(next, MetadataKind.Root, next, name);
    root = next;
  }
}

async function need(files: Files, folder: string, name: string): Promise<Uint8Array> {
  const bytes = await files.read(metadataPath(folder, name));
  if (!bytes) throw new AppError("METADATA_INVALID", `The repository lacks ${name}.`, { what: name });
  return bytes;
}

function delegated(
  by: KindOf["root"] | KindOf["targets"],
  role: string,
  metadata: KindOf[keyof KindOf],
  name: string,
): void {
  matches(name, () => by.verifyDelegate(role, metadata));
}

function matches(name: string, check: () => void): void {
  try {
    check();
  } catch (cause) {
    throw damaged(name, cause);
  }
}
