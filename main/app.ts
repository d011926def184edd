import { randomBytes } from "node:crypto";
import type { StudioEvent } from "#shared/bridge.ts";
import type { contracts, StudioApi } from "#shared/contracts.ts";
import { createClient } from "#shared/kernel/contract.ts";
import { AppError, toErrorReply } from "#shared/kernel/errors.ts";
import { type DeviceId, makeId, type WorkspaceId } from "#shared/kernel/ids.ts";
import { accessHandlers } from "./access/handlers.ts";
import { approvalHandlers } from "./approvals/handlers.ts";
import { assetHandlers } from "./assets/handlers.ts";
import { auditHandlers } from "./audit/handlers.ts";
import { commentHandlers } from "./comments/handlers.ts";
import { contentHandlers } from "./content/handlers.ts";
import { dataHandlers } from "./data/handlers.ts";
import type { Folders, Sender, Services } from "./context.ts";
import { type Database, openDatabase } from "./db/database.ts";
import { migrate } from "./db/migrate.ts";
import { createDispatch, type Dispatch } from "./dispatch.ts";
import { exchangeHandlers } from "./exchange/handlers.ts";
import { imageHandlers } from "./images/handlers.ts";
import { insightHandlers } from "./insight/handlers.ts";
import { Keychain, type KeychainAbility } from "./keys/keychain.ts";
import { Vault } from "./keys/vault.ts";
import { migrations } from "./migrations.ts";
import { Outbox } from "./publishing/outbox.ts";
import { refreshTimestamp } from "./publishing/repository.ts";
import { releaseHandlers } from "./releases/handlers.ts";
import { Analyst } from "./rules/analyst.ts";
import { ruleHandlers } from "./rules/handlers.ts";
import { spellingHandlers } from "./spelling/handlers.ts";
import { Spellers } from "./spelling/spellers.ts";

export interface AppOptions {
  /** The workspace file. */
  readonly path: string;
  readonly folders: Folders;
  readonly keychain?: KeychainAbility;
  readonly serviceUrls?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Keys lock after this long without use. */
  readonly idleMs?: number;
  readonly scryptCost?: number;
  /** Told of errors that are ours, with the call that met them. */
  readonly log?: (error: unknown, where: string) => void;
}

/** The studio without a door. Doors make senders and hand calls to `dispatch`. */
export interface App {
  readonly services: Services;
  readonly dispatch: Dispatch;
  newSender(): Sender;
  /** The studio's API as one sender sees it: what the CLI, the sample and tests use. */
  clientFor(sender: Sender): StudioApi;
  subscribe(listener: (event: StudioEvent) => void): () => void;
  /** Delivers what is still in the outbox and renews the repository's timestamp. */
  keep(): Promise<void>;
  close(): void;
}

export const defaultIdleMs = 10 * 60 * 1000;
const noKeychain: KeychainAbility = {
  available: false,
  reason: "The browser and the command line have no keychain to offer. Use your passphrase.",
};

/** Opens a workspace. @throws NOT_FOUND, WORKSPACE_NEWER, WORKSPACE_ALTERED, WORKSPACE_DAMAGED, WORKSPACE_BUSY */
export function openApp(options: AppOptions): App {
  const database = openDatabase(options.path, { mustExist: true });
  try {
    migrate(database, migrations);
    return assemble(database, options);
  } catch (error) {
    database.close();
    throw error;
  }
}

function assemble(database: Database, options: AppOptions): App {
  const services = createServices(database, options);
  const listeners = new Set<(event: StudioEvent) => void>();
  const tell = (event: StudioEvent): void => listeners.forEach((listener) => listener(event));
  const implementations = [
    accessHandlers,
    assetHandlers,
    contentHandlers,
    imageHandlers,
    approvalHandlers,
    releaseHandlers,
    auditHandlers,
    insightHandlers,
    exchangeHandlers,
    dataHandlers,
    commentHandlers,
    spellingHandlers,
    ruleHandlers,
  ];
  const log = options.log ?? (() => {});
  const undelivered = (error: unknown): void => {
    log(error, "outbox");
    tell({ type: "failed", error: toErrorReply(error) });
  };
  const dispatch = createDispatch(services, implementations, {
    committed: (what) => tell({ type: "changed", ...what }),
    undelivered,
    failed: log,
  });
  try {
    services.outbox.drain();
  } catch (error) {
    // A workspace whose repository cannot be reached today can still be worked in.
    undelivered(error);
  }
  let senders = 0;
  return {
    services,
    dispatch,
    newSender: () => ({ id: `sender-${++senders}`, member: null }),
    clientFor: (sender) => createClient<typeof contracts>((name, input) => unwrap(dispatch, sender, name, input)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async keep() {
      services.outbox.drain();
      await refreshTimestamp({
        place: { published: services.folders.repository, keeping: services.folders.keeper },
        at: services.now(),
      });
    },
    close() {
      services.vault.lockAll();
      void services.spellers.close();
      void services.analyst.close();
      database.close();
    },
  };
}

async function unwrap(dispatch: Dispatch, sender: Sender, name: string, input: unknown): Promise<unknown> {
  const reply = await dispatch(sender, name, input);
  if ("value" in reply) return reply.value;
  throw new AppError(reply.error.code, reply.error.message, reply.error.details);
}

export function createServices(database: Database, options: AppOptions): Services {
  const { folders } = options;
  const now = options.now ?? Date.now;
  const meta = database.read(
    (db) =>
      new Map(db.all<{ key: string; value: string }>("SELECT key, value FROM meta").map((row) => [row.key, row.value])),
  );
  if (!meta.has("workspace"))
    throw new AppError("WORKSPACE_DAMAGED", "This file holds no workspace. Make one with `imprimatur init`.");
  return {
    database,
    folders,
    now,
    vault: new Vault({
      folder: folders.vaults,
      idleMs: options.idleMs ?? defaultIdleMs,
      now,
      scryptCost: options.scryptCost,
    }),
    keychain: new Keychain(options.keychain ?? noKeychain, folders.vaults),
    outbox: new Outbox(database, { published: folders.repository, keeping: folders.keeper }),
    spellers: new Spellers(),
    analyst: new Analyst(database),
    workspace: meta.get("workspace") as WorkspaceId,
    device: meta.get("device") as DeviceId,
    serviceUrls: options.serviceUrls ?? {},
    newId: (prefix) => makeId(prefix, now(), randomBytes(10)) as never,
  };
}
