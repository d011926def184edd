import { refusal } from "#shared/access/policy.ts";
import type { Identity } from "#shared/assets/model.ts";
import { countOutcomes, type ExchangeReport, type ExchangeRow } from "#shared/exchange/model.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError, errorCodes } from "#shared/kernel/errors.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import type { WriteContext } from "../context.ts";

/** What became of a piece that was not refused. */
export type Taken = Pick<ExchangeRow, "asset" | "changes" | "warning"> & {
  outcome: "created" | "changed" | "unchanged";
};

/** One row, unit or file of an import: what it is called, and its work, which throws an AppError where it is refused. */
export interface Piece {
  readonly source: string;
  readonly asset?: string | undefined;
  take(): Taken;
}

export interface Import {
  readonly format: string;
  /** The digest of what was given. */
  readonly source: Digest;
  /** Does it. @returns what became of each row */
  readonly take: () => ExchangeRow[];
  readonly notes: readonly string[];
  readonly apply: boolean;
}

/**
 * Every importer ends here. Each piece has a savepoint of its own, so that what is refused leaves nothing behind and the
 * rest goes on. A preview does the very same and takes all of it back: it cannot tell of anything else than what happens.
 */
export function runImport(context: WriteContext, what: Import): ExchangeReport {
  const rows = what.apply ? record(context, what) : rehearse(context, () => record(context, what));
  return { rows, counts: countOutcomes(rows), notes: [...what.notes], applied: what.apply };
}

class Rehearsed<T> extends Error {
  readonly result: T;
  constructor(result: T) {
    super("A rehearsal is taken back.");
    this.result = result;
  }
}

/** Does the work and takes all of it back. @returns what it returned; what it throws is thrown */
export function rehearse<T>(context: WriteContext, work: () => T): T {
  try {
    return context.attempt((): T => {
      throw new Rehearsed(work());
    });
  } catch (error) {
    if (error instanceof Rehearsed) return (error as Rehearsed<T>).result;
    throw error;
  }
}

function record(context: WriteContext, { format, source, take }: Import): ExchangeRow[] {
  const rows = take();
  const counts = countOutcomes(rows);
  if (counts.created + counts.changed > 0) context.record("exchange.imported", { format, source, ...counts });
  return rows;
}

/** Takes pieces in their order. What is refused because it names something that comes later is tried again after that. */
export function takePieces(context: WriteContext, pieces: readonly Piece[], say = reasonOf): ExchangeRow[] {
  const taken = new Map<Piece, ExchangeRow>();
  for (let waiting = pieces; waiting.length > 0;) {
    for (const piece of waiting) taken.set(piece, takeOne(context, piece, say));
    const refused = waiting.filter((piece) => taken.get(piece)!.outcome === "rejected");
    if (refused.length === waiting.length) break;
    waiting = refused;
  }
  return pieces.map((piece) => taken.get(piece)!);
}

function takeOne(context: WriteContext, piece: Piece, say: typeof reasonOf): ExchangeRow {
  const { source, asset } = piece;
  try {
    return { source, ...context.attempt(() => piece.take()) };
  } catch (error) {
    const reason = say(error);
    if (reason === null) throw error;
    return { source, asset, outcome: "rejected", changes: [], reason };
  }
}

/** Why a file is refused, or null for what ends the whole import: a full disk, a damaged file, a defect of ours. */
export const reasonOf = (error: unknown): string | null => problemsOf(error, ({ at, message }) => `${at}: ${message}`);

/** The same for people who see a table and no paths: the messages name the fields. */
export const plainReasonOf = (error: unknown): string | null => problemsOf(error, ({ message }) => message);

function problemsOf(error: unknown, say: (problem: { at: string; message: string }) => string): string | null {
  if (!(error instanceof AppError)) return null;
  const { exit } = errorCodes[error.code];
  if (exit !== 2 && exit !== 3) return null;
  const { problems } = error.details;
  return Array.isArray(problems) ? problems.map(say).join(" ") : error.message;
}

/** Holds one asset of an import to the author's rule of its kind, tier and scope. @throws FORBIDDEN, NOT_OWNER */
export function refuseUnlessAuthor(context: WriteContext, { kind, tier, scope }: Identity, owner?: MemberId): void {
  const subject = { kind, tier, scope, owner };
  const refused = refusal({ who: "author" }, subject, context.me, context.policy.members, context.policy.grants);
  if (refused) throw new AppError(refused.code, refused.message, { roles: refused.roles, could: refused.could });
}
