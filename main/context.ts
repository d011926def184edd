import type { ActBody, ActName } from "#shared/audit/model.ts";
import type { Member, PolicyDocument } from "#shared/access/model.ts";
import type { Subject } from "#shared/access/policy.ts";
import type { Call, Calls, Contract } from "#shared/kernel/contract.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type {
  AssetId,
  CommentId,
  DeviceId,
  Instant,
  MemberId,
  RequestId,
  ThreadId,
  WorkspaceId,
} from "#shared/kernel/ids.ts";
import type { z } from "zod";
import type { Database, ReadDb, WriteDb } from "./db/database.ts";
import type { Signer, Vault } from "./keys/vault.ts";
import type { Keychain } from "./keys/keychain.ts";
import type { Outbox } from "./publishing/outbox.ts";
import type { Analyst } from "./rules/analyst.ts";
import type { Spellers } from "./spelling/spellers.ts";

/** Whoever is at a door: a window, a browser tab, a terminal. Signing in binds a member to it. */
export interface Sender {
  readonly id: string;
  member: MemberId | null;
}

/** Where the workspace keeps what is not in its file. */
export interface Folders {
  /** Key files, one per person. */
  readonly vaults: string;
  /** The published TUF repositories, one folder per workspace: what the decision service reads. */
  readonly repository: string;
  /** The low-trust keeper key and the trust file; never published. */
  readonly keeper: string;
  /** The files of pictures, each named by its digest. */
  readonly images: string;
}

/** What every handler may use. It knows none of the doors. */
export interface Services {
  readonly database: Database;
  readonly vault: Vault;
  readonly keychain: Keychain;
  readonly outbox: Outbox;
  /** The dictionaries, each in a thread of its own once somebody asks for it. */
  readonly spellers: Spellers;
  /** What follows from all rules together. */
  readonly analyst: Analyst;
  readonly folders: Folders;
  readonly now: () => number;
  readonly workspace: WorkspaceId;
  readonly device: DeviceId;
  /** Addresses of decision services by environment, for the status that screens show. */
  readonly serviceUrls: Readonly<Record<string, string>>;
  newId<P extends keyof Ids>(prefix: P): Ids[P];
}

interface Ids {
  ast: AssetId;
  mem: MemberId;
  req: RequestId;
  thr: ThreadId;
  cmt: CommentId;
}

/** What a query sees: one snapshot, and who asks. */
export interface ReadContext extends Services {
  readonly db: ReadDb;
  readonly sender: Sender;
  readonly policy: PolicyDocument;
  readonly policyDigest: Digest;
  /** The member who is signed in; null only for calls that anyone may make. */
  readonly who: Member | null;
  /** The same, for calls that the table opens to members alone. */
  readonly me: Member;
}

/** What a command sees: an immediate transaction, and the moment that everything in it is stamped with. */
export interface WriteContext extends ReadContext {
  readonly db: WriteDb;
  readonly at: Instant;
  /** Writes an act to the journal and applies it to the tables, in this transaction. */
  record<A extends ActName>(act: A, body: ActBody<A>): void;
  /** Runs work in a savepoint: where it throws, what it wrote and recorded is gone, and the rest of the call goes on. */
  attempt<T>(work: () => T): T;
}

/** What runs before the transaction: reading, hashing, signing. It may wait. */
export interface PrepareContext extends ReadContext {
  readonly at: Instant;
  /** The signed-in member's key, opened by the passphrase if it is locked. @throws KEY_LOCKED, PASSPHRASE_WRONG */
  signer(passphrase: string | undefined): Promise<Signer>;
}

type Output<C extends Call> = z.output<C["output"]>;
type Context<C extends Call> = C["kind"] extends "command" ? WriteContext : ReadContext;

/**
 * A handler does its work in `run`, or prepares it outside of the transaction and returns what remains to be done inside.
 * What was prepared may be outdated by then: the remaining part checks it again.
 */
export type Handler<C extends Call> = {
  /** What the permission is asked for; without it, the whole workspace. */
  subject?(db: ReadDb, input: z.output<C["input"]>, context: ReadContext): Subject;
} & (
  | { run(context: Context<C>, input: z.output<C["input"]>): Output<C> }
  | { prepare(context: PrepareContext, input: z.output<C["input"]>): Promise<(context: Context<C>) => Output<C>> }
);

export type Handlers<C extends Calls = Calls> = { readonly [N in keyof C]: Handler<C[N]> };

/** Ties handlers to their contract: one for each call, no more. */
export const implement = <F extends string, C extends Calls>(contract: Contract<F, C>, handlers: Handlers<C>) => ({
  contract,
  handlers,
});
