import { permissions, refusal } from "#shared/access/policy.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import { changedFields, mergeBodies } from "#shared/assets/merge.ts";
import type { Body } from "#shared/assets/parts.ts";
import { type ManyChange, planChange, type ValueEdit } from "#shared/content/bulk.ts";
import type { ChangedAsset, PlannedChange } from "#shared/content/contract.ts";
import type { StudioCall } from "#shared/contracts.ts";
import { documentDigest } from "#shared/bundle/statements.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { fieldValue } from "#shared/taxonomy/model.ts";
import { refuseProblems, refuseRetired, retireAsset, refuseRetirement, reviseAsset } from "../assets/revise.ts";
import { getDraft } from "../assets/drafts.ts";
import { type AssetRow, checkContext, getAssetRow, getRevision, identityOf, scopeOf, selfOf } from "../assets/store.ts";
import type { ReadContext, WriteContext } from "../context.ts";
import { nodeCrypto } from "../keys/crypto.ts";

/** What is to be done to one asset, worked out anew for the preview and for the deed. */
interface Plan {
  readonly row: AssetRow;
  readonly edits: readonly ValueEdit[];
  /** What the asset would say, and the revision that this was made from; null where it is retired instead. */
  readonly made: { readonly body: Body; readonly base: Digest | null } | null;
  /** Null: nothing would be done. */
  readonly stamp: Digest | null;
}

/** Says of each asset what a change would do to it. Nothing is written. */
export const previewMany = (context: ReadContext, assets: readonly AssetId[], change: ManyChange): PlannedChange[] =>
  unique(assets).map((asset) => {
    const { name } = getAssetRow(context.db, asset);
    try {
      const { edits, stamp } = planOne(context, asset, change);
      return { asset, name, edits: [...edits], stamp, refused: null };
    } catch (error) {
      const refused = refusalOf(error);
      const edits = error instanceof Refused ? [...error.edits] : [];
      return { asset, name, edits, stamp: null, refused };
    }
  });

/** Does what was confirmed: each asset whole or not at all, and those that are refused without harm to the others. */
export const reviseMany = (
  context: WriteContext,
  change: ManyChange,
  confirmed: readonly { readonly asset: AssetId; readonly stamp: Digest }[],
  note: string,
): ChangedAsset[] =>
  [...new Map(confirmed.map((one) => [one.asset, one])).values()].map(({ asset, stamp }) => {
    const { name, head: before } = getAssetRow(context.db, asset);
    try {
      context.attempt(() => {
        const plan = planOne(context, asset, change);
        if (plan.stamp !== stamp)
          throw new AppError("CONFLICT", `${name} is not any more as it was shown. Look at the change again.`, {
            asset,
          });
        doOne(context, plan, change, note);
      });
      return { asset, name, before, revision: getAssetRow(context.db, asset).head, refused: null };
    } catch (error) {
      return { asset, name, before, revision: before, refused: refusalOf(error) };
    }
  });

function doOne(context: WriteContext, { row, made }: Plan, change: ManyChange, note: string): void {
  if (change.kind === "retire") retireAsset(context, row, change.reason);
  else if (made) reviseAsset(context, { asset: row.id, base: made.base, body: made.body, note });
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** A refusal that can still show what was meant. */
class Refused extends AppError {
  readonly edits: readonly ValueEdit[];
  constructor(message: string, edits: readonly ValueEdit[]) {
    super("CHECKS_FAILED", message);
    this.edits = edits;
  }
}

/** What is refused on purpose is told; anything else is a defect and ends the call. */
export function refusalOf(error: unknown): NonNullable<PlannedChange["refused"]> {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  throw error;
}

function planOne(context: ReadContext, asset: AssetId, change: ManyChange): Plan {
  const row = getAssetRow(context.db, asset);
  refuseRetired(row);
  refuseStranger(context, row, change.kind === "retire" ? "assets.retire" : "assets.revise");
  switch (change.kind) {
    case "retire":
      refuseRetirement(context, row);
      return planned(row, [], null, { retire: change.reason });
    case "drafts":
      return planDraft(context, row);
    case "restore":
      return planRestore(context, row, change.revisions.find((one) => one.asset === asset)?.revision);
    default:
      return planBlock(context, row, change);
  }
}

export function refuseStranger({ policy, who }: ReadContext, row: AssetRow, call: StudioCall): void {
  const subject = { scope: scopeOf(row), kind: row.kind, tier: row.tier, owner: row.owner };
  const refused = refusal(permissions[call], subject, who, policy.members, policy.grants);
  if (refused) throw new AppError(refused.code, refused.message, { roles: refused.roles, could: refused.could });
}

function planBlock(
  context: ReadContext,
  row: AssetRow,
  change: Extract<ManyChange, { kind: "set" | "replace" }>,
): Plan {
  if (row.kind !== "block") throw new AppError("INPUT_INVALID", `${row.name} is no block.`, { asset: row.id });
  refuseOwnDraft(context, row);
  const { edits, body, refused } = planChange(headOf(context, row), change, contextFor(context, row));
  if (refused) throw new Refused(refused, edits);
  return planned(row, edits, body);
}

/** A revision from elsewhere would take one's draft away, with what is in it. */
export function refuseOwnDraft({ db, me }: ReadContext, row: AssetRow): void {
  if (getDraft(db, { asset: row.id, member: me.id }))
    throw new AppError("CONFLICT", `You have a draft of ${row.name}. Make it a revision or discard it first.`, {
      asset: row.id,
    });
}

function planDraft(context: ReadContext, row: AssetRow): Plan {
  const draft = getDraft(context.db, { asset: row.id, member: context.me.id });
  if (!draft) return planned(row, [], null);
  const head = headOf(context, row);
  const base = draft.base ? getRevision(context.db, draft.base).body : {};
  const { body, conflicts } = mergeBodies(base, head, draft.body);
  if (conflicts.length > 0)
    throw new AppError("CONFLICT", "Somebody else changed the same fields meanwhile. Open it and choose.", {
      asset: row.id,
    });
  return planWhole(context, row, head, body, { body: draft.body, base: draft.base });
}

function planRestore(context: ReadContext, row: AssetRow, digest: Digest | undefined): Plan {
  if (!digest) return planned(row, [], null);
  const old = getRevision(context.db, digest);
  if (old.asset !== row.id)
    throw new AppError("INPUT_INVALID", `This is no revision of ${row.name}.`, { revision: digest });
  refuseOwnDraft(context, row);
  return planWhole(context, row, headOf(context, row), old.body);
}

/** A body that takes the place of another: it is held to the checks as a whole. */
function planWhole(context: ReadContext, row: AssetRow, head: Body, body: Body, made?: Plan["made"]): Plan {
  const edits = changedFields(head, body).map((at) => editAt(at, head, body));
  try {
    refuseProblems(kindOf(row.kind).check(body, contextFor(context, row)));
  } catch (error) {
    throw error instanceof AppError ? new Refused(error.message, edits) : error;
  }
  return planned(row, edits, edits.length > 0 ? body : null, undefined, made);
}

function editAt(at: string, head: Body, body: Body): ValueEdit {
  return {
    at,
    label: at.split(".").slice(-2).join(" · "),
    before: shown(head, at),
    after: shown(body, at),
    refused: null,
  };
}

/** What stands at a place, where it is a value; what has parts of its own is told as JSON. */
function shown(body: Body, at: string): ValueEdit["before"] {
  const found = at
    .split(".")
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], body);
  if (found === undefined) return null;
  const value = fieldValue.safeParse(found);
  return value.success ? value.data : JSON.stringify(found);
}

function planned(
  row: AssetRow,
  edits: readonly ValueEdit[],
  body: Body | null,
  other?: { readonly retire: string },
  made: Plan["made"] = body && { body, base: row.head },
): Plan {
  if (!body && !other) return { row, edits, made: null, stamp: null };
  const stamp = documentDigest(nodeCrypto, { asset: row.id, head: row.head, body, ...other });
  return { row, edits, made: body ? made : null, stamp };
}

export const headOf = ({ db }: ReadContext, row: AssetRow): Body => (row.head ? getRevision(db, row.head).body : {});

/** What the checks of an asset look at: the same as when it is revised alone. */
export const contextFor = ({ db }: ReadContext, row: AssetRow) => checkContext(db, selfOf(row.id, identityOf(row)));
