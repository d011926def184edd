import type { CheckContext } from "#shared/assets/define-kind.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { RevisionSummary } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { MigratedBlock, MigrationPreview } from "#shared/content/contract.ts";
import { type FieldMove, migrateBlock, movesBetween, moveWords } from "#shared/content/migration.ts";
import { blockBody } from "#shared/content/model.ts";
import { canonicalJson } from "#shared/kernel/canonical.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { blockTypeBody } from "#shared/taxonomy/model.ts";
import { usedBy } from "../assets/list.ts";
import { reviseAsset } from "../assets/revise.ts";
import { type AssetRow, getAssetRow } from "../assets/store.ts";
import type { ReadContext, WriteContext } from "../context.ts";
import { contextFor, headOf, refuseOwnDraft, refuseStranger, refusalOf } from "./many.ts";

/** How many blocks are told one by one; all are counted. */
const mostTold = 1000;

interface Migration {
  readonly row: AssetRow;
  readonly moves: readonly FieldMove[];
  readonly body: Body;
}

interface TypeChange {
  readonly type: AssetId;
  readonly base: Digest | null;
  readonly body: Body;
  readonly note: string;
}

interface Plan {
  readonly block: MigratedBlock;
  /** What it becomes, for those that follow the type. */
  readonly body: Body | null;
}

/** What a changed block type would break, and what each of its blocks would become. */
export function previewMigration(context: ReadContext, type: AssetId, body: Body): MigrationPreview {
  const migration = readMigration(context, type, body);
  const plans = plansFor(context, migration);
  const counts = { kept: 0, migrated: 0, byHand: 0, refused: 0 };
  for (const { block } of plans) counts[block.outcome] += 1;
  const told = plans.map(({ block }) => block).filter(({ outcome }) => outcome !== "kept");
  return { changes: moveWords(migration.moves), blocks: told.slice(0, mostTold), counts };
}

/** Changes the type and every block that can follow it. The type's own refusal ends it; a block's leaves that block. */
export function migrate(
  context: WriteContext,
  { type, base, body, note }: TypeChange,
): { revision: RevisionSummary; revised: AssetId[]; unproposed: AssetId[]; left: MigratedBlock[] } {
  const plans = plansFor(context, readMigration(context, type, body));
  const revision = reviseAsset(context, { asset: type, base, body, note });
  const done = plans.map((plan) => followType(context, plan, note));
  const revised = [type, ...done.filter(({ outcome }) => outcome === "migrated").map(({ asset }) => asset)];
  return {
    revision,
    revised,
    unproposed: revised.filter((asset) => getAssetRow(context.db, asset).request === null),
    left: done.filter(({ outcome }) => outcome === "byHand" || outcome === "refused"),
  };
}

function followType(context: WriteContext, { block, body }: Plan, note: string): MigratedBlock {
  if (!body) return block;
  const { head } = getAssetRow(context.db, block.asset);
  const follow = { asset: block.asset, base: head, body, note: note || "Follows its block type" };
  try {
    context.attempt(() => reviseAsset(context, follow));
    return block;
  } catch (error) {
    return { ...block, outcome: "refused", why: refusalOf(error).message };
  }
}

/** @throws INPUT_INVALID for what is no block type */
function readMigration(context: ReadContext, type: AssetId, body: Body): Migration {
  const row = getAssetRow(context.db, type);
  const before = row.kind === "blockType" ? blockTypeBody.safeParse(headOf(context, row)) : null;
  const after = blockTypeBody.safeParse(body);
  if (!before?.success) throw new AppError("INPUT_INVALID", `${row.name} is no block type.`, { asset: type });
  if (!after.success)
    throw new AppError("INPUT_INVALID", "Mend the block type first: it is not whole.", { asset: type });
  return { row, moves: movesBetween(before.data, after.data), body };
}

function plansFor(context: ReadContext, migration: Migration): Plan[] {
  return usedBy(context.db, migration.row.id)
    .filter(({ kind, id }) => kind === "block" && id !== migration.row.id)
    .map(({ id, name, live }) => planBlock(context, migration, { asset: id, name, live }));
}

type Told = Pick<MigratedBlock, "asset" | "name" | "live">;

function planBlock(context: ReadContext, migration: Migration, told: Told): Plan {
  const row = getAssetRow(context.db, told.asset);
  const head = headOf(context, row);
  const parsed = blockBody.safeParse(head);
  const body = parsed.success ? (migrateBlock(parsed.data, migration.moves) as Body) : head;
  const end = (outcome: MigratedBlock["outcome"], why: string | null = null): Plan => ({
    block: { ...told, outcome, why },
    body: outcome === "migrated" ? body : null,
  });
  const [problem] = kindOf("block")
    .check(body, contextWith(context, row, migration))
    .filter(({ severity }) => severity === "error");
  if (problem) return end("byHand", problem.message);
  if (canonicalJson(body) === canonicalJson(head)) return end("kept");
  try {
    refuseStranger(context, row, "assets.revise");
    refuseOwnDraft(context, row);
  } catch (error) {
    return end("refused", refusalOf(error).message);
  }
  return end("migrated");
}

/** What a block's check sees once the type is changed. */
function contextWith(context: ReadContext, row: AssetRow, { row: type, body }: Migration): CheckContext {
  const now = contextFor(context, row);
  const asset: CheckContext["asset"] = (id) => {
    const found = now.asset(id);
    return id === type.id && found ? { ...found, body } : found;
  };
  return Object.create(now, { asset: { value: asset } }) as CheckContext;
}
