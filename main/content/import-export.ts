import { refusal } from "#shared/access/policy.ts";
import type { content } from "#shared/content/contract.ts";
import { mediaPaths } from "#shared/content/contentful/files.ts";
import type { PictureFiles } from "#shared/content/contentful/pictures.ts";
import { type ImportPlan, planImport } from "#shared/content/contentful/plan.ts";
import type { ImportReport } from "#shared/content/model.ts";
import type { PictureFile } from "#shared/images/model.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { fromBase64 } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import type { z } from "zod";
import { createAsset, createAssets, reviseAsset } from "../assets/revise.ts";
import { getAssetRow, listBodies } from "../assets/store.ts";
import type { WriteContext } from "../context.ts";
import { putObject } from "../db/objects.ts";
import { rehearse } from "../exchange/apply.ts";
import { PictureLoan } from "../images/loan.ts";

type Asked = z.output<typeof content.calls.importExport.input>;

/**
 * Plans what an export of another product becomes, and does it; a preview does the same and takes it back, so that it is
 * refused where the import would be. All or nothing: what is left out, the plan has left out.
 */
export function importExport(context: WriteContext, asked: Asked): ImportReport {
  const loan = new PictureLoan(context.folders.images);
  try {
    const plan = planOf(context, asked, keepPictures(asked, loan));
    const work = (): void => applyPlan(context, plan.assets, asked.owner, asked.format);
    if (asked.apply) {
      work();
      record(context, asked, plan.report);
    } else rehearse(context, work);
    loan.settle(asked.apply ? picturesOf(plan) : new Set());
    return plan.report;
  } catch (error) {
    loan.settle(new Set());
    throw error;
  }
}

const planOf = (context: WriteContext, asked: Asked, pictures: PictureFiles): ImportPlan =>
  planImport(asked.source, {
    ...asked,
    newId: () => context.newId("ast"),
    existing: listBodies(context.db, {}, "head").map(({ id, body, ...identity }) => ({ id, identity, body })),
    pictures,
  });

/** The files that media rows of the export name; a file that is no picture of ours is a reason, not a failure. */
function keepPictures({ source, files }: Asked, loan: PictureLoan): PictureFiles {
  const kept = new Map<string, PictureFile | { reason: string }>();
  if (files.length === 0) return kept;
  const byPath = new Map(files.map(({ path, bytes }) => [path, bytes]));
  for (const [id, path] of mediaPaths(source)) {
    const bytes = byPath.get(path);
    if (bytes === undefined) continue;
    try {
      kept.set(id, loan.keep(fromBase64(bytes)));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "PICTURE_REFUSED") throw error;
      kept.set(id, { reason: error.message });
    }
  }
  return kept;
}

const picturesOf = ({ assets }: ImportPlan): ReadonlySet<Digest> =>
  new Set(
    assets.flatMap(({ identity, body }) =>
      identity.kind === "image" ? [(body["visual"] as unknown as { file: PictureFile }).file.digest] : [],
    ),
  );

function record(context: WriteContext, { format, source }: Asked, { counts }: ImportReport): void {
  const sum = (key: "imported" | "adapted" | "leftOut"): number =>
    Object.values(counts).reduce((total, count) => total + count[key], 0);
  context.record("content.imported", {
    format,
    source: putObject(context.db, source),
    imported: sum("imported"),
    adapted: sum("adapted"),
    leftOut: sum("leftOut"),
  });
}

type Planned = ImportPlan["assets"][number];

/**
 * Through the same doors as a person's edit: an import breaks no limit and opens no lock. New block types are made together,
 * because they may lead to one another.
 */
function applyPlan(context: WriteContext, planned: readonly Planned[], owner: MemberId, format: string): void {
  const note = `Imported from ${format}`;
  for (const asset of planned) refuseStranger(context, asset);
  const isNewType = ({ op, identity }: Planned): boolean => op === "create" && identity.kind === "blockType";
  const newTypes = planned.filter(isNewType).map(({ id, identity, body }) => ({ id, identity, owner, body, note }));
  let typesMade = false;
  for (const { id, op, identity, body } of planned) {
    if (identity.kind === "blockType" && !typesMade) {
      typesMade = true;
      named("The block types", () => createAssets(context, newTypes));
    }
    if (op === "revise")
      named(identity.name, () =>
        reviseAsset(context, { asset: id, base: getAssetRow(context.db, id).head, body, identity, note }),
      );
    else if (identity.kind !== "blockType")
      named(identity.name, () => createAsset(context, { id, identity, owner, body, note }));
  }
}

/** Says which asset a refusal is about: of hundreds, a person could not tell. */
function named(what: string, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${what}: ${error.message}`, error.details, error);
  }
}

function refuseStranger(context: WriteContext, { identity }: Planned): void {
  const subject = { scope: identity.scope, kind: identity.kind, tier: identity.tier };
  const refused = refusal({ who: "author" }, subject, context.me, context.policy.members, context.policy.grants);
  if (refused)
    throw new AppError(refused.code, `${identity.name}: ${refused.message}`, {
      roles: refused.roles,
      could: refused.could,
    });
}
