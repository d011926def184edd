import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { Role } from "#shared/access/model.ts";
import { everywhere, type Scope } from "#shared/assets/model.ts";
import type { StudioApi } from "#shared/contracts.ts";
import { AppError, type ErrorReply } from "#shared/kernel/errors.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { type App, type AppOptions, openApp } from "#main/app.ts";
import type { Sender } from "#main/context.ts";
import { createWorkspace, foldersBeside } from "#main/workspace.ts";

export const passphrase = "six words that nobody else says";

/** The people of every test workspace, with the roles that they hold. */
export const cast = {
  ada: { name: "Ada Admin", grants: [] },
  bea: { name: "Bea Brand", grants: [grant("brandApprover")] },
  bruno: { name: "Bruno Brand", grants: [grant("brandApprover")] },
  leo: { name: "Leo Legal", grants: [grant("legalApprover")] },
  edda: { name: "Edda Editor", grants: [grant("editor")] },
  dirk: { name: "Dirk Editor", grants: [grant("editor", { ...everywhere, market: "de" })] },
  egon: { name: "Egon Engineer", grants: [grant("engineer")] },
  audra: { name: "Audra Auditor", grants: [grant("auditor")] },
} as const satisfies Record<string, { name: string; grants: readonly { role: Role; scope: Scope }[] }>;
export type PersonKey = keyof typeof cast;

function grant(role: Role, scope: Scope = everywhere): { role: Role; scope: Scope } {
  return { role, scope };
}

/** A clock that stands still until it is told otherwise. */
export interface Clock {
  readonly now: () => number;
  readonly advance: (milliseconds: number) => void;
}

export interface TestWorkspace {
  readonly options: AppOptions;
  readonly clock: Clock;
  readonly people: Readonly<Record<PersonKey, MemberId>>;
  /** The app as it is open now; `reopen` replaces it. */
  readonly app: App;
  /** Errors as the log saw them. */
  readonly logged: readonly unknown[];
  /** The studio as this person sees it, signed in. */
  as(person: PersonKey): Promise<StudioApi>;
  senderOf(person: PersonKey): Promise<Sender>;
  /** Closes the file and opens it again; everybody has to sign in anew. */
  reopen(): void;
  /** Closes and deletes it. @throws the first logged error that was a defect of ours */
  dispose(): void;
}

export const startOfTime = Date.UTC(2026, 2, 2, 9);

export function makeClock(start = startOfTime): Clock {
  let time = start;
  return { now: () => time, advance: (milliseconds) => void (time += milliseconds) };
}

/** Cheap to open: what a passphrase costs to try is not what these tests are about. */
export const testScryptCost = 16;

/** A workspace of its own in a temporary folder, with the whole cast, Ada being its administrator and release owner. */
export async function makeWorkspace(
  settings: { clock?: Clock; environments?: readonly string[]; idleMs?: number } = {},
): Promise<TestWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), "imprimatur-test-"));
  const path = join(folder, "test.imprimatur");
  const clock = settings.clock ?? makeClock();
  const logged: unknown[] = [];
  const options: AppOptions = {
    path,
    folders: foldersBeside(path),
    now: clock.now,
    scryptCost: testScryptCost,
    idleMs: settings.idleMs,
    log: (error) => void logged.push(error),
  };
  await createWorkspace(options, {
    name: "Fjell & Fjord",
    administrator: { name: cast.ada.name, title: "", passphrase },
    environments: (settings.environments ?? ["production"]).map((id) => ({ id, maxStalenessDays: 30 })),
  });
  const workspace = open(options, clock, logged, folder);
  await addCast(workspace);
  return workspace;
}

/** Adds everybody but the administrator, who is there from the start. */
async function addCast(workspace: TestWorkspace): Promise<void> {
  const admin = workspace.app.clientFor(workspace.app.newSender());
  const people = workspace.people as Record<string, MemberId>;
  const [ada] = (await admin.access.status({})).members;
  people["ada"] = ada!.id;
  await admin.access.signIn({ member: ada!.id, passphrase });
  for (const [key, { name, grants }] of Object.entries(cast)) {
    if (key === "ada") continue;
    const added = await admin.access.addMember({ name, title: "", key: { passphrase }, grants: [...grants] });
    people[key] = added.id;
  }
}

function open(options: AppOptions, clock: Clock, logged: unknown[], folder: string): TestWorkspace {
  let app = openApp(options);
  const senders = new Map<PersonKey, Promise<Sender>>();
  const people = {} as Record<PersonKey, MemberId>;
  const signIn = async (person: PersonKey): Promise<Sender> => {
    const sender = app.newSender();
    await app.clientFor(sender).access.signIn({ member: people[person], passphrase });
    return sender;
  };
  const senderOf = (person: PersonKey): Promise<Sender> => {
    if (!senders.has(person)) senders.set(person, signIn(person));
    return senders.get(person)!;
  };
  return {
    options,
    clock,
    people,
    logged,
    get app() {
      return app;
    },
    senderOf,
    as: async (person) => app.clientFor(await senderOf(person)),
    reopen() {
      app.close();
      senders.clear();
      app = openApp(options);
    },
    dispose() {
      app.close();
      rmSync(folder, { recursive: true, force: true });
      // Whatever a test provokes is refused by an error of the closed list; anything else is a defect of ours.
      const defect = logged.find((error) => !(error instanceof AppError));
      if (defect) throw new Error("A call met a defect of ours.", { cause: defect });
    },
  };
}

/** The error with which a call is refused. Anything that is no AppError is a defect and thrown on. */
export async function refused(call: Promise<unknown>): Promise<ErrorReply> {
  try {
    await call;
  } catch (error) {
    if (error instanceof AppError) return error.toReply();
    throw error;
  }
  throw new Error("The call was not refused.");
}

/** Opens the workspace's file beside the app, to look at it or to damage it. */
export function besideApp<T>(workspace: TestWorkspace, work: (database: Sqlite.Database) => T): T {
  const database = new Sqlite(workspace.options.path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}
