import { resolve } from "node:path";
import type { Command } from "commander";
import { type Tier, tiers } from "#shared/assets/model.ts";
import { type Proposal, type SourceFormat, sourceFormats } from "#shared/data/contract.ts";
import { type Cli, oneOf, type ScopeOptions, scopeOf, withScope } from "./command.ts";
import { readText } from "./io.ts";
import { type Answer, table } from "./output.ts";
import { findByName, type Session } from "./session.ts";

interface Options extends ScopeOptions {
  readonly from: SourceFormat;
  readonly event?: boolean;
  readonly source?: string;
  readonly tier: Tier;
  readonly owner?: string;
  readonly changes?: boolean;
  readonly others?: boolean;
  readonly apply?: boolean;
}

/** `import dictionary`: attributes and events out of tables, schemas and samples. */
export function addDictionaryImport(cli: Cli, imports: Command): void {
  withScope(
    imports
      .command("dictionary")
      .description("attributes and events out of a table, a JSON Schema, or samples of events")
      .argument("<file>", "the file; samples are a JSON array, or an object a line")
      .requiredOption("--from <format>", sourceFormats.join(", "), oneOf(sourceFormats, "format"))
      .option("--event", "the schema describes one event, which its title names; else a person")
      .option("--source <system>", "the source system of what is new")
      .option("--tier <tier>", tiers.join(", "), oneOf(tiers, "tier"), "variable")
      .option("--owner <name>", "who will own what is new; else you")
      .option("--changes", "also change what is there and differs")
      .option("--others", "import the others where some are refused")
      .option("--apply", "import them"),
  ).action((file: string, options: Options) =>
    cli.inSession((session) => importDictionary(cli, session, file, options)),
  );
}

async function importDictionary(cli: Cli, session: Session, file: string, options: Options): Promise<Answer> {
  const { api, me } = session;
  const text = readText(resolve(cli.io.folder, file), "file");
  const { from: format, event, source: system = "", tier, apply = false, others = false } = options;
  const { rows, notes } = await api.data.propose({ format, text, describes: event ? "event" : "person", system });
  const wanted = rows.filter(({ state }) => state === "new" || (options.changes && state === "differs"));
  const owner = options.owner ? findByName((await api.access.people({})).people, options.owner) : me;
  const accepted = wanted.map(({ source, kind, asset, base, settings }) => ({ source, kind, asset, base, settings }));
  const unread = rows.some(({ state }) => state === "unreadable");
  // What cannot be read counts as refused: the rest is imported only when asked for.
  const really = apply && (others || !unread);
  const report =
    accepted.length === 0
      ? null
      : await api.data.import({
          rows: accepted,
          tier,
          scope: scopeOf(options),
          owner: owner.id,
          apply: really,
          others,
        });
  const refused = new Map(report?.rows.flatMap(({ source, reason }) => (reason ? [[source, reason] as const] : [])));
  return {
    value: { rows, notes, report },
    lines: [
      ...notes,
      "",
      ...table(
        ["State", "Kind", "Key", "From", "What"],
        rows.map((row) => [
          refused.has(row.source) ? "refused" : row.state,
          row.kind,
          typeof row.settings["key"] === "string" ? row.settings["key"] : "",
          row.source,
          refused.get(row.source) ?? whatOf(row),
        ]),
      ),
      "",
      ending(report?.applied ?? false, apply, accepted.length),
    ],
  };
}

const whatOf = ({ reason, changes, notes, settings }: Proposal): string =>
  reason ??
  [
    typeof settings["type"] === "string" ? `${settings["type"]}.` : "",
    ...changes.map(({ at }) => `changes ${at.replace(/^settings\./, "")};`),
    ...notes,
  ]
    .filter(Boolean)
    .join(" ");

function ending(applied: boolean, apply: boolean, accepted: number): string {
  if (applied) return "Imported.";
  if (accepted === 0) return "There is nothing to import.";
  return apply
    ? "Nothing is written: some rows are refused. Mend them, or add --others to import the rest."
    : "Nothing is written yet. Add --apply to import it.";
}
