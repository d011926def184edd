import { resolve } from "node:path";
import { type TextFormat, textFormats } from "#shared/exchange/contract.ts";
import { outcomes, type ExchangeReport, type ExchangeRow } from "#shared/exchange/model.ts";
import { type Tier, tiers } from "#shared/assets/model.ts";
import type { Member } from "#shared/access/model.ts";
import { writeFileAtomic } from "../keys/atomic-file.ts";
import { type Cli, oneOf, type ScopeOptions, scopeOf, withScope } from "./command.ts";
import { addContentfulImport } from "./contentful.ts";
import { addDictionaryImport } from "./dictionary.ts";
import { readExportFolder, writeExportFolder } from "./export-folder.ts";
import { readText } from "./io.ts";
import { readMapping } from "./mapping.ts";
import { type Answer, counted, table } from "./output.ts";
import { findByName, type Session } from "./session.ts";

/** `import` and `export`: one command a format. An import only tells what it would do, until `--apply`. */
export function addExchangeCommands(cli: Cli): void {
  const exports = cli.program.command("export").description("write the workspace's content to files");
  const imports = cli.program.command("import").description("read files, or another product's export");

  exports
    .command("json")
    .description("everything as a folder of JSON files for version control: the same content gives the same bytes")
    .argument("<folder>", "a new folder, or one that holds an earlier export")
    .action((folder: string) => cli.inSession((session) => exportJson(cli, session, folder)));

  for (const format of textFormats) {
    exports
      .command(format)
      .description("texts for translators: one for each field, variant and locale, with its limits")
      .argument("<file>", "the file to write")
      .requiredOption("--from <locale>", "the language that is translated, such as en")
      .requiredOption("--to <locale>", "the language that it becomes, such as de-DE")
      .option("--market <market>", "blocks of this market, or of all")
      .option("--find <words>", "blocks in which these words occur")
      .option("--missing", "only what is not translated yet")
      .action((file: string, options: TextOptions) =>
        cli.inSession((session) => exportTexts(cli, session, { ...options, format, file })),
      );
    imports
      .command(format)
      .description("translations back, each held to the limits of its field")
      .argument("<file>", "the file that the translators return")
      .option("--apply", "import what can be imported")
      .action((file: string, { apply = false }: OwnedOptions) =>
        cli.inSession(async ({ api }) => {
          const text = readText(resolve(cli.io.folder, file), "file");
          return reportAnswer(await api.exchange.importTexts({ format, text, apply }));
        }),
      );
  }

  withScope(
    imports
      .command("table")
      .description("a spreadsheet, .csv or .xlsx: a row a block of one type, columns found by their headers")
      .argument("<file>", "the spreadsheet; its first row names the columns")
      .requiredOption("--type <name>", "the block type that the rows become")
      .option("--tier <tier>", tiers.join(", "), oneOf(tiers, "tier"), "campaign")
      .option("--owner <name>", "who will own what is new; else you")
      .option("--columns <file>", "a JSON file that says what columns become; see docs/features/command-line.md")
      .option("--rejected <file>", "write the rejected rows with their own cells and why to this CSV file")
      .option("--apply", "import what can be imported"),
  ).action((file: string, options: TableOptions) =>
    cli.inSession((session) => importTable(cli, session, file, options)),
  );

  imports
    .command("json")
    .description("such a folder back; what it does not hold stays as it is")
    .argument("<folder>", "the folder with workspace.json in it")
    .option("--owner <name>", "who will own what is new; else you")
    .option("--apply", "import what can be imported")
    .action((folder: string, options: OwnedOptions) =>
      cli.inSession((session) => importJson(cli, session, folder, options)),
    );

  addContentfulImport(cli, imports);
  addDictionaryImport(cli, imports);
}

interface OwnedOptions {
  readonly owner?: string;
  readonly apply?: boolean;
}

async function exportJson(cli: Cli, session: Session, folder: string): Promise<Answer> {
  const place = resolve(cli.io.folder, folder);
  const written = await writeExportFolder(session.api, place);
  const { total, changed, removed } = written;
  return {
    value: { folder: place, ...written },
    lines: [`${counted(total, "asset")} in ${place}: ${counted(changed, "file")} written, ${removed} removed.`],
  };
}

interface TableOptions extends OwnedOptions, ScopeOptions {
  readonly type: string;
  readonly tier: Tier;
  readonly columns?: string;
  readonly rejected?: string;
}

async function importTable(cli: Cli, session: Session, file: string, options: TableOptions): Promise<Answer> {
  const { api } = session;
  const place = resolve(cli.io.folder, file);
  const format = place.toLowerCase().endsWith(".xlsx") ? "xlsx" : "csv";
  const content = readText(place, "spreadsheet", format === "xlsx" ? "base64" : "utf8");
  const { id: type } = await api.assets.get({ asset: options.type });
  const owner = await ownerOf(session, options);
  const { tier, apply = false } = options;
  const scope = scopeOf(options);
  const columns =
    options.columns === undefined
      ? undefined
      : await readMapping(session, { file: resolve(cli.io.folder, options.columns), format, content });
  const asked = { format, content, type, columns, tier, scope, owner: owner.id, apply } as const;
  const report = await api.exchange.importTable(asked);
  if (options.rejected !== undefined && report.rejected)
    writeFileAtomic(resolve(cli.io.folder, options.rejected), report.rejected.text);
  return reportAnswer(report);
}

interface TextOptions {
  readonly from: string;
  readonly to: string;
  readonly market?: string;
  readonly find?: string;
  readonly missing?: boolean;
}

async function exportTexts(
  cli: Cli,
  { api }: Session,
  { format, file, from, to, market, find, missing = false }: TextOptions & { format: TextFormat; file: string },
): Promise<Answer> {
  const filter = { market, text: find };
  const exported = await api.exchange.exportTexts({ format, source: from, target: to, filter, missing });
  const place = resolve(cli.io.folder, file);
  writeFileAtomic(place, exported.file.text);
  const { units } = exported;
  return { value: { file: place, units }, lines: [`${counted(units, "text")} in ${place}.`] };
}

async function importJson(cli: Cli, session: Session, folder: string, options: OwnedOptions): Promise<Answer> {
  const owner = await ownerOf(session, options);
  const files = readExportFolder(resolve(cli.io.folder, folder));
  const report = await session.api.exchange.importFolder({ files, owner: owner.id, apply: options.apply ?? false });
  return reportAnswer(report);
}

async function ownerOf({ api, me }: Session, { owner }: OwnedOptions): Promise<Pick<Member, "id" | "name">> {
  return owner ? findByName((await api.access.people({})).people, owner) : me;
}

/** The counts, then every row that changes something or is refused. */
function reportAnswer(report: ExchangeReport): Answer {
  const told = report.rows.filter(({ outcome, warning }) => outcome !== "unchanged" || warning !== undefined);
  return {
    value: report,
    lines: [
      ...table(
        outcomes.map((outcome) => outcome[0]!.toUpperCase() + outcome.slice(1)),
        [outcomes.map((outcome) => report.counts[outcome] ?? 0)],
      ),
      ...report.notes,
      ...(told.length > 0 ? ["", ...table(["Outcome", "Row", "Asset", "What"], told.map(toldExchange))] : []),
      "",
      report.applied ? "Imported." : "Nothing is written yet. Add --apply to import it.",
    ],
  };
}

const toldExchange = ({ outcome, source, asset, changes, reason, warning }: ExchangeRow): string[] => [
  outcome,
  source,
  asset ?? "",
  reason ?? [...(warning ? [warning] : []), changes.map(({ at }) => at).join(", ")].join(" "),
];
