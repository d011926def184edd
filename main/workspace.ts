import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { defaultPaths } from "#shared/access/defaults.ts";
import type { PolicyDocument } from "#shared/access/model.ts";
import { everywhere } from "#shared/assets/model.ts";
import { payloadTypes } from "#shared/bundle/model.ts";
import type { TrustFile } from "#shared/bundle/repository.ts";
import { documentDigest } from "#shared/bundle/statements.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { type DeviceId, type Instant, makeId, type MemberId, type WorkspaceId } from "#shared/kernel/ids.ts";
import { delegationsOf } from "./access/handlers.ts";
import type { AppOptions } from "./app.ts";
import type { Folders } from "./context.ts";
import { openDatabase } from "./db/database.ts";
import { migrate } from "./db/migrate.ts";
import { putObject } from "./db/objects.ts";
import { writeFileAtomic } from "./keys/atomic-file.ts";
import { signDocument } from "./keys/attest.ts";
import { nodeCrypto } from "./keys/crypto.ts";
import { type Signer, Vault } from "./keys/vault.ts";
import { migrations } from "./migrations.ts";
import { recordAct } from "./projections.ts";
import { createRepository } from "./publishing/repository.ts";
import { trustPath } from "./publishing/trust.ts";

export { trustPath } from "./publishing/trust.ts";

export interface NewWorkspace {
  readonly name: string;
  /** The first administrator, who also owns the releases of every environment until somebody else is named. */
  readonly administrator: { readonly name: string; readonly title: string; readonly passphrase: string };
  readonly environments: readonly { readonly id: string; readonly maxStalenessDays: number }[];
}

/** The folders of a workspace, beside its file. */
export function foldersBeside(path: string): Folders {
  const home = `${path.replace(/\.imprimatur$/, "")}.files`;
  return {
    vaults: join(home, "keys"),
    repository: join(home, "repository"),
    keeper: join(home, "keeper"),
    images: join(home, "images"),
  };
}

/**
 * Makes a workspace: its file, the first administrator's key, the first policy, and an empty repository with its trust file.
 * The file appears under its name last, so that a half-made workspace is never opened.
 *
 * @throws WORKSPACE_EXISTS, PASSPHRASE_WEAK, DISK_FULL
 */
export async function createWorkspace(options: AppOptions, wanted: NewWorkspace): Promise<void> {
  const { path, folders } = options;
  if (existsSync(path))
    throw new AppError(
      "WORKSPACE_EXISTS",
      "There already is a workspace at this place. Open it, or choose another name.",
      { path },
    );
  const now = (options.now ?? Date.now)();
  const id = <P extends "wsp" | "dev" | "mem">(prefix: P): string => makeId(prefix, now, randomBytes(10));
  mkdirSync(dirname(path), { recursive: true });
  const vault = new Vault({ folder: folders.vaults, idleMs: 60_000, now: () => now, scryptCost: options.scryptCost });
  const member = id("mem") as MemberId;
  const publicKey = await vault.create(member, wanted.administrator.passphrase);
  await vault.unlock(member, wanted.administrator.passphrase);
  const signer = vault.signer(member);
  const at = new Date(now).toISOString();
  const policy = firstPolicy(id("wsp") as WorkspaceId, at, wanted, member, publicKey);
  await writeDatabase(path, policy, id("dev") as DeviceId, signer);
  await writeRepository(folders, policy, signer, now);
  renameSync(unfinished(path), path);
  vault.lockAll();
}

const unfinished = (path: string): string => `${path}.making`;

function firstPolicy(
  workspace: WorkspaceId,
  at: Instant,
  wanted: NewWorkspace,
  member: MemberId,
  publicKey: string,
): PolicyDocument {
  const { name, title } = wanted.administrator;
  return {
    format: "imprimatur-policy/1",
    workspace,
    workspaceName: wanted.name,
    version: 1,
    previous: null,
    at,
    threshold: 1,
    members: [{ id: member, name, title, publicKey, active: true }],
    grants: [{ member, role: "administrator", scope: everywhere }],
    paths: defaultPaths,
    environments: wanted.environments.map((environment) => ({ ...environment, releaseOwner: member })),
  };
}

async function writeDatabase(path: string, policy: PolicyDocument, device: DeviceId, signer: Signer): Promise<void> {
  for (const leftover of [unfinished(path), `${unfinished(path)}-wal`, `${unfinished(path)}-shm`])
    rmSync(leftover, { force: true });
  const database = openDatabase(unfinished(path));
  const envelope = await signDocument(payloadTypes.policy, policy, [signer]);
  try {
    migrate(database, migrations);
    database.write((db) => {
      const { workspace, workspaceName: name, at } = policy;
      recordAct(db, "workspace.created", { workspace, name, device }, { device, at, actor: null });
      const signed = {
        version: 1,
        policy: putObject(db, policy),
        envelope: putObject(db, envelope),
        summary: `Made the workspace ${name}`,
      };
      recordAct(db, "policy.signed", signed, { device, at, actor: signer.member });
    });
  } finally {
    // Closing the last connection moves the write-ahead log into the file, so that it can be renamed alone.
    database.close();
  }
}

async function writeRepository(folders: Folders, policy: PolicyDocument, signer: Signer, at: number): Promise<void> {
  const root = await createRepository({
    place: { published: folders.repository, keeping: folders.keeper },
    at,
    administrators: { keys: [signer.publicKey], threshold: policy.threshold, signers: [signer] },
    delegations: delegationsOf(policy),
  });
  const trust: TrustFile = {
    format: "imprimatur-trust/1",
    workspace: policy.workspace,
    genesis: documentDigest(nodeCrypto, policy),
    root: JSON.parse(Buffer.from(root).toString("utf8")) as TrustFile["root"],
  };
  writeFileAtomic(trustPath(folders), `${JSON.stringify(trust, null, 2)}\n`);
}
