import { canonicalJson } from "#shared/kernel/canonical.ts";
import { type Draft, undoBounds, type UndoSteps } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, Instant, MemberId } from "#shared/kernel/ids.ts";
import type { ReadDb, WriteDb } from "../db/database.ts";
import { hash } from "./world.ts";

/** Whose working copy of what. */
export interface DraftKey {
  readonly asset: AssetId;
  readonly member: MemberId;
}

export function getDraft(db: ReadDb, { asset, member }: DraftKey): Draft | null {
  const row = db.get<{ body: string; base: Digest | null; version: number; saved_at: Instant }>(
    "SELECT body, base, version, saved_at FROM draft WHERE asset = @asset AND member = @member",
    { asset, member },
  );
  return row
    ? { body: JSON.parse(row.body) as Body, base: row.base, version: row.version, savedAt: row.saved_at }
    : null;
}

/**
 * Stores a draft over the one that its author knew of. Saving the same twice is saving it once: an answer may have been lost.
 * A new one gets a number that none before it had, so that a window which slept through the end of the last never takes
 * the new one for it.
 * @returns the draft with the number under which it is stored.
 * @throws AppError CONFLICT where another window has saved meanwhile; what that one saved stays.
 */
export function putDraft(db: WriteDb, key: DraftKey, draft: Draft): Draft {
  const stored = getDraft(db, key);
  if (stored?.version === draft.version && sameText(stored.body, draft.body)) return stored;
  if (stored) refuseOtherThan(draft.version - 1, stored);
  const version = stored ? draft.version : Math.max(draft.version, lastVersion(db, key) + 1);
  db.run(
    `INSERT INTO draft (asset, member, base, body, version, saved_at) VALUES (@asset, @member, @base, @body, @version, @savedAt)
     ON CONFLICT (asset, member) DO UPDATE SET base = @base, body = @body, version = @version, saved_at = @savedAt`,
    { ...key, base: draft.base, body: JSON.stringify(draft.body), version, savedAt: draft.savedAt },
  );
  return { ...draft, version };
}

const lastVersion = (db: ReadDb, { asset, member }: DraftKey): number =>
  db.get<{ version: number }>("SELECT version FROM draft_last WHERE asset = @asset AND member = @member", {
    asset,
    member,
  })?.version ?? 0;

/** @throws AppError CONFLICT where there is a draft that is not the one of this version. */
export function refuseOvertaken(db: ReadDb, key: DraftKey, version: number | undefined): void {
  const stored = version === undefined ? null : getDraft(db, key);
  if (stored) refuseOtherThan(version!, stored);
}

function refuseOtherThan(known: number, stored: Draft): void {
  if (stored.version === known) return;
  throw new AppError(
    "CONFLICT",
    "You changed this in another window meanwhile. Compare the two before you go on; both are kept.",
    { version: stored.version, known },
  );
}

export function deleteDraft(db: WriteDb, { asset, member }: DraftKey): void {
  db.run(
    `INSERT INTO draft_last (asset, member, version)
     SELECT asset, member, version FROM draft WHERE asset = @asset AND member = @member
     ON CONFLICT (asset, member) DO UPDATE SET version = excluded.version`,
    { asset, member },
  );
  db.run("DELETE FROM draft WHERE asset = @asset AND member = @member", { asset, member });
}

/** Of how many assets a person's way back is kept: those that were edited last. */
const keptUndo = 200;

/** Keeps the way back from a body. It is good for that very body alone. */
export function putUndo(db: WriteDb, key: DraftKey, kept: { body: Body; steps: UndoSteps; at: Instant }): void {
  const steps = JSON.stringify(kept.steps);
  if (steps.length > undoBounds.characters) return;
  db.run(
    `INSERT INTO draft_undo (asset, member, of, steps, saved_at) VALUES (@asset, @member, @of, @steps, @at)
     ON CONFLICT (asset, member) DO UPDATE SET of = @of, steps = @steps, saved_at = @at`,
    { ...key, of: stampOf(kept.body), steps, at: kept.at },
  );
  db.run(
    `DELETE FROM draft_undo WHERE member = @member AND asset IN (
       SELECT asset FROM draft_undo WHERE member = @member ORDER BY saved_at DESC, asset LIMIT -1 OFFSET @kept)`,
    { member: key.member, kept: keptUndo },
  );
}

/** The way back from a body, where it was kept for just that one. */
export function getUndo(db: ReadDb, { asset, member }: DraftKey, body: Body): UndoSteps | null {
  const row = db.get<{ of: string; steps: string }>(
    "SELECT of, steps FROM draft_undo WHERE asset = @asset AND member = @member",
    { asset, member },
  );
  return row && row.of === stampOf(body) ? (JSON.parse(row.steps) as UndoSteps) : null;
}

const stampOf = (body: Body): string => hash([canonicalJson(body)]);
const sameText = (a: Body, b: Body): boolean => canonicalJson(a) === canonicalJson(b);
