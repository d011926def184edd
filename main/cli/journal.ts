import { type ActName, actNames, type JournalRow } from "#shared/audit/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { type Cli, oneOf, wholeNumber } from "./command.ts";
import { type Answer, facts, moment, table } from "./output.ts";
import { findByName, type Session } from "./session.ts";

interface LogOptions {
  readonly asset?: string;
  readonly by?: string;
  readonly act?: ActName;
  readonly limit: number;
  readonly verify?: boolean;
}

/** `log`. */
export function addJournalCommands(cli: Cli): void {
  cli.program
    .command("log")
    .description("the journal, newest first")
    .option("--asset <name>", "what concerns this asset")
    .option("--by <name>", "what this person did")
    .option("--act <act>", actNames.join(", "), oneOf(actNames, "act"))
    .option("--limit <count>", "how many entries", wholeNumber, 50)
    .option("--verify", "hash the whole journal anew and compare")
    .action((options: LogOptions) =>
      cli.inSession((session) => (options.verify ? verify(session) : log(session, options))),
    );
}

async function log(session: Session, options: LogOptions): Promise<Answer> {
  const { api } = session;
  const asset = options.asset ? (await api.assets.get({ asset: options.asset })).id : undefined;
  const { people } = await api.access.people({});
  const actor = options.by ? findByName(people, options.by).id : undefined;
  const found = await api.audit.journal({ asset, actor, act: options.act, limit: options.limit });
  return {
    value: found,
    lines: [
      ...table(
        ["Entry", "When", "Who", "Act", "About"],
        found.entries.map((entry) => [
          entry.sequence,
          moment(entry.at),
          session.nameOf(entry.actor),
          entry.act,
          about(entry),
        ]),
      ),
      "",
      `${found.entries.length} of ${found.total}. The journal's head: ${found.checkpoint.size} entries, ${found.checkpoint.root}.`,
    ],
  };
}

function about({ act, body, subjects }: JournalRow): string {
  if (act === "policy.signed") return String(body["summary"]);
  if (act === "request.opened") return `change request ${String(body["number"])}, “${String(body["title"])}”`;
  if (act === "release.published") return `release ${String(body["number"])} of ${String(body["environment"])}`;
  const [first, ...more] = subjects;
  return first ? `${first.name}${more.length > 0 ? ` and ${more.length} more` : ""}` : "";
}

/** @throws WORKSPACE_DAMAGED with the first entry that is not what it was */
async function verify({ api }: Session): Promise<Answer> {
  const { checkpoint, ok, firstBad } = await api.audit.verify({});
  if (!ok) {
    const where = firstBad === null ? "its stored tree" : `entry ${firstBad}`;
    throw new AppError("WORKSPACE_DAMAGED", `The journal is not what was written: ${where} does not match.`, {
      firstBad,
      checkpoint,
    });
  }
  return {
    value: { ok, checkpoint },
    lines: [
      "The journal is what was written.",
      "",
      ...facts([
        ["Device", checkpoint.device],
        ["Entries", checkpoint.size],
        ["Root", checkpoint.root],
      ]),
    ],
  };
}
