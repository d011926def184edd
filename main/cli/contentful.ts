import { existsSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { type Tier, tier, tiers } from "#shared/assets/model.ts";
import { mediaPaths } from "#shared/content/contentful/files.ts";
import type { ImportReport } from "#shared/content/model.ts";
import { type Cli, oneOf } from "./command.ts";
import { readJson, readText } from "./io.ts";
import { type Answer, table } from "./output.ts";
import { findByName, type Session } from "./session.ts";

/** `import contentful`: another product's export, with the files beside it. */
export function addContentfulImport(cli: Cli, imports: Command): void {
  imports
    .command("contentful")
    .description("report what would become of each row of a Contentful export; with --apply, import it")
    .argument("<file>", "the export: one JSON file")
    .requiredOption("--brand <brand>", "the brand that the content belongs to")
    .option("--market <market>", "the market that the content belongs to", "*")
    .option("--owner <name>", "who will own it; else you")
    .option(
      "--tiers <file>",
      'a JSON file of tag ids and the tier of each, such as {"evergreen": "foundation", "p13n": null}',
    )
    .option(
      "--otherwise <tier>",
      `the tier of blocks of which no tag says one: ${tiers.join(", ")}`,
      oneOf(tiers, "tier"),
      "campaign",
    )
    .option("--apply", "import what can be imported")
    .action((file: string, options: ImportOptions) =>
      cli.inSession((session) => importContentful(cli, session, file, options)),
    );
}

interface ImportOptions {
  readonly brand: string;
  readonly market: string;
  readonly owner?: string;
  readonly tiers?: string;
  readonly otherwise: Tier;
  readonly apply?: boolean;
}

async function importContentful(cli: Cli, session: Session, file: string, options: ImportOptions): Promise<Answer> {
  const { api, me } = session;
  const owner = options.owner ? findByName((await api.access.people({})).people, options.owner) : me;
  const place = resolve(cli.io.folder, file);
  const source = readText(place, "export");
  const files = readFilesBeside(place, source);
  const { brand, market, otherwise, apply = false } = options;
  const chosen = options.tiers === undefined ? {} : readTiers(resolve(cli.io.folder, options.tiers));
  const report = await api.content.importExport({
    format: "contentful",
    source,
    owner: owner.id,
    brand,
    market,
    tiers: chosen,
    otherwise,
    files,
    apply,
  });
  return {
    value: { applied: apply, ...report },
    lines: [
      ...reportLines(report),
      "",
      apply ? `Imported. The owner is ${owner.name}.` : "Nothing is written yet. Add --apply to import it.",
    ],
  };
}

/** The counts, then every row that is not here as it was there, with the reason. */
function reportLines({ counts, rows, made, tiers: { tags } }: ImportReport): string[] {
  const told = rows.filter((row) => row.outcome !== "imported");
  const changed = rows.filter(({ changes = [] }) => changes.length > 0);
  return [
    ...table(
      ["Rows", "In the export", "Imported", "Adapted", "Left out"],
      Object.entries(counts).map(([kind, count]) => [kind, count.total, count.imported, count.adapted, count.leftOut]),
    ),
    ...(told.length > 0 ? ["", ...table(["Outcome", "Row", "Reason"], told.map(toldRow))] : []),
    ...(changed.length > 0
      ? [
          "",
          ...table(
            ["Changed", "What"],
            changed.map(({ asset = "", changes = [] }) => [asset, changes.map(({ at }) => at).join(", ")]),
          ),
        ]
      : []),
    ...(tags.length > 0
      ? [
          "",
          ...table(
            ["Tag", "Id", "Entries", "Tier", "Because"],
            tags.map((each) => [each.label, each.tag, each.entries, each.tier ?? "", each.because]),
          ),
        ]
      : []),
    ...(made.length > 0
      ? [
          "",
          ...table(
            ["Made", "Kind", "Because"],
            made.map(({ asset, kind, reason }) => [asset, kind, reason]),
          ),
        ]
      : []),
  ];
}

const toldRow = ({ outcome, source, sourceKind, reason }: ImportReport["rows"][number]): string[] => [
  outcome === "leftOut" ? "left out" : "adapted",
  `${sourceKind} ${source}`,
  reason ?? "",
];

const tierFile = z.record(z.string(), tier.nullable());

/** @throws NOT_FOUND, INPUT_INVALID with the place */
const readTiers = (path: string): z.infer<typeof tierFile> =>
  readJson(path, "file of tiers", tierFile, 'tag ids with a tier or null, such as {"evergreen": "foundation"}');

/** The files that “--download-assets” put beside the export, under the hosts of their addresses. */
function readFilesBeside(export_: string, source: string): { path: string; bytes: string }[] {
  const folder = dirname(export_);
  return [...new Set(mediaPaths(source).values())].flatMap((path) => {
    const place = resolve(folder, path);
    // A path of the export must not lead out of its folder.
    if (!place.startsWith(folder + sep) || !existsSync(place)) return [];
    return [{ path, bytes: readText(place, "picture", "base64") }];
  });
}
