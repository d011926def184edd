import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, renameSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { AppError } from "#shared/kernel/errors.ts";
import { openDatabase } from "../db/database.ts";
import { rebuild, type Rebuilt } from "../rebuild.ts";
import { createSampleWorkspace } from "../sample/create.ts";
import { samplePassphrase } from "../sample/data/people.ts";
import { createWorkspace, foldersBeside, trustPath } from "../workspace.ts";
import { collect, type Cli, wholeNumber } from "./command.ts";
import { type CliIo, readPassphrase } from "./io.ts";
import { type Answer, CommandEnded, counted, facts, moment, table, usageError } from "./output.ts";
import { type GlobalOptions, type Session, withApp, withSession, workspacePath } from "./session.ts";

/** `init`, `sample`, `status`, `serve`, `rebuild`. */
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
    .command("sample")
    .description("make the sample workspace: an outdoor retailer with three markets, people, content and two releases")
    .argument("<file>", "the workspace file to make")
    .action((file: string) => cli.answer(() => makeSample(resolve(cli.io.folder, file))));

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

  addServeCommand(cli);

  cli.program
    .command("rebuild")
    .description("make a workspace anew from its journal and revisions, when its other tables are damaged")
    .argument("<file>", "the damaged workspace; it is kept beside the new one")
    .action((file: string) => cli.answer(async () => rebuildFile(resolve(cli.io.folder, file))));
}

async function makeSample(path: string): Promise<Answer> {
  const folders = foldersBeside(path);
  await createSampleWorkspace({ path, folders });
  return {
    value: { workspace: path, repository: folders.repository, trust: trustPath(folders) },
    lines: [
      `Made the sample workspace ${path}.`,
      `Everybody in it signs in with the passphrase “${samplePassphrase}”.`,
    ],
  };
}

/** Puts the rebuilt workspace in the place of the damaged one, which keeps its content under another name. */
function rebuildFile(path: string): Answer {
  const rebuiltPath = `${path}.rebuilt`;
  const source = openDatabase(path, { mustExist: true });
  let rebuilt: Rebuilt;
  try {
    rebuilt = rebuild(source, rebuiltPath);
  } finally {
    source.close();
  }
  const kept = freeName(`${path}.damaged`);
  renameSync(path, kept);
  renameSync(rebuiltPath, path);
  const lost =
    rebuilt.lost.length > 0 ? `Could not be read and is lost: ${rebuilt.lost.join(", ")}.` : "Nothing is lost.";
  return {
    value: { workspace: path, kept, ...rebuilt },
    lines: [
      `Rebuilt from ${counted(rebuilt.entries, "journal entry", "journal entries")} and ${counted(rebuilt.objects, "object")}. ${lost}`,
      `The file as it was is kept as ${kept}.`,
    ],
  };
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let attempt = 2; existsSync(name); attempt++) name = `${wanted}-${attempt}`;
  return name;
}

function addServeCommand(cli: Cli): void {
  cli.program
    .command("serve")
    .description("serve the studio to a browser on this computer, and print the link that opens it")
    .option(
      "--service <environment=url>",
      "the decision service of an environment; may be given several times",
      collect,
    )
    .option("--port <port>", "0 takes any that is free", wholeNumber)
    .option("--open", "open the browser too")
    .action((options: ServeOptions) => serve(cli, options));
}

interface ServeOptions {
  readonly service?: readonly string[];
  readonly port?: number;
  readonly open?: boolean;
}

/** The browser's door is a program of its own; this one lends it the terminal and ends as it ends. */
async function serve({ io, globals }: Cli, options: ServeOptions): Promise<void> {
  const script = io.script;
  if (!script) throw usageError("This command line cannot start another program.");
  const args = [
    join(dirname(script), `serve${extname(script)}`),
    "--workspace",
    workspacePath(io, globals()),
    ...(options.service ?? []).flatMap((service) => ["--service", service]),
    ...(options.port === undefined ? [] : ["--port", String(options.port)]),
    ...(options.open ? ["--open"] : []),
  ];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  // Ctrl+C reaches both; this process waits until the other has tidied up.
  const wait = (): void => {};
  const stop = (): void => void child.kill("SIGTERM");
  process.on("SIGINT", wait).on("SIGTERM", stop);
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("SIGINT", wait).off("SIGTERM", stop);
  if (code !== 0) throw new CommandEnded(code ?? 1);
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
