import type { Identity } from "#shared/assets/model.ts";
import { revisionDigests } from "#shared/assets/parts.ts";
import { changesOf } from "#shared/exchange/changes.ts";
import { type FolderAsset, type ReadAsset, readFolder } from "#shared/exchange/folder.ts";
import type { ExchangeFile, ExchangeReport, ExchangeRow } from "#shared/exchange/model.ts";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { type Digest, fromBase64, toDigest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { createAssets, reviseAsset } from "../assets/revise.ts";
import { type AssetRow, getRevision, identityOf } from "../assets/store.ts";
import type { WriteContext } from "../context.ts";
import { PictureLoan } from "../images/loan.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import { type Piece, refuseUnlessAuthor, runImport, takePieces, type Taken } from "./apply.ts";
import { inOrder } from "./order.ts";
import { findAsset } from "./store.ts";

export interface FolderImport {
  readonly files: readonly ExchangeFile[];
  /** Who will own what is new. */
  readonly owner: MemberId;
  readonly apply: boolean;
}

/** @throws INPUT_INVALID where it is no whole folder */
export function importFolder(context: WriteContext, { files, owner, apply }: FolderImport): ExchangeReport {
  const { assets, rejected, notes, refusal } = readFolder(files);
  if (refusal) throw new AppError("INPUT_INVALID", refusal);
  const loan = new PictureLoan(context.folders.images);
  const ordered = inOrder(assets);
  const work: Work = { context, owner, circles: ordered.circles, together: new Set(), loan, kept: new Set() };
  const run = (): ExchangeReport =>
    runImport(context, {
      format: "json",
      source: toDigest(nodeCrypto.sha256(canonicalBytes(files))),
      take: () => [
        ...rejected.map(({ path, reason }) => rejectedRow(path, reason)),
        ...takePieces(
          context,
          ordered.assets.map((read) => pieceOf(work, read)),
        ),
      ],
      notes,
      apply,
    });
  try {
    const report = run();
    // Neither a rehearsal nor a refused file leaves anything behind, on the disk neither.
    loan.settle(apply ? work.kept : new Set());
    return report;
  } catch (error) {
    loan.settle(new Set());
    throw error;
  }
}

const rejectedRow = (source: string, reason: string): ExchangeRow => ({
  source,
  outcome: "rejected",
  changes: [],
  reason,
});

interface Work {
  readonly context: WriteContext;
  readonly owner: MemberId;
  readonly circles: ReadonlyMap<ReadAsset, readonly ReadAsset[]>;
  /** What was made with another of its circle, before its own turn. */
  readonly together: Set<AssetId>;
  readonly loan: PictureLoan;
  /** The files of pictures that were taken. */
  readonly kept: Set<Digest>;
}

const pieceOf = (work: Work, read: ReadAsset): Piece => ({
  source: read.path,
  asset: read.asset.name,
  take() {
    const { asset, bytes } = read;
    const { context } = work;
    let kept: Digest | null = null;
    if (bytes !== undefined) {
      refuseUnlessAuthor(context, asset, findAsset(context.db, asset.id)?.owner);
      // Named by its digest; whether it is the one that the asset speaks of is checked with the body.
      kept = work.loan.keep(fromBase64(bytes)).digest;
    }
    const taken = takeAsset(work, read);
    if (kept) work.kept.add(kept);
    return taken;
  },
});

function takeAsset({ context, owner, circles, together }: Work, read: ReadAsset): Taken {
  const { asset } = read;
  const created: Taken = { outcome: "created", asset: asset.name, changes: [] };
  const there = findAsset(context.db, asset.id);
  if (there) return together.has(asset.id) ? created : reviseFrom(context, there, asset);
  // What refers to one another in a circle stands or falls together.
  const circle = (circles.get(read) ?? [read]).filter((each) => !findAsset(context.db, each.asset.id));
  const made = circle.map(({ asset: { id, revision: _from, body, ...identity } }) => {
    refuseUnlessAuthor(context, identity);
    return { id, identity, owner, body, note: "Imported from a folder" };
  });
  createAssets(context, made);
  for (const { id } of made) together.add(id);
  return created;
}

function reviseFrom(context: WriteContext, row: AssetRow, asset: FolderAsset): Taken {
  const { id, revision, body, ...said } = asset;
  const unchanged: Taken = { outcome: "unchanged", asset: row.name, changes: [] };
  if (revisionDigests(nodeCrypto, id, said, body).revision === row.head) return unchanged;
  const head = getRevision(context.db, row.head!);
  const base = revision ? findBase(context, revision, id) : null;
  // The name too is merged: a rename since this file was written stands, unless the file names it anew.
  const identity = { ...said, name: base?.identity.name === said.name ? row.name : said.name };
  refuseMove(identity, identityOf(row));
  try {
    refuseUnlessAuthor(context, identity, row.owner);
    const note = "Imported from a folder";
    const written = reviseAsset(context, { asset: id, base: base?.digest ?? row.head, body, identity, note });
    const after = getRevision(context.db, written.digest);
    const renamed = identity.name === row.name ? [] : [{ at: "name", before: row.name, after: identity.name }];
    return { outcome: "changed", asset: identity.name, changes: [...renamed, ...changesOf(head.body, after.body)] };
  } catch (error) {
    if (error instanceof AppError && error.code === "NOTHING_CHANGED") return unchanged;
    throw error;
  }
}

/** The revision that a file was written from, where this workspace knows it; else the file's word is taken over the head. */
function findBase(context: WriteContext, revision: Parameters<typeof getRevision>[1], asset: AssetId) {
  try {
    const found = getRevision(context.db, revision);
    return found.asset === asset ? found : null;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

/** What decides who approves and who may write does not change by editing a file. */
function refuseMove(said: Identity, is: Identity): void {
  const scopeText = ({ brand, market, channel }: Identity["scope"]): string => `${brand}/${market}/${channel}`;
  const moved =
    said.kind !== is.kind
      ? `kind from ${is.kind} to ${said.kind}`
      : said.tier !== is.tier
        ? `tier from ${is.tier} to ${said.tier}`
        : scopeText(said.scope) !== scopeText(is.scope)
          ? `scope from ${scopeText(is.scope)} to ${scopeText(said.scope)}`
          : null;
  if (moved) throw new AppError("INPUT_INVALID", `A file cannot move an asset: this one changes its ${moved}.`);
}
