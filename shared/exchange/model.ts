import { z } from "zod";
import type { Json } from "../kernel/canonical.ts";

/**
 * A file of an export or import: where it stands in its folder, and its text. `bytes` (base 64) are the file that belongs
 * to it, as a picture's does: it stands beside it under the same name.
 */
export const exchangeFile = z.strictObject({
  path: z.string().max(300),
  text: z.string(),
  bytes: z.base64().optional(),
});
export type ExchangeFile = z.infer<typeof exchangeFile>;

/**
 * How much text one import takes, in UTF-16 units: what fits into the memory of a program beside what is made of it. The
 * command line takes as much; through a page, a call carries less.
 */
export const mostText = 400 * 2 ** 20;
/** The same for what comes through a page, in bytes. */
export const mostThroughPage = 64 * 2 ** 20;

export const outcomes = ["created", "changed", "unchanged", "rejected"] as const;
export const outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof outcome>;

/** One field that an import changes, before and after. Absent: it was not there, or is gone. */
export const exchangeChange = z.strictObject({
  at: z.string(),
  before: z.custom<Json>().optional(),
  after: z.custom<Json>().optional(),
});
export type ExchangeChange = z.infer<typeof exchangeChange>;

/** What becomes of one row, unit or file of an import. Each has exactly one. */
export const exchangeRow = z.strictObject({
  /** Where it stands in what was given: a path, or a row's number. */
  source: z.string(),
  outcome,
  /** The asset that it is about, by name. */
  asset: z.string().optional(),
  changes: z.array(exchangeChange),
  /** Why it is rejected: what is wrong and what to do. */
  reason: z.string().optional(),
  /** What whoever applies it should look at, though it is not refused. */
  warning: z.string().optional(),
});
export type ExchangeRow = z.infer<typeof exchangeRow>;

export const exchangeReport = z.strictObject({
  rows: z.array(exchangeRow),
  counts: z.record(outcome, z.number().int()),
  /** What there is to say of the whole. */
  notes: z.array(z.string()),
  /** Whether it is done, or only told. */
  applied: z.boolean(),
  /** The rows of a table that were rejected, as a CSV file: their own cells, and why. It can be mended and imported. */
  rejected: exchangeFile.optional(),
});
export type ExchangeReport = z.infer<typeof exchangeReport>;

/** Counts the outcomes of rows; every outcome is there, also with none. */
export function countOutcomes(rows: readonly ExchangeRow[]): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { created: 0, changed: 0, unchanged: 0, rejected: 0 };
  for (const row of rows) counts[row.outcome]++;
  return counts;
}
