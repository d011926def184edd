import { z } from "zod";
import { everywhere, scope, tier } from "../assets/model.ts";
import { exchangeChange, exchangeReport } from "../exchange/model.ts";
import type { Json } from "../kernel/canonical.ts";
import { command, contract, query } from "../kernel/contract.ts";
import { assetId, digest, memberId } from "../kernel/ids.ts";

/** `csv`: a list of attributes and events, or any table whose columns become attributes. */
export const sourceFormats = ["csv", "jsonSchema", "samples"] as const;
export type SourceFormat = (typeof sourceFormats)[number];

const text = z.string().max(64 * 2 ** 20, "at most 64 MiB: import it in several parts");

export const proposalStates = ["new", "differs", "same", "unreadable"] as const;

/** What one part of a source would become. */
export const proposal = z.strictObject({
  /** Where it stands in the source: a column, a line, a property. */
  source: z.string(),
  kind: z.enum(["attribute", "event"]),
  state: z.enum(proposalStates),
  /** The asset that is there already, and the revision that was looked at. */
  asset: assetId.nullable(),
  base: digest.nullable(),
  name: z.string(),
  /** The settings as they would be. */
  settings: z.record(z.string(), z.custom<Json>()),
  /** Of one that is there and differs. */
  changes: z.array(exchangeChange),
  /** What was seen, and what was guessed. */
  notes: z.array(z.string()),
  /** Why it cannot be read. */
  reason: z.string().optional(),
});
export type Proposal = z.infer<typeof proposal>;

/** A proposal as somebody let it stand. */
const accepted = z.strictObject({
  source: z.string().max(300),
  kind: z.enum(["attribute", "event"]),
  asset: assetId.nullable(),
  base: digest.nullable(),
  settings: z.record(z.string(), z.custom<Json>()),
});

export const data = contract("data", {
  /** What a source says of attributes and events, held against the dictionary. Nothing is written. */
  propose: query(
    z.strictObject({
      format: z.enum(sourceFormats),
      text,
      /** A schema's properties are a person's attributes, or the properties of one event. */
      describes: z.enum(["person", "event"]).default("person"),
      /** The source system of what is new, where the source does not say it. */
      system: z.string().max(200).default(""),
    }),
    z.strictObject({ rows: z.array(proposal), notes: z.array(z.string()) }),
  ),
  /**
   * Takes proposals as revisions to be approved, each through the gates of any other write, in one transaction. Where any
   * of them is refused nothing is written, unless the `others` are asked for.
   */
  import: command(
    z.strictObject({
      rows: z.array(accepted).min(1, "at least one row").max(5000),
      tier: tier.default("variable"),
      scope: scope.default(everywhere),
      owner: memberId,
      apply: z.boolean(),
      others: z.boolean().default(false),
    }),
    exchangeReport,
  ),
});
