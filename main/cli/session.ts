import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Member } from "#shared/access/model.ts";
import type { StudioApi } from "#shared/contracts.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { type App, openApp } from "../app.ts";
import { foldersBeside } from "../workspace.ts";
import { type CliIo, readPassphrase } from "./io.ts";
import { usageError } from "./output.ts";

/** The options that every command takes. */
export interface GlobalOptions {
  readonly workspace?: string;
  readonly as?: string;
  readonly passphraseFile?: string;
  readonly json?: boolean;
}

/** A workspace that is open, and who works in it. */
export interface Session {
  readonly app: App;
  readonly api: StudioApi;
  readonly me: Member;
  /** Everybody of the workspace, those who have left included. */
  readonly people: ReadonlyMap<MemberId, string>;
  readonly environments: readonly string[];
  nameOf(member: MemberId | null): string;
}

/** The workspace file that is meant: as given, by the environment, or the only one in this folder. @throws INPUT_INVALID */
export function workspacePath(io: CliIo, options: GlobalOptions): string {
  const given = options.workspace ?? io.env["IMPRIMATUR_WORKSPACE"];
  if (given) return resolve(io.folder, given);
  const here = readdirSync(io.folder).filter((name) => name.endsWith(".imprimatur"));
  if (here.length === 1) return resolve(io.folder, here[0]!);
  throw usageError(
    here.length === 0
      ? "Say which workspace: --workspace FILE, or IMPRIMATUR_WORKSPACE. There is none in this folder."
      : `Say which workspace: --workspace FILE. There are ${here.length} in this folder.`,
  );
}

/** Opens a workspace for one piece of work, and closes it whatever happens. */
export async function withApp<T>(io: CliIo, options: GlobalOptions, work: (app: App) => Promise<T>): Promise<T> {
  const path = workspacePath(io, options);
  let internal: unknown;
  const app = openApp({
    path,
    folders: foldersBeside(path),
    now: io.now,
    scryptCost: io.scryptCost,
    log: (error) => (internal = error),
  });
  // What is committed and could not be delivered is no error of the command, but nobody should have to guess it.
  const unsubscribe = app.subscribe((event) => {
    if (event.type === "failed") io.err(`${event.error.message} (${event.error.code})\n`);
  });
  try {
    return await work(app);
  } catch (error) {
    // The gate keeps the text of our own defects to itself; at the terminal it may be asked for.
    throw error instanceof AppError && error.code === "INTERNAL" ? internal : error;
  } finally {
    unsubscribe();
    app.close();
  }
}

/** Opens a workspace and signs in. */
export function withSession<T>(io: CliIo, options: GlobalOptions, work: (session: Session) => Promise<T>): Promise<T> {
  return withApp(io, options, async (app) => {
    const api = app.clientFor(app.newSender());
    const who = await memberFor(api, io, options);
    const passphrase = await readPassphrase(io, {
      file: options.passphraseFile && resolve(io.folder, options.passphraseFile),
      variable: "IMPRIMATUR_PASSPHRASE",
      question: `Passphrase of ${who.name}:`,
    });
    if (passphrase === undefined) {
      throw new AppError(
        "KEY_LOCKED",
        `Give the passphrase of ${who.name} by --passphrase-file FILE or IMPRIMATUR_PASSPHRASE.`,
      );
    }
    const { member } = await api.access.signIn({ member: who.id, passphrase });
    const { people, policy } = await api.access.people({});
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return work({
      app,
      api,
      me: member,
      people: names,
      environments: policy.environments.map(({ id }) => id),
      nameOf: (id) => (id === null ? "" : (names.get(id) ?? id)),
    });
  });
}

async function memberFor(
  api: StudioApi,
  io: CliIo,
  options: GlobalOptions,
): Promise<{ readonly id: MemberId; readonly name: string }> {
  const { members } = await api.access.status({});
  const wanted = options.as ?? io.env["IMPRIMATUR_AS"];
  if (wanted) return findByName(members, wanted);
  const here = members.filter((member) => member.hasKey);
  if (here.length === 1) return here[0]!;
  throw new AppError(
    "SIGNED_OUT",
    `Say who you are: --as NAME. With a key on this computer: ${here.map(({ name }) => name).join(", ") || "nobody"}.`,
  );
}

/** Finds a person by id, by name, or by the beginning of the name where that fits one alone. @throws NOT_FOUND, INPUT_INVALID */
export function findByName<P extends { readonly id: MemberId; readonly name: string }>(
  people: readonly P[],
  wanted: string,
): P {
  const folded = wanted.toLocaleLowerCase();
  const exact = people.find(({ id, name }) => id === wanted || name.toLocaleLowerCase() === folded);
  if (exact) return exact;
  const starting = people.filter(({ name }) => name.toLocaleLowerCase().startsWith(folded));
  if (starting.length === 1) return starting[0]!;
  if (starting.length > 1)
    throw usageError(`“${wanted}” fits ${starting.map(({ name }) => name).join(" and ")}. Give more of the name.`);
  throw new AppError("NOT_FOUND", `There is nobody called “${wanted}” in this workspace.`, {
    people: people.map(({ name }) => name),
  });
}

/** The environment that is meant: as given, or the only one. @throws INPUT_INVALID */
export function environmentFor(session: Pick<Session, "environments">, wanted: string | undefined): string {
  if (wanted) return wanted;
  const [only, ...more] = session.environments;
  if (only && more.length === 0) return only;
  throw usageError(`Say which environment: ${session.environments.join(", ")}.`);
}
