import { z } from "zod";
import { command, contract, query } from "../kernel/contract.ts";
import { assetFilter } from "../assets/contract.ts";
import { everywhere, scope, tier } from "../assets/model.ts";
import { assetId, memberId } from "../kernel/ids.ts";
import { locale } from "../taxonomy/model.ts";
import { exchangeFile, exchangeReport, mostText } from "./model.ts";
import { columnTarget } from "./columns.ts";

export const textFormats = ["csv", "xliff"] as const;
export type TextFormat = (typeof textFormats)[number];
const textFormat = z.enum(textFormats);

export const tableFormats = ["csv", "xlsx"] as const;
export type TableFormat = (typeof tableFormats)[number];

/** The text of a CSV file; the bytes of a workbook in base 64. */
const tableContent = z.string().max(mostText, "at most 400 MiB: import it in several parts");

const files = z
  .array(exchangeFile)
  .min(1, "at least one file")
  .refine(
    (all) => all.reduce((sum, { text, bytes = "" }) => sum + text.length + bytes.length, 0) <= mostText,
    "at most 400 MiB of text: import it in several parts",
  );

export const exchange = contract("exchange", {
  /**
   * The workspace as a folder of JSON files, a page at a time; the last page ends with the folder's index.
   * `state` is the size of the journal: pages of one export have the same.
   */
  exportFolder: query(
    z.strictObject({
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(5000).default(2000),
    }),
    z.strictObject({ files: z.array(exchangeFile), total: z.number().int(), state: z.number().int() }),
  ),
  /** Such a folder back. Without `apply` it is rehearsed and taken back: what it tells is what would happen. */
  importFolder: command(z.strictObject({ files, owner: memberId, apply: z.boolean() }), exchangeReport),
  /** The texts of blocks for translators: a row or unit for each text that the source locale has. */
  exportTexts: query(
    z.strictObject({
      format: textFormat,
      source: locale,
      target: locale,
      filter: assetFilter.default({}),
      /** Only what says nothing in the target locale yet. */
      missing: z.boolean().default(false),
    }),
    z.strictObject({ file: exchangeFile, units: z.number().int() }),
  ),
  /** What a table holds, for whoever says what its columns mean. */
  readTable: query(
    z.strictObject({ format: z.enum(tableFormats), content: tableContent }),
    z.strictObject({
      columns: z.array(z.strictObject({ header: z.string(), samples: z.array(z.string()), filled: z.number().int() })),
      rows: z.number().int(),
    }),
  ),
  /** A table of a spreadsheet: a row a block of one type. Without `columns` their headers are guessed at; the notes say how. */
  importTable: command(
    z.strictObject({
      format: z.enum(tableFormats),
      content: tableContent,
      type: assetId,
      columns: z.array(columnTarget.nullable()).max(500).optional(),
      /** A stretch of its rows, so that a long import goes on where it was stopped. Absent: all of them. */
      rows: z.strictObject({ from: z.number().int().nonnegative(), count: z.number().int().positive() }).optional(),
      tier: tier.default("campaign"),
      scope: scope.default(everywhere),
      owner: memberId,
      apply: z.boolean(),
    }),
    exchangeReport,
  ),
  /** Translations back: each is held to the limits and locks of its field. */
  importTexts: command(
    z.strictObject({
      format: textFormat,
      text: z.string().max(mostText, "at most 400 MiB of text: import it in several parts"),
      apply: z.boolean(),
    }),
    exchangeReport,
  ),
});
