import { Command, CommanderError } from "commander";
import { addAssetCommands } from "./assets.ts";
import { addCommentCommands } from "./comments.ts";
import type { Cli } from "./command.ts";
import { addDecideCommand } from "./decide.ts";
import { addExchangeCommands } from "./exchange.ts";
import { addImageCommands } from "./images.ts";
import type { CliIo } from "./io.ts";
import { addJournalCommands } from "./journal.ts";
import { CommandEnded, print, printError, usageError } from "./output.ts";
import { addPeopleCommands } from "./people.ts";
import { addReleaseCommands } from "./release.ts";
import { addReviewCommands } from "./review.ts";
import { addRuleCommands } from "./rules.ts";
import { type GlobalOptions, withSession } from "./session.ts";
import { addSpellingCommand } from "./spelling.ts";
import { addWorkspaceCommands } from "./workspace.ts";

const footer = `
Passphrases come from --passphrase-file, from IMPRIMATUR_PASSPHRASE, or are asked for; never from an argument.

Exit codes: 0 done · 1 a defect · 2 the input or the moment does not allow it · 3 you may not
            4 the workspace or the disk · 5 the bytes are not what was signed · 6 the signers were not entitled

The path of a word:
  imprimatur init shop.imprimatur --name "Fjell & Fjord" --administrator "Ada Admin"
  imprimatur people add "Bea Brand" --role brandApprover --as Ada
  imprimatur import contentful export.json --brand shop --apply --as Bea
  imprimatur propose --all --title "First content" --as Bea
  imprimatur approve 1 --as Bruno        imprimatur sign --as Bea
  imprimatur publish --as Ada            imprimatur verify
`;

/**
 * Runs one command line. It throws nothing: errors are printed, and told by the exit code.
 * @param args without program and script.
 * @returns the exit code, from the closed list of codes.
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  const json = args.includes("--json");
  try {
    await buildProgram(io).parseAsync(args.length === 0 ? ["--help"] : [...args], { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return endOfUsage(error, io, json);
    if (error instanceof CommandEnded) return error.exit;
    return printError(io, error, json);
  }
}

/** Help and version end in an exception too; what is left are mistakes in the command line. */
function endOfUsage(error: CommanderError, io: CliIo, json: boolean): number {
  if (error.exitCode === 0) return 0;
  if (error.code === "commander.help") return 2;
  return printError(io, usageError(error.message.replace(/^error: /, "")), json);
}

function buildProgram(io: CliIo): Command {
  const program = new Command("imprimatur")
    .description("Governs what personalization may say: author, approve, sign, publish, decide, prove.")
    .option("-w, --workspace <file>", "the workspace file; else IMPRIMATUR_WORKSPACE, else the only one in this folder")
    .option("--as <name>", "who you are: a member's name or its beginning; else IMPRIMATUR_AS")
    .option("--passphrase-file <file>", "read your passphrase from this file")
    .option("--json", "print one JSON document; errors as {error: {code, message, details}}")
    .addHelpText("after", footer)
    .configureHelp({ sortSubcommands: false, showGlobalOptions: true })
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out(text),
      // Mistakes are printed by printError, once and in the form that was asked for; what else comes here is help.
      writeErr: (text) => (text.startsWith("error: ") ? undefined : io.err(text)),
    });
  let globals: GlobalOptions = {};
  program.hook("preAction", (_program, command) => {
    globals = command.optsWithGlobals<GlobalOptions>();
  });
  const cli: Cli = {
    program,
    io,
    globals: () => globals,
    answer: async (work) => print(io, await work(), globals.json ?? false),
    inSession: async (work) => print(io, await withSession(io, globals, work), globals.json ?? false),
  };
  addWorkspaceCommands(cli);
  addPeopleCommands(cli);
  addAssetCommands(cli);
  addExchangeCommands(cli);
  addImageCommands(cli);
  addSpellingCommand(cli);
  addRuleCommands(cli);
  addReviewCommands(cli);
  addCommentCommands(cli);
  addReleaseCommands(cli);
  addDecideCommand(cli);
  addJournalCommands(cli);
  return program;
}
