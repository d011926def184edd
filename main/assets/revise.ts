import { mergeBodies } from "#shared/assets/merge.ts";
import type { KnownAsset } from "#shared/assets/define-kind.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Identity, Problem, RevisionSummary } from "#shared/assets/model.ts";
import { assetName } from "#shared/assets/model.ts";
import { type Body, revisionDigests } from "#shared/assets/parts.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { followRevision } from "../approvals/follow.ts";
import type { ReadContext, WriteContext } from "../context.ts";
import { putObject } from "../db/objects.ts";
import { pictureProblems } from "../images/store.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import { deleteDraft } from "./drafts.ts";
import { usedBy } from "./list.ts";
import {
  type AssetRow,
  checkContext,
  getAssetRow,
  getRevision,
  identityOf,
  listRevisions,
  nameTaken,
  selfOf,
} from "./store.ts";

/**
 * The one way into the workspace for content: screen, HTTP, CLI, import and restore all end here,
 * so that every limit and lock holds on every path.
 */

export interface NewAsset {
  readonly id: AssetId;
  readonly identity: Identity;
  readonly owner: MemberId;
  readonly body: Body;
  readonly note: string;
}

/** @throws NAME_TAKEN, NAME_INVALID, NOT_FOUND (owner), CHECKS_FAILED, FIXED_FIELD */
export const createAsset = (context: WriteContext, asset: NewAsset): RevisionSummary =>
  createAssets(context, [asset])[0]!;

/** Makes assets that may name one another, also in a circle: each is checked with all of them there. */
export function createAssets(context: WriteContext, assets: readonly NewAsset[]): RevisionSummary[] {
  for (const asset of assets) announceAsset(context, asset);
  const coming = new Map(assets.map(({ id, identity, body }) => [id, { identity, body }]));
  return assets.map(({ id, identity, body, note }) =>
    writeRevision(context, getAssetRow(context.db, id), identity, body, note, coming),
  );
}

function announceAsset(context: WriteContext, { id, identity, owner }: NewAsset): void {
  checkName(context, identity.name);
  if (!context.policy.members.some((member) => member.id === owner && member.active)) {
    throw new AppError("NOT_FOUND", "The owner must be an active member of this workspace.", { owner });
  }
  context.record("asset.created", { asset: id, ...identity, owner });
}

export interface Change {
  readonly asset: AssetId;
  /** The revision that the body was made from. Changes by others since then are merged in. */
  readonly base: Digest | null;
  readonly body: Body;
  readonly identity?: Identity;
  readonly note: string;
}

/** @throws CONFLICT with the fields in question, NOTHING_CHANGED, CHECKS_FAILED, FIXED_FIELD */
export function reviseAsset(context: WriteContext, change: Change): RevisionSummary {
  const row = getAssetRow(context.db, change.asset);
  refuseRetired(row);
  const identity = change.identity ?? identityOf(row);
  if (identity.name !== row.name) checkName(context, identity.name);
  const body = mergeWithHead(context, row, change);
  const written = writeRevision(context, row, identity, body, change.note);
  deleteDraft(context.db, { asset: row.id, member: context.me.id });
  if (row.request) followRevision(context, row.request, row.id, written.digest);
  return written;
}

export function refuseRetired(row: AssetRow): void {
  if (row.retired_at)
    throw new AppError("NOT_FOUND", `${row.name} is retired. Make a new asset instead.`, { asset: row.id });
}

/** @throws STILL_USED with who uses it, IN_REVIEW */
export function refuseRetirement({ db }: ReadContext, row: AssetRow): void {
  const users = usedBy(db, row.id);
  if (users.length > 0) {
    const names = users.slice(0, 3).map((user) => user.name);
    const more = users.length > 3 ? ` and ${users.length - 3} more` : "";
    throw new AppError(
      "STILL_USED",
      `${row.name} is used by ${names.join(", ")}${more}. Change or retire those first.`,
      { usedBy: users.map((user) => user.id) },
    );
  }
  if (row.request)
    throw new AppError("IN_REVIEW", `${row.name} is in an open change request. Withdraw it first.`, {
      request: row.request,
    });
}

export const retireAsset = (context: WriteContext, row: AssetRow, reason: string): void =>
  context.record("asset.retired", { asset: row.id, reason });

function checkName(context: WriteContext, name: string): void {
  const parsed = assetName.safeParse(name);
  if (!parsed.success)
    throw new AppError("NAME_INVALID", `“${name}” is not a name here: ${parsed.error.issues[0]!.message}.`, { name });
  if (nameTaken(context.db, name))
    throw new AppError("NAME_TAKEN", `There is already an asset named ${name}. Choose another name.`, { name });
}

function mergeWithHead(context: WriteContext, row: AssetRow, change: Change): Body {
  if (change.base === row.head) return change.body;
  const theirs = row.head ? getRevision(context.db, row.head).body : {};
  const base = change.base ? getRevision(context.db, change.base) : null;
  if (base && base.asset !== row.id)
    throw new AppError("INPUT_INVALID", "The base is a revision of another asset.", { base: change.base });
  const { body, conflicts } = mergeBodies(base?.body ?? {}, theirs, change.body);
  if (conflicts.length > 0) {
    const fields = conflicts.map((conflict) => conflict.at).join(", ");
    throw new AppError("CONFLICT", `Somebody else changed ${fields} meanwhile. Choose between the two versions.`, {
      conflicts,
      head: row.head,
    });
  }
  return body;
}

function writeRevision(
  context: WriteContext,
  row: AssetRow,
  identity: Identity,
  body: Body,
  note: string,
  coming?: ReadonlyMap<AssetId, KnownAsset>,
): RevisionSummary {
  const newName = row.head === null || identity.name !== row.name;
  const self = { ...selfOf(row.id, identity), newName };
  refuseProblems(kindOf(identity.kind).check(body, checkContext(context.db, self, coming)));
  refuseProblems(pictureProblems(context.folders.images, identity.kind, body));
  const { revision, parts } = revisionDigests(nodeCrypto, row.id, identity, body);
  if (revision === row.head)
    throw new AppError("NOTHING_CHANGED", `${row.name} already says exactly this.`, { asset: row.id });
  context.record("asset.revised", {
    asset: row.id,
    revision,
    base: row.head,
    identity,
    body: putObject(context.db, body),
    parts,
    note,
  });
  return listRevisions(context.db, row.id)[0]!;
}

/** A lock that is tried is a refusal of its own; limits and missing parts are reported together. */
export function refuseProblems(problems: readonly Problem[]): void {
  const errors = problems.filter((problem) => problem.severity === "error");
  const fixed = errors.filter((problem) => problem.code === "fixed");
  if (fixed.length > 0) throw new AppError("FIXED_FIELD", fixed[0]!.message, { problems: fixed });
  if (errors.length > 0) {
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    throw new AppError("CHECKS_FAILED", `${errors[0]!.message}${more}`, { problems: errors });
  }
}
