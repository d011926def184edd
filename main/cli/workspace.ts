import { resolve } from "node:path";
import { AppError } from "#shared/kernel/errors.ts";
import { createWorkspace, foldersBeside, trustPath } from "../workspace.ts";
import { collect, type Cli, wholeNumber } from "./command.ts";
import { type CliIo, readPassphrase } from "./io.ts";
import { type Answer, counted, facts, moment, table } from "./output.ts";
import { type GlobalOptions, type Session, withApp, withSession } from "./session.ts";

/** `init`, `status`. */
export function addWorkspaceCommands(cli: Cli): void {
  cli.program
    .command("init")
    .description("make a workspace, its first administrator and an empty repository")
    .argument("<file>", "the workspace file to make, such as shop.imprimatur")
    .requiredOption("--name <name>", "what the workspace is called")
    .requiredOption("--administrator <name>", "the first administrator; also releases, until somebody else is named")
    .option("--title <title>", "what the administrator does", "")
    .option("--environment <id>", "an environment to publish to; may be given several times", collect)
    .option(
      "--stale-after <days>",
      "past this many days a service that is cut off shows generic content",
      wholeNumber,
      30,
    )
    .action((file: string, options: InitOptions) => cli.answer(() => init(cli.io, cli.globals(), file, options)));

  cli.program
    .command("status")
    .description("what this workspace is, and what waits for you where you sign in with --as")
    .action(() => {
      const globals = cli.globals();
      const signsIn = globals.as ?? cli.io.env["IMPRIMATUR_AS"];
      return signsIn
        ? cli.answer(() => withSession(cli.io, globals, personalStatus))
        : cli.answer(() => frontDoor(cli.io, globals));
    });
}

interface InitOptions {
  readonly name: string;
  readonly administrator: string;
  readonly title: string;
  readonly environment?: readonly string[];
  readonly staleAfter: number;
}

async function init(io: CliIo, globals: GlobalOptions, file: string, options: InitOptions): Promise<Answer> {
  const path = resolve(io.folder, file);
  const passphrase = await readPassphrase(io, {
    file: globals.passphraseFile && resolve(io.folder, globals.passphraseFile),
    variable: "IMPRIMATUR_PASSPHRASE",
    question: `A passphrase for the key of ${options.administrator}:`,
  });
  if (passphrase === undefined) {
    throw new AppError(
      "KEY_LOCKED",
      `Give a passphrase for the key of ${options.administrator} by --passphrase-file FILE or IMPRIMATUR_PASSPHRASE.`,
    );
  }
  const folders = foldersBeside(path);
  const environments = options.environment ?? ["production"];
  await createWorkspace(
    { path, folders, now: io.now, scryptCost: io.scryptCost },
    {
      name: options.name,
      administrator: { name: options.administrator, title: options.title, passphrase },
      environments: environments.map((id) => ({ id, maxStalenessDays: options.staleAfter })),
    },
  );
  const value = {
    workspace: path,
    repository: folders.repository,
    trust: trustPath(folders),
    keys: folders.vaults,
    environments,
  };
  return {
    value,
    lines: [
      `${options.name} is made.`,
      "",
      ...facts([
        ["Workspace", value.workspace],
        ["Administrator", options.administrator],
        ["Environments", environments.join(", ")],
        ["Repository", value.repository],
        ["Trust file", value.trust],
        ["Keys", value.keys],
      ]),
    ],
  };
}

const frontDoor = (io: CliIo, globals: GlobalOptions): Promise<Answer> =>
  withApp(io, globals, async (app) => {
    const { workspace, members } = await app.clientFor(app.newSender()).access.status({});
    return {
      value: { workspace, members: members.map(({ id, name, title, hasKey }) => ({ id, name, title, hasKey })) },
      lines: [
        workspace.name,
        "",
        ...table(
          ["Who", "Title", "Key on this computer"],
          members.map(({ name, title, hasKey }) => [name, title, hasKey ? "yes" : "no"]),
        ),
      ],
    };
  });

async function personalStatus(session: Session): Promise<Answer> {
  const { api, me } = session;
  const { workspace } = await api.access.status({});
  const home = await api.insight.home({});
  return {
    value: { workspace, member: { id: me.id, name: me.name }, home },
    lines: [
      `${workspace.name}, as ${me.name}`,
      "",
      ...facts([
        ["Waiting for your review", counted(home.reviews.length, "change request")],
        ["Waiting for your signature", counted(home.signatures[0]?.assets ?? 0, "revision")],
        ["Yours", counted(home.owned, "asset")],
        ["Your drafts", counted(home.drafts.length, "draft")],
        ["Needing attention", counted(home.attention.length, "asset")],
      ]),
      ...home.reviews.map(({ number, title }) => `  review ${number}  ${title}`),
      ...home.attention.map(({ name, message }) => `  ${name}: ${message}`),
      "",
      ...table(
        ["Environment", "Live", "Since", "Assets", "Changes to come", "Unsigned", "Blockers"],
        home.environments.map(({ state, changes, unsigned, blockers }) => [
          state.id,
          state.live ? `release ${state.live.number}` : "nothing yet",
          state.live ? moment(state.live.at) : "",
          state.live?.assets ?? 0,
          changes,
          unsigned,
          blockers,
        ]),
      ),
    ],
  };
}
